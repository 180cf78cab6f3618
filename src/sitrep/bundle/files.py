"""The files of a bundle, each by its name in it: the same ledger makes the same bytes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files

from sitrep import __version__
from sitrep.bundle.excerpts import excerpt, shown_lines
from sitrep.bundle.gathering import Evidence
from sitrep.bundle.withholding import line_for_partner
from sitrep.case.archives import kept_bytes
from sitrep.case.folders import Case
from sitrep.export.files import in_order
from sitrep.ledger.captures import Kept
from sitrep.ledger.chains import BEGINNING
from sitrep.link.accounts import Page
from sitrep.model.fields import Record, text_at, texts_at
from sitrep.model.identity import JSON, canonical, sha256_hex
from sitrep.redaction import Audience
from sitrep.views.credits import licence_text
from sitrep.views.phrases import several

FORMAT, VERSION = "sitrep evidence bundle", 1
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


def bundle_files(case: Case, evidence: Evidence, audience: Audience, rule: str) -> dict[str, bytes]:
    """The bytes of every file of a bundle by its name, none of which comes from a page or from a file's name.

    Raises LedgerError where an original is missing from the archive, or is not the bytes that were captured.
    """
    own = audience is Audience.INTERNAL
    names = () if own else tuple({kept.name for kept in evidence.captures})
    incident, *claims = (
        dict(line) if own else line_for_partner(line, names) for line in (evidence.incident, *in_order(evidence.claims))
    )
    shown = shown_lines(evidence.log, evidence.names)
    log = excerpt(evidence.log, shown if own else ())
    texts = {_text_name(page): page.text.encode("utf-8", "surrogatepass") for page in evidence.pages}
    hashes = sorted({text_at(page.document, "sha256") or "" for page in evidence.pages})
    visits: list[Record] = [asdict(visit) for visit in evidence.visits]
    found = {
        **{_original_name(sha256): kept_bytes(case.archive, sha256) for sha256 in hashes},
        **texts,
        "pages.jsonl": _lines(_page(page, names) for page in evidence.pages),
        "captures.jsonl": _lines(_capture(kept, own=own) for kept in evidence.captures),
        "visits.jsonl": _lines(visits),
        "claims.jsonl": _lines(claims),
        "incident.json": _json(incident),
        "log.jsonl": _lines(log),
        "LICENCE.txt": f"{licence_text('this bundle')}\n".encode(),
        "verify.py": (files("sitrep.bundle") / "verify.py").read_bytes(),
    }
    about = _about(evidence, audience, rule, shown)
    found["README.txt"] = _readme(about, audience)
    return sealed(found, about)


def sealed(found: Mapping[str, bytes], about: Record) -> dict[str, bytes]:
    """Files with the manifest and the list of hashes that go with them."""
    listed: dict[str, JSON] = {
        name: {"sha256": sha256_hex(content), "size": len(content)} for name, content in sorted(found.items())
    }
    whole = json.dumps({**about, "files": listed}, ensure_ascii=True, indent=1, sort_keys=True)
    with_manifest = {**found, MANIFEST: f"{whole}\n".encode()}
    sums = "".join(f"{sha256_hex(content)}  {name}\n" for name, content in sorted(with_manifest.items()))
    return {**with_manifest, SUMS: sums.encode()}


def _about(evidence: Evidence, audience: Audience, rule: str, shown: Sequence[int]) -> dict[str, JSON]:
    """What the manifest says beside the files: what the bundle is of, how the log ends, what was erased."""
    log, own = evidence.log, audience is Audience.INTERNAL
    erasing = {row.number for row in log if row.tombstone() is not None}
    seen: list[JSON] = [*shown] if own else []
    gone: list[JSON] = [number for number in shown if number in erasing]
    return {
        "format": FORMAT,
        "version": VERSION,
        "sitrep": __version__,
        "profile": audience.value,
        "incident": text_at(evidence.incident, "id"),
        "rule": rule,
        "claims": len(evidence.claims),
        "pages": len(evidence.pages),
        "changed_since_linking": evidence.is_stale,
        "log": {
            "lines": len(log),
            "head": log[-1].hash if log else BEGINNING,
            "shown": seen,
            "withheld": 0 if own else len(shown),
        },
        "erased": {"claims": [*evidence.erased_claims], "log_lines": gone},
        "left_out": {"claims": [*evidence.left_out]},
    }


def _readme(about: Record, audience: Audience) -> bytes:
    """The plain words that go with a bundle."""
    data = files("sitrep.bundle") / "data"
    log, erased = about["log"], about["erased"]
    counts = {**log, "about": len(_shown(log))} if isinstance(log, dict) else {}
    gone = erased if isinstance(erased, dict) else {}
    text = (data / "readme.txt").read_text(encoding="utf-8")
    profile = (data / f"{audience.value}.txt").read_text(encoding="utf-8").strip()
    told = {**about, **counts, "profile_words": profile, "erased_words": _erased(gone)}
    return text.format_map(told).encode("utf-8")


def _shown(log: Record) -> list[JSON]:
    found = log.get("shown")
    return found if isinstance(found, list) else []


def _erased(gone: Record) -> str:
    """What the plain words say of erased pages and words."""
    claims, lines = texts_at(gone, "claims"), gone.get("log_lines")
    numbers = ", ".join(str(line) for line in lines) if isinstance(lines, list) else ""
    told = []
    if claims:
        told.append(
            f"{several(len(claims), 'claim')} that this incident once had went with pages that were erased for good: "
            "what they\nsaid is not in the case any more, nor in this bundle. manifest.json has their ids."
        )
    if numbers:
        told.append(
            "Of the log, these lines say that a page of this incident, or words of a judgement on it, were erased, by\n"
            f"whom and when: {numbers}. The digests of erased words still stand in their lines, and the chain holds."
        )
    return "\n".join(told) or "Nothing of this incident was erased."


def _original_name(sha256: str) -> str:
    return f"originals/{sha256}"


def _text_name(page: Page) -> str:
    return f"texts/{sha256_hex(page.text.encode('utf-8', 'surrogatepass'))}.txt"


def _page(page: Page, withheld: Sequence[str]) -> dict[str, JSON]:
    """The line of a page: its document, its files, the instruments that read it."""
    document = line_for_partner(page.document, withheld)
    origin = page.claims[0].get("origin") if page.claims else None
    sha256 = text_at(page.document, "sha256") or ""
    return {**document, "original": _original_name(sha256), "text": _text_name(page), "origin": origin}


def _capture(kept: Kept, *, own: bool) -> dict[str, JSON]:
    """The record of a capture; a partner is not told how our files are called."""
    return {**asdict(kept), "name": kept.name if own else None}


def _json(record: Record) -> bytes:
    """A record on a line. A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape."""
    return f"{canonical(dict(record))}\n".encode("utf-8", "backslashreplace")


def _lines(records: Iterable[Record]) -> bytes:
    return b"".join(_json(record) for record in records)

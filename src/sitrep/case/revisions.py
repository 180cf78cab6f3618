"""Silent edits: one address captured again with another text, and what became of its claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from sqlalchemy import Connection

from sitrep.case.addresses import normal_address
from sitrep.case.folders import Case
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import CapturedDocument, captured_documents, reading_of
from sitrep.model.fields import NOTHING, Record, record_at, records_at, text_at
from sitrep.model.identity import JSON, content_id
from sitrep.model.paths import cells
from sitrep.views.claims import claim_lines

# Two passages of so many words in common, of all their words, may be one that was edited.
ALIKE = 0.6
# What differs between two pages whatever they say: names made of their bytes, and where things stand.
UNCOMPARED = frozenset({"id", "record", "document", "origin", "about", "alternative", "judged"})
PLACES = frozenset({"start", "end", "prefix", "suffix"})


@dataclass(frozen=True, slots=True)
class Version:
    """One capture of an address: its document, the moment it was fetched or else read, and its text by its hash."""

    document: str
    external_id: str
    url: str | None
    title: str | None
    published: str | None
    captured: str
    run: str
    text: str


def silent_edits(case: Case) -> Iterator[dict[str, JSON]]:
    """Yield one record for every two captures of an address that follow one another and have another text."""
    with viewing(case.ledger) as connection:
        for address, versions in sorted(versions_by_address(captured_documents(connection)).items()):
            for before, after in pairwise(versions):
                if before.text != after.text:
                    yield edit_record(connection, address, before, after)


def versions_by_address(captures: Iterable[CapturedDocument]) -> dict[str, list[Version]]:
    """The versions of each address, in the order they were captured; a page without one goes by its external id."""
    found: dict[str, list[tuple[tuple[str, int, str, int], Version]]] = defaultdict(list)
    for capture in captures:
        document = capture.document
        published = document.published.value if document.published is not None else None
        version = Version(
            document=document.id,
            external_id=document.external_id,
            url=document.url,
            title=document.title,
            published=published,
            captured=capture.captured,
            run=capture.run,
            text=content_id("t", document.text),
        )
        place = (capture.captured[:19], capture.run_number, published or "", capture.number)
        found[normal_address(document.url) if document.url else document.external_id].append((place, version))
    ordered = {address: sorted(versions, key=lambda one: one[0]) for address, versions in found.items()}
    return {address: [version for _, version in versions] for address, versions in ordered.items()}


def edit_record(connection: Connection, address: str, before: Version, after: Version) -> dict[str, JSON]:
    """What changed between two versions of a page: both of them, and the claims that vanished, appeared, changed."""
    first, second = reading_of(connection, before.document), reading_of(connection, after.document)
    old: list[Record] = [*claim_lines(first)] if first is not None else []
    new: list[Record] = [*claim_lines(second)] if second is not None else []
    pairs = matched(old, new)
    kept_old, kept_new = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    vanished: list[JSON] = [brief(line) for line in old if id(line) not in kept_old]
    appeared: list[JSON] = [brief(line) for line in new if id(line) not in kept_new]
    changed: list[JSON] = [
        {"before": brief(one), "after": brief(other), "fields": fields}
        for one, other in pairs
        if (fields := differences(one, other))
    ]
    return {
        "address": address,
        "before": version_record(before),
        "after": version_record(after),
        # Where the readers differ, a claim may have changed by the reader and not on the page.
        "same_reader": first is not None and second is not None and first.origin == second.origin,
        "vanished": vanished,
        "appeared": appeared,
        "changed": changed,
    }


def version_record(version: Version) -> dict[str, JSON]:
    """A version as it is printed."""
    return {
        "document": version.document,
        "external_id": version.external_id,
        "url": version.url,
        "title": version.title,
        "published": version.published,
        "captured": version.captured,
        "run": version.run,
    }


def brief(line: Record) -> dict[str, JSON]:
    """A claim in short: its id, its words, its deed, who says so."""
    return {
        "id": text_at(line, "id"),
        "evidence": text_at(line, "evidence", "text"),
        "trigger": text_at(line, "event", "trigger", "text"),
        "source": speaker(line),
    }


def speaker(line: Record) -> str | None:
    """The name of the innermost source."""
    sources = records_at(line, "sources")
    return text_at(sources[-1], "name") if sources else None


def matched(old: Sequence[Record], new: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The claims of one version with those that they became in the next: each once, the most alike first."""
    scored = sorted(
        (-score, one, other)
        for one, line in enumerate(old)
        for other, candidate in enumerate(new)
        if (score := likeness(line, candidate)) > 0
    )
    taken_old, taken_new = set[int](), set[int]()
    pairs: list[tuple[int, int]] = []
    for _, one, other in scored:
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            pairs.append((one, other))
    return [(old[one], new[other]) for one, other in sorted(pairs)]


def likeness(line: Record, other: Record) -> float:
    """How alike two claims are in words: of one deed in like words, or of the same words; 0 for two claims."""
    evidence = text_at(line, "evidence", "text") or "", text_at(other, "evidence", "text") or ""
    same_deed = text_at(line, "event", "trigger", "text") == text_at(other, "event", "trigger", "text")
    same_source = speaker(line) == speaker(other)
    if evidence[0] == evidence[1]:
        return 1 + same_deed + same_source
    if not same_deed or record_at(line, "event") is NOTHING:
        return 0
    alike = SequenceMatcher(None, evidence[0].split(), evidence[1].split(), autojunk=False).ratio()
    return alike + same_source / 4 if alike >= ALIKE else 0


def differences(line: Record, other: Record) -> list[JSON]:
    """The fields in which two claims differ, less those that differ between any two pages."""
    before, after = dict(cells(told(line))), dict(cells(told(other)))
    return [
        {"field": path, "before": before.get(path), "after": after.get(path)}
        for path in dict.fromkeys((*before, *after))
        if before.get(path) != after.get(path)
    ]


def told(line: Record) -> JSON:
    """What a claim says, less names and places in the text."""
    return {key: placeless(value) for key, value in line.items() if key not in UNCOMPARED}


def placeless(value: JSON) -> JSON:
    """A value with its spans as their words alone."""
    if isinstance(value, list):
        return [placeless(item) for item in value]
    if not isinstance(value, dict):
        return value
    # Only spans have text: the start and end of an interval are dates.
    return {key: placeless(item) for key, item in value.items() if "text" not in value or key not in PLACES}

"""The claims of a case as an audience may see them, and what was withheld from them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sitrep.case.folders import Case
from sitrep.case.linking import Gathered, corpus_of, gather, incidents
from sitrep.export.files import write_whole
from sitrep.gazetteer.index import PlaceNames
from sitrep.link.accounts import Page
from sitrep.link.positions import RULES
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.linkings import Linking
from sitrep.redaction import (
    Around,
    Audience,
    around_of,
    gathered,
    less_private,
    outlets_of,
    redact_claim,
    redact_incident,
    same_incident,
)
from sitrep.redaction.accusations import positions
from sitrep.redaction.outlets import has_apart
from sitrep.redaction.pages import Words

# What one is of each kind that `withheld` counts.
UNITS: dict[str, JSON] = {
    "names": "marks in texts; a name counts as often as it is told",
    "addresses": "marks in texts, and web addresses cut to their host",
    "places": "marks in texts",
    "places coarsened": "places of events, shown as divisions",
    "outlets": "values shown as a numbered mark",
    "fields": "values that no rule lets through",
}


def redacted_lines(case: Case, audience: Audience, today: date, places: PlaceNames) -> Iterator[dict[str, JSON]]:
    """Yield the claim lines of a case under the profile of an audience, page by page.

    Of a linked case an accusation has the position of its accused; of another it has `not_searched`.
    """
    found = gather(case)
    said, outlets = _positions(case, found), outlets_in(found.pages, today, places, audience)
    kin = kin_in(found.pages, found.earlier, today, audience)
    for page in found.pages:
        around = around_page(page, today, places, audience, said, outlets=outlets, kin=kin)
        for line in page.claims:
            yield redact_claim(line, audience, around)


def redacted_incidents(
    case: Case, audience: Audience, today: date, places: PlaceNames, rule: str = RULES[0]
) -> Iterator[dict[str, JSON]]:
    """Yield the incident lines of a case under the profile of an audience, in order of their ids, added up by a rule.

    What is withheld on a page is withheld in every incident that the page tells of. Raises LedgerError where nothing is
    linked yet, UsageError for an unknown rule.
    """
    corpus = corpus_of(case)
    if audience is Audience.INTERNAL:
        yield from incidents(corpus, rule)
        return
    pages = {page.id: page for page in corpus.gathered.pages}
    known: dict[str, Around] = {}
    kin = kin_in(corpus.gathered.pages, corpus.linking, today, audience)
    outlets = outlets_in(corpus.gathered.pages, today, places, audience)
    for line in incidents(corpus, rule):
        claims = (corpus.claims[claim] for claim in texts_at(line, "claims") if claim in corpus.claims)
        told = {text_at(claim, "document", "id") or "": None for claim in claims}
        told |= {text_at(document, "id") or "": None for document in records_at(line, "documents")}
        for name in told.keys() & pages.keys() - known.keys():
            known[name] = around_page(pages[name], today, places, audience, {}, outlets=outlets, kin=kin)
        # What linked is told by whom a redacted line is for: one name for two things, and nothing of it is withheld.
        own = {key: value for key, value in line.items() if key != "profile"}
        yield redact_incident(own, audience, gathered([known[name] for name in told if name in known]))


def outlets_in(pages: Sequence[Page], today: date, places: PlaceNames, audience: Audience) -> dict[Words, str | None]:
    """The outlets of pages: None where the name may be shown, else a mark; none with a name withheld on any of them.

    Only the pages that have such a word elsewhere than in an outlet's name are looked through for names.
    """
    outlets = outlets_of([page.document for page in pages], places)
    shown = [words for words, mark in outlets.items() if mark is None]
    private: set[str] = set()
    for page in pages:
        if has_apart(page.text, shown):
            private |= around_page(page, today, places, audience, {}, outlets=outlets).page.private
    return less_private(outlets, frozenset(private))


def kin_in(pages: Sequence[Page], linking: Linking | None, today: date, audience: Audience) -> frozenset[str]:
    """The claims of pages that are coarsened because another of their incident is; none where nothing is linked."""
    if linking is None:
        return frozenset()
    claims = {text_at(line, "id") or "": line for page in pages for line in page.claims}
    return same_incident(claims, linking.incidents.values(), today, audience)


def around_page(
    page: Page,
    today: date,
    places: PlaceNames,
    audience: Audience,
    said: Mapping[str, str],
    *,
    outlets: Mapping[Words, str | None],
    kin: frozenset[str] = frozenset(),
) -> Around:
    """What the claims of a page are redacted with; `outlets` are those of the case, `kin` as in `kin_in`."""
    texts = [page.text, text_at(page.document, "title") or "", text_at(page.document, "outlet") or ""]
    around = around_of(texts, page.claims, today, places, audience, outlets=outlets, kin=kin)
    return replace(around, positions=said)


def _positions(case: Case, found: Gathered) -> dict[str, str]:
    """What the accused of each claim say, where the case is linked."""
    if found.earlier is None:
        return {}
    claims = {text_at(line, "id") or "": line for page in found.pages for line in page.claims}
    return positions(claims, list(incidents(corpus_of(case))))


def counted(lines: Sequence[Record]) -> dict[str, int]:
    """How much of each kind was withheld from lines, all together."""
    total: Counter[str] = Counter()
    for line in lines:
        total.update({kind: n for kind, n in record_at(line, "withheld").items() if isinstance(n, int)})
    return dict(sorted(total.items()))


def told(counts: Mapping[str, int]) -> str:
    """The counts in words: `31 names, 4 addresses`; "nothing" where there are none."""
    return ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "nothing"


def write_withheld(path: Path, audience: Audience, lines: Sequence[Record], what: str = "claims") -> None:
    """Put beside an export, as PATH.WITHHELD.json, its profile, how many lines it has and what was withheld."""
    body = json.dumps(summed(audience, lines, what), indent=2)
    write_whole(path.with_name(f"{path.name}.WITHHELD.json"), f"{body}\n")


def summed(audience: Audience, lines: Sequence[Record], what: str = "claims") -> dict[str, JSON]:
    """What was withheld from lines, all together: marks and values by kind, lines of any, lines coarsened and why."""
    why = Counter(code for line in lines for code in texts_at(line, "withheld_reasons"))
    return {
        "profile": audience.value,
        what: len(lines),
        f"{what} with anything withheld": sum(bool(record_at(line, "withheld")) for line in lines),
        f"{what} coarsened": sum(bool(texts_at(line, "withheld_reasons")) for line in lines),
        f"{what} coarsened by reason": dict(sorted(why.items())),
        "withheld": dict(counted(lines)),
        "units of withheld": UNITS,
    }

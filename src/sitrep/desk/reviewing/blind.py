"""Incidents as a reviewer may see them while deciding: of the machine's reading and their own word alone."""

import sqlite3
from collections.abc import Sequence

from sitrep.case.judging import apply_judgements
from sitrep.case.linking import Corpus, Gathered, telling_of
from sitrep.desk.building import facts_of
from sitrep.desk.index import incident_in_brief, line_of
from sitrep.desk.telling.titles import shortened
from sitrep.link.incidents import incident_line
from sitrep.link.tellings import telling
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.judgements import Judgement
from sitrep.model.linkings import Linking

# What of an incident's line tells what people decided, or is of no use to whoever reviews one claim.
OF_PEOPLE = frozenset({"review", "profile"})
PAGES_OF = "SELECT DISTINCT page FROM claims WHERE incident = ?"
JUDGED = (
    "SELECT incident, body, as_read FROM claims WHERE incident IN "
    "(SELECT incident FROM claims WHERE state <> 'machine-made') ORDER BY incident, page, position"
)


def incident_seen_by(index: sqlite3.Connection, name: str | None, own: Sequence[Judgement]) -> Record:
    """The shortened line of an incident without what anybody else changed; an empty one where there is none.

    Where nobody judged a claim of its pages it is the line of the index. Else it is told anew from the claims as they
    were read, those rejected too, under the reviewer's `own` judgements.
    """
    judged = f"SELECT 1 FROM claims WHERE state <> 'machine-made' AND page IN ({PAGES_OF}) LIMIT 1"  # noqa: S608
    if name is None or index.execute(judged, (name,)).fetchone() is None:
        return _without_review(incident_in_brief(index, name))
    found = index.execute(
        f"SELECT page, incident, body, as_read FROM claims WHERE page IN ({PAGES_OF}) ORDER BY page, position",  # noqa: S608
        (name,),
    ).fetchall()
    lines = [(row["page"], row["incident"], _seen(line_of(row["as_read"] or row["body"]), own)) for row in found]
    claims = [line for _, home, line in lines if home == name]
    of_document: dict[str, list[Record]] = {}
    for page, _, line in lines:
        of_document.setdefault(page, []).append(line)
    corpus = _corpus(index, of_document)
    told = incident_line(name, claims, telling_of(corpus, name, claims, "range"))
    return _without_review(shortened(told, claims))


def _without_review(line: Record) -> Record:
    return {key: value for key, value in line.items() if key not in OF_PEOPLE}


def kinds_seen_by(index: sqlite3.Connection, own: Sequence[Judgement]) -> dict[str, Record]:
    """What, when and where each incident with a judged claim is, without what anybody else changed, by its id."""
    of_incident: dict[str, list[Record]] = {}
    for row in index.execute(JUDGED):
        line = _seen(line_of(row["as_read"] or row["body"]), own)
        of_incident.setdefault(row["incident"], []).append(line)
    return {name: {"id": name, **telling(claims)} for name, claims in of_incident.items()}


def _seen(line: Record, own: Sequence[Judgement]) -> Record:
    """A claim with a reviewer's own edits; one that they rejected as it was read."""
    mine = [judgement for judgement in own if text_at(line, "id") in judgement.targets]
    return next(apply_judgements([line], mine), line) if mine else line


def _corpus(index: sqlite3.Connection, of_document: dict[str, list[Record]]) -> Corpus:
    """What is known around the claims of some pages, without a judgement."""
    rows = index.execute("SELECT id, copy_of, agency FROM pages").fetchall()
    return Corpus(
        linking=Linking(),
        claims={text_at(line, "id") or "": line for lines in of_document.values() for line in lines},
        of_document=of_document,
        copies={row["id"]: row["copy_of"] for row in rows if row["copy_of"] is not None},
        agencies={row["id"]: row["agency"] for row in rows if row["agency"] is not None},
        gathered=Gathered((), (), (), {}, None),
        covers=record_at(facts_of(index), "covers"),
    )

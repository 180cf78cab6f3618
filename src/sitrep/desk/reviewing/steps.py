"""What a reviewer may do to a claim beside accepting and rejecting it: change it, join it, part it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import Connection

from sitrep.desk.desks import Desk, summaries
from sitrep.desk.index import line_of
from sitrep.desk.reviewing.blind import incident_seen_by, kinds_seen_by
from sitrep.desk.reviewing.editing import editable, rows_of
from sitrep.desk.telling.accusations import speaker_of
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.ledger.queries import latest_linking
from sitrep.model.errors import SitrepError
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement
from sitrep.resolve.place_scores import load_place_settings
from sitrep.review.neighbours import to_join, to_part_from

EDIT, MERGE, SPLIT = "edit", "merge", "split"
# How many places of a name are offered.
PLACES = 8


@dataclass(frozen=True, slots=True)
class Step:
    """What a reviewer is about to do to a claim: which step, to which field.

    `look` is a place name to look up, `take` which of the places found is to be filled in, from 1; 0 for none.
    """

    name: str = ""
    field: str = ""
    look: str = ""
    take: int = 0


def editing_view(step: Step, shown: Record) -> dict[str, JSON]:
    """The inputs of a field as the claim shown has it; of no field, nothing. Raises LookupError for an unknown one."""
    rows = rows_of(editable(step.field), shown) if step.field else []
    places = places_named(step.look)
    taken = places[step.take - 1] if 0 < step.take <= len(places) else {}
    fill = {f"event.place.{key}": value for key, value in taken.items()}
    return {
        "name": EDIT,
        "field": step.field,
        "rows": [*rows],
        "look": step.look,
        "take": step.take if taken else 0,
        "places": [*places],
        "fill": {**fill},
    }


def merging_view(desk: Desk, index: sqlite3.Connection, home: str | None, own: Sequence[Judgement]) -> dict[str, JSON]:
    """The incidents that a claim's own may be the same as, under a reviewer's `own` judgements alone.

    `linked` is whether it has one.
    """
    return {"name": MERGE, "linked": home is not None, "candidates": _candidates(desk, index, home, own)}


def splitting_view(index: sqlite3.Connection, ledger: Connection, claim: str, home: str | None) -> dict[str, JSON]:
    """The claim that stands for the rest of an incident."""
    return {"name": SPLIT, "other": _founder(index, ledger, claim, home)}


def _candidates(desk: Desk, index: sqlite3.Connection, home: str | None, own: Sequence[Judgement]) -> list[JSON]:
    """The incidents close to one, with the words of the claim that stands first in each."""
    lines = {text_at(line, "id") or "": line for line in summaries(desk)}
    lines.update(kinds_seen_by(index, own))
    if home not in lines:
        return []
    return [
        {
            "line": dict(incident_seen_by(index, found.incident, own)),
            "score": found.score,
            "reasons": [*found.reasons],
            "first": _first(index, found.incident),
        }
        for found in to_join(lines[home], lines.values())
    ]


def _first(index: sqlite3.Connection, incident: str) -> JSON:
    row = index.execute(
        "SELECT body, as_read FROM claims WHERE incident = ? ORDER BY page, position LIMIT 1",
        (incident,),
    ).fetchone()
    if row is None:
        return None
    line = line_of(row["as_read"] or row["body"])
    return {"evidence": text_at(line, "evidence", "text"), "speaker": speaker_of(line)}


def _founder(index: sqlite3.Connection, ledger: Connection, claim: str, home: str | None) -> JSON:
    """The claim that stands for the rest of an incident: id, outlet, day, words; null where there is no rest."""
    raw = latest_linking(ledger)
    members = texts_at(record_at(raw, "incidents"), home) if isinstance(raw, dict) and home else ()
    other = to_part_from(claim, members)
    row = index.execute("SELECT body, as_read FROM claims WHERE id = ?", (other,)).fetchone()
    if row is None:
        return None
    line: Record = line_of(row["as_read"] or row["body"])
    return {
        "id": other,
        "outlet": text_at(line, "document", "outlet") or text_at(line, "document", "external_id"),
        "published": text_at(line, "document", "published"),
        "evidence": text_at(line, "evidence", "text"),
        "speaker": speaker_of(line),
    }


def places_named(name: str) -> list[dict[str, JSON]]:
    """The places of a name that the gazetteer knows, likeliest first; none where no gazetteer is built."""
    if not name.strip():
        return []
    try:
        gazetteer = open_gazetteer(default_path())
    except SitrepError:
        return []
    with closing(gazetteer.connection):
        found = gazetteer.find(name.strip())
    # How precisely a place of a kind is known is the reader's own rule, the same for a person who takes it.
    kinds = load_place_settings().kinds
    return [
        {
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "admin1": place.admin1,
            "admin1_code": place.admin1_code,
            "geonames_id": place.geonames_id,
            "precision": kinds[place.kind].precision if place.kind in kinds else None,
            "radius_km": kinds[place.kind].radius_km if place.kind in kinds else None,
        }
        for place in found[:PLACES]
    ]

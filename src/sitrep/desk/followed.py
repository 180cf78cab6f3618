"""The figures of a case that can be followed: which claims give them, of which incident, where."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitrep.desk.charts.filters import is_part_of
from sitrep.desk.index import line_of
from sitrep.desk.searching.finding import measures
from sitrep.model.fields import number_at, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.read.happenings.mentions import COUNTED

# By which part of it a figure may differ, as one can choose.
TOLERANCES = (0.0, 0.1, 0.25, 0.5)
MOST_TOLD = 12
# A claim that says exactly where is of there; any other one is where its incident was, too.
EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a claim gives, with the incident that the claim is of and the names of where it was."""

    claim: str
    page: str
    incident: str | None
    measure: str
    values: tuple[float, ...]
    places: tuple[str, ...]

    def is_about(self, about: float, tolerance: float) -> bool:
        """Whether it is so many, or differs by no more than a part of that."""
        return any(abs(value - about) <= tolerance * about for value in self.values)


def given_figures(connection: sqlite3.Connection, measure: str = "") -> list[Given]:
    """The figures of the claims that nobody rejected: of one measure, or of all."""
    rows = connection.execute(
        "SELECT claims.id AS claim, page, claims.incident AS incident, q.value AS quantity, incidents.entry AS entry,"
        " json_extract(claims.body, '$.event.place') AS place FROM claims"
        " LEFT JOIN incidents ON incidents.id = claims.incident, json_each(claims.body, '$.event.quantities') AS q"
        " WHERE state <> 'rejected' AND (:measure = '' OR json_extract(q.value, '$.measure') = :measure)"
        " ORDER BY page, claims.position",
        {"measure": measure},
    )
    return [_given(row) for row in rows]


def _given(row: sqlite3.Row) -> Given:
    quantity = line_of(row["quantity"])
    entry = line_of(row["entry"]) if row["entry"] else {}
    place = line_of(row["place"]) if row["place"] else {}
    names = [text_at(place, "name"), text_at(place, "admin1"), text_at(place, "country")]
    if text_at(place, "precision") != EXACT:
        names += [text_at(entry, "place"), text_at(entry, "admin1"), text_at(entry, "country")]
    values = [number_at(quantity, key) for key in ("best", "low", "high")]
    return Given(
        claim=row["claim"],
        page=row["page"],
        incident=row["incident"],
        measure=text_at(quantity, "measure") or "",
        values=tuple(value for value in values if value is not None),
        places=tuple(name for name in names if name),
    )


def narrowed(figures: Iterable[Given], place: str, incident: str) -> list[Given]:
    """The figures of an incident, where a name that is asked for is part of the place's; "" asks for nothing."""
    return [
        figure
        for figure in figures
        if (not incident or figure.incident == incident) and (not place or is_part_of(place, figure.places))
    ]


def near_figures(figures: Sequence[Given], about: float, tolerance: float) -> list[JSON]:
    """The figures near one that a wider search would find, with how many claims give them, and how wide that is."""
    found = [(figure.claim, figure.values[0]) for figure in figures if figure.values]
    held = {figure.claim for figure in figures if figure.is_about(about, tolerance)}
    times = Counter(value for claim, value in set(found) if claim not in held)
    wider = {value: next((t for t in TOLERANCES if abs(value - about) <= t * about), None) for value in times}
    return [
        {"about": value, "claims": times[value], "tolerance": width}
        for value in sorted(times)
        if (width := wider[value]) is not None
    ]


def incidents_among(connection: sqlite3.Connection, figures: Iterable[Given]) -> list[JSON]:
    """The incidents that some figures are of, those of most claims first; `id` is None for claims of none."""
    times = Counter(home for _, home in {(figure.claim, figure.incident) for figure in figures})
    ordered = sorted(times, key=lambda home: (home is None, -times[home], home or ""))
    return [{**name_of_incident(connection, home), "claims": times[home]} for home in ordered]


def name_of_incident(connection: sqlite3.Connection, incident: str | None) -> dict[str, JSON]:
    """What an incident is called in a list: its kind, place and first day."""
    row = connection.execute("SELECT entry, summary FROM incidents WHERE id = ?", (incident,)).fetchone()
    if row is None:
        return {"id": incident, "title": None, "place": None, "day": None}
    entry, summary = line_of(row["entry"]), line_of(row["summary"])
    return {
        "id": incident,
        "title": text_at(summary, "title") or text_at(entry, "label"),
        "place": text_at(entry, "place"),
        "day": text_at(record_at(summary, "time"), "start") or text_at(entry, "start"),
    }


def offered_measures(connection: sqlite3.Connection, asked: str = "") -> list[str]:
    """The measures of a case to choose from, most frequent first; an odd noun only where it is asked for."""
    found = measures(connection)
    return [measure for measure in found if measure in COUNTED or measure == asked]


def most_told(connection: sqlite3.Connection) -> list[JSON]:
    """The figures that most claims of an incident give, each with its measure, incident and how many claims."""
    figures = [f for f in given_figures(connection) if f.measure in COUNTED and f.values and f.incident]
    told = {(f.claim, f.measure, f.values[0], f.incident) for f in figures}
    times = Counter((measure, value, home) for _, measure, value, home in told)
    ordered = sorted(times, key=lambda one: (-times[one], one[0], -one[1], one[2] or ""))
    return [
        {"measure": m, "about": v, "incident": name_of_incident(connection, home), "claims": times[m, v, home]}
        for m, v, home in ordered[:MOST_TOLD]
    ]

"""What lists, maps and timelines need of an incident: its line, less the claims' details."""

from sitrep.model.fields import NOTHING, Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON

PLACE = ("name", "lat", "lon", "country", "admin1", "admin1_code", "precision", "radius_km")
TIME = ("start", "end", "granularity")
WHOLE = (
    "id", "type", "kind", "acled", "independent_sources", "accused_position", "accused", "review", "profile",
)  # fmt: skip
# How many people, deeds and speakers a list shows; the incident's own page has all.
SHOWN = 6


def summary_of(line: Record) -> dict[str, JSON]:
    """The line of an incident, shortened: the same fields under the same names, positions and details left out."""
    figures = record_at(line, "quantities")
    return {
        **{key: line.get(key) for key in WHOLE},
        "time": _part(line, "time", TIME),
        "place": _part(line, "place", PLACE),
        "actors": _people(line, "actors"),
        "recipients": _people(line, "recipients"),
        "quantities": {measure: _figure(record_at(figures, measure)) for measure in figures},
        "speakers": [{"name": speaker.get("name")} for speaker in records_at(line, "speakers")],
        "pages": len(records_at(line, "documents")),
        "claims": _count(line, "claims"),
        "contradictions": [text_at(found, "field") for found in records_at(line, "contradictions")
                           if found.get("relation") == "contradicts"],
        "first": text_at(line, "first_claim", "date"),
    }  # fmt: skip


def _part(line: Record, key: str, fields: tuple[str, ...]) -> JSON:
    found = record_at(line, key)
    return {field: found.get(field) for field in fields} if found else None


def _people(line: Record, key: str) -> list[JSON]:
    return [
        {field: person.get(field) for field in ("name", "country", "type")} for person in records_at(line, key)[:SHOWN]
    ]


def _figure(figure: Record) -> JSON:
    """What a measure adds up to, and how many sources hold a figure that counts."""
    whole = record_at(figure, "aggregate") or NOTHING
    used = frozenset(texts_at(whole, "claims_used"))
    held = [one for one in records_at(figure, "positions") if used.intersection(texts_at(one, "claims"))]
    sources = {text_at(source, "key") for one in held for source in records_at(one, "sources")}
    return {"aggregate": {key: whole.get(key) for key in ("low", "high", "best", "rule")}, "sources": len(sources)}


def _count(line: Record, key: str) -> int:
    found = line.get(key)
    return len(found) if isinstance(found, list) else 0

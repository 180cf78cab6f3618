"""An incident as one flat row: the columns of its table."""

from collections.abc import Callable, Mapping

from sitrep.export.cells import Cell, at, joined, of_each, roles, texts, withheld
from sitrep.export.rows import PLACE, TIME
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at

PEOPLE = ("actors", "recipients")
TOLLS = ("killed", "injured")
BOUNDS = ("best", "low", "high")


def _quantities(incident: Record) -> Cell:
    """Every measure with what its figures add up to, as `killed=36 [12..60] by range`."""
    shown = []
    for measure, found in record_at(incident, "quantities").items():
        total = record_at(found, "aggregate") if isinstance(found, dict) else {}
        best, low, high = (number_at(total, key) for key in BOUNDS)
        bounds = ["" if value is None else f"{value:.15g}" for value in (best, low, high)]
        shown.append(f"{measure}={bounds[0]} [{bounds[1]}..{bounds[2]}] by {text_at(total, 'rule') or 'no rule'}")
    return joined(shown)


def _contradictions(incident: Record) -> Cell:
    """The fields of which positions contradict each other, each once."""
    found = (c for c in records_at(incident, "contradictions") if c.get("relation") == "contradicts")
    return joined([*dict.fromkeys(text_at(c, "field") or "" for c in found)])


def _accused(incident: Record) -> Cell:
    """Each accused party with its own position, as `RUS: denies`."""
    accused = records_at(incident, "accused")
    return joined([f"{text_at(one, 'party') or ''}: {text_at(one, 'position') or ''}" for one in accused])


def _number_of(key: str) -> Callable[[Record], Cell]:
    """A column that is how many entries a list has; empty where there is no such list."""

    def cell(incident: Record) -> Cell:
        found = incident.get(key)
        return len(found) if isinstance(found, list) else None

    return cell


INCIDENT_COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "id": at("id"),
    "merged": texts("merged"),
    "event_type": at("type"),
    "event_kind": at("kind"),
    "acled_event_type": at("acled", "event_type"),
    "acled_sub_event_type": at("acled", "sub_event_type"),
    **{f"time_{key}": at("time", key) for key in TIME},
    **{f"place_{key}": at("place", key) for key in PLACE},
    **{
        name: cell
        for who in PEOPLE
        for name, cell in {
            who: of_each(who, "name"),
            f"{who.removesuffix('s')}_countries": of_each(who, "country"),
            f"{who.removesuffix('s')}_roles": roles(who),
        }.items()
    },
    **{f"{measure}_{bound}": at("quantities", measure, "aggregate", bound) for measure in TOLLS for bound in BOUNDS},
    **{f"{measure}_rule": at("quantities", measure, "aggregate", "rule") for measure in TOLLS},
    "quantities": _quantities,
    "claim_count": _number_of("claims"),
    "claims": texts("claims"),
    "document_count": _number_of("documents"),
    "documents": of_each("documents", "id"),
    "document_external_ids": of_each("documents", "external_id"),
    "document_urls": of_each("documents", "url"),
    "independent_sources": at("independent_sources"),
    "speakers": of_each("speakers", "name"),
    "contradictions": _contradictions,
    "accused": _accused,
    "accused_position": at("accused_position"),
    "first_claim": at("first_claim", "claim"),
    "first_published": at("first_claim", "published"),
    "review_state": at("review", "state"),
    "profile": at("profile"),
    "withheld": withheld,
    "withheld_reasons": texts("withheld_reasons"),
}

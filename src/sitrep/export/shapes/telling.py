"""What an incident's accounts say, in words: for the notes of a row, and for the report of what it cannot say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sitrep.export.losses import Lost
from sitrep.export.shapes.sheets import joined, whole
from sitrep.export.shapes.withheld import shown
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON, canonical

Claims = Mapping[str, Record]


def by_id(claims: Sequence[Record]) -> Claims:
    """Claim lines by their id."""
    return {text_at(claim, "id") or "": claim for claim in claims}


def claims_of(incident: Record, known: Claims) -> list[Record]:
    """The claim lines of an incident, in its order; those that are not among `known` are left out."""
    return [known[name] for name in texts_at(incident, "claims") if name in known]


def bounds(record: Record) -> str:
    """A figure in words.

    >>> bounds({"low": 12, "high": None}), bounds({"low": 3, "high": 5}), bounds({"low": 7, "high": 7})
    ('12 or more', '3 to 5', '7')
    """
    low, high = whole(number_at(record, "low")), whole(number_at(record, "high"))
    if low is not None and high is not None:
        return f"{low}" if low == high else f"{low} to {high}"
    if low is None and high is None:
        return "no figure"
    return f"{low} or more" if high is None else f"up to {high}"


def figure_told(position: Record) -> str:
    """One account's figure, with whom it counts and who says it."""
    group = text_at(position, "group")
    said_by = joined(text_at(source, "name") for source in records_at(position, "sources")) or "nobody named"
    return f"{bounds(position)}{f' {group}' if group else ''} ({said_by})"


def value_told(value: JSON) -> str:
    """The value of one side of a contradiction in words."""
    if isinstance(value, dict):
        return bounds(value) if {"low", "high"} & value.keys() else text_at(value, "name") or canonical(value)
    if isinstance(value, list):
        return ", ".join(value_told(part) for part in value)
    return str(value)


# Relations of accounts that cannot both hold; a figure that rises or is made finer is no dispute.
DISPUTES = frozenset({"contradicts", "retracts"})


def disputed_fields(incident: Record) -> set[str]:
    """The fields that accounts of an incident dispute."""
    found = (one for one in records_at(incident, "contradictions") if text_at(one, "relation") in DISPUTES)
    return {text_at(one, "field") or "" for one in found}


def contradictions_told(incident: Record) -> list[tuple[str, str]]:
    """The field and the positions of each contradiction: `("actors", "contradicts: RUS | SYR")`."""
    told = []
    for one in records_at(incident, "contradictions"):
        values = " | ".join(value_told(side.get("value")) for side in records_at(one, "positions"))
        told.append((text_at(one, "field") or "", f"{text_at(one, 'relation')}: {values}"))
    return list(dict.fromkeys(told))


def _disputes(incident: Record) -> str | None:
    """The contradictions that are disputes: `actors contradicts: RUS | SYR`."""
    told = (f"{field} {what}" for field, what in contradictions_told(incident) if what.split(":")[0] in DISPUTES)
    return joined(told)


def positions_told(incident: Record) -> str | None:
    """What each accused party says of it: `RUS denies`."""
    told = (f"{text_at(one, 'party')} {text_at(one, 'position')}" for one in records_at(incident, "accused"))
    return joined(one.replace("_", " ") for one in told)


def notes_of(incident: Record) -> str:
    """The notes of a row: the first words on it, every figure of dead, every dispute, what the accused say."""
    killed, first = record_at(incident, "quantities", "killed"), record_at(incident, "first_claim")
    figures = joined(figure_told(position) for position in records_at(killed, "positions"))
    total, disputed = record_at(killed, "aggregate"), _disputes(incident)
    quoted, speaker = text_at(first, "quotation"), text_at(first, "speaker")
    rule = f"Range of the dead by the rule {text_at(total, 'rule')}: {bounds(total)}."
    parts = (
        f'"{quoted}" ({joined([speaker, text_at(first, "date")])}).' if quoted else "",
        f"Dead as told: {figures}." if figures else "",
        rule if figures else "",
        f"Disputed: {disputed}." if disputed else "",
        f"The accused: {said}." if (said := positions_told(incident)) else "",
    )
    return " ".join(part for part in parts if part)


def _tally(claims: Sequence[Record], usual: str, *path: str) -> str | None:
    """How many claims have which value under a path, where any has another than the usual one."""
    counts = Counter(value for claim in claims if (value := text_at(claim, *path)))
    if not counts.keys() - {usual}:
        return None
    return ", ".join(f"{number} {value}" for value, number in sorted(counts.items()))


ACCOUNTS = "a row is one account; it has no room for several"


def accounts_lost(incident: Record, known: Claims) -> Iterator[Lost]:
    """Yield what no shape of one row an event can say of its accounts: how many, how certain, denied, accusing."""
    row, claims = text_at(incident, "id") or "", claims_of(incident, known)
    if len(claims) > 1:
        yield Lost(row, "claims", f"{len(claims)} claims: {joined(text_at(c, 'id') for c in claims)}", ACCOUNTS)
    for field, usual, path in (
        ("certainty", "certain", ("certainty",)),
        ("stance", "asserts", ("stance",)),
        ("responsibility", "stated", ("event", "responsibility")),
    ):
        if told := _tally(claims, usual, *path):
            yield Lost(row, field, told, f"the shape has no column for {field}")
    if said := positions_told(incident):
        yield Lost(row, "accused", said, "the shape has no column for what the accused say")
    for field, what in contradictions_told(incident):
        yield Lost(row, f"contradictions.{field}", what, "the shape has one value for a field")


def figures_lost(incident: Record, kept: frozenset[str]) -> Iterator[Lost]:
    """Yield each measure that a shape has no column for; `kept` are those that it has one for."""
    row, found = text_at(incident, "id") or "", record_at(incident, "quantities")
    for measure in sorted(found.keys() - kept):
        told = joined(figure_told(one) for one in records_at(record_at(found, measure), "positions"))
        yield Lost(row, f"quantities.{measure}", told or "no figure", "the shape counts the dead only")


def speakers_told(incident: Record) -> str | None:
    """Who speaks of an incident, as far as they are shown; hearsay, which nobody says, is left out."""
    heard = (one for one in records_at(incident, "speakers") if text_at(one, "type") != "none")
    return joined(shown(text_at(one, "name")) for one in heard)

"""Every field of a claim, on three unlike texts: what it holds where the page says it, and null where it does not."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitrep.case.attempts import attempts
from sitrep.case.reading import Instruments
from sitrep.export.schemas import load_schema
from sitrep.ingest import open_sources
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.views.claims import claim_lines

HERE = Path(__file__).parent
PAGES = HERE / "pages"
TABLE = HERE / "fields.tsv"

# A record and one of its fields.
Field = tuple[str, str]

# Which record of the schemas stands under a path (its indices left out).
RECORDS = {
    "": "claim",
    "document": "document",
    "evidence": "evidence",
    "sources": "source",
    "hedges": "hedge",
    "issues": "issue",
    "origin": "origin",
    "event": "event",
    "event.acled": "acled",
    "event.ucdp": "ucdp",
    "event.actors": "actor",
    "event.recipients": "actor",
    "event.equipment": "equipment",
    "event.time": "interval",
    "event.place": "place",
    "event.places": "place_role",
    "event.quantities": "quantity",
}
# A claim without these would be none; each says why it is never null.
NEVER_NULL = {
    "claim": "id record document evidence kind stance certainty origin",
    "document": "id external_id sha256 title lang",
    "evidence": "start end text",
    "origin": "sitrep model model_sha256 lexicon gazetteer",
}
# No option changes what is printed yet.
NEVER_FILLED = {"origin": "options"}


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table."""

    page: str
    claim: str
    path: str
    expected: str
    reason: str
    unread: str

    @property
    def shows(self) -> set[Field]:
        """The fields that the row shows: that of its path, those it lies in, and of a null record every field."""
        names = [name for name in self.path.split(".") if not name.isdigit()]
        if self.expected == "null":
            return within(names)
        return {field for length in range(len(names)) if (field := field_at(names[: length + 1])) is not None}


def field_at(names: list[str]) -> Field | None:
    """The record and the field of it that a path of names ends in, or None inside a span."""
    record = RECORDS.get(".".join(names[:-1]))
    return (record, names[-1]) if record is not None else None


def within(names: list[str]) -> set[Field]:
    """The field that a path of names ends in and, where it holds a record, all fields of that."""
    own = field_at(names)
    inner = RECORDS.get(".".join(names))
    below = [within([*names, name]) for name in required(inner)] if inner is not None else []
    return set().union({own} if own is not None else set(), *below)


def required(record: str) -> list[str]:
    """The fields that the schema of a record requires; a hedge's own span is checked with all spans."""
    names = record_at(load_schema("layers"), "$defs", record).get("required")
    left_out = ("start", "end") if record == "hedge" else ()
    return [str(name) for name in names if name not in left_out] if isinstance(names, list) else []


def cases() -> list[Case]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Case(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def as_parameter(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.unread, strict=True)] if case.unread else []
    return pytest.param(case, marks=marks, id=f"{case.page}-{case.claim}-{case.path}")


@pytest.fixture(scope="session")
def lines(instruments: Instruments) -> dict[str, list[Record]]:
    """The claim lines of each page of this folder."""
    return {path.name: list(claims_in(path, instruments)) for path in sorted(PAGES.iterdir())}


def claims_in(path: Path, instruments: Instruments) -> Iterator[Record]:
    for found in attempts(open_sources([str(path)]), instruments, instruments.origin()):
        assert found.reading is not None
        yield from claim_lines(found.reading)


def claim_with(words: str, claims: list[Record]) -> Record:
    """The claim on the shortest evidence that holds some words."""
    found = [claim for claim in claims if words in (text_at(claim, "evidence", "text") or "")]
    assert found, f"no claim rests on {words!r}"
    return min(found, key=lambda claim: len(text_at(claim, "evidence", "text") or ""))


def value_at(record: JSON, path: str) -> JSON:
    """The value under a dotted path; null where any part of it is null or missing from a list."""
    value = record
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if int(name) < len(value) else None
        elif isinstance(value, dict):
            value = value[name]
    return value


def is_as_expected(value: JSON, expected: str) -> bool:
    wanted: JSON = json.loads(expected)
    if isinstance(wanted, str) and len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        return re.fullmatch(wanted[1:-1], str(value)) is not None
    return value in (None, [], {}, "") if wanted is None else value == wanted


@pytest.mark.parametrize("case", [as_parameter(case) for case in cases()])
def test_field(case: Case, lines: dict[str, list[Record]]) -> None:
    value = value_at(dict(claim_with(case.claim, lines[case.page])), case.path)
    assert is_as_expected(value, case.expected), (value, case.expected)


def fields_of(names: dict[str, str]) -> set[Field]:
    return {(record, field) for record, fields in names.items() for field in fields.split()}


def contract_fields() -> set[Field]:
    """Every field of every record that a claim is made of, as the schemas require them."""
    return {(record, name) for record in set(RECORDS.values()) for name in required(record)}


def shown(*, null: bool) -> set[Field]:
    """The fields of which the table has a null, or those of which it has a value."""
    return set().union(*(case.shows for case in cases() if (case.expected == "null") is null))


def test_every_field_has_a_value_somewhere() -> None:
    assert contract_fields() - shown(null=False) == fields_of(NEVER_FILLED)


def test_every_field_has_a_justified_null_somewhere() -> None:
    assert contract_fields() - shown(null=True) == fields_of(NEVER_NULL)


def test_every_field_is_shown_on_three_unlike_pages() -> None:
    pages = sorted(path.name for path in PAGES.iterdir())
    shown_on = {page: set().union(*(case.shows for case in cases() if case.page == page)) for page in pages}
    assert {page: contract_fields() - fields for page, fields in shown_on.items()} == {page: set() for page in pages}


def test_a_null_has_its_reason_and_a_value_has_none() -> None:
    assert [case for case in cases() if bool(case.reason) != (case.expected == "null")] == []

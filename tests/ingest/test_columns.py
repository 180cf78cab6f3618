import csv
from importlib.resources import files

import pytest

from sitrep.ingest.columns import columns_of, known_columns, record_of_row
from sitrep.ingest.records import NAMES
from sitrep.model.errors import IngestError

ROWS = [
    row
    for row in csv.reader(
        (files("sitrep.ingest") / "data" / "columns.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"
    )
    if not row[0].startswith("#")
][1:]


@pytest.mark.parametrize(("field", "column", "example"), ROWS)
def test_each_heading_gives_its_field_in_its_example(field: str, column: str, example: str) -> None:
    headings, _, told = example.partition(": ")
    named, _, beside = headings.partition(" and ")
    value = told.rpartition(" is ")[0] or told.rpartition(" printed ")[0]
    assert named == f"[{column}]"
    record = record_of_row(columns_of([column.upper(), beside]), [value, "beside"])
    assert getattr(record, field) == value


def test_headings_are_of_fields_of_a_record_and_each_stands_once() -> None:
    assert {field for field, _ in known_columns().values()} == set(NAMES)
    assert len(known_columns()) == len(ROWS)


def test_the_first_of_several_columns_of_a_field_is_taken_unless_it_is_empty() -> None:
    columns = columns_of(["Body", "text", "Date Published"])
    assert record_of_row(columns, ["b", "t", None]).text == "t"
    assert record_of_row(columns, ["b", " ", "2015"]).text == "b"
    assert record_of_row(columns, ["b", "", "2015"]).published == "2015"


def test_a_table_without_words_says_what_it_has() -> None:
    with pytest.raises(IngestError, match="its columns are id, toll"):
        columns_of(["id", "toll"])

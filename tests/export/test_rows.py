import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.export.cells import neutralised, restored
from sitrep.export.rows import COLUMNS, row_of


@given(st.text())
def test_neutralised_text_is_restored(text: str) -> None:
    assert restored(neutralised(text)) == text


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "'=1"])
def test_what_could_start_a_formula_is_marked(text: str) -> None:
    assert neutralised(text) == f"'{text}"


def test_plain_text_is_left_alone() -> None:
    assert neutralised("Raqqa = stronghold") == "Raqqa = stronghold"


def test_claim_without_anything_is_a_row_of_empty_cells() -> None:
    assert row_of({}) == [None] * len(COLUMNS)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_text_survives_a_csv_file(text: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(row_of({"id": text}))
    (read,) = csv.reader(io.StringIO(buffer.getvalue(), newline=""))
    assert restored(read[0]) == text

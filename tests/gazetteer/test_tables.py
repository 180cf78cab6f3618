import pytest

from sitrep.gazetteer.tables import load_table, parse_rows
from sitrep.model.errors import GazetteerError

HEAD = "# source: a\n# licence: b\n# version: 1\n# date: 2020-01-01\n"


def test_rows_come_by_column_with_empty_cells_at_the_end() -> None:
    table = parse_rows("t", f"{HEAD}name\tlat\tkind\nA\t1\n")
    assert table.rows == ({"name": "A", "lat": "1", "kind": ""},)
    assert table.provenance["licence"] == "b"


def test_a_file_without_provenance_is_refused() -> None:
    with pytest.raises(GazetteerError, match="t: no '# source"):
        parse_rows("t", "name\nA\n")


def test_a_row_with_too_many_cells_is_named_by_line() -> None:
    with pytest.raises(GazetteerError, match="t:6: 2 cells"):
        parse_rows("t", f"{HEAD}name\nA\tB\n")


def test_every_curated_place_says_where_its_facts_are_from() -> None:
    rows = load_table("aliases").rows
    assert len(rows) >= 120
    assert all(row["source"] for row in rows)


def test_no_curated_place_stands_twice() -> None:
    names = [(row["name"], row["country"]) for row in load_table("aliases").rows]
    assert len(names) == len(set(names))

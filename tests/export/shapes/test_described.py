import re
from pathlib import Path

import pytest

from sitrep.export.shapes.sheets import columns_of, table_of

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


@pytest.mark.parametrize("shape", ["acled", "ucdp", "events"])
def test_the_docs_say_of_every_column_what_it_is_filled_from(shape: str) -> None:
    section = DOCS.read_text(encoding="utf-8").split(f"\n## `{shape}`\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", section, flags=re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(told) == sorted(columns_of(shape))


@pytest.mark.parametrize("name", ["columns", "iso_numeric", "disorder"])
def test_every_table_says_where_it_is_from(name: str) -> None:
    assert {"source", "licence", "version", "date"} <= table_of(name).provenance.keys()

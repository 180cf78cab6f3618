"""Lines of JSON and rows of CSV."""

from pathlib import Path

from sitrep.export.analysis import BESIDE
from sitrep.export.cells import csv_text, inert
from sitrep.export.contents import Content, What
from sitrep.export.files import in_order, write_whole
from sitrep.export.losses import Lost
from sitrep.export.tables.columns import Table, table_of
from sitrep.model.identity import canonical

# What tells Excel that a file is in UTF-8, and the names of the options of a CSV file.
MARK = "\ufeff"
BOM, HXL = "bom", "hxl"


def write_jsonl(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write each line as one JSON object; nothing is lost."""
    lines = list(content.incidents) if content.what is What.INCIDENTS else in_order(content.claims)
    told = [canonical({key: value for key, value in line.items() if key != BESIDE}) for line in lines]
    write_whole(path, "".join(f"{line}\n" for line in told))
    return ()


def write_csv(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write each line as one row under the names of the columns; what a cell cannot hold stands in the JSONL alone."""
    start = MARK if BOM in content.options else ""
    write_whole(path, f"{start}{table_text(table_of(content), with_tags=HXL in content.options)}")
    return ()


def table_text(table: Table, *, with_tags: bool) -> str:
    """A table as CSV, its text neutralised; with tags a second header row has those of HXL."""
    names, tags = ([column.name for column in table.columns], [column.tag for column in table.columns])
    return csv_text([names, *([tags] if with_tags else ()), *map(inert, table.rows)])

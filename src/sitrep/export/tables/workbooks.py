"""A table as a workbook of spreadsheets (XLSX): a sheet of rows, and a sheet that says what it is."""

import re
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sitrep.export.about import about
from sitrep.export.cells import neutralised
from sitrep.export.contents import Content, Lost
from sitrep.export.files import write_made
from sitrep.export.tables.columns import Table, Value, table_of
from sitrep.export.tables.lines import HXL
from sitrep.model.errors import UsageError

# What the file format allows: characters in a cell, rows in a sheet.
LONGEST, MOST_ROWS = 32_767, 1_048_576
# Characters that XML cannot hold, and text that reads as the escape of one (ECMA-376, ST_Xstring).
UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write the lines as a sheet of text and numbers, and a sheet `about`; what is cut from long cells is lost.

    Raises UsageError for more rows than a sheet has.
    """
    table = table_of(content)
    heads = [[c.name for c in table.columns], *([[c.tag for c in table.columns]] if HXL in content.options else [])]
    if len(table.rows) + len(heads) > MOST_ROWS:
        raise UsageError(f"{path}: a sheet has {MOST_ROWS} rows, and this would be more; add --as csv in its place")
    rows = list(table.values())
    book = Workbook(write_only=True)
    _fill(book.create_sheet(content.what.value), heads, rows)
    _fill(book.create_sheet("about"), [["entry", "words"]], [[*entry] for entry in about(content, path.name).items()])
    write_made(path, book.save)
    return tuple(_cut(table, rows))


def _fill(sheet: WriteOnlyWorksheet, heads: Iterable[Iterable[str]], rows: Iterable[Iterable[Value]]) -> None:
    """Put heads, in bold and above the part that moves, and rows into a sheet."""
    heads = [*heads]
    sheet.freeze_panes = f"A{len(heads) + 1}"
    for head in heads:
        cells = [_text(sheet, word) for word in head]
        for cell in cells:
            cell.font = Font(bold=True)
        sheet.append(cells)
    for row in rows:
        sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])


def _text(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """A cell of text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=shown(text)[:LONGEST])
    cell.data_type = "s"
    return cell


def shown(text: str) -> str:
    r"""Text as a cell holds it: neutralised, and what XML cannot hold as `_xHHHH_`.

    >>> shown("=1+1"), shown("a\x07b"), shown("_x0041_")
    ("'=1+1", 'a_x0007_b', '_x005F_x0041_')
    """
    return UNHELD.sub(lambda found: f"_x{ord(found.group()):04X}_", neutralised(text))


def _cut(table: Table, rows: Iterable[Iterable[Value]]) -> Iterable[Lost]:
    """Yield the cells that are longer than a workbook allows."""
    for line, row in zip(table.lines, rows, strict=True):
        for column, cell in zip(table.columns, row, strict=True):
            if isinstance(cell, str) and (over := len(shown(cell)) - LONGEST) > 0:
                yield Lost(str(line.get("id")), column.name, f"{over} characters at its end", f"a cell holds {LONGEST}")

"""Word files into tables, with every row checked.

A file that cannot be used says which line is wrong and what is expected there.
"""

import types
import typing
from functools import cache
from importlib.resources import files

from sitrep.lexicon.tables import TABLES, Lexicon
from sitrep.model.errors import LexiconError

R = typing.TypeVar("R")

PROVENANCE = ("source", "licence", "version", "date")


def read_provenance(name: str, text: str) -> dict[str, str]:
    """The `# key: value` lines at the head of a word file; all of PROVENANCE must be there."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        key, colon, value = line[1:].partition(":")
        if colon:
            found[key.strip()] = value.strip()
    missing = [key for key in PROVENANCE if not found.get(key)]
    if missing:
        raise LexiconError(f"{name}: no '# {missing[0]}: ...' line at its head; add one")
    return found


def parse_cell(where: str, hint: object, cell: str) -> object:
    """A cell as its column's type: text, number, tuple, or None where the type allows it."""
    cell = cell.strip()
    options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if not cell and type(None) in options:
        return None
    if typing.get_origin(hint) is tuple:
        return tuple(part.strip() for part in cell.split("|") if part.strip())
    if not cell:
        raise LexiconError(f"{where}: this column must not be empty")
    if float in options:
        try:
            return float(cell)
        except ValueError:
            raise LexiconError(f"{where}: {cell!r} is not a number") from None
    return cell


def check_example(where: str, example: str) -> None:
    """Refuse an example without exactly one bracketed stretch."""
    if example.count("[") != 1 or example.count("]") != 1:
        raise LexiconError(f"{where}: the example must hold its words in [brackets], once")


def parse_table(name: str, text: str, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a word file as records of `row_type`.

    Raises LexiconError with file and line for a wrong header, a wrong cell, a key or an example
    that stands twice.
    """
    read_provenance(name, text)
    columns = typing.get_type_hints(row_type)
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    header = [cell.strip() for cell in lines[0][1].split("\t")] if lines else []
    if header != list(columns):
        raise LexiconError(f"{name}: the columns must be {' '.join(columns)}, not {' '.join(header)}")
    rows: list[R] = []
    seen: dict[str, int] = {}
    for number, line in lines[1:]:
        where = f"{name}:{number}"
        cells = line.split("\t")
        cells += [""] * (len(columns) - len(cells))
        if len(cells) > len(columns):
            raise LexiconError(f"{where}: {len(cells)} cells, but only {len(columns)} columns")
        values = {c: parse_cell(f"{where}: {c}", columns[c], cell) for c, cell in zip(columns, cells, strict=True)}
        check_example(where, str(values["example"]))
        for what in (f"key {values['key']}", f"example {values['example']}"):
            if what in seen:
                raise LexiconError(f"{where}: {what} already stands in line {seen[what]}")
            seen[what] = number
        rows.append(row_type(**values))
    return tuple(rows)


def table_text(table: str, lang: str = "en") -> str:
    """The text of a word file that ships with sitrep."""
    return (files("sitrep.lexicon") / lang / f"{table}.tsv").read_text(encoding="utf-8")


@cache
def load_lexicon(lang: str = "en") -> Lexicon:
    """The word tables of a language, checked. Raises LexiconError at the first wrong row."""
    hints = typing.get_type_hints(Lexicon)
    loaded = {}
    for table in TABLES:
        row_type = typing.get_args(hints[table])[0]
        loaded[table] = parse_table(f"{lang}/{table}.tsv", table_text(table, lang), row_type)
    return Lexicon(**loaded)

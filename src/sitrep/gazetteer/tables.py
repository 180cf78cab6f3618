"""The gazetteer's own data files as rows: tab-separated, with their provenance at the head."""

from dataclasses import dataclass
from importlib.resources import files

from sitrep.model.errors import GazetteerError

# The list and edition that the codes of first-order divisions are from.
ISO_3166_2 = "ISO 3166-2:2020"
PROVENANCE = ("source", "licence", "version", "date")


@dataclass(frozen=True, slots=True)
class Table:
    """A data file: where it is from, and its rows by column name."""

    name: str
    provenance: dict[str, str]
    rows: tuple[dict[str, str], ...]


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def parse_rows(name: str, text: str) -> Table:
    """A data file's provenance and rows. Raises GazetteerError naming file and line."""
    provenance: dict[str, str] = {}
    header: list[str] = []
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            provenance[key.strip()] = value.strip()
        elif line.strip():
            cells = [cell.strip() for cell in line.split("\t")]
            if not header:
                header = cells
            elif len(cells) > len(header):
                raise GazetteerError(f"{name}:{number}: {len(cells)} cells, but only {len(header)} columns")
            else:
                cells += [""] * (len(header) - len(cells))
                rows.append(dict(zip(header, cells, strict=True)))
    missing = [key for key in PROVENANCE if not provenance.get(key)]
    if missing:
        raise GazetteerError(f"{name}: no '# {missing[0]}: ...' line at its head; add one")
    return Table(name, provenance, tuple(rows))


def load_table(name: str, package: str = "sitrep.gazetteer") -> Table:
    """The rows of `data/NAME.tsv` of a package that ships with sitrep."""
    text = (files(package) / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    return parse_rows(f"{name}.tsv", text)

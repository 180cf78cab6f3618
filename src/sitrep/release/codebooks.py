"""The codebook of a release: every column and field with its type, meaning, origin and codes, out of the schemas."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from sitrep.export.schemas import REFERENCE, load_schema
from sitrep.lexicon import load_lexicon
from sitrep.lexicon.loading import read_provenance
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.resolve.ontology import load_ontology

DATA = "sitrep.release"
SCHEMAS = {"claims.jsonl": "claim", "incidents.jsonl": "incident"}
R = TypeVar("R")
SEVERAL = "text; several values parted by semicolons"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """What a field means, by the end of its path, and the list that its codes are on."""

    field: str
    meaning: str
    codes: str | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of claims.csv: its form where the field under `path` does not say it, and so its codes and meaning."""

    column: str
    form: str | None
    path: str | None
    codes: str | None
    meaning: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A column or field; `source` says where it comes from, `codes` are those allowed, none where any may stand."""

    name: str
    type: str
    meaning: str
    source: str
    codes: tuple[str, ...] = ()


def _text(name: str) -> str:
    return (files(DATA) / "data" / name).read_text(encoding="utf-8")


def _rows(name: str, row: Callable[..., R]) -> list[R]:
    """The rows of a file of data, an empty cell as None. Raises LexiconError for one that does not say its source."""
    text = _text(name)
    read_provenance(name, text)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [row(**{key: cell or None for key, cell in one.items()}) for one in csv.DictReader(lines, delimiter="\t")]


@cache
def _meanings() -> Mapping[str, FieldRow]:
    return {row.field: row for row in _rows("fields.tsv", FieldRow)}


def _tables() -> Record:
    found: Record = json.loads(_text("tables.json"))
    return found


def code_lists() -> dict[str, tuple[str, ...]]:
    """The codes of each list that no schema has: of the ontology, of the word files, of this project's tables."""
    ontology, lexicon = load_ontology(), load_lexicon()
    return {
        "types": tuple(sorted(ontology.modes)),
        "modes": _sorted(
            [*(mode for modes in ontology.modes.values() for mode in modes), *ontology.auxiliary_modes],
            [row.mode for row in lexicon.events],
        ),
        "contexts": _sorted(ontology.contexts, [row.context for row in lexicon.contexts]),
        "cameo": _sorted(ontology.cameo),
        "acled_event_types": _sorted(ontology.acled),
        "acled_sub_event_types": _sorted([sub for subs in ontology.acled.values() for sub in subs]),
        "ucdp_types": _sorted([str(code) for code in ontology.ucdp_codes["type_of_violence"]]),
        "measures": _sorted([row.measure for row in lexicon.measures]),
        "equipment": _sorted([row.kind for row in lexicon.equipment]),
        "judged": tuple(texts_at(_tables(), "judged")),
    }


def _sorted(*lists: object) -> tuple[str, ...]:
    """All texts of some lists, each once, in order."""
    return tuple(
        sorted({item for found in lists if isinstance(found, Mapping | list | tuple) for item in found if item})
    )


def schema_fields(name: str) -> dict[str, Record]:
    """Every field of a schema by its path, `[]` for the items of a list and `*` for names that are data."""
    schema = load_schema(name)
    found: dict[str, Record] = {}
    for path, part in _walk(schema, record_at(schema, "$defs"), "", ()):
        found.setdefault(path, part)
    return found


def _walk(part: Record, shared: Record, path: str, inside: tuple[str, ...]) -> Iterator[tuple[str, Record]]:
    """Yield the fields under a part of a schema; a definition within itself is not walked again."""
    reference = text_at(part, "$ref")
    if reference is not None:
        name = reference.removeprefix(REFERENCE)
        if name not in inside:
            yield from _walk(record_at(shared, name), shared, path, (*inside, name))
        return
    for other in _alternatives(part):
        yield from _walk(other, shared, path, inside)
    yield from _walk_items(part, shared, path, inside)
    for name in record_at(part, "properties"):
        field = record_at(part, "properties", name)
        yield (f"{path}.{name}".removeprefix("."), {**_resolved(field, shared)})
        yield from _walk(field, shared, f"{path}.{name}".removeprefix("."), inside)


def _walk_items(part: Record, shared: Record, path: str, inside: tuple[str, ...]) -> Iterator[tuple[str, Record]]:
    """Yield the fields of the items of a list, and of the values under names that are data."""
    for key, mark in (("items", "[]"), ("additionalProperties", ".*")):
        if items := record_at(part, key):
            yield from _walk(items, shared, f"{path}{mark}", inside)


def _alternatives(part: Record) -> list[Record]:
    found = part.get("anyOf")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _resolved(field: Record, shared: Record) -> Record:
    """A field with what the definition that it refers to says, its own words first."""
    parts = [field, *_alternatives(field), record_at(field, "items")]
    named = [record_at(shared, (text_at(one, "$ref") or "").removeprefix(REFERENCE)) for one in parts if "$ref" in one]
    keep = {key: value for one in named for key, value in one.items() if key in ("description", "type", "enum")}
    return {**keep, **field} if "items" not in field else {"description": keep.get("description"), **field}


def _type_of(field: Record) -> str:
    """The type of a field in words."""
    kind = field.get("type")
    kinds = [kind] if isinstance(kind, str) else [str(one) for one in kind] if isinstance(kind, list) else []
    if not kinds and isinstance(field.get("enum"), list):
        kinds = sorted({_of_code(code) for code in _enum(field)})
    kinds += ["null"] if any(text_at(one, "type") == "null" for one in _alternatives(field)) else []
    if "array" in kinds:
        items = record_at(field, "items")
        return f"list of {'objects' if '$ref' in items else _type_of(items)}"
    return " or ".join(sorted(dict.fromkeys(kinds), key="null".__eq__)) or ("object" if _refers(field) else "any value")


def _refers(field: Record) -> bool:
    """Whether a field is a record that the schema defines elsewhere."""
    return any("$ref" in one for one in (field, *_alternatives(field)))


def _of_code(code: JSON) -> str:
    return (
        "null"
        if code is None
        else "boolean"
        if isinstance(code, bool)
        else "integer"
        if isinstance(code, int)
        else "string"
    )


def _enum(field: Record) -> list[JSON]:
    """The codes of a field, or of the items of a list, as the schema has them."""
    found = field.get("enum") or record_at(field, "items").get("enum")
    return found if isinstance(found, list) else []


def _known(path: str, table: str) -> FieldRow | None:
    """What is known of a field by its path, by its last two names, by its last."""
    names = path.replace("[]", "").replace(".*", "").split(".")
    whole = ".".join(names[-2:]) if len(names) > 1 else f"{SCHEMAS[table]}.{names[0]}"
    return _meanings().get(whole) or _meanings().get(names[-1])


def field_entries(table: str, lists: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    """The fields of a JSONL table."""
    return [_field_entry(table, path, field, lists) for path, field in schema_fields(SCHEMAS[table]).items()]


def _field_entry(table: str, path: str, field: Record, lists: Mapping[str, tuple[str, ...]]) -> Entry:
    known = _known(path, table)
    own = tuple("null" if code is None else str(code) for code in _enum(field))
    meaning = text_at(field, "description") or (known.meaning if known is not None else "")
    codes = own or (lists.get(known.codes, ()) if known is not None and known.codes else ())
    return Entry(path, _type_of(field), meaning, f"schema {SCHEMAS[table]}: {path}", codes)


def column_entries(fields: Mapping[str, Entry], lists: Mapping[str, tuple[str, ...]]) -> list[Entry]:
    """The columns of claims.csv; what a row of columns.tsv leaves open is as the field has it."""
    return [_column(row, fields, lists) for row in _rows("columns.tsv", ColumnRow)]


def _column(row: ColumnRow, fields: Mapping[str, Entry], lists: Mapping[str, tuple[str, ...]]) -> Entry:
    field = fields.get((row.path or "").removesuffix("[]"))
    form = SEVERAL if row.form == "several" else row.form or (field.type if field is not None else "text")
    listed = lists[row.codes] if row.codes else field.codes if field is not None else ()
    codes = tuple(code for code in listed if code != "null")
    meaning = row.meaning or (field.meaning if field is not None else "")
    source = f"claims.jsonl: {row.path}" if row.path else "the case: its linking and its log of judgements"
    return Entry(row.column, form.replace("null", "empty"), meaning, source, codes)


def codebook() -> dict[str, list[Entry]]:
    """The entries of every table of a release, by its file."""
    lists = code_lists()
    found = {table: field_entries(table, lists) for table in SCHEMAS}
    columns = column_entries({entry.name: entry for entry in found["claims.jsonl"]}, lists)
    own = {table: _own_entries(table) for table in ("deletions.csv", "redirects.csv")}
    return {"claims.csv": columns, **found, **own}


def _own_entries(table: str) -> list[Entry]:
    """The columns of a table that is of releases alone."""
    rows = record_at(_tables(), table)
    return [
        Entry(
            name,
            "text",
            text_at(rows, name, "meaning") or "",
            "made for the release",
            tuple(texts_at(record_at(rows, name), "codes")),
        )
        for name in rows
    ]


def codebook_json(book: Mapping[str, list[Entry]]) -> str:
    """The codebook for programs."""
    told = {table: [asdict(entry) for entry in entries] for table, entries in book.items()}
    return json.dumps({"tables": told}, indent=1, ensure_ascii=False) + "\n"


def codebook_markdown(book: Mapping[str, list[Entry]]) -> str:
    """The codebook for people: a table a file; long lists of codes are in codebook.json alone."""
    parts = ["# Codebook\n\nEvery column and field of this release. All codes are in `codebook.json`.\n"]
    for table, entries in book.items():
        rows = "".join(
            f"| `{one.name}` | {one.type} | {_cell(one.meaning)} | {_codes(one.codes)} | {_cell(one.source)} |\n"
            for one in entries
        )
        parts.append(
            f"\n## {table}\n\n| name | type | meaning | codes | from |\n| --- | --- | --- | --- | --- |\n{rows}"
        )
    return "".join(parts)


# So many codes are shown to people; more are a list for programs.
SHOWN = 30


def _codes(codes: tuple[str, ...]) -> str:
    if len(codes) > SHOWN:
        return f"{len(codes)} codes, in `codebook.json`"
    return ", ".join(f"`{code}`" for code in codes)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")

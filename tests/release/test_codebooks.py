"""The codebook names every column of the table and every field of the schemas, each with its type and meaning."""

import csv
import json
import re
from collections.abc import Iterator

import jsonschema
import pytest
from tests.release.conftest import Releases

from sitrep.export.schemas import load_schema
from sitrep.release.folders import lines_of

# Records under names that are data: measures, fields, kinds of what is withheld, scales.
NAMED_BY_DATA = re.compile(r"^(quantities|silent_sources|withheld|review\.grades)\.[^.]+")


def book(releases: Releases) -> dict[str, dict[str, dict[str, object]]]:
    found = json.loads((releases.first / "codebook.json").read_text("utf-8"))["tables"]
    return {table: {entry["name"]: entry for entry in entries} for table, entries in found.items()}


@pytest.mark.parametrize("table", ["claims.csv", "deletions.csv", "redirects.csv"])
def test_every_column_is_in_the_codebook_in_its_order(releases: Releases, table: str) -> None:
    with (releases.first / table).open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert list(book(releases)[table]) == columns
    shown = (releases.first / "codebook.md").read_text("utf-8")
    assert [column for column in columns if f"| `{column}` |" not in shown] == []


@pytest.mark.parametrize(("table", "schema"), [("claims.jsonl", "claim"), ("incidents.jsonl", "incident")])
def test_every_field_of_the_schema_and_of_the_lines_is_in_the_codebook(
    releases: Releases, table: str, schema: str
) -> None:
    entries = book(releases)[table]
    for line in lines_of(releases.first, table):
        jsonschema.validate(line, load_schema(schema), cls=jsonschema.Draft202012Validator)
    assert set(load_schema(schema)["properties"]) <= entries.keys()
    names = {name.rpartition(".")[2] for name in entries}
    assert every_name(load_schema(schema)) <= names
    printed = {NAMED_BY_DATA.sub(r"\1.*", path) for line in lines_of(releases.first, table) for path in paths(line)}
    known = {name.replace("[]", "") for name in entries}
    assert {path for path in printed if not path.endswith("*") and ".value." not in path} - known == set()


def every_name(schema: object) -> set[str]:
    """The names of all properties anywhere in a schema."""
    if isinstance(schema, list):
        return {name for item in schema for name in every_name(item)}
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties")
    used = {key: value for key, value in schema.items() if key != "properties"}
    names = set(own) if isinstance(own, dict) else set()
    return names.union(*(every_name(part) for part in (own or {}).values()), every_name(list(used.values())))


def paths(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of every field of a line, without marks for lists."""
    for item in value if isinstance(value, list) else [value]:
        for key, inner in item.items() if isinstance(item, dict) else ():
            yield f"{path}.{key}".removeprefix(".")
            yield from paths(inner, f"{path}.{key}".removeprefix("."))


def test_every_entry_has_a_type_a_meaning_and_a_source(releases: Releases) -> None:
    entries = [(table, entry) for table, held in book(releases).items() for entry in held.values()]
    assert [
        (table, entry) for table, entry in entries if not (entry["type"] and entry["meaning"] and entry["source"])
    ] == []


def test_codes_that_a_release_holds_are_codes_that_its_codebook_allows(releases: Releases) -> None:
    entries = {name: entry["codes"] for name, entry in book(releases)["claims.csv"].items() if entry["codes"]}
    with (releases.first / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(name, cell) for row in rows for name in entries for cell in row[name].split("; ") if cell}
    assert {(name, cell) for name, cell in found if cell not in entries[name]} == set()
    assert {"event_type", "event_mode", "event_cameo", "stance", "acled_event_type", "judged"} <= {
        name for name, _ in found
    }

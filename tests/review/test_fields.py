"""Fields in people's words: every part of a claim line belongs to one, or is no reading."""

import json
from importlib.resources import files
from typing import Any

import pytest

from sitrep.export.schemas import load_schema
from sitrep.review.fields import fields_of, load_fields

RAW = json.loads((files("sitrep.review") / "data" / "fields.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("event.recipients.0.name", ("recipient",)),
        ("event.recipients", ("recipient",)),
        ("event.actors.1", ("actor",)),
        ("event.responsibility", ("actor",)),
        ("event.quantities.0.best", ("quantities",)),
        ("event.place.lat", ("place",)),
        ("event.places.0.relation", ("place",)),
        ("event.acled.sub_event_type", ("type",)),
        ("event.historical", ("certainty",)),
        ("sources.0.name", ("source",)),
        ("certainty", ("certainty",)),
        ("issues.0", ()),
        ("sourcesque", ()),
    ],
)
def test_a_dotted_path_speaks_of_a_field(path: str, field: tuple[str, ...]) -> None:
    assert fields_of(path) == field


def test_a_path_that_takes_in_several_fields_speaks_of_all() -> None:
    assert set(fields_of("event")) == {field.name for field in load_fields()} - {"told", "source"}


def test_the_example_of_the_table_holds() -> None:
    assert fields_of(RAW["_about"]["example"]["path"]) == (RAW["_about"]["example"]["field"],)


def test_each_part_of_a_claim_belongs_to_one_field_or_is_no_reading() -> None:
    claim: dict[str, Any] = load_schema("claim")
    parts = [part for part in claim["properties"] if part != "event"]
    parts += [f"event.{part}" for part in claim["$defs"]["event"]["properties"]]
    belong = {part: len(fields_of(part)) for part in parts}
    assert {part for part, count in belong.items() if count != 1} == set(RAW["uncounted"])
    assert {part for part, count in belong.items() if count > 1} == set()


def test_what_a_line_leaves_empty_it_does_not_say() -> None:
    field = next(field for field in load_fields() if field.name == "certainty")
    line = {"stance": "asserts", "hedges": [], "event": {"historical": False, "status": None}}
    assert field.said_in(line) == {"stance": '"asserts"', "event.historical": "false"}

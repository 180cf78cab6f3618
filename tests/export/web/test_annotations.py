import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.export.audiences import Lines

from sitrep.export.web.annotations import source_of, write_annotations
from sitrep.model.readings import Reading

# What the W3C Web Annotation Data Model asks of what is written here, put down by hand.
QUOTE = {
    "type": "object",
    "required": ["type", "exact", "prefix", "suffix"],
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
    "additionalProperties": {"type": "string"},
}
POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
TARGET = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "source": {"type": "string", "pattern": "^(https?://|urn:sha256:[0-9a-f]{64}$)"},
        "selector": {"type": "array", "prefixItems": [QUOTE, POSITION], "minItems": 2, "maxItems": 2},
    },
    "additionalProperties": False,
}
BODY = {
    "type": "object",
    "required": ["type", "value", "format", "purpose"],
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "format": {"enum": ["text/plain", "application/json"]},
        "purpose": {"enum": ["tagging", "describing"]},
    },
    "additionalProperties": False,
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "motivation", "body", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:sitrep:c-[0-9a-f]{16}#"},
        "type": {"const": "Annotation"},
        "motivation": {"const": "describing"},
        "body": {"type": "array", "items": BODY, "minItems": 1},
        "target": TARGET,
    },
    "additionalProperties": False,
}
PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": ANNOTATION, "minItems": 1},
    },
}


def written(told: Lines, path: Path) -> list[dict[str, Any]]:
    write_annotations(told.claims, told.incidents, path)
    page = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(PAGE).validate(page)
    items: list[dict[str, Any]] = page["items"]
    return items


def test_every_annotation_points_at_its_very_words_on_the_page(
    told: Lines, raid_readings: Sequence[Reading], tmp_path: Path
) -> None:
    texts = {reading.document.sha256: reading.document.text for reading in raid_readings}
    hash_of = {claim["id"]: claim["document"]["sha256"] for claim in told.claims}
    items = written(told, tmp_path / "annotations.json")
    assert len({item["id"] for item in items}) == len(items) > len(told.claims)
    for item in items:
        text = texts[hash_of[item["id"].removeprefix("urn:sitrep:").partition("#")[0]]]
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_the_value_of_every_annotation_is_the_one_of_its_field(told: Lines, tmp_path: Path) -> None:
    known = {claim["id"]: claim for claim in told.claims}
    for item in written(told, tmp_path / "annotations.json"):
        name, _, path = item["id"].removeprefix("urn:sitrep:").partition("#")
        tag, *described = item["body"]
        assert tag["value"] == path
        field: Any = known[name]
        for key in path.split("/"):
            field = field[int(key)] if isinstance(field, list) else field[key]
        for body in described:
            value = json.loads(body["value"])
            whole = known[name] if path == "evidence" else field
            own = {key: whole[key] for key in value.keys() - {"event", "accused_position"}}
            assert own == {key: value[key] for key in own}


def test_every_claim_whose_words_are_whole_is_annotated_with_its_source_and_event(
    lines_by_profile: dict[str, Lines], tmp_path: Path
) -> None:
    told = lines_by_profile["internal"]
    found = {item["id"] for item in written(told, tmp_path / "annotations.json")}
    for claim in told.claims:
        paths = ["evidence", *(f"sources/{number}" for number, _ in enumerate(claim["sources"]))]
        if claim["event"]:
            paths.append("event/trigger")
            paths.extend(f"event/quantities/{number}" for number, _ in enumerate(claim["event"]["quantities"]))
        assert {f"urn:sitrep:{claim['id']}#{path}" for path in paths} <= found


def test_words_that_a_profile_withholds_have_no_annotation_and_are_reported(
    lines_by_profile: dict[str, Lines], tmp_path: Path
) -> None:
    told, path = lines_by_profile["public"], tmp_path / "annotations.json"
    lost = write_annotations(told.claims, told.incidents, path)
    assert "withheld]" not in json.dumps(
        [item["target"] for item in json.loads(path.read_text(encoding="utf-8"))["items"]]
    )
    gone = {one.row for one in lost if one.field == "evidence"}
    assert gone == {claim["id"] for claim in told.claims if "withheld]" in claim["evidence"]["text"]} != set()


@pytest.mark.parametrize(("profile", "url", "start"), [("", "https://a.example/x", "https://a.example/x")])
def test_the_target_is_the_address_of_the_page(profile: str, url: str | None, start: str) -> None:
    assert source_of({"profile": profile, "document": {"url": url, "sha256": "0" * 64}}) == start


def test_the_target_is_a_hash_where_no_address_is_known_or_shown() -> None:
    sha256 = "0" * 64
    for profile, url in (("", None), ("public", "https://a.example")):
        assert source_of({"profile": profile, "document": {"url": url, "sha256": sha256}}) == f"urn:sha256:{sha256}"

from dataclasses import fields
from typing import Any

import jsonschema
import pytest

from sitrep.export.layers import layers_line
from sitrep.export.schemas import NAMES, load_schema
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import UsageError
from sitrep.model.judgements import OF_THE_LOG, Judgement, Seen, Verdict
from sitrep.model.readings import Reading, Run
from sitrep.resolve.ontology import load_ontology
from sitrep.views.claims import claim_lines

# The fields that the contract names, record by record.
CONTRACT = {
    "claim": "id record document evidence passages kind sources cue hedges outlet_distance stance denied_part "
    "alternative certainty said_at event about issues origin",
    "document": "id external_id sha256 url title outlet published lang",
    "span": "start end text",
    "evidence": "start end text prefix suffix",
    "hedge": "start end text class scope",
    "source": "span name country roles type named status refers_to cue stance certainty connection",
    "event": "type kind mode contexts cameo acled ucdp trigger status historical actors recipients responsibility "
    "equipment time place places quantities",
    "acled": "event_type sub_event_type",
    "ucdp": "type_of_violence",
    "place_role": "place relation",
    "actor": "span name country roles type named status refers_to",
    "interval": "start end granularity span timex anchor",
    "place": "span name lat lon geonames_id country admin1 admin1_code precision radius_km score rivals method",
    "quantity": "measure best low high comparator vague convention group status part_of cumulative time as_of span "
    "sex age",
    "equipment": "span kind name",
    "issue": "code span detail",
    "layers": "document text_sha256 blocks published attributions timexes places actors quantities equipment claims "
    "main",
    "block": "start end kind",
    "attribution": "source cue content kind",
    "timex_entry": "start end type value",
    "place_entry": "start end lat lon geonames_id reading role",
    "main": "type acled actors recipients time place killed injured claims",
    "incident": "id type acled time place actors recipients quantities claims documents independent_sources "
    "contradictions accused_position silent_sources first_claim review",
    "position": "low high best group as_of claims sources",
    "aggregate": "low high best rule claims_used claims_left_out",
    "contradiction": "field relation between positions",
    "incident_document": "id external_id main",
}


def described(name: str) -> dict[str, Any]:
    """A record's own part of the schemas."""
    schemas: list[dict[str, Any]] = [load_schema(whole) for whole in ("layers", "incident")]
    known = {name: record for schema in schemas for name, record in schema["$defs"].items()}
    found: dict[str, Any] = {**known, **{schema["title"]: schema for schema in schemas}}[name]
    return found


def valid(name: str, line: object) -> None:
    schema = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(line, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", CONTRACT)
def test_every_field_of_the_contract_is_required(name: str) -> None:
    record = described(name)
    assert set(CONTRACT[name].split()) <= set(record["required"])
    assert set(record["required"]) <= set(record["properties"])
    assert record["additionalProperties"] is True


@pytest.mark.parametrize("name", NAMES)
def test_a_published_schema_holds_all_that_it_refers_to(name: str) -> None:
    schema: Any = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["title"] == name


def test_built_lines_are_valid(reading: Reading, empty_reading: Reading) -> None:
    for line in claim_lines(reading):
        valid("claim", line)
    valid("layers", layers_line(reading))
    valid("layers", layers_line(empty_reading))


@pytest.mark.parametrize(
    ("path", "value"),
    [(("stance",), "agrees"), (("certainty",), "sure"), (("event", "status"), "done"), (("event", "type"), "FIGHT")],
)
def test_a_word_outside_its_vocabulary_is_refused(line: dict[str, Any], path: tuple[str, ...], value: str) -> None:
    record = line
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        valid("claim", line)


def test_a_missing_field_is_refused_and_a_new_one_is_not(line: dict[str, Any]) -> None:
    valid("claim", {**line, "translated": None})
    del line["about"]
    with pytest.raises(jsonschema.ValidationError, match="'about' is a required property"):
        valid("claim", line)


def test_event_types_are_those_of_the_ontology() -> None:
    assert set(described("event")["properties"]["type"]["enum"]) == {*load_ontology().modes, None}


def test_schemas_of_stored_records_name_their_fields() -> None:
    judgement: Any = load_schema("judgement")
    run: Any = load_schema("run")
    capture: Any = load_schema("capture")
    assert set(judgement["required"]) == {field.name for field in fields(Judgement)} - OF_THE_LOG
    assert set(run["required"]) == {field.name for field in fields(Run)}
    assert set(capture["$defs"]["refusal"]["required"]) == {field.name for field in fields(Refusal)}
    kept = capture["$defs"]["kept"]
    assert set(kept["required"]) == {"sha256", "media_type", "name"}
    assert set(kept["properties"]) == {field.name for field in fields(Capture)} - {"content"}


def test_a_line_of_the_log_is_a_judgement() -> None:
    seen = Seen("c-1", "r-1", "Six people were killed", "6")
    judgement = Judgement(Verdict.EDIT, ("c-1",), "ann", "2020-01-02T10:00:00+00:00", "seven", "event.x", "7", (seen,))
    names = {"number": 1, "id": judgement.id, "previous": "0" * 64, "hash": "a" * 64, "run": "run-1"}
    valid("judgement", {**names, **judgement.content()})
    valid("judgement", judgement.content())
    schema: Any = load_schema("judgement")
    assert schema["properties"]["verdict"]["enum"] == list(Verdict)
    with pytest.raises(jsonschema.ValidationError):
        valid("judgement", {**judgement.content(), "verdict": "right"})


def test_a_run_may_say_what_it_added() -> None:
    run = {"id": "run-1", "started": "2020-01-02T10:00:00+00:00"}
    valid("run", run)
    valid("run", {**run, "number": 1, "added": {"captures": 2, "linkings": 0}})
    with pytest.raises(jsonschema.ValidationError):
        valid("run", {**run, "number": 0})


def test_an_edited_claim_is_valid(line: dict[str, Any]) -> None:
    edit = {"judgement": "j-1", "by": "ann", "at": "2020-01-02T10:00:00+00:00", "field": "stance", "was": "asserts"}
    valid("claim", {**line, "judged": [edit]})
    with pytest.raises(jsonschema.ValidationError):
        valid("claim", {**line, "judged": [{**edit, "by": None}]})


def test_capture_is_kept_bytes_or_a_refusal() -> None:
    valid("capture", {"sha256": "0" * 64, "media_type": "text/html", "name": "a.html"})
    valid("capture", {"path": "a.bin", "reason": "not text", "remedy": "give a page"})
    with pytest.raises(jsonschema.ValidationError):
        valid("capture", {"name": "a.html"})


def test_unknown_schema_names_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="there are claim, layers, incident, capture, run"):
        load_schema("clam")

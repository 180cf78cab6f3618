import json

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import Sitrep, record

from sitrep.export.schemas import NAMES
from sitrep.lexicon import TABLES


def test_doctor_names_every_instrument(process: Sitrep, sitrep: Sitrep) -> None:
    done = process("doctor")
    lines = {str(line["what"]): line for line in done.lines()}
    assert done.status == 0
    assert list(lines) == ["sitrep", "model", "lexicon", "gazetteer"]
    assert all(line["ok"] for line in lines.values())
    origin = sitrep("read", "-", given=record(1)).lines()[0]["origin"]
    assert isinstance(origin, dict)
    assert origin["model_sha256"] == lines["model"]["sha256"]
    assert origin["lexicon"] == lines["lexicon"]["digest"]
    assert origin["gazetteer"] == lines["gazetteer"]["digest"]


def test_doctor_says_what_to_run_where_something_is_missing(sitrep: Sitrep) -> None:
    done = sitrep("doctor", env={"SITREP_GAZETTEER": "nowhere/places.sqlite"})
    missing = done.lines()[-1]
    assert (done.status, missing["what"], missing["ok"]) == (1, "gazetteer", False)
    assert "run `sitrep gazetteer build`" in str(missing["problem"])


def test_lexicon_check_counts_the_rows_of_every_table(sitrep: Sitrep) -> None:
    (checked,) = sitrep("lexicon", "check").lines()
    rows = checked["rows"]
    assert isinstance(rows, dict)
    assert list(rows) == list(TABLES)
    assert all(rows.values())


@pytest.mark.parametrize("name", NAMES)
def test_schema_prints_a_schema(sitrep: Sitrep, name: str) -> None:
    done = sitrep("schema", name)
    schema = json.loads(done.out)
    Draft202012Validator.check_schema(schema)
    assert (done.status, schema["title"]) == (0, name)


@pytest.mark.parametrize(
    ("name", "words"), [("claims", "there are claim, layers"), ("incidents", "there are claim, layers, incident")]
)
def test_schema_of_another_name_is_refused_with_the_names(sitrep: Sitrep, name: str, words: str) -> None:
    assert sitrep("schema", name).failed_with_one_line(2, words)


def test_claims_fit_their_published_schema(sitrep: Sitrep) -> None:
    validator = Draft202012Validator(json.loads(sitrep("schema", "claim").out))
    claims = sitrep("read", "-", given=record(1)).lines()
    assert claims
    assert [error.message for claim in claims for error in validator.iter_errors(claim)] == []

"""Every span of every record stands in its document's text, on the pages and on texts made awkward."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.golden.pinning import PAGES

from sitrep.case.reading import Instruments, read_document
from sitrep.export.layers import layers_line
from sitrep.export.schemas import load_schema
from sitrep.ingest import read_capture
from sitrep.ingest.formats import RECORD
from sitrep.model.documents import Capture
from sitrep.model.identity import JSON, sha256_hex
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

LONGEST_EVIDENCE = 400
CONTEXT = 32
# What real pages hold and what counting goes wrong on.
INTRUDERS = (
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🇸🇾",
    "e\u0301",
    "a\u0308\u0323",
    "حلب",
    " قال المرصد ",
    "\r\n",
    "\r\n\r\n",
    "\u00a0",
    "\u202f",
    "\u00ad",
    "\u200b",
    "\u200f",
    "\u2028",
    "\ufeff",
    "𝔸𝕝𝕖𝕡𝕡𝕠",
)


def spans_in(value: JSON) -> Iterator[dict[str, JSON]]:
    """Yield every span of a record: each object whose `start` is a number (that of an Interval is a date)."""
    if isinstance(value, list):
        for item in value:
            yield from spans_in(item)
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value
        for item in value.values():
            yield from spans_in(item)


def misplaced(record: JSON, text: str) -> list[JSON]:
    """The spans of a record that are empty, beyond the text, or not of the words they carry."""
    return [span for span in spans_in(record) if not is_reread(span, text)]


def is_reread(span: dict[str, JSON], text: str) -> bool:
    start, end = span["start"], span["end"]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return False
    return span.get("text", text[start:end]) == text[start:end]


def evidence_of(claim: JSON) -> list[dict[str, JSON]]:
    """A claim's evidence and the passages that repeat it."""
    assert isinstance(claim, dict)
    evidence, passages = claim["evidence"], claim["passages"]
    assert isinstance(evidence, dict)
    assert isinstance(passages, list)
    return [evidence, *(p for p in passages if isinstance(p, dict))]


def read_text(text: str, instruments: Instruments) -> Reading:
    """The text as a line of JSONL, through the real rooms."""
    content = json.dumps({"text": text, "lang": "en", "published": "2015-12-22"}).encode()
    document = read_capture(Capture(sha256_hex(content), RECORD, "page", content), instruments.lexicon.furniture)
    return read_document(document, instruments, instruments.origin())


def test_a_span_that_does_not_reread_is_seen() -> None:
    text = "Shells fell on the town."
    good: JSON = {"start": 0, "end": 6, "text": "Shells"}
    moved: JSON = {"start": 1, "end": 7, "text": "Shells"}
    beyond: JSON = {"start": 20, "end": 60}
    dates: JSON = {"start": "2015-12-22", "end": None}
    assert misplaced([good, {"inner": [moved]}, beyond, dates], text) == [moved, beyond]


def test_every_span_of_every_page_rereads(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        text = reading.document.text
        assert misplaced(list(claim_lines(reading)), text) == []
        assert misplaced(layers_line(reading), text) == []


def test_every_page_has_claims_and_layers_to_look_at(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        assert len(list(spans_in(list(claim_lines(reading))))) > 10
        layers = layers_line(reading)
        assert all(layers[name] for name in ("blocks", "attributions", "timexes", "places", "actors", "claims"))


def test_evidence_is_one_clause(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        for evidence in (span for claim in claim_lines(reading) for span in evidence_of(claim)):
            words = evidence["text"]
            assert isinstance(words, str)
            assert "\n" not in words
            assert len(words) <= LONGEST_EVIDENCE


def test_evidence_carries_the_characters_on_its_two_sides(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        text = reading.document.text
        for evidence in (span for claim in claim_lines(reading) for span in evidence_of(claim)):
            start, end = evidence["start"], evidence["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert evidence["prefix"] == text[max(0, start - CONTEXT) : start]
            assert evidence["suffix"] == text[end : end + CONTEXT]


@pytest.fixture(scope="session")
def sentences(example_readings: list[Reading]) -> list[str]:
    """The paragraphs of the pages, in order, each once."""
    paragraphs = (reading.document.quote(b.span) for reading in example_readings for b in reading.document.readable())
    return [paragraph for paragraph in dict.fromkeys(paragraphs) if len(paragraph.split()) > 7]


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_awkward_characters_move_no_span(data: st.DataObject, sentences: list[str], instruments: Instruments) -> None:
    text = data.draw(st.sampled_from(sentences))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(INTRUDERS)) + text[at:]
    reading = read_text(text, instruments)
    assert reading.document.text == text
    assert misplaced(list(claim_lines(reading)), text) == []
    assert misplaced(layers_line(reading), text) == []
    evidence = (span["text"] for claim in claim_lines(reading) for span in evidence_of(claim))
    assert [words for words in evidence if "\n\n" in str(words) or len(str(words)) > LONGEST_EVIDENCE] == []


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_a_sentence_after_an_awkward_character_is_read_the_same(intruder: str, instruments: Instruments) -> None:
    sentence = "On Monday rebels shelled an army post near Aleppo, killing three soldiers."
    plain, after = (read_text(text, instruments) for text in (sentence, f"It is quiet {intruder} now.\n\n{sentence}"))
    triggers = [c.event.trigger.quote(plain.document.text) for c in plain.claims if c.event]
    assert triggers
    found = [c.event.trigger.quote(after.document.text) for c in after.claims if c.event]
    assert found[-len(triggers) :] == triggers


def test_every_line_is_as_its_schema_says(example_readings: list[Reading]) -> None:
    claim, layers = (jsonschema.Draft202012Validator(load_schema(name)) for name in ("claim", "layers"))
    for reading in example_readings:
        for line in claim_lines(reading):
            claim.validate(line)
        layers.validate(layers_line(reading))


def test_ids_are_unique_within_a_page_and_refer_to_claims_that_are_there(example_readings: list[Reading]) -> None:
    for reading in example_readings:
        ids = [claim.id for claim in reading.claims]
        assert len(set(ids)) == len(ids)
        referred = {one for claim in reading.claims for one in (*claim.about, claim.alternative) if one is not None}
        assert referred <= set(ids)


def command(pages: Path, environment: dict[str, str], seed: str) -> str:
    """What `sitrep read` prints of some pages."""
    run = [sys.executable, "-c", "from sitrep.cli import main; main()", "read", str(pages)]
    done = subprocess.run(
        run, env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def test_two_runs_print_identical_lines(example_readings: list[Reading], environment: dict[str, str]) -> None:
    first, second = (command(PAGES, environment, seed) for seed in ("1", "2"))
    assert first == second
    here = [line for reading in example_readings for line in claim_lines(reading)]
    assert [json.loads(line) for line in first.splitlines()] == here

"""Words that are made to break a reader: numbers without end, figures that are no digits, marks in towers."""

import json

import pytest
from tests.contract.test_spans import misplaced, read_text

from sitrep.case.reading import Instruments
from sitrep.export.layers import layers_line
from sitrep.views.claims import claim_lines

NUMBERS = (
    "9" * 5000,
    "1" + ",000" * 2000,
    "²",
    "²²²²",
    "٣٦",
    "9" * 400,
    "9" * 6000 + "th",
    "1e999",
    "0." + "0" * 5000 + "1",
    "9" * 309 + " million",
    "1/" + "0" * 300,
    "½½",
)
PLACES = (
    "Shells fell on Idlib, killing {0} people, a resident said.",
    "On {0} December {0} shells fell on Idlib at {0}, {0} km south of Aleppo, {0} years ago.",
    "Omar Vey, {0}, a {0}-year-old clerk, was among {0} to {0} people killed in the {0} shelling of Homs.",
)


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:6])
def test_numbers_that_nobody_counts_to_break_nothing_and_are_no_figures(number: str, instruments: Instruments) -> None:
    frame = PLACES[NUMBERS.index(number) % len(PLACES)]
    reading = read_text(frame.format(number), instruments)
    lines = list(claim_lines(reading))
    assert misplaced(lines, reading.document.text) == []
    assert json.loads(json.dumps([lines, layers_line(reading)], allow_nan=False)) is not None


@pytest.mark.parametrize(
    "intruder",
    ["e" + "\u0301" * 5000, "\u202e" * 50, "\u200b" * 500, "a" * 20_000, "(" * 300, "“" * 300, '"' * 301, "\u2028" * 9],
)
def test_odd_characters_amid_a_sentence_move_no_span(intruder: str, instruments: Instruments) -> None:
    text = f"On Monday rebels shelled {intruder} an army post near Aleppo, killing three soldiers, the ministry said."
    reading = read_text(text, instruments)
    assert reading.document.text == text
    assert misplaced([*claim_lines(reading), layers_line(reading)], text) == []

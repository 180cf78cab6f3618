"""Sentences cut without a parse: where nobody would doubt it, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.spans import Span
from sitrep.read.triage.cutting import sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] if text else []


def test_sentences_are_cut_with_the_blank_behind_them() -> None:
    assert cut("Nine were hurt. It rained! Who came? Nobody.") == [
        "Nine were hurt. ",
        "It rained! ",
        "Who came? ",
        "Nobody.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ada Holm of St. Olm spoke on Jan. 5.",
        "The U.S. Army left.",
        "He met J. Holm there.",
        '"We ran. They fired," she said.',
        "“We ran. They fired,” she said.",
        "It fell at 5 p.m. Then it burned",
        "The e.g. Olm road.",
    ],
)
def test_what_hangs_together_is_not_cut(text: str) -> None:
    assert cut(text) == [text]


@given(st.text(alphabet='Ab.!? "“”\n1', max_size=80))
def test_nothing_is_lost_and_nothing_doubled(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.parametrize("piece", [". A ", '"', ". ", "A. ", "..", '." “A', "a"])
def test_a_long_line_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert "".join(cut(text)) == text

"""Designations: what a term matches, and the name it gives."""

import doctest
import re

import pytest

from sitrep.lexicon.tables import EquipmentRow
from sitrep.model.spans import Span
from sitrep.read.things import designations
from sitrep.read.things.designations import Designations, name_of, pattern_of


def row(term: str) -> EquipmentRow:
    return EquipmentRow(term, term, "aircraft", "designation", f"A [{term}] flew.")


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ("Su-#", ["Su-34", "Su 34", "Su34", "Su-34s", "Su-30SM", "Su\u201134"]),
        ("F-(16|18)", ["F-16", "F-16C", "F 16", "F16s"]),
        ("M1A#", ["M1A1", "M1A2"]),
        ("RPG-#", ["RPG-7", "RPG 29"]),
        ("Black Hawk", ["Black Hawk", "Black Hawks"]),
    ],
)
def test_a_term_matches_the_ways_it_is_written(term: str, written: list[str]) -> None:
    assert [text for text in written if not re.fullmatch(pattern_of(term), text)] == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("F-(15|16)", "F-150"),
        ("An-#", "An 18"),
        ("RPG-#", "RPG 7"),
        ("M(4|16)", "M 4"),
        ("Su-#", "Su"),
    ],
)
def test_a_term_matches_nothing_else(term: str, text: str) -> None:
    assert re.fullmatch(pattern_of(term), text) is None


@pytest.mark.parametrize("text", ["Grad 6.30", "xGrad", "A Mi-24:30", "Gradual", "1.2Grad"])
def test_a_part_of_another_word_or_figure_is_no_designation(text: str) -> None:
    found = Designations.of([row("Grad"), row("Mi-#")]).within(text, Span(0, len(text)))
    assert [text[start:end] for start, end, _, _ in found] == (["Grad"] if text == "Grad 6.30" else [])


def test_of_two_terms_the_longer_is_meant() -> None:
    both = Designations.of([row("Mirage"), row("Mirage 2000")])
    assert [name for _, _, name, _ in both.within("a Mirage 2000", Span(0, 13))] == ["Mirage 2000"]


def test_without_rows_nothing_is_found() -> None:
    assert list(Designations.of([]).within("A Mi-24.", Span(0, 8))) == []


def test_a_name_ends_in_its_mark_and_not_in_a_plural() -> None:
    assert [name_of("Tu-#", "Tu-22M3s"), name_of("2S#", "2S19")] == ["Tu-22M3", "2S19"]


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(designations, extraglobs={"re": re})
    assert tried.failed == 0
    assert tried.attempted > 0

"""What is not linear is seen, and no expression is overlooked; `make test-hostile` attacks all of them."""

import re

import pytest
from tests.patterns.collecting import AT_THE_BEGINNING, Found, every_pattern, in_place, uses
from tests.patterns.pumping import matching, searching, slow


def slow_ones(found: list[Found], short: int) -> dict[str, str]:
    """The expressions that grow faster than their text in the way that they are used, each with a string."""
    used = {**uses(), "at the beginning": AT_THE_BEGINNING}
    told = {}
    for one in found:
        anchored = used.get(one.name, {"search"}) <= AT_THE_BEGINNING
        grown = slow(one.pattern, (matching if anchored else searching)(one.pattern), short)
        if grown is not None:
            told[one.where] = grown
    return told


@pytest.mark.parametrize("pattern", [r"(?:a+)+$", r"\s*=\s*['\"]?\s*x", r"[a-z]+://", r"(\w+)\s+\1", r"(?:a|ab)*c|a*d"])
def test_an_expression_that_is_not_linear_is_seen(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert slow(compiled, searching(compiled)) is not None


@pytest.mark.parametrize("pattern", [r"\d+", r"(?<![ab])(?:a|b)*+c", r"(?<!\s)\s++x", r"[a-z]{1,40}://"])
def test_a_linear_expression_is_let_pass(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert slow(compiled, searching(compiled)) is None


def test_the_expressions_of_word_files_of_rules_and_of_the_code_are_all_looked_at() -> None:
    found = every_pattern()
    assert {"expression", "compiled", "anywhere", "credits", "labelled", "LINE"} <= {one.name for one in found}
    assert len(list(in_place())) > 20

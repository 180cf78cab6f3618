"""Expressions that once took the square of their text's length, or worse, stay linear."""

import re

import pytest
from tests.patterns.pumping import MOST_GROWTH, growth, matching, searching, slow

from sitrep.ingest.furniture import compiled
from sitrep.ingest.page_blocks import ATTRIBUTE, TAG
from sitrep.lexicon import load_lexicon
from sitrep.read.triage import cutting
from sitrep.redaction import masking
from sitrep.resolve import place_clues

SHORT = 400
ADDRESSES: re.Pattern[str] = vars(masking)["_ADDRESSES"]
JOINT, GOES_ON = (vars(place_clues)[name] for name in ("_JOINT", "_GOES_ON"))


@pytest.mark.parametrize("pattern", [JOINT, GOES_ON], ids=lambda pattern: pattern.pattern[:20])
def test_what_is_matched_at_a_beginning_is_linear(pattern: re.Pattern[str]) -> None:
    assert slow(pattern, matching(pattern), SHORT) is None


@pytest.mark.parametrize("pattern", [cutting.LAST_WORD, vars(masking)["_LAST_WORD"], ATTRIBUTE, TAG])
def test_last_words_and_tags_are_found_in_linear_time(pattern: re.Pattern[str]) -> None:
    assert slow(pattern, searching(pattern), SHORT) is None


@pytest.mark.parametrize("key", ["byline", "date-line"])
def test_a_line_of_furniture_is_told_in_linear_time(key: str) -> None:
    (row,) = (row for row in load_lexicon().furniture if row.key == key)
    pattern = compiled(row.pattern)
    assert slow(pattern, matching(pattern), SHORT) is None


@pytest.mark.parametrize("piece", [".a", "a-", "a", "a.", "a@", "0 ", "+1", "www."])
def test_addresses_are_looked_for_in_linear_time(piece: str) -> None:
    use = searching(ADDRESSES)
    assert growth(use, lambda n: piece * (n // len(piece)) + "\0", 1500) <= MOST_GROWTH


@pytest.mark.parametrize("host", ["a.b.c.d.e.f.g.h.example.com", "x-y.example.org", "-a.wire.example", "a_b.info"])
def test_a_host_is_taken_whole(host: str) -> None:
    found = ADDRESSES.search(f"see {host} now")
    assert found is not None
    assert found[0] == host.removeprefix("-")

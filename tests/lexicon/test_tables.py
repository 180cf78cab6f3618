"""The tables as one frozen lexicon."""

from dataclasses import FrozenInstanceError, fields, replace
from typing import get_args, get_type_hints

import pytest

from sitrep.lexicon import TABLES, Lexicon, load_lexicon


def test_the_tables_are_exactly_these() -> None:
    assert TABLES == (
        "events", "moods", "cues", "silences", "hedges", "modality", "persons", "names", "equipment", "measures",
        "comparators", "vague", "numbers", "times", "place_nouns", "contexts", "furniture", "senses",
    )  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows_that_begin_with_a_key_and_end_with_an_example(table: str) -> None:
    row_type = get_args(get_type_hints(Lexicon)[table])[0]
    names = [f.name for f in fields(row_type)]
    assert (names[0], names[-1]) == ("key", "example")
    assert len(getattr(load_lexicon(), table)) > 0


@pytest.mark.parametrize("table", TABLES)
def test_a_lexicon_without_a_row_has_all_others(table: str) -> None:
    lexicon = load_lexicon()
    rows = getattr(lexicon, table)
    less = lexicon.without(table, rows[0].key)
    assert getattr(less, table) == rows[1:]
    assert all(getattr(less, other) is getattr(lexicon, other) for other in TABLES if other != table)


def test_leaving_out_a_row_that_is_not_there_changes_nothing() -> None:
    assert load_lexicon().without("cues", "no such row") == load_lexicon()


def test_the_digest_names_the_content() -> None:
    lexicon = load_lexicon()
    first = lexicon.hedges[0]
    other = replace(lexicon, hedges=(replace(first, certainty="possible"), *lexicon.hedges[1:]))
    assert lexicon.digest() == replace(lexicon).digest()
    assert len({lexicon.digest(), other.digest(), lexicon.without("hedges", first.key).digest()}) == 3


def test_a_row_cannot_be_changed_after_loading() -> None:
    with pytest.raises(FrozenInstanceError):
        load_lexicon().hedges[0].certainty = "certain"  # type: ignore[misc]  # the point of the test

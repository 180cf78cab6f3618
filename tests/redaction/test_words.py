"""The word lists of redaction: their origin, and that each row does what its example shows."""

import re
from importlib.resources import files

import pytest

from sitrep.gazetteer.index import Gazetteer
from sitrep.lexicon.loading import read_provenance
from sitrep.redaction import Page, redact_text
from sitrep.redaction.words import is_common, is_english, phrase, plain, rows_of


@pytest.mark.parametrize("name", ["english.tsv", "keys.tsv", "names.tsv", "rules.tsv"])
def test_every_list_says_where_it_is_from(name: str) -> None:
    text = (files("sitrep.redaction") / "data" / name).read_text(encoding="utf-8")
    assert read_provenance(name, text)["licence"]


@pytest.mark.parametrize("example", [row[2] for name in ("names.tsv", "rules.tsv") for row in rows_of(name)])
def test_a_row_s_example_loses_what_stands_in_brackets_and_no_more(example: str, gazetteer: Gazetteer) -> None:
    told = example.replace("[", "").replace("]", "")
    places = "Sarmin" in example
    page = Page(gazetteer, finer={("sarmin",): "[place in Idlib withheld]"} if "[Sarmin]" in example else {})
    kept = Page(gazetteer, located=frozenset({("saraqeb",), ("sarmin",), ("aleppo",)}), finer=page.finer)
    mark = "[place in Idlib withheld]" if places else "[name withheld]"
    expected = re.sub(r"\[(.+?)( said)?\]", lambda found: mark + (found.group(2) or ""), example)
    assert redact_text(told, kept).text == expected


def test_words_are_known_by_their_bases() -> None:
    assert [is_common(word) for word in ("shelling", "died", "hospitals", "haddad")] == [True, True, True, False]
    assert [is_english(word) for word in ("unverified", "haddad")] == [True, False]


def test_width_accents_and_apostrophes_do_not_tell_two_words_apart() -> None:
    assert plain("Ｈaddad") == plain("HADDÁD") == plain("Had’dad") == "haddad"
    assert phrase("Deir ez-Zor") == ("deir", "ez", "zor")


@pytest.mark.parametrize(
    "text",
    [
        "Power was cut.",
        "Power and telephone lines fell.",
        "Retraction: the report was wrong.",
        "Skip to content",
        "News \u00b7 Opinion \u00b7 Weather \u00b7 Log in to read",
        "Read more: the ferry.",
        "Font size A A A",
    ],
)
def test_menus_and_turns_of_phrase_are_no_names(text: str) -> None:
    assert redact_text(text).text == text


@pytest.mark.parametrize("text", ["Power and his wife fled.", "Power was killed.", "H a d d a d", "Constance said no."])
def test_a_name_that_begins_as_a_turn_of_phrase_does_is_withheld(text: str) -> None:
    assert redact_text(text).text.startswith("[name withheld]")


def test_the_verb_after_a_quotation_is_no_given_name() -> None:
    assert redact_text("\u201cRun,\u201d said Hamid Sharabi.").text == "\u201cRun,\u201d said [name withheld]."

"""In what form a doer or sufferer is named."""

from collections.abc import Callable

import pytest

from sitrep.model.parses import Parse
from sitrep.read.senses.forms import form_of, forms_of

ParseText = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Gunmen fled.", "bare-many"),
        ("A guard fled.", "a-one"),
        ("The guard fled.", "the-one"),
        ("Those guards fled.", "the-many"),
        ("Six guards fled.", "counted"),
        ("Her guards fled.", "owned"),
        ("They fled.", "pronoun"),
    ],
)
def test_the_form_of_a_phrase_is_its_article_and_number(parse_text: ParseText, text: str, form: str) -> None:
    parse = parse_text(text)
    subject = next(t for t in parse.tokens if t.dep == "nsubj")
    assert form_of(parse, subject) == form


def test_each_side_is_named_apart(parse_text: ParseText) -> None:
    parse = parse_text("Gunmen wounded a clerk.")
    doer, patient = (next(t for t in parse.tokens if t.text == w) for w in ("Gunmen", "clerk"))
    assert list(forms_of(parse, [doer], [patient])) == ["form:doer-bare-many", "form:patient-a-one"]

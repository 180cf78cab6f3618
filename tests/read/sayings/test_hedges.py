"""Words that weaken or vouch, and what they are about."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Hedge
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry was reportedly torpedoed.", [("reportedly", "hearsay", "claim", "unverified")]),
        ("Bandits allegedly took the mules.", [("allegedly", "distancing", "claim", "probable")]),
        ("The pilot may have slept.", [("may", "possibility", "claim", "possible")]),
        ("A shell hit around 40 stalls.", [("around", "approximation", "quantity", None)]),
        ("Suspected pirates boarded the dhow.", [("Suspected", "possibility", "actor", "probable")]),
        (
            "The footage could not be independently verified.",
            [("could not be independently verified", "verification", "claim", "unverified")],
        ),
    ],
)
def test_a_hedge_has_its_class_its_scope_and_how_sure_it_leaves_a_claim(
    read_text: Read, text: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    found = read_text(text).layers.of(Hedge)
    assert [(h.span.quote(text), h.kind, h.scope, h.certainty) for h in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The convoy left in May.",
        "Guards walked around the well all night.",
        "They talked about the well until dawn.",
        "The might of the fleet impressed nobody.",
    ],
)
def test_the_same_letters_in_another_class_hedge_nothing(read_text: Read, text: str) -> None:
    assert read_text(text).layers.of(Hedge) == ()


def test_a_phrase_is_not_read_across_a_full_stop(read_text: Read) -> None:
    found = read_text("They did what they could. Not be verified, said the form.").layers.of(Hedge)
    assert "verification" not in [h.kind for h in found]

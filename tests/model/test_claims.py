"""How sure a claim may be."""

import pytest

from sitrep.model.claims import CERTAINTIES, weakest


def test_the_scale_runs_from_the_weakest() -> None:
    assert CERTAINTIES == ("unverified", "possible", "probable", "certain")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((), "certain"),
        (("certain", "certain"), "certain"),
        (("certain", "probable"), "probable"),
        (("possible", "probable", "certain"), "possible"),
        (("possible", "unverified"), "unverified"),
    ],
)
def test_one_weak_word_weakens_the_whole(given: tuple[str, ...], expected: str) -> None:
    assert weakest(*given) == expected


def test_a_certainty_nobody_defined_is_no_certainty() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        weakest("certain", "rumour")

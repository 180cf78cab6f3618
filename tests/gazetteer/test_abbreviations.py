"""Short forms of states and provinces."""

import pytest

from sitrep.gazetteer.abbreviations import Shortened, is_postal, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mont.", Shortened("Montana", "USA")),
        ("N.S.", Shortened("Nova Scotia", "CAN")),
        ("OK", Shortened("Oklahoma", "USA")),
        ("mont.", None),
        ("Mont", None),
    ],
)
def test_short_forms_are_known_as_they_are_written(text: str, expected: Shortened | None) -> None:
    assert shortened(text) == expected


def test_postal_codes_are_told_from_forms_with_a_stop() -> None:
    assert is_postal("OK")
    assert not is_postal("Okla.")
    assert not is_postal("QQ")

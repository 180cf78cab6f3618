"""The walk over a line: nothing that it does not know gets through."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.model.identity import JSON
from sitrep.redaction import NOWHERE, Around, Audience, redact_claim, redact_incident
from sitrep.redaction.walking import Tally, sorts, walked

STRANGE = "Zqvorlan"
TODAY = date(2026, 1, 1)

keys = st.sampled_from([*sorts(), "unheard", "Zqvorlan", "comment", "x"])
strings = st.sampled_from(
    [
        STRANGE,
        f"{STRANGE} said",
        STRANGE.lower(),
        STRANGE.upper(),
        f"https://host.example/{STRANGE}",
        f"c-{STRANGE}",
        "2015",
    ]
)
leaves = st.one_of(strings, st.integers(-5, 5), st.booleans(), st.none())
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=20
)
lines = st.dictionaries(keys, values, max_size=8)


@given(lines)
@settings(max_examples=300, deadline=None)
def test_no_string_of_a_line_gets_through_unseen(line: dict[str, JSON]) -> None:
    assert STRANGE.lower() not in json.dumps(walked(line, NOWHERE, Tally()), ensure_ascii=False).lower()


@given(lines, st.sampled_from([Audience.PUBLIC, Audience.PARTNER]))
@settings(max_examples=200, deadline=None)
def test_no_line_of_any_shape_lets_a_name_through(line: dict[str, JSON], audience: Audience) -> None:
    for redact in (redact_claim, redact_incident):
        shown = redact(line, audience, Around(TODAY))
        assert STRANGE.lower() not in json.dumps(shown, ensure_ascii=False).lower()
        assert shown["profile"] == audience.value


@given(st.text(alphabet="abcdefghij", min_size=3, max_size=9))
def test_a_field_that_is_not_known_is_withheld_with_all_under_it(word: str) -> None:
    tally = Tally()
    shown = walked({"unheard": {"name": word, "more": [word]}}, NOWHERE, tally)
    assert list(shown.values()) == [None]
    assert tally.counts["fields"] == 1

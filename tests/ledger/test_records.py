"""Every record of the model comes back from JSON as it was."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.ledger.records import from_json, to_json, whole
from sitrep.model.annotations import Actor, Attribution, Equipment, Hedge, PlaceMention, Quantity, Timex
from sitrep.model.claims import Claim
from sitrep.model.documents import Block, BlockKind, Dating, Document, Granularity, Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.identity import canonical
from sitrep.model.judgements import Judgement
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading, Run
from sitrep.model.resolutions import Interval, Resolutions
from sitrep.model.spans import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 500))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**6).map(float)
RECORDS = (
    *(Timex, Quantity, Actor, PlaceMention, Equipment, Hedge, Attribution),
    *(Block, Dating, Document, Refusal, Origin, Run, Judgement, Interval, Claim, Resolutions, Reading),
)

st.register_type_strategy(Span, SPANS)
st.register_type_strategy(float, NUMBERS)
# What a case keeps has no reading of its headline within.
st.register_type_strategy(Reading, st.builds(Reading, headline=st.none()))


@settings(deadline=None, max_examples=40)  # the first draw builds the strategies
@given(st.data())
@pytest.mark.parametrize("cls", RECORDS)
def test_every_record_survives_json(cls: type, data: st.DataObject) -> None:
    record = data.draw(st.from_type(cls))
    written = canonical(to_json(record))
    again = from_json(cls, json.loads(written))
    assert again == record
    assert canonical(to_json(again)) == written


def test_an_anchor_is_a_name_or_a_span() -> None:
    for anchor in ("published", Span(3, 9)):
        interval = Interval("2015-12-21", None, "day", "2015-12-21", anchor)
        assert from_json(Interval, to_json(interval)) == interval


def test_enumerations_are_written_by_value() -> None:
    assert to_json(Block(Span(0, 4), BlockKind.CAPTION, "first line")) == {
        "span": {"start": 0, "end": 4},
        "kind": "caption",
        "reason": "first line",
        "origin": None,
    }
    assert from_json(Dating, to_json(Dating("2015-12", Granularity.MONTH, "banner", 0.5))).granularity == "month"


def test_twelve_and_twelve_point_zero_are_one_number() -> None:
    counted = [Quantity(Span(0, 2), "killed", best, best, best, "=") for best in (12, 12.0)]
    assert canonical(to_json(counted[0])) == canonical(to_json(counted[1]))
    assert [whole(float("inf")), whole(1e300), whole(2.5)] == [float("inf"), 1e300, 2.5]


def test_a_value_that_is_no_such_record_is_refused_with_a_remedy() -> None:
    with pytest.raises(LedgerError, match=r"stored Span .* another version"):
        from_json(Span, {"start": 1})

"""When a host may be asked again."""

from datetime import UTC, datetime

import pytest

from sitrep.fetch.pace import Pace, after_request_to_wait, after_visit, seconds_asked, slowed, wait_for

NOW = datetime(2020, 1, 1, 12, 0, tzinfo=UTC)


def test_a_host_is_free_after_its_pause() -> None:
    pace = after_visit(Pace(2.0), 100.0)
    assert [wait_for(pace, now) for now in (100.0, 101.5, 103.0)] == [2.0, 0.5, 0.0]


def test_what_a_host_asks_for_outlasts_its_pause() -> None:
    pace = after_visit(after_request_to_wait(Pace(2.0), 100.0, 30.0), 100.0)
    assert wait_for(pace, 100.0) == 30.0
    assert wait_for(after_visit(slowed(Pace(2.0), 10.0), 0.0), 0.0) == 10.0
    assert slowed(Pace(2.0), 0.0) == Pace(2.0)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("30", 30.0),
        ("Wed, 01 Jan 2020 12:01:00 GMT", 60.0),
        ("Wed, 01 Jan 2020 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-5", None),
        ("Wed, 01 Jan 2020 12:01:00", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str | None, seconds: float | None) -> None:
    assert seconds_asked(said, NOW) == seconds

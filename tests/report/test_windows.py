"""Which incidents are of which days."""

from datetime import date

import pytest

from sitrep.model.errors import UsageError
from sitrep.report.windows import Standing, Window, window_of

WEEK = Window(date(2015, 12, 14), date(2015, 12, 20))


@pytest.mark.parametrize(
    ("start", "end", "standing"),
    [
        ("2015-12-14", "2015-12-14", Standing.WITHIN),
        ("2015-12-20", "2015-12-20", Standing.WITHIN),
        ("2015-12-20", "2015-12-21", Standing.WITHIN),
        ("2015-12-13", "2015-12-14", Standing.LONGER),
        ("2015-12-01", "2015-12-31", Standing.LONGER),
        ("2015-12-15", None, Standing.LONGER),
        (None, "2015-12-15", Standing.LONGER),
        ("2015-12-21", "2015-12-21", Standing.OUTSIDE),
        ("2015-12-21", None, Standing.OUTSIDE),
        (None, None, Standing.UNDATED),
        ("soon", None, Standing.UNDATED),
    ],
)
def test_an_incident_stands_to_a_week_by_its_own_time(start: str | None, end: str | None, standing: Standing) -> None:
    assert WEEK.of({"time": {"start": start, "end": end}}) is standing


def test_days_reversed_and_no_days_are_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="--from 2015-12-20 is after --to 2015-12-14: give the earlier day to --from"):
        window_of("2015-12-20", "2015-12-14")
    with pytest.raises(UsageError, match="--to 2015-12-32: is no day; give days as YYYY-MM-DD"):
        window_of("2015-12-20", "2015-12-32")

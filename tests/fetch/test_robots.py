"""What robots.txt lets us read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.fetch.addresses import read_address
from sitrep.fetch.robots import Robots, are_stale, refuse_forbidden, robots_from
from sitrep.model.errors import IngestError, UnreachableError

PAGE = read_address("https://wire.example/news/raid?id=1")
RULES = b"""
User-agent: *
Disallow: /
User-agent: sitrep
Disallow: /private
Disallow: /*?session=
Crawl-delay: 7
"""


def test_the_rules_for_sitrep_count_before_those_for_all() -> None:
    robots = robots_from(200, RULES, 0.0)
    refuse_forbidden(robots, PAGE, 60)
    assert robots.delay == 7.0
    for path in ("/private/a", "/a?session=1"):
        with pytest.raises(IngestError, match="asks programs not to read"):
            refuse_forbidden(robots, read_address(f"https://wire.example{path}"), 60)


def test_a_longer_pause_than_anybody_waits_is_refused_with_the_figure() -> None:
    with pytest.raises(IngestError, match="asks for 7 seconds between visits; sitrep waits at most 5"):
        refuse_forbidden(robots_from(200, RULES, 0.0), PAGE, 5)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_host_without_rules_allows_all(status: int) -> None:
    refuse_forbidden(robots_from(status, b"User-agent: *\nDisallow: /", 0.0), PAGE, 60)


@pytest.mark.parametrize("status", [429, 500, 503, 304])
def test_a_host_whose_rules_cannot_be_had_allows_nothing_for_now(status: int) -> None:
    with pytest.raises(UnreachableError, match=str(status)):
        refuse_forbidden(robots_from(status, b"", 0.0), PAGE, 60)


def test_rules_hold_for_a_day_and_failures_for_minutes() -> None:
    assert not are_stale(Robots(0.0), 86_400)
    assert are_stale(Robots(0.0), 86_401)
    assert are_stale(Robots(0.0, problem="no answer"), 601)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_rules(content: bytes) -> None:
    robots = robots_from(200, content, 0.0)
    assert robots.delay >= 0
    try:
        refuse_forbidden(robots, PAGE, 60)
    except IngestError as error:
        assert error.remedy  # noqa: PT017 - either will do

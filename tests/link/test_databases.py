from dataclasses import replace

import pytest

from sitrep.link.databases import COMPARISONS, LEVELS, UNKNOWN, Entry, alike, link_records

ONE = Entry("u1", (100, 100), 35.1, 36.7, 0.0, ("Kafr Dulab",), (), frozenset({"RUS"}), (3.0, 5.0), None)
RIGHT = Entry(
    "a1", (100, 100), 35.101, 36.702, 0.0, ("Kafar Dulaab village",), (), frozenset({"RUS"}), (4.0, 4.0), None
)
POOL = (
    RIGHT,
    Entry("a2", (100, 100), 35.4, 36.9, 0.0, ("Tell Orrin",), (), frozenset({"RUS"}), (4.0, 4.0), None),
    Entry("a3", (103, 103), 35.1, 36.7, 0.0, ("Kafr Dulab",), (), frozenset({"USA"}), (40.0, 40.0), None),
)


def test_record_is_linked_to_the_entry_of_its_day_place_and_toll() -> None:
    (link,) = link_records([ONE], POOL)
    assert (link.record, link.entry) == ("u1", "a1")
    assert link.reasons is not None
    assert link.reasons.steps[0].reason == "0 days apart"


def test_record_without_a_likely_entry_is_linked_to_none() -> None:
    far = replace(ONE, id="u2", days=(101, 101), names=("Mill Hill",), actors=frozenset({"TUR"}), killed=(90.0, 90.0))
    stray = [replace(POOL[1], lat=34.2, lon=37.5)]
    assert [link.entry for link in link_records([far, replace(far, days=(900, 900))], stray)] == [None, None]


def test_order_of_the_pool_is_irrelevant() -> None:
    assert link_records([ONE], POOL) == link_records([ONE], POOL[::-1])


@pytest.mark.parametrize(
    ("one", "other", "least"), [("Ar Raqqah city", "Raqqa", 1.0), ("Orrin town", "Orrin", 1.0), ("Velm", "", 0.0)]
)
def test_names_are_compared_by_their_sound(one: str, other: str, least: float) -> None:
    assert alike(one, other) == least


def test_every_comparison_gives_one_of_its_levels_both_ways() -> None:
    entries = [ONE, *POOL, replace(ONE, lat=None, names=(), actors=frozenset(), killed=None)]
    for name, comparison in COMPARISONS.items():
        for one in entries:
            for other in entries:
                found = comparison(one, other)
                assert found.level in {*LEVELS[name], UNKNOWN}
                assert found.level == comparison(other, one).level


def test_pool_of_other_days_costs_no_comparison() -> None:
    (link,) = link_records([ONE], [replace(RIGHT, days=(n, n)) for n in range(300, 400)])
    assert link.entry is None
    assert link.reasons is None

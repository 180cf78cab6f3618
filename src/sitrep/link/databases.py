"""Records of two databases that are of one incident: each record finds the entry of a pool that is most likely it.

The comparisons are of what databases hold: days, points, names of places by their sound, sides, and the killed and
injured in bounds. As in linking pages, each gives a level with a reason, and a profile says what a level weighs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import floor

from sitrep.gazetteer.names import fold, skeleton
from sitrep.gazetteer.places import distance_km
from sitrep.link.comparisons import UNKNOWN, Compared
from sitrep.link.profiles import Profile, load_profiles
from sitrep.link.waterfall import Waterfall, waterfall

# Records farther apart in days, or in space where both have a point, are not compared.
WINDOW_DAYS = 3
FAR_KM = 150.0
# Words of the kind of a place, which another database leaves out.
KINDS = frozenset({"town", "city", "village", "villge", "area", "district", "governorate", "neighborhood", "farm"})
SIMILAR = ((0.6, "some letters"), (0.75, "most letters"), (0.9, "nearly the same sound"), (1.0, "same sound"))
NO_NAME = "other names"
KILOMETRES = ((0.5, "0.5 km"), (2, "2 km"), (5, "5 km"), (10, "10 km"), (25, "25 km"), (60, "60 km"))
KILOMETRES_MORE = "over 60 km"
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a database of incidents.

    `days` are ordinals, inclusive; `radius_km` how far from the point the place may lie; `names` the names that the
    database gives the place, alternatives each for itself; `actors` keys of the sides that may have done it.
    """

    id: str
    days: tuple[int, int]
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    names: tuple[str, ...] = ()
    admin: tuple[str, ...] = ()
    actors: frozenset[str] = frozenset()
    killed: Bounds | None = None
    injured: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a record was linked to: the pool's entry, None where no one is likely enough, and why."""

    record: str
    entry: str | None
    score: float
    reasons: Waterfall | None


def compare_days(one: Entry, other: Entry) -> Compared:
    """The days, those between for records that share none."""
    apart = max(0, one.days[0] - other.days[1], other.days[0] - one.days[1])
    return Compared(f"{min(apart, WINDOW_DAYS)} days", f"{apart} days apart")


def compare_distance(one: Entry, other: Entry) -> Compared:
    """The points, less the radii beyond which the places do not reach."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return Compared(UNKNOWN, "no point")
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    left = max(0.0, apart - one.radius_km - other.radius_km)
    return Compared(next((name for km, name in KILOMETRES if left <= km), KILOMETRES_MORE), f"{apart:.1f} km apart")


@lru_cache(maxsize=100_000)
def sound_of(name: str) -> str:
    """The sound of a place's name, without the word for its kind."""
    return skeleton(" ".join(word for word in fold(name).split() if word not in KINDS)).replace(" ", "")


def alike(one: str, other: str) -> float:
    """How alike two names sound, from 0 to 1; a name that is a part of the other counts as nearly the same."""
    a, b = sound_of(one), sound_of(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    similar = SequenceMatcher(None, a, b, autojunk=False).ratio()
    shortest = min(a, b, key=len)
    whole = len(shortest) > 2 and shortest in (a + " " + b).replace(shortest, " ", 1)  # noqa: PLR2004
    return max(similar, 0.9) if whole else similar


def compare_names(one: Entry, other: Entry) -> Compared:
    """The names of the places, the two most alike of them."""
    if not one.names or not other.names:
        return Compared(UNKNOWN, "no name")
    best, a, b = max(((alike(a, b), a, b) for a in one.names for b in other.names), key=lambda found: found[0])
    level = next((name for limit, name in reversed(SIMILAR) if best >= limit), NO_NAME)
    return Compared(level, f"{a} and {b}")


def compare_sides(one: Entry, other: Entry) -> Compared:
    """The sides that may have done it."""
    if not one.actors or not other.actors:
        return Compared(UNKNOWN, "a side is not known")
    shared = ", ".join(sorted(one.actors & other.actors))
    return Compared("shared", shared) if shared else Compared("different", "other sides")


def _compare_bounds(one: Bounds | None, other: Bounds | None, what: str) -> Compared:
    """Two figures in bounds."""
    if one is None or other is None:
        return Compared(UNKNOWN, f"no figure of {what}")
    words = f"{one[0]:g}-{one[1]:g} and {other[0]:g}-{other[1]:g} {what}"
    gap = max(one[0] - other[1], other[0] - one[1])
    if gap > 0:
        return Compared("near" if gap <= 1 else "different", words)
    if one == other:
        return Compared("same, several" if one[0] > 2 else "same", words)  # noqa: PLR2004
    is_tight = set(one) & set(other)
    return Compared("meeting" if is_tight else "within bounds", words)


def compare_killed(one: Entry, other: Entry) -> Compared:
    """The killed."""
    return _compare_bounds(one.killed, other.killed, "killed")


def compare_injured(one: Entry, other: Entry) -> Compared:
    """The injured."""
    return _compare_bounds(one.injured, other.injured, "injured")


COMPARISONS: dict[str, Callable[[Entry, Entry], Compared]] = {
    "days": compare_days,
    "distance": compare_distance,
    "names": compare_names,
    "sides": compare_sides,
    "killed": compare_killed,
    "injured": compare_injured,
}
_FIGURE = ("different", "near", "within bounds", "meeting", "same", "same, several")
LEVELS: dict[str, tuple[str, ...]] = {
    "days": tuple(f"{n} days" for n in range(WINDOW_DAYS, -1, -1)),
    "distance": (KILOMETRES_MORE, *(name for _, name in reversed(KILOMETRES))),
    "names": (NO_NAME, *(name for _, name in SIMILAR)),
    "sides": ("different", "shared"),
    "killed": _FIGURE,
    "injured": _FIGURE,
}
"""The levels of each comparison, the most unlike first; unknown stands outside the order."""


def compare(one: Entry, other: Entry) -> dict[str, Compared]:
    """What every comparison finds of two records."""
    return {name: comparison(one, other) for name, comparison in COMPARISONS.items()}


def link_records(records: Iterable[Entry], pool: Iterable[Entry], profile: str = "databases") -> list[Link]:
    """For each record the entry of the pool that is most likely the same incident, None below the threshold."""
    weights = load_profiles()[profile]
    near = near_entries(sorted(pool, key=lambda entry: entry.id))
    return [_link(record, near(record), weights) for record in records]


def _link(record: Entry, entries: Sequence[Entry], profile: Profile) -> Link:
    """The best of some entries for a record; the first by id of equals."""
    explained = [(entry, waterfall(compare(record, entry), profile)) for entry in entries]
    if not explained:
        return Link(record.id, None, 0.0, None)
    entry, reasons = max(explained, key=lambda found: found[1].total)
    return Link(record.id, entry.id if reasons.is_match else None, reasons.probability, reasons)


def near_entries(pool: Sequence[Entry]) -> Callable[[Entry], list[Entry]]:
    """A function that gives the entries of a pool to compare a record with: near in time, not far in space."""
    by_day: Mapping[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(pool):
        for bucket in range(_bucket(entry.days[0]), _bucket(entry.days[1]) + 1):
            by_day[bucket].append(index)

    def near(record: Entry) -> list[Entry]:
        first, last = record.days[0] - WINDOW_DAYS, record.days[1] + WINDOW_DAYS
        found = {index for bucket in range(_bucket(first), _bucket(last) + 1) for index in by_day.get(bucket, ())}
        return list(_comparable(record, (pool[index] for index in sorted(found))))

    return near


def _bucket(day: int) -> int:
    """The bucket of a day: as many days as two records may lie apart."""
    return floor(day / (WINDOW_DAYS + 1))


def _comparable(record: Entry, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries that may be a record."""
    for entry in entries:
        apart = max(record.days[0] - entry.days[1], entry.days[0] - record.days[1])
        if apart > WINDOW_DAYS:
            continue
        if record.lat is not None and record.lon is not None and entry.lat is not None and entry.lon is not None:
            apart_km = distance_km(record.lat, record.lon, entry.lat, entry.lon)
            if apart_km - record.radius_km - entry.radius_km > FAR_KM:
                continue
        yield entry

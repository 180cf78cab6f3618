"""Small named comparisons of two accounts: each gives a level, with its reason in words.

As in splink, a comparison says how alike two accounts are in one thing, in a few levels from the most unlike to the
most alike; where one of the two says nothing, the level is unknown. What a level weighs is the profile's business.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sitrep.gazetteer.places import distance_km
from sitrep.link.accounts import STORY, Account, Point
from sitrep.link.pages.places import sounds_like
from sitrep.link.words import Rarities, cosine

UNKNOWN = "unknown"
# Shares of one day, or the days between two.
DAYS = (
    *((0, "same day"), (1, "1 day"), (2, "2 days"), (4, "3-4 days")),
    *((7, "5-7 days"), (14, "8-14 days"), (30, "15-30 days"), (90, "31-90 days")),
)
DAYS_MORE = "over 90 days"
KILOMETRES = ((1, "1 km"), (5, "5 km"), (15, "15 km"), (40, "40 km"), (100, "100 km"), (400, "400 km"))
KILOMETRES_MORE = "over 400 km"
COARSE = ("admin1", "region", "country")
WITHIN = "in one region"
OUTSIDE = "outside the region"
COSINES = (0.04, 0.07, 0.1, 0.14, 0.18, 0.23, 0.29, 0.37, 0.5, 0.7, 0.9)
TITLES = (0.05, 0.15, 0.3, 0.5, 0.8)
LEADS = (0.03, 0.06, 0.1, 0.15, 0.22, 0.3, 0.4, 0.55, 0.75)
RARITIES = (5.0, 8.0, 12.0, 18.0, 26.0, 40.0)
PROPERS = (4.0, 8.0, 12.0, 16.0, 20.0, 25.0, 30.0)
# The rarest shared names that count; more of them tell no more.
RAREST = 6


# Distances of towns, and days between, that no report takes for one another.
NEAR, FAR = ("1 km", "5 km", "15 km"), ("400 km", KILOMETRES_MORE)
LATER = (*(name for _, name in DAYS[3:]), DAYS_MORE)
# From what likeness of their words, or rarity of their names, two passages are of one thing.
OWN_WORDS, OWN_NAMES = 0.37, 8.0


class Compared(NamedTuple):
    """How alike two accounts are in one thing."""

    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """An account with its words and names weighed by how rare they are."""

    account: Account
    vector: Mapping[str, float]
    title: Mapping[str, float]
    lead: Mapping[str, float]
    rarity: Mapping[str, float]
    proper: Mapping[str, float]


def weigh(account: Account, terms: Rarities, names: Rarities) -> Weighed:
    """An account with the weights of its words and names."""
    every = account.mentions | account.names
    rarity = {name: names.of(name) for name in sorted(every)}
    proper = {word: terms.of(word) for word in sorted(account.proper)}
    words, title, lead = (terms.vector(words) for words in (account.words, account.title, account.lead))
    return Weighed(account, words, title, lead, rarity, proper)


def band(value: float, bounds: Sequence[float]) -> str:
    """The level of a value among rising bounds, by the bound that it reaches: "0.1+"; "0+" below all.

    >>> band(0.12, (0.1, 0.2)), band(0.2, (0.1, 0.2)), band(0, (0.1, 0.2))
    ('0.1+', '0.2+', '0+')
    """
    return f"{max((bound for bound in bounds if value >= bound), default=0):g}+"


def bands(bounds: Sequence[float]) -> tuple[str, ...]:
    """The levels that `band` gives, the lowest first."""
    return ("0+", *(f"{bound:g}+" for bound in bounds))


def _within(value: float, limits: Sequence[tuple[float, str]], more: str) -> str:
    """The name of the first limit that a value does not exceed."""
    return next((name for limit, name in limits if value <= limit), more)


def compare_type(one: Weighed, other: Weighed) -> Compared:
    """The types of the happenings."""
    a, b = one.account, other.account
    if STORY in (a.family, b.family):
        return Compared(UNKNOWN, "a page tells of no event")
    if a.family != b.family:
        return Compared("different", f"{a.family} and {b.family}")
    if a.sub_type and a.sub_type == b.sub_type:
        return Compared("same sub type", f"both {a.sub_type}")
    return Compared("same type", f"both {a.family}")


def compare_time(one: Weighed, other: Weighed) -> Compared:
    """The times of the happenings: shared days, else the days between."""
    a, b = one.account.days, other.account.days
    if a is None or b is None:
        return Compared(UNKNOWN, "a time is not known")
    apart = max(0, a[0] - b[1], b[0] - a[1])
    return Compared(_within(apart, DAYS, DAYS_MORE), _apart(apart))


def _apart(days: int) -> str:
    """So many days, in words."""
    return f"{days} day{'' if days == 1 else 's'} apart"


def compare_told(one: Weighed, other: Weighed) -> Compared:
    """The single days that both tell of, whatever happened on them."""
    a, b = one.account.told, other.account.told
    if not a or not b:
        return Compared(UNKNOWN, "no day told")
    apart = min(abs(x - y) for x in a for y in b)
    return Compared(
        "shared" if apart == 0 else "near" if apart == 1 else "different",
        "a day that both tell" if apart == 0 else f"days told are {_apart(apart)}",
    )


def compare_published(one: Weighed, other: Weighed) -> Compared:
    """The days of publication."""
    a, b = one.account.published, other.account.published
    if a is None or b is None:
        return Compared(UNKNOWN, "a day of publication is not known")
    return Compared(_within(abs(a - b), DAYS, DAYS_MORE), f"published {_apart(abs(a - b))}")


def compare_place(one: Weighed, other: Weighed) -> Compared:
    """The places: the nearest two that are exact, less their radii; else whether one lies in the other's region."""
    a, b = one.account.places, other.account.places
    if not a or not b:
        return Compared(UNKNOWN, "a place is not known")
    fine = [[point for point in points if point.precision not in COARSE] for points in (a, b)]
    if all(fine):
        apart, x, y = min(((apart_km(x, y), x, y) for x in fine[0] for y in fine[1]), key=lambda found: found[0])
        return Compared(_within(apart, KILOMETRES, KILOMETRES_MORE), f"{x.name} and {y.name}: {apart:.0f} km")
    x, y = a[0], b[0]
    level = WITHIN if x.country == y.country and (x.admin1 == y.admin1 or None in (x.admin1, y.admin1)) else OUTSIDE
    return Compared(level, f"{x.name} and {y.name}")


def compare_setting(one: Weighed, other: Weighed) -> Compared:
    """Place and time together: another town on other days is another happening, though each alone may be misread."""
    days, place = compare_time(one, other).level, compare_place(one, other).level
    if UNKNOWN in (days, place) or place in (WITHIN, OUTSIDE):
        return Compared(UNKNOWN, "a town or a day is not known")
    is_other = place in FAR and days in LATER
    return Compared(
        *(("other", "another town on other days") if is_other else ("may be one", "town or days may be one"))
    )


def speaks_for(one: Weighed, other: Weighed) -> bool:
    """Whether place, rare names or words speak for one happening, and not its sort and day alone."""
    alike = cosine(one.vector, other.vector)
    names = sum(sorted((one.proper[word] for word in one.proper.keys() & other.proper.keys()), reverse=True)[:RAREST])
    return compare_place(one, other).level in NEAR or alike >= OWN_WORDS or names >= OWN_NAMES


def apart_km(one: Point, other: Point) -> float:
    """The distance of two points, 0 for one name within reach of both radii."""
    apart = distance_km(one.lat, one.lon, other.lat, other.lon)
    reach = one.radius_km + other.radius_km
    return 0.0 if apart < reach and sounds_like(one.name, other.name) else apart


def _compare_keys(one: frozenset[str], other: frozenset[str], what: str) -> Compared:
    """Two sets of keys."""
    if not one or not other:
        return Compared(UNKNOWN, f"{what} not known")
    shared = sorted(one & other)
    return Compared("shared", ", ".join(shared)) if shared else Compared("different", f"other {what}")


def compare_actors(one: Weighed, other: Weighed) -> Compared:
    """Whose deed it is said to be."""
    return _compare_keys(one.account.actors, other.account.actors, "actors")


def compare_recipients(one: Weighed, other: Weighed) -> Compared:
    """To whom it was done."""
    return _compare_keys(one.account.recipients, other.account.recipients, "recipients")


def compare_equipment(one: Weighed, other: Weighed) -> Compared:
    """With what it was done."""
    return _compare_keys(one.account.equipment, other.account.equipment, "equipment")


def _compare_names(one: Weighed, other: Weighed, mine: frozenset[str], theirs: frozenset[str]) -> Compared:
    """Names that both have, by the rarity of the rarest."""
    if not mine or not theirs:
        return Compared(UNKNOWN, "no names")
    shared = sorted(((one.rarity[n] + other.rarity[n]) / 2, n) for n in mine & theirs)[-RAREST:]
    level = band(sum(rarity for rarity, _ in shared), RARITIES)
    return Compared(level, ", ".join(name for _, name in reversed(shared)) or "no name in common")


def compare_persons(one: Weighed, other: Weighed) -> Compared:
    """Persons told as harmed or accused, whom the other names too."""
    a, b = one.account, other.account
    if not a.names or not b.names:
        return Compared(UNKNOWN, "no person named")
    either = a.names | b.names
    return _compare_names(one, other, either & (a.mentions | a.names), either & (b.mentions | b.names))


def compare_mentions(one: Weighed, other: Weighed) -> Compared:
    """Names of any kind, by their rarity."""
    return _compare_names(one, other, one.account.mentions, other.account.mentions)


def compare_proper(one: Weighed, other: Weighed) -> Compared:
    """Single words of names, by the rarity of the rarest."""
    if not one.proper or not other.proper:
        return Compared(UNKNOWN, "no names")
    shared = sorted(((one.proper[w], w) for w in one.proper.keys() & other.proper.keys()), reverse=True)[:RAREST]
    level = band(sum(rarity for rarity, _ in shared), PROPERS)
    return Compared(level, ", ".join(word for _, word in shared) or "no word of a name in common")


def compare_ages(one: Weighed, other: Weighed) -> Compared:
    """Ages of people, as numbers."""
    a, b = one.account.ages, other.account.ages
    if not a or not b:
        return Compared(UNKNOWN, "no ages")
    shared = sorted(a & b)
    names = ", ".join(str(age) for age in shared)
    return Compared("several" if len(shared) > 1 else "one" if shared else "different", names or "other ages")


def _compare_figure(one: Weighed, other: Weighed, measure: str) -> Compared:
    """Two figures of one measure."""
    a, b = one.account.figures.get(measure), other.account.figures.get(measure)
    if a is None or b is None:
        return Compared(UNKNOWN, f"no figure of {measure}")
    words = f"{_bounds(*a)} and {_bounds(*b)} {measure}"
    if a == b:
        return Compared("same, several" if a[0] > 1 else "same", words)
    if a[0] <= b[1] and b[0] <= a[1]:
        return Compared("within bounds", words)
    return Compared("near" if abs(a[0] - b[0]) <= 1 else "different", words)


def _bounds(low: float, high: float) -> str:
    """Low and high in words, once where they are one."""
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def compare_killed(one: Weighed, other: Weighed) -> Compared:
    """The killed."""
    return _compare_figure(one, other, "killed")


def compare_injured(one: Weighed, other: Weighed) -> Compared:
    """The injured."""
    return _compare_figure(one, other, "injured")


def _compare_terms(
    one: Mapping[str, float], other: Mapping[str, float], bounds: Sequence[float], what: str, several: str
) -> Compared:
    """How alike two sets of weighed terms are, in bands of their cosine; unknown where one is empty."""
    if not one or not other:
        return Compared(UNKNOWN, f"no {what}")
    alike = cosine(one, other)
    return Compared(band(alike, bounds), f"{several} alike {alike:.2f}")


def compare_words(one: Weighed, other: Weighed) -> Compared:
    """The words, by the cosine of what they weigh."""
    return _compare_terms(one.vector, other.vector, COSINES, "words", "words")


def compare_title(one: Weighed, other: Weighed) -> Compared:
    """The words of the titles."""
    return _compare_terms(one.title, other.title, TITLES, "title", "titles")


def compare_lead(one: Weighed, other: Weighed) -> Compared:
    """The words of the titles and first lines."""
    return _compare_terms(one.lead, other.lead, LEADS, "lead", "leads")


def compare_address(one: Weighed, other: Weighed) -> Compared:
    """The addresses: one address is one page."""
    a, b = one.account.url, other.account.url
    if not a or not b:
        return Compared(UNKNOWN, "no address")
    return Compared("same", a) if a == b else Compared("different", "other addresses")


Comparison = Callable[[Weighed, Weighed], Compared]

_BY_DAYS = (DAYS_MORE, *(name for _, name in reversed(DAYS)))
_KEYS = ("different", "shared")
_FIGURE = ("different", "near", "within bounds", "same", "same, several")
COMPARISONS: dict[str, Comparison] = {
    "type": compare_type,
    "time": compare_time,
    "told": compare_told,
    "published": compare_published,
    "place": compare_place,
    "setting": compare_setting,
    "actors": compare_actors,
    "recipients": compare_recipients,
    "persons": compare_persons,
    "mentions": compare_mentions,
    "proper": compare_proper,
    "ages": compare_ages,
    "equipment": compare_equipment,
    "killed": compare_killed,
    "injured": compare_injured,
    "words": compare_words,
    "title": compare_title,
    "lead": compare_lead,
    "address": compare_address,
}
LEVELS: dict[str, tuple[str, ...]] = {
    "type": ("different", "same type", "same sub type"),
    "time": _BY_DAYS,
    "told": ("different", "near", "shared"),
    "published": _BY_DAYS,
    "place": (KILOMETRES_MORE, OUTSIDE, "400 km", "100 km", WITHIN, "40 km", "15 km", "5 km", "1 km"),
    "setting": ("other", "may be one"),
    "actors": _KEYS,
    "recipients": _KEYS,
    "persons": bands(RARITIES),
    "mentions": bands(RARITIES),
    "proper": bands(PROPERS),
    "ages": ("different", "one", "several"),
    "equipment": _KEYS,
    "killed": _FIGURE,
    "injured": _FIGURE,
    "words": bands(COSINES),
    "title": bands(TITLES),
    "lead": bands(LEADS),
    "address": ("different", "same"),
}
"""The levels of each comparison, the most unlike first; unknown stands outside the order."""

"""The happenings of one page for linking: those that `gather` finds, parted where their claims do not hold together.

A page's main incident may take in what stands near it: its figures are chosen with care later. An incident of many
pages must not, since one page's stray claim draws those of other pages after it. So here two claims of one page are of
one happening only where something speaks for it (one town, one figure, one target, a pointing word, or a
claim that has neither place nor day and goes on from the one before it) and nothing speaks against it (other
targets, other means, other sides). What is counted over a long time is no happening at a place.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from sitrep.link.pages.incident import Happening, Told, group_score, load_weights, same_time
from sitrep.link.pages.places import are_one, precision_of
from sitrep.link.pages.tolls import tolls_of
from sitrep.link.sides import party_key
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at

CLASH = "clash"
# From what toll on two claims of a page hardly give it of two happenings.
MANY = 10
FINE = ("exact", "near", "seat")
WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Parting:
    """What parts claims.

    `means` gives each sub type's wide and narrow class, `targets` the words of each kind of target, `tallied` measures
    that are counted over a whole campaign, `vague` words that many recipients share, `pointing` those
    before a happening that was told already; a time of `long_days` or more is a period.
    """

    means: Mapping[str, tuple[str, str]]
    targets: Mapping[str, str]
    tallied: frozenset[str]
    vague: frozenset[str]
    pointing: frozenset[str]
    long_days: int
    adjacent_characters: int


@cache
def load_parting() -> Parting:
    """The settings that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "parting.json").read_text(encoding="utf-8"))
    means = {name: (wide, narrow) for name, (wide, narrow) in raw["means"].items()}
    targets = {word: kind for kind, words in raw["targets"].items() for word in words}
    sets = {key: frozenset(raw[key]) for key in ("tallied", "vague", "pointing")}
    return Parting(means, targets, **sets, long_days=raw["long_days"], adjacent_characters=raw["adjacent_characters"])


@dataclass(frozen=True, slots=True)
class Part:
    """A claim of a page with what is asked of it here."""

    told: Told
    means: tuple[str, str] | None
    targets: frozenset[str]
    sides: frozenset[str]
    struck: frozenset[str]
    tolls: frozenset[tuple[str | None, float | None]]
    is_fine: bool
    is_bare: bool
    is_period: bool
    points_back: bool


def parted(happening: Happening) -> list[Happening]:
    """A happening in the parts that hold together, in the order of the page; the weightiest stays what it was."""
    groups: list[list[Part]] = []
    for told in happening.told:
        part = _part(told, happening.page)
        home = _home(part, groups)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    weights = load_weights()
    tellings = [tuple(part.told for part in group) for group in groups]
    # max keeps the first of equals: the earlier on the page.
    main = max(tellings, key=lambda told: group_score(told, weights))
    return [replace(happening, told=told, is_main=happening.is_main and told is main) for told in tellings]


def _part(told: Told, page: Sequence[Record]) -> Part:
    """What is asked of a claim."""
    rules, event = load_parting(), told.event
    words = [_words(text_at(item, "name") or "") for item in records_at(event, "recipients")]
    tolls = tolls_of(event, load_weights().toll_measures)
    is_fine = precision_of(record_at(event, "place")) in FINE
    return Part(
        told=told,
        means=_means(event),
        targets=frozenset(rules.targets[word] for name in words for word in name if word in rules.targets),
        sides=frozenset(key for actor in records_at(event, "actors") if (key := party_key(actor)) is not None),
        struck=frozenset(name[-1] for name in words if name and name[-1] not in rules.vague),
        tolls=frozenset((text_at(toll, "measure"), number_at(toll, "low")) for toll in tolls),
        is_fine=is_fine,
        is_bare=not record_at(event, "time") and not record_at(event, "place"),
        is_period=is_period(told, page),
        points_back=_points_back(told),
    )


def is_period(told: Told, page: Sequence[Record]) -> bool:
    """Whether a claim tells of a long time, or counts what only a campaign counts."""
    is_fine = precision_of(record_at(told.event, "place")) in FINE
    time = record_at(told.event, "time") if is_fine else _time_of(told, page)
    return _is_long(time) or is_tally(told.event)


def _means(event: Record) -> tuple[str, str] | None:
    """The classes of an event's means; a battle is one by who fights, not by fighters among the killed."""
    found = load_parting().means.get(text_at(event, "acled", "sub_event_type") or "")
    return None if found and found[1] == CLASH and not records_at(event, "actors") else found


def _words(text: str) -> list[str]:
    """The words of a name, folded."""
    return [word.casefold() for word in WORD.findall(text)]


def _time_of(told: Told, page: Sequence[Record]) -> Record:
    """The time of a claim; where it has none, that of a claim whose passage holds its own, or that gives its toll."""
    own = _large_tolls(told.event)
    return record_at(told.event, "time") or next(
        (
            time
            for claim in page
            if (_holds(claim, told.claim) or own & _large_tolls(record_at(claim, "event")))
            and (time := record_at(claim, "event", "time"))
        ),
        {},
    )


def _large_tolls(event: Record) -> frozenset[tuple[str | None, float]]:
    """The tolls of an event that are too large to be given of two happenings by chance."""
    tolls = tolls_of(event, load_weights().toll_measures)
    return frozenset((text_at(t, "measure"), low) for t in tolls if (low := number_at(t, "low") or 0) >= MANY)


def _holds(claim: Record, inner: Record) -> bool:
    """Whether the passage of one claim holds that of another."""
    first, last = (number_at(claim, "evidence", key) for key in ("start", "end"))
    start, end = (number_at(inner, "evidence", key) for key in ("start", "end"))
    known = first is not None and last is not None and start is not None and end is not None
    return known and first <= start and end <= last and (first, last) != (start, end)  # type: ignore[operator]


def _is_long(time: Record) -> bool:
    """Whether a time is open to one side, or long: "since the end of September", "this year"."""
    days = [text_at(time, key) for key in ("start", "end")]
    if not time or days == [None, None]:
        return False
    if None in days:
        return True
    try:
        first, last = (date.fromisoformat((day or "")[:10]) for day in days)
    except ValueError:
        return False
    return (last - first).days >= load_parting().long_days


def is_tally(event: Record) -> bool:
    """Whether an event counts what only a campaign counts, or is called by it, not in one town: sorties."""
    if precision_of(record_at(event, "place")) in FINE:
        return False
    named = (text_at(item, "measure") for item in records_at(event, "quantities"))
    trigger = (text_at(event, "trigger", "text") or "").casefold()
    return not load_parting().tallied.isdisjoint({trigger, *named})


def _points_back(told: Told) -> bool:
    """Whether a pointing word stands before the happening's: "the blasts", "this raid"."""
    text, trigger = (text_at(told.claim, "evidence", "text") or "", text_at(told.event, "trigger", "text") or "")
    before = _words(text.partition(trigger)[0]) if trigger else []
    return bool(before) and not load_parting().pointing.isdisjoint(before[-1:])


def _home(part: Part, groups: Sequence[list[Part]]) -> list[Part] | None:
    """The group of a claim's happening: the nearest before it for which the strongest sign speaks."""
    nearest_first = sorted(groups, key=lambda group: -group[-1].told.start)
    fitting = [group for group in nearest_first if not _is_barred(part, group)]
    return next((group for sign in SIGNS for group in fitting if sign(part, group)), None)


def _is_barred(part: Part, group: Sequence[Part]) -> bool:
    """Whether a claim cannot be of a group's happening: a period beside a day, other targets."""
    if any(part.is_period is not member.is_period for member in group):
        return True
    return _all_differ(part, group, lambda one: one.targets)


def _all_differ(part: Part, group: Sequence[Part], values: Callable[[Part], frozenset[str]]) -> bool:
    """Whether what a claim says of something is said by no member of a group that says anything of it."""
    own = values(part)
    others = [values(member) for member in group if values(member)]
    return bool(own) and bool(others) and all(own.isdisjoint(other) for other in others)


def _wide(part: Part) -> frozenset[str]:
    """The wide class of a claim's means: of those from the air, from guns and from planted bombs one."""
    return frozenset(part.means[:1]) if part.means else frozenset()


def _narrow(part: Part) -> frozenset[str]:
    """The narrow class of a claim's means."""
    return frozenset(part.means[1:]) if part.means else frozenset()


def _is_against(part: Part, group: Sequence[Part]) -> bool:
    """Whether other means or other sides speak against a claim's being of a group's happening."""
    return _all_differ(part, group, _narrow) or _all_differ(part, group, lambda one: one.sides)


def _in_one_town(part: Part, group: Sequence[Part]) -> bool:
    """One town or village; who did it and from where is often disputed then, a battle is yet another happening."""
    rules = load_weights().places
    near = (are_one(part.told.event, member.told.event, rules) for member in group if part.is_fine and member.is_fine)
    return any(near) and not _all_differ(part, group, _wide)


def _back(part: Part, group: Sequence[Part]) -> bool:
    """A happening that was told already, as its pointing word says."""
    return part.points_back and not _all_differ(part, group, _wide)


def _shared(part: Part, group: Sequence[Part]) -> bool:
    """One toll, or one thing struck."""
    alike = any(part.tolls & member.tolls or part.struck & member.struck for member in group)
    return alike and not _is_against(part, group)


def _on_one_day(part: Part, group: Sequence[Part]) -> bool:
    """One time, of one sort of means or by one side."""
    same = [m for m in group if same_time(part.told, m.told) is True]
    known = any(part.means == m.means is not None or part.sides & m.sides for m in same)
    return known and not _is_against(part, group)


def _goes_on(part: Part, group: Sequence[Part]) -> bool:
    """A claim without place and day close after the last, or after such; in the lead a page tells one story.

    A bare toll may stand a paragraph farther off: "A nurse spoke of 60 wounded."
    """
    weights, rules = load_weights(), load_parting()
    is_toll = text_at(part.told.event, "kind") == "casualties"
    near = weights.adjacent_characters if is_toll else rules.adjacent_characters
    if part.told.start - group[-1].told.start >= near:
        return False
    is_lead = part.told.start - group[0].told.start < weights.lead_characters
    is_open = part.is_bare or all(m.is_bare for m in group) or same_time(part.told, group[-1].told) is True
    return is_open and not (_all_differ(part, group, _wide) if is_lead else _is_against(part, group))


SIGNS = (_in_one_town, _back, _shared, _on_one_day, _goes_on)
"""What can speak for one happening, the strongest first."""

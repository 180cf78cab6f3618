"""What an incident's figures add up to, under one of four named rules.

Every figure that somebody holds is a position with who holds it. One aggregate a measure is computed from the figures
that count, never stored, and says by which rule:

- `range`: from the least low to the greatest high;
- `majority`: the figure that most independent sources hold; none where two are held by as many;
- `hierarchy`: the figure of the foremost sources in an order given as data, the latest first; the accused party's own
  figure never decides alone;
- `team`: what a person decided, else nothing.

Unknown is null, never 0: "at least 36" has no upper bound, and so has no range that it would lead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.link.figures import Figure, Value, load_settings
from sitrep.model.fields import Record, number_at, text_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import bounds
from sitrep.views.records import number

SEVERAL = 2
# How the reason begins for which a copied figure is left out.
COPY = "copy of "
RULES = ("range", "majority", "hierarchy", "team")


@dataclass(frozen=True, slots=True)
class Counting:
    """How figures are added up: the rule, the order of types of sources, the accused, and persons' decisions."""

    rule: str = "range"
    order: tuple[tuple[str, ...], ...] = field(default_factory=lambda: load_settings().order)
    accused: frozenset[str] = frozenset()
    team: Mapping[str, Record] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a rule makes of some figures: the bounds, a best figure where there is one, and the reason in words."""

    low: float | None
    high: float | None
    best: float | None
    reason: str
    used: tuple[Figure, ...] = ()


def quantities(figures: Sequence[Figure], counting: Counting) -> dict[str, JSON]:
    """By measure, every position with who holds it, who denies one, and the aggregate."""
    measures = sorted({figure.measure for figure in figures} | set(counting.team))
    return {measure: _measure([f for f in figures if f.measure == measure], measure, counting) for measure in measures}


def _measure(figures: Sequence[Figure], measure: str, counting: Counting) -> JSON:
    held = [figure for figure in figures if figure.is_position]
    denials: list[JSON] = [
        {"low": number(f.low), "high": number(f.high), "stance": f.stance, "claim": f.claim, "source": f.voice.name}
        for f in figures
        if f.stance != "asserts"
    ]
    return {"positions": positions(held), "denials": denials, "aggregate": aggregate(figures, measure, counting)}


def positions(figures: Sequence[Figure]) -> list[JSON]:
    """The figures that are held, each once with its claims and sources, the lowest first."""
    found: dict[tuple[str, Value], list[Figure]] = {}
    for figure in figures:
        found.setdefault((figure.group or "", figure.value), []).append(figure)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], *_by_size(item[0][1])))
    return [_position(group, value, holders) for (group, value), holders in ordered]


def _by_size(value: Value) -> tuple[float, float]:
    low, high = value
    return (low if low is not None else 0, high if high is not None else float("inf"))


def _position(group: str, value: Value, holders: Sequence[Figure]) -> JSON:
    days = [figure.day for figure in holders if figure.day]
    best = [figure.best for figure in holders if figure.best is not None]
    return {
        "low": number(value[0]),
        "high": number(value[1]),
        "best": number(best[0]) if best else None,
        "group": group or None,
        "as_of": min(days, default=None),
        "claims": [*sorted({figure.claim for figure in holders})],
        "sources": [dict(source) for source in sources_of(holders)],
    }


def sources_of(figures: Sequence[Figure]) -> list[dict[str, JSON]]:
    """Who holds some figures, each speaker once."""
    voices = {figure.voice.key: figure.voice for figure in figures}
    return [{"key": voice.key, "name": voice.name, "type": voice.type} for _, voice in sorted(voices.items())]


def aggregate(figures: Sequence[Figure], measure: str, counting: Counting) -> JSON:
    """What the figures of a measure add up to, with the rule, the claims used and those left out with reasons."""
    counted = [figure for figure in figures if figure.counts]
    found = RULE_OF[counting.rule](counted, measure, counting)
    used = {figure.claim for figure in found.used}
    note = more_pages(figures, found) if counting.rule == "majority" else ""
    left = [(f.claim, f.left_out or f"not decisive under the rule {counting.rule}") for f in figures]
    return {
        "low": number(found.low),
        "high": number(found.high),
        "best": number(found.best),
        "rule": counting.rule,
        "reason": found.reason + note,
        "claims_used": [*sorted(used)],
        "claims_left_out": [
            {"claim": claim, "reason": reason} for claim, reason in dict(sorted(left)).items() if claim not in used
        ],
    }


def by_range(figures: Sequence[Figure], _measure: str, _counting: Counting) -> Sum:
    """From the least low to the greatest high; open at the end where the greatest figure is."""
    if not figures:
        return Sum(None, None, None, "no figure counts")
    lows = [figure.low for figure in figures if figure.low is not None]
    highs = [figure.high for figure in figures if figure.high is not None]
    is_open = any(f.high is None and (f.low or 0) > max(highs, default=0) for f in figures)
    low, high = min(lows, default=None), None if is_open else max(highs, default=None)
    best = low if low is not None and low == high else None
    return Sum(low, high, best, "from the least low to the greatest high", tuple(figures))


def by_majority(figures: Sequence[Figure], _measure: str, _counting: Counting) -> Sum:
    """The figure that most independent sources hold."""
    held: dict[Value, list[Figure]] = {}
    for figure in figures:
        held.setdefault(figure.value, []).append(figure)
    ranked = sorted(((_holders(fs), value) for value, fs in held.items()), key=lambda r: -r[0])
    if not ranked:
        return Sum(None, None, None, "no figure counts")
    number, value = ranked[0]
    if len(ranked) > 1 and ranked[1][0] == number:
        return Sum(None, None, None, f"no figure is held by more independent sources than another ({number} each)")
    used = held[value]
    reason = f"held by {number} of {_holders(figures)} independent sources, more than hold any other"
    return Sum(*value, used[0].best, reason, tuple(used))


def _holders(figures: Sequence[Figure]) -> int:
    return len({figure.voice.key for figure in figures})


def more_pages(figures: Sequence[Figure], chosen: Sum) -> str:
    """What is to be said of a figure on more pages than the one chosen: many pages may have it from one source.

    Copies, which count for nothing, are pages here: they are why a figure seems to be the most told.
    """
    held: dict[Value, list[Figure]] = {}
    for figure in figures:
        if figure.counts or (figure.left_out or "").startswith(COPY):
            held.setdefault(figure.value, []).append(figure)
    value = (chosen.low, chosen.high)
    if value not in held or not chosen.used:
        return ""
    pages = {value: len({figure.document for figure in fs}) for value, fs in held.items()}
    most = max(held, key=lambda value: (pages[value], _by_size(value)))
    if pages[most] <= pages[value]:
        return ""
    count = _holders([figure for figure in held[most] if figure.counts])
    words = "1 independent source" if count == 1 else f"{count} independent sources"
    return f"; {value_words(most)} is on more pages ({pages[most]}, copies counted), which have it from {words}"


def value_words(value: Value) -> str:
    """A figure's bounds in words: "36", "36 to 44", "at least 34"."""
    return bounds({"low": value[0], "high": value[1]}) or "a figure"


def by_hierarchy(figures: Sequence[Figure], _measure: str, counting: Counting) -> Sum:
    """The latest figure of the foremost sources; of several on one day their range, and the reason lists them."""
    free = [figure for figure in figures if figure.voice.key not in counting.accused]
    if not free:
        reason = "only the accused party gives a figure" if figures else "no figure counts"
        return Sum(None, None, None, reason)
    tiers = {kind: rank for rank, kinds in enumerate(counting.order) for kind in kinds}
    rank = {id(f): tiers.get(f.voice.type or "source", len(counting.order)) for f in free}
    foremost = [figure for figure in free if rank[id(figure)] == min(rank.values())]
    latest = max(figure.day or "" for figure in foremost)
    chosen = [figure for figure in foremost if (figure.day or "") == latest]
    found = by_range(chosen, "", counting)
    known = load_settings().kinds
    kinds = " or ".join(sorted({known.get(kind := figure.voice.type or "source", kind) for figure in chosen}))
    values = sorted({figure.value for figure in chosen}, key=_by_size)
    best = chosen[0].best if len(values) == 1 else found.best
    reason = f"the latest figure of the foremost kind of source that gives one: {kinds}"
    return Sum(found.low, found.high, best, reason + _same_day(values, latest), found.used)


def _same_day(values: Sequence[Value], day: str) -> str:
    """What is to be said of several figures of one rank and day."""
    if len(values) < SEVERAL:
        return ""
    listed = f"{', '.join(map(value_words, values[:-1]))} and {value_words(values[-1])}"
    when = f"on {day}" if day else "on days not known"
    return f"; {when} they give {listed}, and these are added up from the least to the greatest"


def by_team(figures: Sequence[Figure], measure: str, counting: Counting) -> Sum:
    """What a person decided; the claims that hold that figure are those used."""
    decided = counting.team.get(measure)
    if decided is None:
        return Sum(None, None, None, "no person has decided")
    low, high, best = (number_at(decided, key) for key in ("low", "high", "best"))
    used = tuple(figure for figure in figures if figure.value == (low, high))
    by, why = text_at(decided, "by") or "a person", text_at(decided, "why")
    return Sum(low, high, best, f"decided by {by}" + (f": {why}" if why else ""), used)


RULE_OF: Mapping[str, Callable[[Sequence[Figure], str, Counting], Sum]] = {
    "range": by_range,
    "majority": by_majority,
    "hierarchy": by_hierarchy,
    "team": by_team,
}

"""The figures that claims of an incident give, each with whose it is, and why one is no figure of the incident."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sitrep.link.voices import Voice, document_of, innermost, is_withdrawn, page_order
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at

PART = "part of another figure"
TAKEN_BACK = "taken back by the page that said it"

Value = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity of a claim: `day` is the day that it holds for or was said.

    `is_position` says that somebody holds it for the incident, `left_out` why it does not count towards the sum.
    """

    claim: str
    document: str
    measure: str
    low: float | None
    high: float | None
    best: float | None
    group: str | None
    day: str | None
    voice: Voice
    stance: str
    is_vague: bool
    is_own_voice: bool
    is_position: bool
    left_out: str | None = None

    @property
    def value(self) -> Value:
        """The bounds."""
        return self.low, self.high

    @property
    def counts(self) -> bool:
        """Whether nothing speaks against it."""
        return self.left_out is None


@dataclass(frozen=True, slots=True)
class Settings:
    """`everyone` are groups that leave nobody out, `statuses` those of what took place, `order` types of sources.

    `kinds` are these types in words.
    """

    everyone: frozenset[str]
    statuses: frozenset[str]
    order: tuple[tuple[str, ...], ...]
    kinds: Mapping[str, str]


@cache
def load_settings() -> Settings:
    """The settings that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "positions.json").read_text(encoding="utf-8"))
    return Settings(
        frozenset(raw["everyone"]), frozenset(raw["statuses"]), tuple(map(tuple, raw["order"])), raw["kinds"]
    )


def day_of(claim: Record) -> str | None:
    """The day when a claim was said, else that its page was published; None when neither is known."""
    found = text_at(claim, "said_at", "start") or text_at(claim, "document", "published")
    return found[:10] if found else None


def read_figures(claims: Sequence[Record], spoken: Mapping[str, Voice], copies: Mapping[str, str]) -> list[Figure]:
    """All figures of an incident's claims, by page and place; those that do not count with the reason."""
    ordered = sorted(claims, key=page_order)
    days = [text_at(claim, "event", "time", "start") for claim in ordered]
    known = sorted(day[:10] for day in days if day)
    first = known[len(known) // 2] if known else None
    found = [figure for claim in ordered for figure in _of_claim(claim, spoken, first)]
    found = [_attributed(figure, found) for figure in found]
    series = _by_source(found)
    found = [_first_told(figure, series[_source(figure)]) for figure in found]
    found = [_checked(figure, found, copies) for figure in found]
    series = _by_source(found)
    return [replace(f, left_out=_superseded(f, series[_source(f)])) if f.counts else f for f in found]


def _source(figure: Figure) -> tuple[str, str | None, str]:
    """What a figure counts, and who gave it."""
    return figure.measure, figure.group, figure.voice.key


def _by_source(figures: Sequence[Figure]) -> dict[tuple[str, str | None, str], list[Figure]]:
    """The figures of each source for the same, in their order."""
    found: dict[tuple[str, str | None, str], list[Figure]] = {}
    for figure in figures:
        found.setdefault(_source(figure), []).append(figure)
    return found


def _of_claim(claim: Record, spoken: Mapping[str, Voice], first: str | None) -> Iterator[Figure]:
    """Yield the figures of one claim."""
    name, event = text_at(claim, "id") or "", record_at(claim, "event")
    for quantity in records_at(event, "quantities"):
        bounds = [number_at(quantity, key) for key in ("low", "high", "best")]
        low, high, best = bounds
        if low is None and high is None and best is None:
            continue
        if low is None and high is None:
            low = high = best
        as_of = text_at(quantity, "as_of", "end")
        reason = _no_figure(claim, quantity, first)
        group = (text_at(quantity, "group") or "").casefold()
        yield Figure(
            name,
            document_of(claim),
            text_at(quantity, "measure") or "",
            low,
            high,
            best,
            None if group in load_settings().everyone or not group else group,
            as_of[:10] if as_of else day_of(claim),
            spoken[name],
            text_at(claim, "stance") or "asserts",
            text_at(quantity, "vague") is not None,
            not innermost(claim),
            reason in (None, PART),
            reason,
        )


def _no_figure(claim: Record, quantity: Record, first: str | None) -> str | None:
    """Why a quantity is no figure of the incident by itself; None if it may be one."""
    event = record_at(claim, "event")
    stance = text_at(claim, "stance")
    reasons = (
        (stance == "denies", "denied"),
        (stance in ("questions", "declines"), "doubted"),
        (is_withdrawn(claim), TAKEN_BACK),
        (flag_at(event, "historical"), "told as history"),
        (text_at(event, "status") not in load_settings().statuses, "not said to have happened"),
        (number_at(quantity, "part_of") is not None, PART),
        (is_of_period(quantity, first), "a running total over a period"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def is_of_period(quantity: Record, first: str | None) -> bool:
    """Whether a quantity adds up a time that begins before the incident: "since September"."""
    period = record_at(quantity, "time")
    start, end = text_at(period, "start"), text_at(period, "end")
    if not period or start == end:
        return False
    return first is None or start is None or start[:10] < first


def _attributed(figure: Figure, every: Sequence[Figure]) -> Figure:
    """A figure in the page's own voice, as somebody's whom the page names with the same one: a headline's is."""
    if not figure.is_own_voice:
        return figure
    same = [f for f in every if f.document == figure.document and not f.is_own_voice and f.measure == figure.measure]
    named = next((f for f in same if (f.low, f.best) == (figure.low, figure.best)), None)
    return replace(figure, voice=named.voice, is_own_voice=False) if named is not None else figure


def _first_told(figure: Figure, alike: Sequence[Figure]) -> Figure:
    """A figure with the day when its source first gave it: a later page that tells it again makes it no newer.

    `alike` are the figures of its source for the same.
    """
    days = [f.day for f in alike if f.day is not None and (f.low, f.best) == (figure.low, figure.best)]
    return replace(figure, day=min(days, default=figure.day))


def _checked(figure: Figure, every: Sequence[Figure], copies: Mapping[str, str]) -> Figure:
    """A figure, left out where it repeats the page that its own copies, counts some only, or is vague for another."""
    if not figure.counts:
        return figure
    alike = [f for f in every if f.measure == figure.measure and f.counts and f is not figure]
    source = copies.get(figure.document)
    if source is not None:
        first = next((f for f in alike if f.document == source and f.value == figure.value), None)
        if first is not None:
            return replace(figure, left_out=f"copy of {first.claim}")
    if figure.group is not None and any(f.group is None for f in alike):
        return replace(figure, left_out=f"counts only {figure.group}")
    if figure.is_vague and any(f.document == figure.document and not f.is_vague for f in alike):
        return replace(figure, left_out="a vaguer telling of another figure of its page")
    return figure


def _superseded(figure: Figure, alike: Sequence[Figure]) -> str | None:
    """The reason where the same source gave another figure for the same (these are `alike`) on a later day."""
    for other in alike:
        is_later = other.day is not None and figure.day is not None and other.day > figure.day
        if is_later and other.counts and other.value != figure.value and not other.is_vague:
            return f"the same source gave a later figure in {other.claim}"
    return None

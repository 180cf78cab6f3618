"""Scores places, times and events of `sitrep read --layers` on the project's own dispatches; README.md says how.

    python bench/gold/score_dispatches.py GOLD.jsonl LAYERS.jsonl
    python bench/gold/score_dispatches.py --perfect GOLD.jsonl
    python bench/gold/score_dispatches.py --list GOLD.jsonl LAYERS.jsonl      (never for the half that is set aside)

Exit status: 0 scored, 1 the layers fit no line of the gold, 2 the command was not understood or asks to see what is
set aside.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dispatches import Event, Item, Place, Point, Span, Timex, gold_item, kilometres, read_item
from halves import Json, closed, load

UNRESOLVED = re.compile(r"[XT]|\w+_REF")
"""How a TIMEX3 value begins that names no day of the calendar."""


class UnfitLayersError(Exception):
    """The layers are of other documents than the gold, so that everything would be missed."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one thing that was asked is right; `found` is false where nothing was read there."""

    item: Item
    field: str
    span: Span
    right: bool
    found: bool = True


def near(gold: Place, read: Place) -> bool:
    """Whether a read place shows a point near enough."""
    return bool(gold.point and read.point and kilometres(gold.point, read.point) <= gold.reach)


def same_name(one: Span, other: Span) -> bool:
    """Whether two spans are one name: equal, or one with and one without its "province", its article, its town."""
    inner = max(one[0], other[0]), min(one[1], other[1])
    return inner[0] < inner[1] and inner in (one, other)


def touch(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def pair_places(gold: Sequence[Place], read: Sequence[Place]) -> dict[int, int]:
    """For each gold place that was read, which read place it is: one to one, the same words first."""
    pairs = [(n, m) for n, g in enumerate(gold) for m, r in enumerate(read) if same_name(g.span, r.span)]
    pairs.sort(key=lambda pair: gold[pair[0]].span != read[pair[1]].span)
    return one_to_one(pairs)


def one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Of pairs in order of merit, those that leave neither side twice."""
    chosen: dict[int, int] = {}
    for left, right in pairs:
        if left not in chosen and right not in chosen.values():
            chosen[left] = right
    return chosen


@dataclass(frozen=True, slots=True)
class Score:
    """Every verdict, and how many literal places, points and time expressions were read, right or wrong."""

    items: tuple[Item, ...]
    verdicts: tuple[Verdict, ...]
    literal: int
    points: int
    timexes: int

    def right(self, field: str, group: str | None = None) -> tuple[int, int]:
        """How many verdicts on a field are right, and of how many; in one group of texts or in all."""
        asked = [v for v in self.verdicts if v.field == field and (group is None or group in v.item.groups)]
        return sum(v.right for v in asked), len(asked)

    def right_of_found(self, field: str) -> tuple[int, int]:
        """The same, of those alone where something was read."""
        asked = [v for v in self.verdicts if v.field == field and v.found]
        return sum(v.right for v in asked), len(asked)


def judge_places(item: Item, read: Item) -> Iterator[Verdict]:
    """What became of the gold's places; those within the names of bodies are not asked."""
    paired = pair_places(item.places, read.places)
    for n, gold in enumerate(item.places):
        if gold.reading == "embedded":
            continue
        found = read.places[paired[n]] if n in paired else None
        if found is not None:
            yield Verdict(item, "reading", gold.span, found.reading == gold.reading)
        if gold.reading == "literal":
            literal = found is not None and found.reading == "literal"
            yield Verdict(item, "literal", gold.span, literal, found is not None)
            yield Verdict(item, "within", gold.span, found is not None and near(gold, found), found is not None)
            if literal and found and found.point:
                yield Verdict(item, "shown", gold.span, near(gold, found))


def judge_timexes(item: Item, read: Item) -> Iterator[Verdict]:
    """Whether each time expression was read at its very words, and with one of its values."""
    at = {timex.span: timex for timex in read.timexes}
    for gold in item.timexes:
        found = at.get(gold.span)
        yield Verdict(item, "strict", gold.span, found is not None, found is not None)
        yield Verdict(item, "value", gold.span, found is not None and value_right(gold, found), found is not None)


def value_right(gold: Timex, read: Timex) -> bool:
    """Whether a read value is one of the gold's; where the gold has none, that it names no day."""
    if not gold.values:
        return not read.values or bool(UNRESOLVED.match(read.values[0]))
    return bool(set(gold.values) & set(read.values))


def judge_events(item: Item, read: Item) -> Iterator[Verdict]:
    """Whether each event was read, and with its own place and its time."""
    paired = pair_events(item, read.events)
    for n, gold in enumerate(item.events):
        found = read.events[paired[n]] if n in paired else None
        span = gold.triggers[0]
        yield Verdict(item, "found", span, found is not None, found is not None)
        for field, right in EVENT_FIELDS.items():
            if field.partition(" ")[0] not in gold.unasked:
                yield Verdict(item, field, span, found is not None and right(item, gold, found), found is not None)


def pair_events(item: Item, read: Sequence[Event]) -> dict[int, int]:
    """For each gold event, which read one it is: one whose trigger is among its words, with the most right first."""
    pairs = [
        (n, m)
        for n, gold in enumerate(item.events)
        for m, event in enumerate(read)
        if any(touch(one, other) for one in gold.triggers for other in event.triggers)
    ]
    merit = {(n, m): sum(f(item, item.events[n], read[m]) for f in EVENT_FIELDS.values()) for n, m in pairs}
    return one_to_one(sorted(pairs, key=lambda pair: -merit[pair]))


def place_right(_: Item, gold: Event, read: Event) -> bool:
    """Whether the event's own place is near one that is right; none where the text has none."""
    if not gold.places or not read.places:
        return not gold.places and not read.places
    point, _reach = read.places[0]
    return any(kilometres(point, right) <= reach for right, reach in gold.places)


def time_equal(item: Item, gold: Event, read: Event) -> bool:
    """Whether first and last day are the gold's; an open end may be closed by the day of publication."""
    if gold.days is None or read.days is None:
        return gold.days is read.days
    (start, end), (read_start, read_end) = gold.days, read.days
    return start == read_start and (end == read_end or (end is None and read_end == item.published))


def time_overlaps(_: Item, gold: Event, read: Event) -> bool:
    """Whether the two have a day in common; none where the text has none."""
    if gold.days is None or read.days is None:
        return gold.days is read.days
    (start, end), (read_start, read_end) = gold.days, read.days
    return (start or "") <= (read_end or "9") and (read_start or "") <= (end or "9")


EVENT_FIELDS: dict[str, Callable[[Item, Event, Event], bool]] = {
    "place": place_right,
    "time equal": time_equal,
    "time overlapping": time_overlaps,
}


def score(items: Sequence[Item], lines: Iterable[Json]) -> Score:
    """The score of a file's layers; UnfitLayersError when there are layers and all are of others."""
    read = {line["document"]: read_item(line) for line in lines}
    if read and read.keys().isdisjoint(item.id for item in items):
        raise UnfitLayersError(f"layers of {len(read)} documents, and none is a text of the gold")
    nothing = Item("", "", None, (), (), (), ())
    judged = [(item, read.get(item.id, nothing)) for item in items]
    verdicts = [v for pair in judged for judge in (judge_places, judge_timexes, judge_events) for v in judge(*pair)]
    literal = [place for _, found in judged for place in found.places if place.reading == "literal"]
    timexes = sum(len(found.timexes) for _, found in judged)
    return Score(
        tuple(items), tuple(verdicts), len(literal), sum(place.point is not None for place in literal), timexes
    )


def table(scored: Score) -> Iterator[str]:
    """The printed figures, a line each: places, times, events; then by phenomenon and by setting."""
    yield f"texts {len(scored.items)}"
    yield f"{'literal places recognised':<28}{precision_recall(scored.right('literal'), scored.literal)}"
    yield f"{'literal places within 25 km':<28}{share(*scored.right('within'))} of {scored.right('within')[1]}"
    shown = scored.right("shown")[0]
    yield f"{'points shown that are right':<28}{share(shown, scored.points)} of {scored.points}"
    yield f"{'literal or associative':<28}{share(*scored.right('reading'))} of {scored.right('reading')[1]}"
    yield f"{'timexes strict':<28}{precision_recall(scored.right('strict'), scored.timexes)}"
    yield f"{'timexes strict+value':<28}{precision_recall(scored.right('value'), scored.timexes)}"
    yield f"\n{'':<24}of all told      of those found"
    yield f"{'events found':<24}{share(*scored.right('found'))} of {scored.right('found')[1]}"
    for field in EVENT_FIELDS:
        every, found = scored.right(field), scored.right_of_found(field)
        yield f"{'event ' + field:<24}{share(*every)} of {every[1]:<4}   {share(*found)} of {found[1]}"
    yield f"\n{'':<24}texts  places within  event place  event time equal"
    yield from group_rows(scored)


def group_rows(scored: Score) -> Iterator[str]:
    """A printed line for each phenomenon and each setting, in the order of their names."""
    for name in sorted({group for item in scored.items for group in item.groups}):
        texts = sum(name in item.groups for item in scored.items)
        within, place, time = (share(*scored.right(field, name)) for field in ("within", "place", "time equal"))
        yield f"{'in ' + name:<24}{texts:5d}  {within:>13}  {place:>11}  {time:>16}"


def share(right: int, asked: int) -> str:
    """A share in per cent, five characters wide; a dash where nothing was asked."""
    return f"{100 * right / asked:5.1f}" if asked else f"{'-':>5}"


def precision_recall(right: tuple[int, int], read: int) -> str:
    """Precision, recall and F1 in per cent, of what is right among the gold's and among all read."""
    hits, gold = right
    return f"P {share(hits, read)} R {share(hits, gold)} F {share(2 * hits, read + gold)}"


def wrong(scored: Score) -> Iterator[str]:
    """One line for each verdict that is wrong: id, field, whether anything was read there, the words, the text."""
    for verdict in scored.verdicts:
        if not verdict.right:
            item = verdict.item
            state = "read" if verdict.found else "not read"
            words, text = item.text[slice(*verdict.span)], " ".join(item.text.split())
            yield f"{item.id}\t{verdict.field}\t{state}\t{words}\t{text}"


def perfect_line(item: Item) -> dict[str, Any]:
    """The line of `sitrep read --layers` that a gold line asks for."""

    def place(point: Point | None) -> dict[str, float | None]:
        return {"lat": point[0], "lon": point[1]} if point else {"lat": None, "lon": None}

    def claim(event: Event) -> dict[str, Any]:
        (start, end), *_ = event.triggers
        own = place(event.places[0][0]) if event.places else None
        time = {"start": event.days[0], "end": event.days[1]} if event.days else None
        return {"event": {"trigger": {"start": start, "end": end}, "place": own, "time": time}}

    def span(where: Span) -> dict[str, Any]:
        return {"start": where[0], "end": where[1]}

    asked = [p for p in item.places if p.reading != "embedded"]
    return {
        "document": item.id,
        "places": [{**span(p.span), **place(p.point), "reading": p.reading} for p in asked],
        "timexes": [{**span(t.span), "value": t.values[0] if t.values else None} for t in item.timexes],
        "claims": [claim(event) for event in item.events],
    }


def main(arguments: Sequence[str]) -> int:
    """Print the figures, or with --list what is wrong; the exit status."""
    parser = argparse.ArgumentParser(description="score places, times and events in the project's own dispatches")
    parser.add_argument("gold", type=Path)
    parser.add_argument("layers", type=Path, nargs="?", help="output of `sitrep read --layers` for the gold file")
    parser.add_argument("--perfect", action="store_true", help="score the gold against itself")
    parser.add_argument("--list", action="store_true", help="print what is wrong instead")
    given = parser.parse_args(arguments)
    if given.list and (refusal := closed(given.gold)):
        print(refusal, file=sys.stderr)
        return 2
    if given.perfect == (given.layers is not None):
        print("give either LAYERS.jsonl or --perfect", file=sys.stderr)
        return 2
    items = [gold_item(line) for line in load(given.gold)]
    try:
        scored = score(items, map(perfect_line, items) if given.perfect else load(given.layers))
    except UnfitLayersError as error:
        print(f"{given.layers.name}: {error}; read {given.gold.name} first", file=sys.stderr)
        return 1
    print(*(wrong(scored) if given.list else table(scored)), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

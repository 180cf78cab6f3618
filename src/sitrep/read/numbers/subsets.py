"""Counts within a sentence put together: parts linked to their whole, and sums of a row of people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitrep.model.annotations import Quantity
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import hull
from sitrep.read.numbers.counts import Count

POSSESSIVES = frozenset({"his", "her", "their"})
JOINING = POSSESSIVES | {",", "and", "the", "as", "well", "along", "with", "aged", "ages"}
# What is added up though nothing but "and" ties it, and how the parser joins it.
HARM = frozenset({"killed", "injured", "casualties"})
JOINED = ("conj",)
PRONOUNS = frozenset({"them", "whom", "those", "these", "which"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count and the quantity read of it.

    `person` is whether people are counted, `settled` whether its measure is of its own words and
    not of what it is a part of.
    """

    count: Count
    quantity: Quantity
    person: bool
    settled: bool


def with_parts(parse: Parse, counted: list[Counted]) -> Iterator[Quantity]:
    """Yield the quantities of a sentence: sums before what they sum, parts with the span of their whole."""
    wholes: list[Counted] = []
    for group in _rows_of_people(parse, counted):
        if len(group) > 1 and _is_breakdown(group):
            yield group[0].quantity
            wholes.append(group[0])
            yield from (replace(item.quantity, part_of=group[0].quantity.span) for item in group[1:])
            continue
        if len(group) > 1 and _as_part(parse, group[0], wholes) is None:
            yield from _summed(group)
            wholes.append(group[-1])
            continue
        for item in group:
            part = _as_part(parse, item, wholes)
            if part is not None:
                yield part
            elif item.quantity.measure:
                wholes.append(item)
                yield item.quantity


def _rows_of_people(parse: Parse, counted: list[Counted]) -> Iterator[list[Counted]]:
    """Counts in rows: "a woman and her two children" is one row, whatever else is counted stands alone."""
    row: list[Counted] = []
    for item in counted:
        if row and not _continues(parse, row[-1], item):
            yield from _as_family(parse, row)
            row = []
        row.append(item)
    yield from _as_family(parse, row)


def _continues(parse: Parse, before: Counted, after: Counted) -> bool:
    end = (before.count.noun or before.count.head).i + 1
    between = [t.lower for t in parse.tokens[end : after.count.phrase.first] if t.tag != "CD"]
    alike = before.quantity.measure == after.quantity.measure and before.person and after.person
    return alike and bool(between) and set(between) <= JOINING


def _as_family(parse: Parse, row: list[Counted]) -> Iterator[list[Counted]]:
    """A row as one group when a possessive ties it together and every figure is known, else one by one."""
    tied = any(_possessive(parse, item.count) for item in row[1:]) or _are_alike(parse, row)
    if len(row) > 1 and tied and all(item.quantity.best is not None and item.settled for item in row):
        yield row
    else:
        yield from ([item] for item in row)


def _are_alike(parse: Parse, row: list[Counted]) -> bool:
    """Whether a row adds up: plain figures of those harmed, coordinated, not civilians beside fighters."""
    statuses = {item.quantity.status or "civilian" for item in row}
    plain = all(item.quantity.comparator == "=" and item.quantity.measure in HARM for item in row)
    return plain and len(statuses) <= 1 and all(_joins(parse, item) for item in row[1:])


def _joins(parse: Parse, item: Counted) -> bool:
    """Whether "and" joins those counted to others: an apposition says the same people again."""
    head = item.count.head
    while head.dep in JOINED and head.head != head.i:
        head = parse.head(head)
    return item.count.head.dep in JOINED and head.dep != "appos"


def _possessive(parse: Parse, count: Count) -> bool:
    around = parse.tokens[max(count.phrase.first - 1, 0) : count.phrase.number + 1]
    return any(t.lower in POSSESSIVES for t in around)


def _is_breakdown(row: list[Counted]) -> bool:
    """Whether the first of a row is what the others add up to: "five clerks, two men and three women"."""
    rest = [item.quantity.best or 0 for item in row[1:]]
    return len(rest) > 1 and row[0].quantity.best == sum(rest)


def _summed(row: list[Counted]) -> Iterator[Quantity]:
    """The sum of a row on the span of all of it, then its members as parts."""
    span = hull(item.quantity.span for item in row)
    total = sum(item.quantity.best or 0 for item in row)
    first = row[0].quantity
    yield Quantity(span, first.measure, total, total, total, "=", time=first.time)
    for item in row:
        yield replace(item.quantity, part_of=span)


def _as_part(parse: Parse, item: Counted, wholes: list[Counted]) -> Quantity | None:
    """The quantity as a part of the nearest whole that a part-word leads back to, or None."""
    phrase = item.count.phrase
    for whole in reversed(wholes):
        between = list(parse.tokens[whole.count.phrase.last : phrase.first])
        if _said_of_whole(parse, item) or _opens_parts(between):
            return _part(item, whole.quantity)
    return None


def _said_of_whole(parse: Parse, item: Counted) -> bool:
    """Whether a pronoun points back to the whole: "six of them"."""
    after = parse.tokens[item.count.phrase.last : item.count.phrase.last + 2]
    return [t.lower for t in after[:1]] == ["of"] and len(after) > 1 and after[1].lower in PRONOUNS


def _opens_parts(between: list[Token]) -> bool:
    """Whether "including" or "among them" stands between, and no verb after it begins something else."""
    for n in range(len(between) - 1, -1, -1):
        token = between[n]
        if token.lower == "including":
            return True
        if token.lower in ("among", "amongst") and n + 1 < len(between) and between[n + 1].lower in PRONOUNS:
            return True
        if token.tag.startswith(("VB", "MD")):
            return False
    return False


def _part(item: Counted, whole: Quantity) -> Quantity | None:
    quantity = item.quantity
    known = whole.high if whole.high is not None else whole.best
    if known is not None and whole.comparator == "=" and (quantity.best or 0) > known:
        return None
    if item.settled and whole.measure not in (quantity.measure, "casualties"):
        return None
    measure = quantity.measure if item.settled else whole.measure
    return replace(quantity, measure=measure, part_of=whole.span, time=quantity.time or whole.time)

"""Counts the false events of `sitrep read` on the project's own texts without violent news; README.md says how.

    python bench/gold/score_negatives.py GOLD.jsonl CLAIMS.jsonl
    python bench/gold/score_negatives.py --list GOLD.jsonl CLAIMS.jsonl      (never for the half that is set aside)

Exit status: 0 scored, 1 the claims fit no line of the gold, 2 the command was not understood or asks to see what is
set aside.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from halves import Json, closed, load

Span = tuple[int, int]

VIOLENT_TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})
VIOLENT_KINDS = frozenset({"casualties", "control", "damage", "displacement", "recovery"})
VIOLENT = VIOLENT_TYPES | VIOLENT_KINDS
"""PLOVER's violent and coercive types, and the kinds that stand beside them in the contract."""
NEWS = frozenset({"occurred", "ongoing"})
EXPECTED = ("none", "historical")
"""What a line says of its text: it tells no such event at all, or it tells one that is past and not the news."""


class UnfitClaimsError(Exception):
    """The claims are of other documents than the gold, so that nothing false would be found in them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One text: what it is expected to tell, the types and kinds that may be read in it, how many sentences it has."""

    id: str
    text: str
    domain: str
    expect: str
    allow: frozenset[str]
    sentences: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event that was read: PLOVER type, or kind where it has none, the trigger, and whether it is told as news."""

    label: str
    trigger: Span
    news: bool

    @property
    def violent(self) -> bool:
        """Whether it is of a violent or coercive type or kind."""
        return self.label in VIOLENT


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read in one text. `false` are events told as news that the gold does not allow.

    `apart` are the violent ones not told as news: past, planned, threatened, supposed, denied or questioned.
    """

    item: Item
    false: tuple[Event, ...]
    apart: tuple[Event, ...]

    @property
    def violent(self) -> tuple[Event, ...]:
        """The false events that are violent or coercive."""
        return tuple(event for event in self.false if event.violent)


def gold_item(line: Json) -> Item:
    """One line of a gold file; ValueError for an unknown expectation."""
    if line["expect"] not in EXPECTED:
        raise ValueError(f"{line['id']}: expect {line['expect']!r} is not one of {EXPECTED}")
    allow = frozenset(line["allow"])
    return Item(line["id"], line["text"], line["domain"], line["expect"], allow, line["sentences"])


def read_event(line: Json) -> Event | None:
    """The event of one line of `sitrep read`, or None where the claim has none.

    It is news when it is asserted, not historical, and happened or goes on.
    """
    event = line["event"]
    if event is None:
        return None
    label = event["type"] or event["kind"]
    news = event["status"] in NEWS and line["stance"] == "asserts" and not event["historical"]
    return Event(label, (event["trigger"]["start"], event["trigger"]["end"]), news)


def judge(item: Item, events: Iterable[Event]) -> Verdict:
    """The verdict on one text; events of one label on one trigger are one, and news if any of them is."""
    news: dict[tuple[Span, str], bool] = {}
    for event in events:
        if event.label not in item.allow:
            key = (event.trigger, event.label)
            news[key] = news.get(key, False) or event.news
    read = [Event(label, trigger, is_news) for (trigger, label), is_news in sorted(news.items())]
    false = tuple(event for event in read if event.news)
    return Verdict(item, false, tuple(event for event in read if not event.news and event.violent))


def score(items: Sequence[Item], lines: Iterable[Json]) -> tuple[Verdict, ...]:
    """The verdicts on all texts, in the gold's order; UnfitClaimsError when there are claims and all are of others."""
    read: dict[str, list[Event]] = defaultdict(list)
    seen: set[str] = set()
    for line in lines:
        name = line["document"]["external_id"]
        seen.add(name)
        event = read_event(line)
        if event is not None:
            read[name].append(event)
    if seen and seen.isdisjoint(item.id for item in items):
        raise UnfitClaimsError(f"claims of {len(seen)} documents, and none is a text of the gold")
    return tuple(judge(item, read[item.id]) for item in items)


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The printed figures, a line each: all, those with violent history in them, then by domain, worst first."""
    past = [verdict for verdict in verdicts if verdict.item.expect == "historical"]
    sentences = sum(verdict.item.sentences for verdict in verdicts)
    violent = sum(len(verdict.violent) for verdict in verdicts)
    every = sum(len(verdict.false) for verdict in verdicts)
    yield f"texts {len(verdicts)} sentences {sentences}"
    yield f"false violent or coercive events {violent:4d}  per 100 sentences {per_100(violent, sentences)}"
    yield f"false events of any type         {every:4d}  per 100 sentences {per_100(every, sentences)}"
    yield f"texts with a false violent event {sum(bool(verdict.violent) for verdict in verdicts):4d}"
    yield f"historical told as news          {sum(bool(v.violent) for v in past):4d}  of {len(past)} texts"
    yield f"historical set apart             {sum(bool(v.apart) for v in past):4d}  of {len(past)} texts"
    yield f"\n{'by domain':<24}sentences  violent  per 100  any type  per 100"
    yield from sorted(domain_rows(verdicts))


def domain_rows(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A printed line for each domain."""
    domains: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        domains[verdict.item.domain].append(verdict)
    for name, members in domains.items():
        sentences = sum(verdict.item.sentences for verdict in members)
        violent = sum(len(verdict.violent) for verdict in members)
        every = sum(len(verdict.false) for verdict in members)
        shares = f"{violent:7d}  {per_100(violent, sentences)}  {every:8d}  {per_100(every, sentences)}"
        yield f"{'in ' + name:<24}{sentences:9d}  {shares}"


def per_100(count: int, sentences: int) -> str:
    """A count over sentences, for every hundred of them, seven characters wide."""
    return f"{100 * count / sentences:7.1f}" if sentences else f"{'-':>7}"


def false_events(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """One line for each false event: id, domain, label, trigger, text."""
    for verdict in verdicts:
        item = verdict.item
        for event in verdict.false:
            yield f"{item.id}\t{item.domain}\t{event.label}\t{item.text[slice(*event.trigger)]}\t{item.text}"


def main(arguments: Sequence[str]) -> int:
    """Print the figures, or with --list the false events; the exit status."""
    parser = argparse.ArgumentParser(description="count false events in texts without violent news")
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path, help="output of `sitrep read` for the gold file")
    parser.add_argument("--list", action="store_true", help="print the false events instead")
    given = parser.parse_args(arguments)
    if given.list and (refusal := closed(given.gold)):
        print(refusal, file=sys.stderr)
        return 2
    try:
        verdicts = score([gold_item(line) for line in load(given.gold)], load(given.claims))
    except UnfitClaimsError as error:
        print(f"{given.claims.name}: {error}; read {given.gold.name} first", file=sys.stderr)
        return 1
    print(*(false_events(verdicts) if given.list else table(verdicts)), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

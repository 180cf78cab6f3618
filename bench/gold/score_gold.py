"""Scores the claims of `sitrep read` against the project's own gold sentences; README.md says what is counted.

    python bench/gold/score_gold.py GOLD.jsonl CLAIMS.jsonl
    python bench/gold/score_gold.py --perfect GOLD.jsonl
    python bench/gold/score_gold.py --list 20 GOLD.jsonl CLAIMS.jsonl      (never for the half that is set aside)

Exit status: 0 scored, 2 the command was not understood or asks to see what is set aside.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from halves import Json, closed, load

Span = tuple[int, int]

SPEECH_ACTS = frozenset({"ACCUSE", "REJECT", "THREATEN", "REQUEST"})
"""PLOVER types that are coded from what somebody says: allowed beside the gold, never asked for."""
FIELDS = (
    "chain",
    "innermost source",
    "stance",
    "certainty",
    "status",
    "historical",
    "denied_part",
    "hedge scope",
    "refers_to",
)
"""What must be right for a claim to be wholly right, in the order printed."""
COLUMNS = ("all gold", "those found", "event ignored")
"""What shares are taken of: all required gold claims, those found by trigger, and, whether or not an event was read,
those that have a source (fields of the event are not asked there)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One speaker of a chain."""

    span: Span | None
    refers_to: Span | None


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge; in gold, None for a class or scope that any answer satisfies."""

    span: Span
    kind: str | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A gold claim or a read one. `anchor` is the trigger; for a read claim without an event, its evidence."""

    anchor: Span
    evidence: Span
    same: tuple[Span, ...]
    event: bool
    sources: tuple[Source, ...]
    stance: str
    denied_part: str | None
    certainty: str | None
    status: str | None
    historical: bool
    hedges: tuple[Hedge, ...]
    optional: bool
    """Gold: need not be read. Read: a coded speech act, never spurious."""


@dataclass(frozen=True, slots=True)
class Item:
    """One gold text with its claims and the words that may or may not be read as an event."""

    id: str
    text: str
    phenomena: tuple[str, ...]
    claims: tuple[Claim, ...]
    either: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one required gold claim: for each field, right or wrong as often as it was asked."""

    item: Item
    gold: Claim
    read: Claim | None
    right: Mapping[str, tuple[bool, ...]]

    @property
    def whole(self) -> bool:
        """Whether the claim was found and every field asked for is right."""
        return self.read is not None and all(all(self.right[name]) for name in FIELDS)


@dataclass(frozen=True, slots=True)
class Score:
    """A file's verdicts, with the event and with it ignored, and the events that have no gold."""

    verdicts: tuple[Verdict, ...]
    bare: tuple[Verdict, ...]
    spurious: tuple[tuple[Item, Claim], ...]


def locate(text: str, phrase: str, nth: int = 1) -> Span:
    """The span of the nth occurrence of a phrase as whole words; ValueError when there is none."""
    found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]
    if nth > len(found):
        raise ValueError(f"no {phrase!r} number {nth} in {text!r}")
    return found[nth - 1]


def at(text: str, entry: Json) -> Span:
    """The span of a gold entry `{"text": ..., "nth"?: ...}`."""
    return locate(text, entry["text"], entry.get("nth", 1))


def gold_item(line: Json) -> Item:
    """One line of a gold file."""
    text = line["text"]
    claims = tuple(gold_claim(text, claim) for claim in line["claims"])
    either = tuple(at(text, word) for word in line.get("either", ()))
    return Item(line["id"], text, tuple(line["phenomena"]), claims, either)


def gold_claim(text: str, claim: Json) -> Claim:
    """One claim of a gold line, its words turned into spans."""
    trigger = locate(text, claim["trigger"], claim.get("nth", 1))
    return Claim(
        anchor=trigger,
        evidence=trigger,
        same=tuple(at(text, word) for word in claim.get("same", ())),
        event=claim["event"],
        sources=tuple(
            Source(at(text, s), locate(text, s["refers_to"]) if "refers_to" in s else None) for s in claim["sources"]
        ),
        stance=claim["stance"],
        denied_part=claim["denied_part"],
        certainty=claim["certainty"],
        status=claim["status"],
        historical=claim["historical"],
        hedges=tuple(Hedge(at(text, h), h["class"], h["scope"]) for h in claim["hedges"]),
        optional=bool(claim.get("optional") or claim.get("speech_act")),
    )


def read_span(span: Json | None) -> Span | None:
    """A span of the contract."""
    return (span["start"], span["end"]) if span else None


def read_claim(line: Json) -> Claim:
    """One line of `sitrep read`."""
    event = line["event"]
    anchor = event["trigger"] if event else line["evidence"]
    return Claim(
        anchor=(anchor["start"], anchor["end"]),
        evidence=(line["evidence"]["start"], line["evidence"]["end"]),
        same=(),
        event=event is not None,
        sources=tuple(Source(read_span(s["span"]), read_span(s.get("refers_to"))) for s in line["sources"]),
        stance=line["stance"],
        denied_part=line["denied_part"],
        certainty=line["certainty"],
        status=event["status"] if event else None,
        historical=bool(event and event["historical"]),
        hedges=tuple(Hedge((h["start"], h["end"]), h["class"], h["scope"]) for h in line["hedges"]),
        optional=bool(line["about"]) or bool(event and event["type"] in SPEECH_ACTS),
    )


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def may_match(gold: Claim, read: Claim) -> bool:
    """Whether a read claim tells a gold claim's deed, or, where there is no deed, covers its word."""
    if gold.event != read.event:
        return False
    if not gold.event:
        return covers(read, gold)
    return any(overlap(read.anchor, word) for word in (gold.anchor, *gold.same))


def covers(read: Claim, gold: Claim) -> bool:
    """Whether a read claim's evidence has the whole trigger of a gold claim in it."""
    return read.evidence[0] <= gold.anchor[0] and gold.anchor[1] <= read.evidence[1]


def verdict(item: Item, gold: Claim, read: Claim | None) -> Verdict:
    """The verdict on a gold claim; every field asked is wrong when nothing was read."""
    if read is not None:
        return Verdict(item, gold, read, judge(gold, read))
    wrong = {name: (False,) * len(right) for name, right in judge(gold, gold).items()}
    return Verdict(item, gold, None, wrong)


def judge(gold: Claim, read: Claim) -> dict[str, tuple[bool, ...]]:
    """Right or wrong for every field of a gold claim, as often as the field is asked.

    Certainty and status are not asked where the gold leaves them open, denied_part only of denials, status and
    historical only of events, refers_to and hedges once for each that the gold has.
    """
    same = [overlap(g.span, r.span) for g, r in zip(gold.sources, read.sources, strict=False)]
    return {
        "chain": (len(gold.sources) == len(read.sources) and all(same),),
        "innermost source": (same_speaker(gold.sources[-1:], read.sources[-1:]),),
        "stance": (gold.stance == read.stance,),
        "certainty": (gold.certainty == read.certainty,) if gold.certainty else (),
        "status": (gold.status == read.status,) if gold.status else (),
        "historical": (gold.historical == read.historical,) if gold.event else (),
        "denied_part": (gold.denied_part == read.denied_part,) if gold.stance == "denies" else (),
        "hedge scope": tuple(has_hedge(hedge, read) for hedge in gold.hedges),
        "refers_to": tuple(refers_right(source, read) for source in gold.sources if source.refers_to),
    }


def same_speaker(gold: Sequence[Source], read: Sequence[Source]) -> bool:
    """Whether two last speakers overlap, or there is none on either side."""
    return overlap(gold[0].span, read[0].span) if gold and read else not gold and not read


def has_hedge(hedge: Hedge, read: Claim) -> bool:
    """Whether a read claim has a hedge at the same words with the same class and scope."""
    return any(
        overlap(hedge.span, other.span) and hedge.kind in (None, other.kind) and hedge.scope in (None, other.scope)
        for other in read.hedges
    )


def refers_right(source: Source, read: Claim) -> bool:
    """Whether the read speaker at the same words refers to the same fuller mention."""
    return any(overlap(source.span, r.span) and overlap(source.refers_to, r.refers_to) for r in read.sources)


def likeness(gold: Claim, read: Claim) -> tuple[int, bool]:
    """How many fields agree, and whether the trigger itself was read: the higher, the better the match."""
    right = judge(gold, read)
    return sum(sum(right[name]) - right[name].count(False) for name in FIELDS), overlap(gold.anchor, read.anchor)


def match(gold: Sequence[Claim], read: Sequence[Claim]) -> dict[int, int]:
    """The read claim of each gold claim, one to one, the most alike first; indexes into both lists."""
    pairs = [(likeness(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read) if may_match(g, r)]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in matched and -j not in taken:
            matched[-i] = -j
            taken.add(-j)
    return matched


def score_item(item: Item, read: Sequence[Claim]) -> tuple[list[Verdict], list[Claim]]:
    """The verdicts on an item's required claims, and the read event claims that it has no gold for."""
    matched = match(item.claims, read)
    found = {i: read[j] for i, j in matched.items()}
    verdicts = [verdict(item, gold, found.get(i)) for i, gold in enumerate(item.claims) if not gold.optional]
    allowed = [*item.either, *(word for gold in item.claims for word in gold.same)]
    spurious = [
        claim
        for j, claim in enumerate(read)
        if j not in matched.values() and claim.event and not claim.optional
        if not any(overlap(claim.anchor, word) for word in allowed)
    ]
    return verdicts, spurious


def judge_bare(item: Item, read: Sequence[Claim]) -> Iterator[Verdict]:
    """Yield verdicts on the attributions alone, of the claims that have a source.

    Each is judged against the likest claim, with an event or without, whose evidence has the trigger in it; several
    gold claims may meet in one read claim.
    """
    for gold in item.claims:
        if gold.sources and not gold.optional:
            bare = replace(gold, event=False, status=None)
            candidates = [(likeness(bare, claim), -i) for i, claim in enumerate(read) if covers(claim, gold)]
            likest = read[-max(candidates)[1]] if candidates else None
            yield verdict(item, bare, likest)


def table(scored: Score) -> Iterator[str]:
    """The printed figures, a line each, a column for each of COLUMNS."""
    columns = (scored.verdicts, tuple(v for v in scored.verdicts if v.read), scored.bare)
    yield " " * 18 + "  ".join(f"{column:<13}" for column in COLUMNS)
    yield row("recall", [[v.read is not None for v in column] for column in columns])
    for name in FIELDS:
        yield row(name, [[right for v in column for right in v.right[name]] for column in columns])
    yield row("whole", [[v.whole for v in column] for column in columns])
    yield f"{'spurious events':<18}{len(scored.spurious):5d}"
    yield "\nwhole, by phenomenon"
    for name in sorted({name for v in scored.verdicts for name in v.item.phenomena}):
        yield row(f"in {name}", [[v.whole for v in column if name in v.item.phenomena] for column in columns])


def row(name: str, columns: Iterable[Sequence[bool]]) -> str:
    """One printed line: a name and for each column the share right in per cent, and of how many."""
    shares = (f"{100 * sum(c) / len(c):5.1f} of {len(c):<4}" if c else f"{'-':>5}{'':8}" for c in columns)
    return f"{name:<18}" + "  ".join(shares)


def wrong_fields(scored: Score) -> Iterator[str]:
    """One line for each gold claim that is missing, each wrong field and each spurious event."""
    for v in scored.verdicts:
        where = f"{v.item.id} {v.item.text[slice(*v.gold.anchor)]!r}"
        if v.read is None:
            yield f"{where} missing"
            continue
        for name in FIELDS:
            if not all(v.right[name]):
                yield f"{where} {name}: {told(v.item.text, v.gold, name)} read as {told(v.item.text, v.read, name)}"
    for item, claim in scored.spurious:
        yield f"{item.id} {item.text[slice(*claim.anchor)]!r} spurious, by {told(item.text, claim, 'chain')}"


def told(text: str, claim: Claim, name: str) -> str:
    """A field's value in words."""
    if name in ("chain", "innermost source"):
        return str([text[slice(*s.span)] if s.span else None for s in claim.sources])
    if name == "hedge scope":
        return str([f"{text[slice(*h.span)]}/{h.kind}/{h.scope}" for h in claim.hedges])
    if name == "refers_to":
        return str([text[slice(*s.refers_to)] if s.refers_to else None for s in claim.sources])
    return str(getattr(claim, name))


def perfect_line(item: Item, gold: Claim) -> dict[str, Any]:
    """The line of `sitrep read` that a gold claim asks for."""

    def span(where: Span | None) -> dict[str, Any] | None:
        return {"start": where[0], "end": where[1], "text": item.text[slice(*where)]} if where else None

    event = {"type": None, "trigger": span(gold.anchor), "status": gold.status, "historical": gold.historical}
    return {
        "document": {"external_id": item.id},
        "evidence": span((0, len(item.text))),
        "event": event if gold.event else None,
        "sources": [{"span": span(s.span), "refers_to": span(s.refers_to)} for s in gold.sources],
        "stance": gold.stance,
        "denied_part": gold.denied_part,
        "certainty": gold.certainty,
        "hedges": [{**(span(h.span) or {}), "class": h.kind, "scope": h.scope} for h in gold.hedges],
        "about": [],
    }


def score(items: Sequence[Item], lines: Iterable[Json]) -> Score:
    """The score of a file's claims; claims of documents that are no item are passed over."""
    read: dict[str, list[Claim]] = defaultdict(list)
    for line in lines:
        read[line["document"]["external_id"]].append(read_claim(line))
    judged = [(item, *score_item(item, read[item.id])) for item in items]
    return Score(
        tuple(verdict for _, verdicts, _ in judged for verdict in verdicts),
        tuple(verdict for item in items for verdict in judge_bare(item, read[item.id])),
        tuple((item, claim) for item, _, spurious in judged for claim in spurious),
    )


def main(arguments: Sequence[str]) -> int:
    """Print the figures, or with --list what is wrong; the exit status."""
    parser = argparse.ArgumentParser(description="score claims against the gold sentences")
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path, nargs="?", help="output of `sitrep read` for the gold file")
    parser.add_argument("--perfect", action="store_true", help="score the gold against itself")
    parser.add_argument("--list", type=int, metavar="N", help="print the first N wrong fields instead")
    given = parser.parse_args(arguments)
    if given.list is not None and (refusal := closed(given.gold)):
        print(refusal, file=sys.stderr)
        return 2
    if given.perfect == (given.claims is not None):
        print("give either CLAIMS.jsonl or --perfect", file=sys.stderr)
        return 2
    items = [gold_item(line) for line in load(given.gold)]
    perfect = (perfect_line(item, claim) for item in items for claim in item.claims if not claim.optional)
    scored = score(items, perfect if given.perfect else load(given.claims))
    lines = table(scored) if given.list is None else islice(wrong_fields(scored), given.list)
    print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Scores how sure the reader is of a happening against words that people judged, from -3 (it did not happen) to +3.

`python bench/factuality.py DATA` prints the figures of one data set; `--cases PATH` also writes every judged word with
what was read of it, one JSON object a line. Those are other people's sentences: keep that file out of the project.

The judged words are of every kind, and few are in the reader's table of events. So each is made the trigger of a
happening without type and goes through the functions that make the claims of any happening: its standing (modality),
the attributions that carry it (chains), the hedges of its clause, notes of verification. Where the reader tells a
happening on the word by itself, its own claims count. A sentence is read as a page of one paragraph.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from sitrep.case.reading import Instruments
from sitrep.cli.instruments import load_instruments
from sitrep.lexicon.tables import EventRow
from sitrep.model.annotations import Actor, Attribution, Equipment, Event, Hedge
from sitrep.model.claims import Claim
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.errors import SpanError
from sitrep.model.identity import sha256_hex
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.actors.naming import Naming
from sitrep.read.actors.people import People
from sitrep.read.claims import make_claim
from sitrep.read.frames.arguments import Arguments
from sitrep.read.frames.spines import spine_of
from sitrep.read.grammar.modality import Modality, standing_of
from sitrep.read.happenings.events import Part, Trigger, make_event
from sitrep.read.reader import PageReading, read_page, stages
from sitrep.read.sayings.chains import drafts_of
from sitrep.read.sayings.verification import verified

CERTAINTY = {"certain": 3.0, "probable": 2.0, "possible": 1.0, "unverified": 1.0}
STATUS = {"occurred": 3.0, "ongoing": 3.0, "planned": 2.0, "prepared": 1.0, "threatened": 1.0, "hypothetical": 1.0}
STANCE = {"asserts": 1.0, "denies": -1.0, "questions": 0.0, "declines": 0.0}
"""What a claim says as a number: the smaller of what its certainty and its status allow, times its stance.

The numbers of a status are the mean that people gave such words in the UW development half (planned 1.8, hypothetical
1.4, threatened 1.4, prepared 1.0), in whole numbers; the others go by the scale's own words.
"""
RELAYED = 2.0
"""In the author's voice, what somebody else is said to have said is at most probable."""
SILENT = 0.0
"""A sentence that the reader refuses tells nothing of any word."""
NEGATED, UNCERTAIN = -0.5, 2.0
"""Judged up to the first: negated. Judged between the two: uncertain."""
SURE, DOUBTED = 2.5, 1.5
"""From the first on a word is certain, judged or read; read below the second it is doubted."""

WRITTEN = {"``": "“", "''": "”", "`": "‘"}
NO_BLANK_BEFORE = frozenset({*",.;:?!)]}%”'-/", "...", "n't", "'s", "'d", "'m", "'ve", "'ll", "'re"})
NO_BLANK_AFTER = frozenset("([{$#“‘-/")


@dataclass(frozen=True, slots=True)
class Target:
    """A word that people judged, and the mean of their judgements."""

    span: Span
    gold: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as it is written, and the words of it that were judged."""

    id: str
    text: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence read: its parse, what the reader finds on it, and what further triggers are read with."""

    parse: Parse
    page: PageReading
    people: People
    modality: Modality


@dataclass(frozen=True, slots=True)
class Case:
    """A judged word with what the reader says of it, as its source has it and in the author's voice.

    `event` is whether the reader tells a happening on it by itself; the last four describe its first claim, and are
    empty where the sentence was refused.
    """

    id: str
    text: str
    start: int
    word: str
    gold: float
    told: float
    author: float
    event: bool
    stance: str = ""
    certainty: str = ""
    status: str = ""
    sources: int = 0


Voice = Callable[[Case], float]


def read_judged(path: Path) -> Iterator[Judged]:
    """Yield the sentences of a data file, whose words are parted by blanks and numbered from 0."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, spans = as_written(row["text"].split(" "))
            targets = (
                Target(Span(spans[t["token_start"]].start, spans[t["token_end"] - 1].end), float(t["factuality"]))
                for t in row["targets"]
            )
            yield Judged(row["id"], text, tuple(targets))


def as_written(words: Sequence[str]) -> tuple[str, list[Span]]:
    """A sentence as a page has it, and where in it each word stands.

    >>> as_written(["He", "did", "n't", "say", "``", "yes", "''", "."])[0]
    "He didn't say “yes”."
    """
    text, spans, inside = "", list[Span](), False
    for given in words:
        word = WRITTEN.get(given, given)
        if word == '"':
            word, inside = "”" if inside else "“", not inside
        glued = not text or word in NO_BLANK_BEFORE or text[-1] in NO_BLANK_AFTER
        text += word if glued else f" {word}"
        spans.append(Span(len(text) - len(word), len(text)))
    return text, spans


def read_sentence(text: str, instruments: Instruments) -> Told:
    """A text as a page of one paragraph, through every stage. Raises SpanError where the reader goes wrong on it."""
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, "bench")
    parse = instruments.parser.parse(Document("d-bench", "bench", sha256_hex(text.encode()), text, (block,)))
    planned = stages(instruments.countries, instruments.places.knows)
    page = read_page(parse, instruments.lexicon, instruments.countries, planned)
    naming = Naming.of(instruments.lexicon, instruments.countries, page.layers.of(Equipment))
    people = People.of(parse, naming, page.layers.of(Actor))
    return Told(parse, page, people, Modality.of(instruments.lexicon))


def word_at(parse: Parse, span: Span) -> Token:
    """The token that a judged word is: the head of those in it, or the one that it is a part of."""
    return parse.at(span) or next(token for token in parse.tokens if token.span.overlaps(span))


def own_claims(told: Told, token: Token) -> list[Claim]:
    """The reader's own claims of a happening on a word; none where it tells none there."""
    return [c for c in told.page.claims if c.event is not None and c.event.trigger == token.span]


def claims_at(told: Told, token: Token) -> list[Claim]:
    """The claims that the reader would make of a happening on any word."""
    event, hedges = event_at(told, token), told.page.layers.of(Hedge)
    drafts = drafts_of(event, told.page.layers.of(Attribution))
    return verified(told.parse, hedges, [make_claim(told.parse, hedges, draft, {}) for draft in drafts])


def event_at(told: Told, token: Token) -> Event:
    """A happening without type, people, time or place on a word, with its standing."""
    row = EventRow("bench", token.lemma, "", None, None, "other", None, None, (), (), (), "")
    spine = spine_of(told.parse, token, told.modality)
    trigger = Trigger(token, row, spine, Arguments())
    return make_event(told.parse, trigger, standing_of(told.parse, spine, told.modality), Part(), told.people)


def number_of(claim: Claim) -> float:
    """How sure a claim is of its happening, from -3 to +3, as its source has it."""
    status = claim.event.status if claim.event is not None else "occurred"
    return STANCE[claim.stance] * min(CERTAINTY[claim.certainty], STATUS[status])


def in_authors_voice(claim: Claim) -> float:
    """The same, where the page only relays it."""
    number = number_of(claim)
    return max(-RELAYED, min(RELAYED, number)) if claim.sources else number


def read_cases(sentence: Judged, instruments: Instruments) -> Iterator[Case]:
    """Yield each judged word of a sentence with what is read of it; rival voices of one word count by their mean."""
    try:
        told = read_sentence(sentence.text, instruments)
    except SpanError:
        yield from (case_of(sentence, target, [], event=False) for target in sentence.targets)
        return
    for target in sentence.targets:
        token = word_at(told.parse, target.span)
        own = own_claims(told, token)
        yield case_of(sentence, target, own or claims_at(told, token), event=bool(own))


def case_of(sentence: Judged, target: Target, claims: Sequence[Claim], *, event: bool) -> Case:
    """A judged word with the claims on it."""
    place = (sentence.id, sentence.text, target.span.start, target.span.quote(sentence.text), target.gold)
    if not claims:
        return Case(*place, SILENT, SILENT, event)
    told, author = fmean(map(number_of, claims)), fmean(map(in_authors_voice, claims))
    first = claims[0]
    status = first.event.status if first.event is not None else ""
    return Case(*place, told, author, event, first.stance, first.certainty, status, len(first.sources))


VOICES: dict[str, Voice] = {"told": lambda case: case.told, "author": lambda case: case.author, "always": lambda _: 3.0}
"""What is compared with the judgements; the last is the baseline: whatever is told is certain."""
COLUMNS = ("mean error", "negated", "uncertain", "both taken as certain", "certain doubted")


def figures_of(cases: Sequence[Case], voice: Voice) -> tuple[str, ...]:
    """The columns of one line: mean absolute error in hundredths, and shares of words read as what they are not."""
    negated = [case for case in cases if case.gold <= NEGATED]
    uncertain = [case for case in cases if NEGATED < case.gold < UNCERTAIN]
    certain = [case for case in cases if case.gold >= SURE]
    error = 100 * fmean(abs(voice(case) - case.gold) for case in cases) if cases else None
    taken = [share(among, lambda case: voice(case) >= SURE) for among in (negated, uncertain, [*negated, *uncertain])]
    doubted = share(certain, lambda case: voice(case) < DOUBTED)
    return tuple("-" if figure is None else f"{figure:.1f}" for figure in (error, *taken, doubted))


def share(cases: Sequence[Case], wrong: Callable[[Case], bool]) -> float | None:
    """The percentage of cases that are wrong; None where there are no cases."""
    return 100 * sum(map(wrong, cases)) / len(cases) if cases else None


def counts_of(cases: Sequence[Case]) -> str:
    """How many words there are of each class."""
    negated = sum(case.gold <= NEGATED for case in cases)
    uncertain = sum(NEGATED < case.gold < UNCERTAIN for case in cases)
    certain = sum(case.gold >= SURE for case in cases)
    return f"{len(cases)} words: negated {negated}, uncertain {uncertain}, certain {certain}"


def report(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the lines: how many words there are, and each voice's figures for all and for the reader's happenings."""
    yield f"in refused sentences {sum(not case.stance for case in cases)}"
    yield " | ".join(("", *COLUMNS))
    for name, among in (("all", cases), ("happenings", [case for case in cases if case.event])):
        yield f"{name}: {counts_of(among)}"
        for voice, number in VOICES.items():
            yield " ".join((f"{name:<10} {voice:<6}", *(f"{figure:>5}" for figure in figures_of(among, number))))


def main(argv: Sequence[str]) -> None:
    """Score one data set."""
    parser = argparse.ArgumentParser(prog="bench/factuality.py", description="Score how sure the reader is.")
    parser.add_argument("data", type=Path, help="the judged sentences")
    parser.add_argument("--cases", metavar="PATH", type=Path, help="write every judged word there too")
    options = parser.parse_args(argv)
    instruments = load_instruments()
    cases = [case for sentence in read_judged(options.data) for case in read_cases(sentence, instruments)]
    print("\n".join(report(cases)))
    if options.cases:
        lines = (json.dumps(asdict(case), ensure_ascii=False) for case in cases)
        options.cases.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

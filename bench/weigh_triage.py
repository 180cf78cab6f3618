"""Fits the weights of src/sitrep/read/triage/data/triage_weights.json on full readings of news.

`python bench/weigh_triage.py FILE.jsonl[.gz] ... [--every N] [--without FILE] [--write]`: the articles (`{"text",
"date"?}` a line) are read in full, cut into sentences as triage cuts them, and a logistic regression learns from the
words of each whether a claim of a happening begins in it. Words are weighed only if they are in the lexicon, or are
function words beside one that is, so that no name and no topic is learned; a word must be seen in `SEEN` sentences.
The threshold is the sum below which `LOST` of the claims of the articles set aside (every `FOLD`th) lie. Prints recall
and the share of text that is read there at several thresholds.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from timing import document_of

from sitrep.case.reading import Instruments, read_document
from sitrep.cli.instruments import load_instruments
from sitrep.model.documents import Document
from sitrep.model.errors import IngestError
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.triage.cutting import sentences
from sitrep.read.triage.weighing import EDGE, OTHER, Triage, Weights, signs_of, triage_with, words_of

FILE = Path(__file__).parents[1] / "src" / "sitrep" / "read" / "triage" / "data" / "triage_weights.json"
SEEN, FOLD, EPOCHS, STEP, RIDGE, TELLING = 3, 5, 12, 0.3, 5e-4, 3.0
LOST = 0.0045
SHOWN = (0.002, 0.004, 0.006, 0.008, 0.01, 0.02, 0.03)
# Words of closed classes, before and after a word that may tell a happening; and the edge of a sentence.
BESIDE = frozenset(
    {
        EDGE,
        *("the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "no", "any", "some", "all"),
        *(
            "of",
            "in",
            "on",
            "at",
            "to",
            "from",
            "by",
            "for",
            "with",
            "against",
            "over",
            "near",
            "during",
            "about",
            "as",
        ),
        *("into", "out", "up", "down", "off", "before", "after", "and", "or", "but", "not", "n", "s", "t"),
        *("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "did", "does"),
        *("will", "would", "can", "could", "may", "might", "must", "should", "if", "when", "while", "who", "which"),
        *(
            "he",
            "she",
            "it",
            "they",
            "him",
            "them",
            "i",
            "we",
            "you",
            "himself",
            "themselves",
            "more",
            "so",
            "one",
            "two",
        ),
    }
)
UNFITTED = Weights({}, {}, 0.0, 0.0, "")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: what it is weighed by (none if it can tell nothing), its length, how many claims begin in it."""

    signs: tuple[str, ...]
    length: int
    claims: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weight of each sign, and what a sentence starts from."""

    weights: dict[str, float]
    start: float

    def weigh(self, example: Example) -> float:
        """The sum of a sentence; the least there is where it can tell nothing."""
        return self.start + sum(self.weights.get(s, 0.0) for s in example.signs) if example.signs else -np.inf


def records_of(path: Path, every: int = 1) -> Iterator[dict[str, Any]]:
    """Yield every `every`th record of a file."""
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, islice(lines, 0, None, every))


def read_articles(
    paths: Sequence[Path], every: int, without: AbstractSet[str], instruments: Instruments
) -> Iterator[Document]:
    """Yield every `every`th article of some files that is one, but for those with one of some texts."""
    for path in paths:
        for number, record in enumerate(records_of(path, every)):
            if record["text"] in without:
                continue
            date = str(record.get("date") or "")[:10]
            try:
                yield document_of(f"{path.name}#{number}", record["text"], date, instruments)
            except IngestError:
                continue


def examples_of(document: Document, instruments: Instruments, triage: Triage) -> list[Example]:
    """The sentences of an article, with how many claims of happenings the full reading finds in each."""
    reading = read_document(document, instruments, instruments.origin())
    starts = [claim.event.trigger.start for claim in reading.claims if claim.event is not None]
    found = []
    for block in document.readable():
        for span in sentences(document.text, block.span):
            claims = sum(span.start <= start < span.end for start in starts)
            text = document.text[span.start : span.end]
            found.append(Example(tuple(weighed(text, triage)), len(text), claims))
    return found


def weighed(text: str, triage: Triage) -> Iterator[str]:
    """Yield what a sentence is weighed by: its words of the lexicon and other signs; nothing if it can tell nothing."""
    words = words_of(text)
    telling = triage.telling(words)
    if telling:
        yield from sorted({f"word:{w}" for w in words if triage.lemmas(w) & triage.candidates.known})
        yield from signs_of(text, words, telling, ())
        near = {
            (side, word if side == "ends" or word in BESIDE else OTHER) for side, word in triage.beside(words, telling)
        }
        yield from sorted(f"{side}:{word}" for side, word in near)


def fit(examples: Sequence[Example]) -> Fitted:
    """Logistic regression by AdaGrad with a ridge; a sentence that tells something counts `TELLING` times."""
    seen = Counter(sign for example in examples for sign in example.signs)
    known = {sign: n for n, sign in enumerate(sorted(s for s, count in seen.items() if count >= SEEN))}
    rows = [(np.array([known[s] for s in e.signs if s in known]), e.claims > 0) for e in examples if e.signs]
    weights, start, squares, start_squares = np.zeros(len(known)), 0.0, np.full(len(known), 1e-8), 1e-8
    shuffle = random.Random(1).shuffle  # noqa: S311 - a fixed order, no secret
    for _ in range(EPOCHS):
        shuffle(rows)
        for row, tells in rows:
            chance = 1 / (1 + np.exp(-(weights[row].sum() + start)))
            slope = (chance - tells) * (TELLING if tells else 1.0)
            slopes = slope + RIDGE * weights[row]
            squares[row] += slopes**2
            weights[row] -= STEP * slopes / np.sqrt(squares[row])
            start_squares += slope**2
            start -= STEP * slope / np.sqrt(start_squares)
    rounded = {sign: round(float(weights[n]), 2) for sign, n in known.items()}
    return Fitted(rounded, round(float(start), 2))


def threshold_for(lost: float, fitted: Fitted, examples: Sequence[Example]) -> float:
    """The greatest sum below which no more than a share of the claims lie."""
    sums = sorted((fitted.weigh(e), e.claims) for e in examples if e.claims)
    allowed = lost * sum(claims for _, claims in sums)
    for value, claims in sums:
        allowed -= claims
        if allowed < 0:
            return float(value)
    return -np.inf


def show(fitted: Fitted, examples: Sequence[Example]) -> Iterator[str]:
    """Yield recall of claims and share of characters read at several thresholds."""
    length, claims = sum(e.length for e in examples), sum(e.claims for e in examples)
    for lost in SHOWN:
        least = threshold_for(lost, fitted, examples)
        kept = [e for e in examples if fitted.weigh(e) >= least]
        recall, share = sum(e.claims for e in kept) / claims, sum(e.length for e in kept) / length
        yield f"threshold {least:6.2f}: {recall:.4f} of {claims} claims, {share:.3f} of the text"


def write(fitted: Fitted, threshold: float, articles: int) -> None:
    """Put weights and threshold into the file."""
    words = {s.removeprefix("word:"): w for s, w in fitted.weights.items() if s.startswith("word:")}
    signs = {s: w for s, w in fitted.weights.items() if not s.startswith("word:")}
    content = {
        "source": f"Fitted by bench/weigh_triage.py on full readings of {articles} articles; words of the lexicon only",
        "licence": "Apache-2.0",
        "version": "1",
        "date": datetime.now(UTC).date().isoformat(),
        "threshold": round(threshold, 2),
        "start": fitted.start,
        "signs": {**signs, "new": max(words.values())},
        "words": words,
    }
    FILE.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Read, fit, show; write if asked to."""
    parser = argparse.ArgumentParser(prog="bench/weigh_triage.py", description="Fit the weights of triage.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth article of each file")
    parser.add_argument(
        "--without", action="append", default=[], type=Path, metavar="FILE", help="leave its articles out"
    )
    parser.add_argument("--write", action="store_true", help="put the weights into the file")
    options = parser.parse_args()
    instruments = load_instruments()
    if not isinstance(instruments.parser, SpacyParser):
        raise SystemExit("the reader's parser has no lemmas to look up")
    triage = triage_with(instruments.lexicon, instruments.parser.lemmas, UNFITTED)
    without = {record["text"] for path in options.without for record in records_of(path)}
    found = read_articles(options.files, options.every, without, instruments)
    articles = [examples_of(document, instruments, triage) for document in found]
    aside = [e for n, found in enumerate(articles) if n % FOLD == 0 for e in found]
    fitted = fit([e for n, found in enumerate(articles) if n % FOLD for e in found])
    threshold = threshold_for(LOST, fitted, aside)
    print("\n".join(show(fitted, aside)))
    if options.write:
        write(fit([e for found in articles for e in found]), threshold, len(articles))


if __name__ == "__main__":
    main()

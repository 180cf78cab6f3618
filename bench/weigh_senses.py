"""Fits the weights of src/sitrep/read/senses/data/sense_weights.json on the project's own open texts.

`python bench/weigh_senses.py [--write]`: every word of violence in the open negatives is a figure of speech, every one
in the open gold sentences, the true drill sentences and the examples of the word tables is meant, where no rule decides
before (`sitrep.read.senses.literal.ruled`). The reasons for each are given weights by logistic regression with a ridge
penalty; the sign of a reason is fixed beforehand ("signs" in the file), so that no accident of these texts makes a
weapon speak for a game. Prints, over eight folds by text, how many of each set are taken for meant at several
thresholds; the set aside is never read. `--write` puts weights and threshold into the file.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gold.halves import load

from sitrep.case.reading import Instruments
from sitrep.cli.instruments import load_instruments
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.happenings.events import telling_words
from sitrep.read.reader import stages
from sitrep.read.senses.literal import doers_of, patients_of, ruled
from sitrep.read.senses.scenes import Scene
from sitrep.read.senses.weighing import reasons_for
from sitrep.read.stages import run

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold"
FILE = ROOT / "src" / "sitrep" / "read" / "senses" / "data" / "sense_weights.json"
# The word tables whose examples tell happenings in earnest.
TABLES = ("events", "modality", "moods", "contexts")
FOLDS = 8
RIDGE = 4.0
STEPS = 3000
# What else stands in a sentence is weak evidence: no noun beside the deed may weigh more.
COMPANY = 0.6
# And how a sentence is told: no single mark of style may outweigh a weapon.
REGISTER = 1.2
MOST = {"company": COMPANY, "register": REGISTER, "clauses": REGISTER}
# A reason must be seen so often, and weigh so much, to be kept.
SEEN = 10
LEAST = 0.1
# What a text of each set counts for: figures of speech are fewer here than in the world, table examples many.
COUNTS = {"negatives": 2.5, "negatives drill": 4.0, "true drill": 4.0, "gold": 2.0, "examples": 1.0}
THRESHOLDS = (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0)


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its set, whether its words of violence are meant, and types that a reader may read in it all the same."""

    set: str
    text: str
    is_meant: bool
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """One word of violence: the text it stands in, and the names of the reasons that hold."""

    text: Text
    reasons: frozenset[str]


def texts(instruments: Instruments) -> Iterator[Text]:
    """Yield the open texts of the project whose words of violence are known to be meant or not."""
    for name, file in (("negatives", "negatives_open"), ("negatives drill", "negatives_drill_open")):
        for line in load(GOLD / f"{file}.jsonl"):
            if line["expect"] == "none":
                yield Text(name, line["text"], is_meant=False, allowed=frozenset(line["allow"]))
    for name, file in (("true drill", "positives_drill_open"), ("gold", "attributions_open")):
        for line in load(GOLD / f"{file}.jsonl"):
            yield Text(name, line["text"], is_meant=True)
    for table in TABLES:
        for row in getattr(instruments.lexicon, table):
            yield Text("examples", row.example.replace("[", "").replace("]", ""), is_meant=True)


def cases_of(text: Text, instruments: Instruments) -> Iterator[Case]:
    """Yield the words of violence of a text on which no rule decides."""
    parse = parsed(text.text, instruments)
    layers = run(stages(instruments.countries, instruments.places.knows), parse, instruments.lexicon)
    people, words = telling_words(parse, layers, instruments.lexicon, instruments.countries)
    scene = Scene.of(parse, people, layers, instruments.lexicon)
    for trigger in words:
        doers, patients = doers_of(scene, trigger), patients_of(scene, trigger)
        is_allowed = (trigger.row.type or trigger.row.kind) in text.allowed
        if ruled(scene, trigger, doers, patients) is None and not is_allowed:
            yield Case(text, frozenset(reasons_for(scene, trigger, doers, patients)))


def parsed(text: str, instruments: Instruments) -> Parse:
    """A text as a page of one paragraph, parsed."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, "a text of its own")
    return instruments.parser.parse(Document(digest, digest, digest, text, (block,)))


@dataclass(frozen=True)
class Problem:
    """The cases as numbers: a row a case, a column a reason and a last one of ones; weights stay from low to high."""

    reasons: Sequence[str]
    matrix: np.ndarray[Any, Any]
    meant: np.ndarray[Any, Any]
    counts: np.ndarray[Any, Any]
    low: np.ndarray[Any, Any]
    high: np.ndarray[Any, Any]

    @classmethod
    def of(cls, cases: Sequence[Case], signs: Mapping[str, Sequence[str]]) -> "Problem":
        """The reasons seen often enough and whose sign is known, over all cases."""
        seen = Counter(r for case in cases for r in case.reasons)
        known = tuple(prefix for prefixes in signs.values() for prefix in prefixes)
        reasons = sorted(r for r, n in seen.items() if n >= SEEN and r.startswith(known))
        matrix = np.array([[r in case.reasons for r in reasons] + [True] for case in cases], dtype=float)
        speaks_for, against = tuple(signs["for"]), tuple(signs["against"])
        most = [MOST.get(r.partition(":")[0], np.inf) for r in reasons]
        low = [0 if r.startswith(speaks_for) else -m for r, m in zip(reasons, most, strict=True)]
        high = [0 if r.startswith(against) else m for r, m in zip(reasons, most, strict=True)]
        return cls(
            reasons,
            matrix,
            np.array([case.text.is_meant for case in cases], dtype=float),
            np.array([COUNTS[case.text.set] for case in cases]),
            np.array([*low, -np.inf]),
            np.array([*high, np.inf]),
        )

    def fit(self, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The weights that fit some of the cases best: accelerated projected gradient descent."""
        matrix, meant, counts = self.matrix[rows], self.meant[rows], self.counts[rows]
        steepest = 0.25 * np.linalg.eigvalsh((matrix * counts[:, None]).T @ matrix)[-1] + RIDGE
        weights = ahead = np.zeros(matrix.shape[1])
        pace = 1.0
        for _ in range(STEPS):
            likely = 1 / (1 + np.exp(-matrix @ ahead))
            slope = matrix.T @ (counts * (likely - meant)) + RIDGE * np.append(ahead[:-1], 0)
            moved = np.clip(ahead - slope / steepest, self.low, self.high)
            faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead, weights, pace = moved + (pace - 1) / faster * (moved - weights), moved, faster
        return weights


def folds_of(cases: Sequence[Case]) -> np.ndarray[Any, Any]:
    """The fold of each case, by the hash of its text."""
    return np.array([int(hashlib.sha256(case.text.text.encode()).hexdigest(), 16) % FOLDS for case in cases])


def report(cases: Sequence[Case], sums: np.ndarray[Any, Any]) -> Iterator[str]:
    """Yield a line a threshold: how many words of each set are taken for meant, of how many."""
    sets = np.array([case.text.set for case in cases])
    for threshold in THRESHOLDS:
        parts = [f"{name} {(sums[sets == name] > threshold).sum()} of {(sets == name).sum()}" for name in COUNTS]
        yield f"above {threshold:5.2f}: " + ", ".join(parts)


def main() -> None:
    """Print the cross-validated counts; with --write, put the weights into the file."""
    parser = argparse.ArgumentParser(description="Fit the weights of what speaks for a literal sense.")
    parser.add_argument("--write", action="store_true", help="put the weights into the file")
    parser.add_argument("--threshold", type=float, default=-0.3, help="from which sum a word is meant (-0.3)")
    given = parser.parse_args()
    instruments = load_instruments()
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    cases = [case for text in texts(instruments) for case in cases_of(text, instruments)]
    problem, folds = Problem.of(cases, raw["signs"]), folds_of(cases)
    sums = np.zeros(len(cases))
    for fold in range(FOLDS):
        sums[folds == fold] = problem.matrix[folds == fold] @ problem.fit(folds != fold)
    print("\n".join(report(cases, sums)))
    fitted = problem.fit(np.ones(len(cases), dtype=bool))
    named = zip(problem.reasons, fitted[:-1], strict=True)
    raw["weights"] = {name: round(float(weight), 1) for name, weight in named if abs(weight) >= LEAST}
    raw["threshold"] = round(given.threshold - float(fitted[-1]), 1)
    if given.write:
        FILE.write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Reprints of agency texts: how many are recognised, and how many of those recognised are ones.

    python bench/reprints.py [--seed N]

The test set is made here from the project's own texts, the same each time for one seed: the example pages and articles
put together from the open gold texts and from invented reports. Each original is reprinted by other outlets whole, cut
to 70 % and 40 %, wrapped in another page's furniture, lightly edited, and all of these together. Beside them stand
pages that are no copies: reports of one event by different writers with the same names and figures, and different
reports of one agency that share a paragraph of background.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitrep.link.reprints import Text, copies_of

HERE = Path(__file__).parent
PAGES = HERE.parent / "examples" / "pages"
GOLD = ("attributions_open", "dispatches_open", "negatives_open")
# Example pages that are themselves reprints of another one.
COPIED = "-agency"
SENTENCES = 9
# Words of a text that is worth reprinting.
SHORTEST = 40
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
WORDS = json.loads((HERE / "reprint_words.json").read_text(encoding="utf-8"))
CHOICE = re.compile(r"\[([^\[\]]+)\]")
WRITERS = 3
DAYS = ("Monday", "Tuesday", "Friday", "Sunday")


@dataclass(frozen=True, slots=True)
class Made:
    """A page of the test set: its text, how it was made, and the original whose text it carries."""

    page: Text
    kind: str
    original: str | None = None


def words_of(path: Path) -> list[str]:
    """The texts of an example page: of a line-based file each one, else the page without its tags."""
    raw = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".jsonl":
        return [json.loads(line).get("text", "") for line in raw.splitlines() if line.strip()]
    return [" ".join(TAGS.sub(" ", raw).split())]


def articles(chance: random.Random) -> list[str]:
    """The originals: example pages, and articles put together from the gold texts."""
    pages = [path for path in sorted(PAGES.iterdir()) if not path.stem.endswith(COPIED)]
    found = [text for path in pages for text in words_of(path) if len(text.split()) > SHORTEST]
    for name in GOLD:
        lines = (HERE / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"].strip() for line in lines if line.strip()]
        chance.shuffle(texts)
        found += [" ".join(texts[n : n + SENTENCES]) for n in range(0, len(texts) - SENTENCES + 1, SENTENCES)]
    return found


def event_of(chance: random.Random) -> dict[str, str]:
    """The facts of an invented attack."""
    means, party = chance.choice(WORDS["means"]), chance.choice(WORDS["parties"])
    speaker, other = chance.sample(WORDS["speakers"], 2)
    return {
        "means": means, "Means": means.capitalize(), "party": party, "Party": party.capitalize(),
        "place": chance.choice(WORDS["places"]), "spot": chance.choice(WORDS["spots"]),
        "speaker": speaker, "speaker2": other.capitalize(),
        "day": chance.choice(DAYS), "dead": str(chance.randint(4, 90)),
        "hurt": str(chance.randint(5, 200)),
    }  # fmt: skip


def cut(text: str, part: float) -> str:
    """The first part of a text."""
    words = text.split()
    return " ".join(words[: max(20, round(len(words) * part))])


def wrapped(text: str, chance: random.Random) -> str:
    """A text between another page's furniture."""
    before, after = chance.choice(WORDS["furniture"])
    return f"{before} {text} {after}"


def edited(text: str, chance: random.Random) -> str:
    """A text with about one word in fourteen changed, and words swapped for others."""
    words = text.split()
    for n, word in enumerate(words):
        if chance.random() < 1 / 14:
            words[n] = WORDS["swaps"].get(word, word if chance.random() < 1 / 2 else "")
    return " ".join(word for word in words if word)


def reprints(original: Text, chance: random.Random) -> Iterator[Made]:
    """Yield the reprints of an original by other outlets, a day later."""
    text = original.text
    made = {
        "whole": text,
        "cut to 70 %": cut(text, 0.7),
        "cut to 40 %": cut(text, 0.4),
        "wrapped": wrapped(text, chance),
        "edited": edited(text, chance),
        "cut to 40 %, wrapped and edited": wrapped(edited(cut(text, 0.4), chance), chance),
    }
    for n, (kind, words) in enumerate(made.items()):
        page = Text(f"{original.id}-{n}", words, "2016-02-02", f"outlet {chance.randint(1, 400)}")
        yield Made(page, kind, original.id)


def written(event: dict[str, str], chance: random.Random) -> str:
    """A report of an event in one writer's words."""
    drawn = " ".join(chance.choice(ways) for ways in WORDS["sentences"])
    chosen = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), drawn)
    return chosen.format(**event)


def others(chance: random.Random, number: int) -> Iterator[Made]:
    """Yield pages that are no copies: several writers on one event, and an agency's reports with one background."""
    for n in range(number):
        event = event_of(chance)
        for writer in range(WRITERS):
            page = Text(f"event{n:03}-{writer}", written(event, chance), "2016-02-01", f"writer {writer}")
            yield Made(page, "other writers")
        told = f"{written(event_of(chance), chance)} {chance.choice(WORDS['backgrounds'])}"
        yield Made(Text(f"event{n:03}-b", told, "2016-02-01", f"client {n}"), "one background")


def test_set(seed: int) -> list[Made]:
    """The whole test set of a seed."""
    chance = random.Random(seed)  # noqa: S311 -- a test set and no secret
    found: list[Made] = []
    for n, text in enumerate(articles(chance)):
        original = Text(f"text{n:03}", text, "2016-02-01", "agency")
        found += [Made(original, "original"), *reprints(original, chance)]
    return [*found, *others(chance, 60)]


def report(made: Sequence[Made], copies: dict[str, str]) -> Iterator[str]:
    """Yield the figures: recall by kind, recall and precision over all."""
    total, right = Counter[str](), Counter[str]()
    truth = {one.page.id: one.original for one in made if one.original is not None}
    kinds = {one.page.id: one.kind for one in made}
    for one in made:
        if one.original is not None:
            total[one.kind] += 1
            right[one.kind] += copies.get(one.page.id) == one.original
    for kind, number in total.items():
        yield f"recall {kind}: {100 * right[kind] / number:.1f}  {right[kind]}/{number}"
    good = sum(truth.get(copy) == original for copy, original in copies.items())
    for kind, number in Counter(
        kinds[copy] for copy, original in copies.items() if truth.get(copy) != original
    ).items():
        yield f"wrong {kind}: {number} of {sum(one.kind == kind for one in made)}"
    yield f"reprints recall {100 * good / len(truth):.1f}  {good}/{len(truth)}"
    yield f"reprints precision {100 * good / max(1, len(copies)):.1f}  {good}/{len(copies)}"


def main() -> int:
    """Make the test set, recognise the reprints, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=6)
    made = test_set(parser.parse_args().seed)
    copies = copies_of([one.page for one in made])
    sys.stdout.write("\n".join(report(made, copies)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

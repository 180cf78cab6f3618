"""The documents of an attribution gold file that are read worst, with what went wrong in each, as a Markdown table.

`python bench/worst.py GOLD LAYERS [--count N] [--least N]`: GOLD as the scorer reads it, LAYERS what `sitrep read
--layers` printed for the same documents. They are named by the first eight digits of the SHA-256 of their id, since
ids hold words of other people's headlines. The matching is the scorer's: half of the letters, then the source.
"""

import argparse
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gold.halves import Json, load

ENOUGH = 0.5
"""The share of letters (of both together) from which a content counts as found, as in the scorer."""


@dataclass(frozen=True, slots=True)
class Document:
    """How one document was read: passages in the gold, right ones, and errors by kind.

    `source` have the right words and another source; `bounds` touch a passage of the gold, but not by half; `unread`
    are passages of the gold that nothing touches; `spurious` are read and in no passage of the gold.
    """

    name: str
    gold: int
    right: int
    source: int
    bounds: int
    unread: int
    spurious: int

    @property
    def f1(self) -> float:
        """F1 of content and source, in per cent."""
        read = self.right + self.source + self.bounds + self.spurious
        return 200 * self.right / max(1, self.gold + read)


def letters(text: str, parts: Iterable[Mapping[str, int]]) -> frozenset[int]:
    """The places of the letters and digits of some stretches."""
    return frozenset(i for p in parts for i in range(p["start"], min(p["end"], len(text))) if text[i].isalnum())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The letters that two contents share, of all that they have together."""
    return len(one & other) / max(1, len(one | other))


def same_source(one: Mapping[str, int] | None, other: Mapping[str, int] | None) -> bool:
    """Whether two sources overlap, or both are missing."""
    if not one or not other:
        return not one and not other
    return one["start"] < other["end"] and other["start"] < one["end"]


def judge(document: Json, read: Sequence[Json]) -> Document:
    """How one document was read."""
    text, gold = str(document["text"]), list(document["attributions"])
    wanted = [letters(text, g["content"]) for g in gold]
    found = [letters(text, r["content"]) for r in read]
    used: dict[int, bool] = {}
    unmatched = []
    for n, g in enumerate(gold):
        free = [j for j in range(len(read)) if j not in used]
        best = max(free, key=lambda j: (overlap(wanted[n], found[j]), -j), default=None)
        if best is None or overlap(wanted[n], found[best]) < ENOUGH:
            unmatched.append(n)
        else:
            used[best] = same_source(g["source"], read[best]["source"])
    rest = [j for j in range(len(read)) if j not in used]
    name = hashlib.sha256(str(document["id"]).encode()).hexdigest()[:8]
    unread = sum(not any(wanted[n] & f for f in found) for n in unmatched)
    spurious = sum(not any(found[j] & w for w in wanted) for j in rest)
    right = sum(used.values())
    return Document(name, len(gold), right, len(used) - right, len(rest) - spurious, unread, spurious)


def table(documents: Iterable[Document]) -> str:
    """The documents as a Markdown table."""
    head = "| document | in the gold | F1 | right | wrong source | wrong bounds | not read | spurious |\n"
    rule = "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    rows = (
        f"| {d.name} | {d.gold} | {d.f1:.1f} | {d.right} | {d.source} | {d.bounds} | {d.unread} | {d.spurious} |\n"
        for d in documents
    )
    return head + rule + "".join(rows)


def main() -> None:
    """Print the table of the worst documents, and one line for all."""
    options = argparse.ArgumentParser(description="The documents that are read worst.")
    options.add_argument("gold", type=Path)
    options.add_argument("layers", type=Path)
    options.add_argument("--count", type=int, default=20, help="how many documents (20)")
    options.add_argument("--least", type=int, default=10, help="only documents with so many passages in the gold (10)")
    chosen = options.parse_args()
    layers = {str(row["document"]): row["attributions"] for row in load(chosen.layers)}
    judged = [judge(d, layers.get(str(d["id"]), [])) for d in load(chosen.gold)]
    worst = sorted((d for d in judged if d.gold >= chosen.least), key=lambda d: (d.f1, -d.gold))[: chosen.count]
    sums = [sum(getattr(d, k) for d in judged) for k in ("gold", "right", "source", "bounds", "unread", "spurious")]
    print(table(worst))
    print("all: in the gold {}, right {}, wrong source {}, wrong bounds {}, not read {}, spurious {}".format(*sums))


if __name__ == "__main__":
    main()

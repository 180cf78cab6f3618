"""Reprints: pages that carry one text, whole or cut, wrapped in their own furniture or lightly edited.

A page's words are read as overlapping runs. Every third run or so, picked by its hash, stands in an index, and only
pages that share a picked run are compared in full: the work grows with the pages and their reprints, not with all
pairs. A page copies another where enough of the shorter one's runs stand in the other one, the opening among them: a
desk cuts a text from its end. Two reports of one event share names and figures, and two of one agency a paragraph of
background at the end: they are no copies.

Pages of one outlet share their furniture, so between them only nearly whole texts count. Of pages that carry one text
the earliest published is the original, of equals the longest, then the first in order of ids.
"""

import json
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Measures:
    """How texts are compared.

    `run` words make a run; one run in `every` is picked; a page is compared with the first `crowd` pages that share a
    picked run, if they share `glimpse` of the fewer picked ones. A copy has at least `least` runs of the other page,
    which are `most` of the shorter page's, or `share` of them and `opened` of the first `opening` runs of one of the
    two; of one outlet's pages only `most` will do.
    """

    run: int
    every: int
    crowd: int
    glimpse: float
    least: int
    share: float
    most: float
    opening: int
    opened: float


@dataclass(frozen=True, slots=True)
class Text:
    """What recognising reprints asks of a page: its id, words, day of publication and outlet."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None


@cache
def load_measures() -> Measures:
    """The measures that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "reprints.json").read_text(encoding="utf-8"))
    return Measures(**{key: value for key, value in raw.items() if key != "_about"})


def runs_of(text: str, length: int) -> Sequence[int]:
    """A number for each run of so many words of a text, in order; the same words give the same number everywhere."""
    words = WORD.findall(text.casefold())
    spans = (words[n : n + length] for n in range(len(words) - length + 1))
    return array("L", (zlib.crc32(" ".join(span).encode("utf-8", "surrogatepass")) for span in spans))


def copies_of(texts: Sequence[Text], measures: Measures | None = None) -> dict[str, str]:
    """The pages that copy another one's text, with the id of the page that had it first."""
    by = measures or load_measures()
    ordered = sorted(texts, key=lambda text: (text.published or "9999", -len(text.text), text.id))
    runs = [runs_of(text.text, by.run) for text in ordered]
    found: dict[str, str] = {}
    for later, earlier in candidates(runs, by):
        one, other = ordered[later], ordered[earlier]
        if one.id not in found and is_copy(runs[later], runs[earlier], by, is_own=is_of_one_outlet(one, other)):
            found[one.id] = found.get(other.id, other.id)
    return dict(sorted(found.items()))


def candidates(runs: Sequence[Sequence[int]], measures: Measures) -> Iterator[tuple[int, int]]:
    """Yield pairs of pages that share picked runs: each page with earlier ones, the one that shares most first.

    Where the picked runs alone tell that the share is far too small, the pair is not worth comparing.
    """
    index: dict[int, list[int]] = {}
    numbers: list[int] = []
    for page, own in enumerate(runs):
        picked = {run for run in own if run % measures.every == 0}
        numbers.append(len(picked))
        shared: Counter[int] = Counter()
        for run in picked:
            pages = index.setdefault(run, [])
            shared.update(pages)
            if len(pages) < measures.crowd:
                pages.append(page)
        near = [
            other for other, number in shared.items() if number >= measures.glimpse * min(len(picked), numbers[other])
        ]
        yield from ((page, earlier) for earlier in sorted(near, key=lambda other: (-shared[other], other)))


def is_copy(one: Sequence[int], other: Sequence[int], measures: Measures, *, is_own: bool = False) -> bool:
    """Whether enough of the shorter page's runs stand in the other one, an opening of the two among them."""
    first, second = set(one), set(other)
    shared = first & second
    part = len(shared) / max(1, min(len(first), len(second)))
    if len(shared) < measures.least or part < (measures.most if is_own else measures.share):
        return False
    return part >= measures.most or any(opens(runs, shared, measures) for runs in (one, other))


def opens(runs: Sequence[int], shared: AbstractSet[int], measures: Measures) -> bool:
    """Whether a page begins with what is shared: a text is cut at its end, and background stands there."""
    opening = runs[: measures.opening]
    return sum(run in shared for run in opening) >= measures.opened * len(opening)


def is_of_one_outlet(one: Text, other: Text) -> bool:
    """Whether two pages are of one outlet, as far as that is known."""
    return one.outlet is not None and one.outlet == other.outlet


def families(copies: Mapping[str, str]) -> dict[str, list[str]]:
    """The copies of each original."""
    found: dict[str, list[str]] = {}
    for copy, original in sorted(copies.items()):
        found.setdefault(original, []).append(copy)
    return dict(sorted(found.items()))

"""Which texts of the log go with a page: those of lines that speak of its claims, and those that quote it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.ledger.sealing import texts_in
from sitrep.model.judgements import Judgement

WORD = re.compile(r"\w+")
# So many words of a page in a row are a quotation of it, unless another page has them too.
QUOTED_WORDS = 4
# The name of a page that is shorter ("a.txt", "12") may be there for something else.
LONG_NAME = 8
# What people write of their own accord; the rest is what the page or the reader said.
WRITTEN = frozenset({"why", "value"})

WordRun = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a page can be told by: the ids of its claims, its names and addresses and title, its texts."""

    claims: frozenset[str]
    names: tuple[str, ...]
    texts: tuple[str, ...]


def touched_texts(log: Sequence[tuple[int, Judgement]], page: Names, kept: Iterable[str]) -> dict[int, tuple[str, ...]]:
    """The names of the texts that go, by the number of their line. `kept` are the texts of the other pages.

    Of a line about one of the page's claims go the why, the value, and what its maker saw of the page; of an undoing of
    such a line the why; of other lines a why or a value that quotes the page or names it.
    """
    lines, found = dict(log), dict[int, set[str]]()
    for number, names in _speaking(log, page.claims):
        found.setdefault(number, set()).update(names)
    for number, name in _quoting(log, page, kept):
        found.setdefault(number, set()).add(name)
    going = {number: names & _there(lines[number]) for number, names in sorted(found.items())}
    return {number: tuple(sorted(names)) for number, names in going.items() if names}


def _there(judgement: Judgement) -> set[str]:
    """The names of the texts that a line still has."""
    return texts_in(judgement.content()).keys() - set(judgement.lost)


def _speaking(log: Sequence[tuple[int, Judgement]], claims: frozenset[str]) -> Iterator[tuple[int, set[str]]]:
    """Yield the lines that speak of some claims, or undo what does, with the texts that go."""
    about: set[str] = set()
    for number, judgement in log:
        seen = {place for place, one in enumerate(judgement.seen) if one.claim in claims}
        if seen or (claims | about).intersection(judgement.targets):
            about.add(judgement.id)
            yield number, {*WRITTEN, *(f"seen.{place}.{name}" for place in seen for name in ("evidence", "value"))}


def _quoting(log: Sequence[tuple[int, Judgement]], page: Names, kept: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines in which people wrote words of a page, each with the name of such a text."""
    runs = frozenset(run for text in page.texts for run in word_runs(text))
    names = [name.casefold() for name in page.names if len(name) >= LONG_NAME]
    contents = ((number, texts_in(said.content())) for number, said in log)
    texts = [(number, name, found[name]) for number, found in contents for name in WRITTEN & found.keys()]
    quoted = [(number, name, own) for number, name, text in texts if (own := runs & word_runs(text))]
    elsewhere = frozenset(run for text in kept for run in runs & word_runs(text)) if quoted else frozenset()
    for number, name, text in texts:
        if any(one in text.casefold() for one in names):
            yield number, name
    for number, name, own in quoted:
        if own - elsewhere:
            yield number, name


def word_runs(text: str, length: int = QUOTED_WORDS) -> frozenset[WordRun]:
    """All runs of so many words of a text, without regard to case and punctuation.

    >>> sorted(word_runs("One, two three.", 2))
    [('one', 'two'), ('two', 'three')]
    """
    words = WORD.findall(text.casefold())
    return frozenset(tuple(words[start : start + length]) for start in range(len(words) - length + 1))

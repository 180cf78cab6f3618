"""The words of a page that linking compares: terms, names by their capitals, ages; and how rare each is.

A rarity is the logarithm of how many pages there are to one that has the term. Pages in hand are few in a new case, so
they are counted together with pages that data/common_words.tsv stands for, which says how often a word
stands on one: "killed" is common in a case of two pages too, and a surname rare.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import log, sqrt

# The news stands at the top of a page, comments and other stories below.
READ_CHARACTERS = 6_000
# A title and this much of the text are the lead.
LEAD_CHARACTERS = 700
# How many pages the table of common words stands for beside the pages in hand.
GENERAL_PAGES = 500
# A word that the table lacks stands in fewer than one in so many pages.
UNLISTED = 1_000

_TERM = re.compile(r"[^\W\d_][^\W\d_'’]+|\d+")
_NAME = r"(?:Mc|Mac|O['’]|De|La|Al-|al-)?[A-Z][a-zà-ÿ'’]+(?:-[A-Z][a-zà-ÿ]+)?"
_RUN = re.compile(rf"\b{_NAME}(?:(?:[ \t]+[A-Z]\.)?[ \t]+{_NAME})+")
_CAPITAL = re.compile(r"\b[A-Z][a-zà-ÿ]+\b")
_SMALL = re.compile(r"\b[a-zà-ÿ]+\b")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|,\s(?:aged?\s)?(\d{2}),|\baged?\s(\d{1,3})\b")
_POSSESSIVE = ("'s", "’s")
_SITE = re.compile(r"(?<!\s)\s++(?:[-–—|»]|::?)\s+")
_SITE_WORDS = 5


@cache
def load_common() -> dict[str, float]:
    """The share of pages that a common word stands on."""
    table = (files("sitrep.link") / "data" / "common_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {term: float(share) for term, share in rows}


def terms_in(text: str) -> Counter[str]:
    """How often each term stands in a text, in lower case.

    >>> sorted(terms_in("The mayor's car. A car!").items())
    [('car', 2), ('mayor', 1), ('the', 1)]
    """
    found = Counter(match.casefold() for match in _TERM.findall(text))
    counts: Counter[str] = Counter()
    for term, count in found.items():
        counts[term[:-2] if term.endswith(_POSSESSIVE) else term.rstrip("'’")] += count
    return counts


def names_in(text: str) -> frozenset[str]:
    """The pairs of neighbouring capitalised words, initials left out: what names of persons and places are told by.

    >>> sorted(names_in("Police said Ada B. Orr of North Field was hit."))
    ['ada orr', 'north field']
    """
    found: set[str] = set()
    for run in _RUN.findall(text):
        words = [
            word.removesuffix("'s").removesuffix("’s").casefold() for word in run.split() if not word.endswith(".")
        ]
        found.update(f"{one} {other}" for one, other in pairwise(words))
    return frozenset(found)


def proper_in(text: str) -> frozenset[str]:
    """The capitalised words that the text never writes in small letters: single words of names.

    >>> sorted(proper_in("Shells hit Velm. The mayor of Velm said the shells fell. Orrin left."))
    ['orrin', 'velm']
    """
    small = set(_SMALL.findall(text))
    return frozenset(word.casefold() for word in _CAPITAL.findall(text)) - small


def ages_in(text: str) -> frozenset[int]:
    """The ages in years that a text gives.

    >>> sorted(ages_in("A 12-year-old and Ada Orr, 34, were hit."))
    [12, 34]
    """
    return frozenset(int(a or b or c) for a, b, c in _AGE.findall(text))


def headline_of(title: str) -> str:
    """A title without the name of the site behind it.

    >>> headline_of("Two hurt in blast at depot - Northfield Herald")
    'Two hurt in blast at depot'
    """
    parts = _SITE.split(title)
    while len(parts) > 1 and len(parts[-1].split()) < _SITE_WORDS:
        parts.pop()
    return " - ".join(parts)


@dataclass(frozen=True, slots=True)
class Rarities:
    """How rare terms and names are among pages in hand and those of the table of common words."""

    pages: int
    counts: Mapping[str, int]

    def of(self, term: str) -> float:
        """The rarity of a term or a name."""
        general = GENERAL_PAGES * load_common().get(term, 1 / UNLISTED)
        return max(0.0, log((self.pages + GENERAL_PAGES) / (self.counts.get(term, 0) + general + 1)))

    def vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """The terms of a text by how much they tell of it, at length one."""
        weights = {term: (1 + log(count)) * self.of(term) for term, count in counts.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {term: weight / length for term, weight in weights.items()} if length else {}


def count_pages(pages: Iterable[Iterable[str]]) -> Rarities:
    """The rarities of terms over some pages, each given by its different terms."""
    counts: Counter[str] = Counter()
    total = 0
    for terms in pages:
        counts.update(terms)
        total += 1
    return Rarities(total, counts)


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two vectors of length one."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[term] for term, weight in few.items() if term in many)

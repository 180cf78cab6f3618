"""What may always be named: office holders, organisations, actors, arms, countries and peoples, months and days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.gazetteer.tables import load_table, split_cell
from sitrep.lexicon import load_lexicon
from sitrep.redaction.words import is_name_word, phrase
from sitrep.resolve.actors import OfficeRow, OrganisationRow
from sitrep.resolve.ontology import load_rows

Words = tuple[str, ...]

_CONTINENTS = (
    "Africa",
    "Asia",
    "Europe",
    "North America",
    "South America",
    "Middle East",
    "Mediterranean",
    "Black Sea",
)
_LONGEST = 8


@dataclass(frozen=True)
class Known:
    """The names that may be shown, as tuples of plain words.

    `phrases` are organisations, peoples and things; `holders` full names of office holders, with their family names;
    `countries` countries, continents and first-order divisions; `places` the project's own list of finer places.
    `states` are the countries alone, `codes` theirs, in capitals. `reach` is how many words the longest name has that
    begins with a word.
    """

    phrases: frozenset[Words]
    holders: Mapping[Words, frozenset[str]]
    countries: frozenset[Words]
    places: frozenset[Words]
    states: frozenset[Words]
    codes: frozenset[str]
    reach: Mapping[str, int]


def _organisations() -> Iterator[str]:
    """Names of organisations and groups."""
    for row in load_rows("organisations.tsv", OrganisationRow):
        yield from (row.name, *row.aliases)
    for name in load_lexicon().names:
        yield from (name.name, *name.aliases)


def _things() -> Iterator[str]:
    """Arms, months and days."""
    yield from (row.term for row in load_lexicon().equipment)
    yield from (row.word for row in load_lexicon().times)


def _holders() -> Iterator[tuple[Words, frozenset[str]]]:
    """Each full name of an office holder with the family names that it may be shortened to."""
    for row in load_rows("office_holders.tsv", OfficeRow):
        shorts = frozenset(phrase(short)[-1] for short in row.short) | {phrase(row.name)[-1]}
        for name in (row.name, *row.aliases):
            if len(words := phrase(name)) > 1:
                yield words, shorts


def _countries() -> Iterator[str]:
    """Names of countries and their seats, and of continents and divisions."""
    for row in load_table("countries").rows:
        yield from (
            row["name"],
            *split_cell(row["other_names"]),
            *split_cell(row["capitals"]),
            *split_cell(row["seats"]),
        )
    yield from (row["name"] for row in load_table("admin1").rows)
    yield from _CONTINENTS


def _peoples() -> Iterator[str]:
    for row in load_table("countries").rows:
        yield from split_cell(row["demonyms"])


def _aliases() -> Iterator[str]:
    """The project's own list of places of conflict."""
    for row in load_table("aliases").rows:
        yield from (row["name"], *split_cell(row["aliases"]))


def _phrases(found: Iterable[str]) -> frozenset[Words]:
    return frozenset(words for name in found if (words := phrase(name)))


def _reach(found: Iterable[Words]) -> Mapping[str, int]:
    """How many words the longest name has that begins with a word, _LONGEST at most."""
    reach: dict[str, int] = {}
    for words in found:
        reach[words[0]] = min(_LONGEST, max(len(words), reach.get(words[0], 1)))
    return reach


@cache
def load_known() -> Known:
    """The names that may be shown, from the project's tables."""
    named = _phrases((*_organisations(), *_things(), *_peoples()))
    holders = dict(_holders())
    countries = _phrases(_countries())
    places = frozenset(p for p in _phrases(_aliases()) if len(p) > 1 or not is_name_word(p[0]))
    codes = frozenset(row["iso3"] for row in load_table("countries").rows)
    states = _phrases(row["name"] for row in load_table("countries").rows)
    return Known(named, holders, countries, places, states, codes, _reach((*named, *holders, *countries, *places)))

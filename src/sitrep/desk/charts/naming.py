"""Places by any of their names: an entry is in a country under every word for it, in a division under its codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sitrep.desk.charts.entries import Entry
from sitrep.gazetteer import Gazetteer, fold, load_countries, skeleton
from sitrep.gazetteer.tables import load_table

# Shorter ones are those of too many names.
_LEAST_SKELETON, _LEAST_SPELLING = 3, 4
_ALPHA_2 = 2
_REMEMBERED = 20_000
# "Yemen (YEM)", as tables say it.
_WITH_CODE = re.compile(r" \(([A-Z]{3})\)$")


@dataclass(frozen=True, slots=True)
class Sought:
    """A place as asked for: folded, its skeleton, its spellings, and the country that it is a word for, if it is one.

    An empty `folded` asks for no place.
    """

    folded: str
    skeleton: str
    country: str | None
    spellings: frozenset[str]


@lru_cache(maxsize=_REMEMBERED)
def folded(name: str) -> str:
    """A name without case and accents; the same few names come again and again."""
    return fold(name)


@lru_cache(maxsize=_REMEMBERED)
def _skeleton(name: str) -> str:
    return skeleton(name)


def other_spellings(name: str, gazetteer: Gazetteer | None) -> frozenset[str]:
    """The folded names of the place that a name most likely means; none for an unknown name or no gazetteer."""
    if gazetteer is None or not name:
        return frozenset()
    return frozenset(key for key in gazetteer.spellings(name) if not key.isascii() or len(key) >= _LEAST_SPELLING)


@cache
def _country_words() -> Mapping[str, str]:
    """The countries by their names, peoples and codes, folded. A word that is a name is none other's adjective."""
    rows = load_countries().rows.values()
    demonyms = {fold(word): row.iso3 for row in rows for word in row.demonyms}
    names = {fold(word): row.iso3 for row in rows for word in (row.name, *row.names, row.iso3)}
    return {**demonyms, **names}


def country_of(asked: str) -> str | None:
    """The country that a word stands for in any case; a code of two letters has to be in capitals.

    >>> country_of("yemen"), country_of("Yemeni"), country_of("Yemen (YEM)"), country_of("YE"), country_of("ye")
    ('YEM', 'YEM', 'YEM', 'YEM', None)
    """
    if with_code := _WITH_CODE.search(asked):
        return _country_words().get(fold(with_code[1]))
    if len(asked) == _ALPHA_2 and asked.isupper() and (code := load_countries().iso3_of(asked)):
        return code
    word = fold(asked)
    return _country_words().get(word) or _country_words().get(word.removeprefix("the "))


@lru_cache(maxsize=512)
def sought(asked: str, spellings: frozenset[str] = frozenset()) -> Sought:
    """What somebody asks for, with other spellings of it, made ready to be compared with many entries."""
    return Sought(fold(asked), skeleton(asked), country_of(asked), spellings)


@cache
def _divisions() -> Mapping[tuple[str, str], frozenset[str]]:
    """The ISO 3166-2 codes of first-order divisions, by country and folded name."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for table in ("admin1", "iso_3166_2"):
        for row in load_table(table).rows:
            key = row["country"], fold(row["name"])
            found[key] = found.get(key, frozenset()) | {fold(row["iso"])}
    return found


@lru_cache(maxsize=_REMEMBERED)
def _codes(country: str, admin1: str) -> frozenset[str]:
    """The folded codes of a division."""
    return _divisions().get((country, fold(admin1)), frozenset())


@lru_cache(maxsize=1024)
def _names_of(country: str) -> tuple[str, ...]:
    """The names of a country, folded."""
    row = load_countries().rows.get(country)
    return (fold(row.name), *map(fold, row.names)) if row else (fold(country),)


def is_there(entry: Entry, place: Sought) -> bool:
    """Whether an entry is at the place, in the division or in the country that is asked for."""
    if not place.folded:
        return True
    own = [folded(name) for name in (entry.place, entry.admin1) if name]
    if place.country is not None:
        # "Niger" is not part of Nigeria; but a town of that name is one.
        return entry.country == place.country or _holds_word(place.folded, own) or _is_code(entry, place)
    names = (*own, *(_names_of(entry.country) if entry.country else ()))
    return (
        any(place.folded in name for name in names)
        or _is_code(entry, place)
        or any(name in place.spellings for name in own)
        or _sounds_alike(entry, place)
    )


def _holds_word(word: str, names: Iterable[str]) -> bool:
    return any(f" {word} " in f" {name} " for name in names)


def _is_code(entry: Entry, place: Sought) -> bool:
    return bool(entry.country and entry.admin1) and place.folded in _codes(entry.country or "", entry.admin1 or "")


def _sounds_alike(entry: Entry, place: Sought) -> bool:
    """Whether a place is spelled alike but for vowels and doubled letters: Ta'izz, Taiz."""
    if len(place.skeleton) < _LEAST_SKELETON:
        return False
    return any(_skeleton(name) == place.skeleton for name in (entry.place, entry.admin1) if name)

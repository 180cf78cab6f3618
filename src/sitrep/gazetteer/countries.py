"""Countries by the words that news uses for them: names, peoples, capitals, seats of power.

Needs no index, so that readers of actors can ask. Everything is case-sensible: "us" is a pronoun and
"turkey" a bird.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from sitrep.gazetteer.names import fold
from sitrep.gazetteer.tables import Table, load_table, split_cell
from sitrep.model.errors import GazetteerError

# Words that are kept as they are looked up: a page names the same few over and over.
_REMEMBERED = 10_000
# Up to this length a word in capitals is an acronym; longer ones may be headlines.
_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its codes and the words for it. Empty where it has none of a kind."""

    iso3: str
    iso2: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED)
def _key(word: str) -> str:
    """A word as it is looked up: acronyms in capitals, all else folded; the article before it dropped."""
    bare = word.replace(".", "").strip()
    if len(bare) <= _ACRONYM and bare.isupper():
        return bare
    lowered = bare.casefold()
    return fold(bare[4:] if lowered.startswith("the ") else bare)


@lru_cache(maxsize=_REMEMBERED)
def _name_key(text: str) -> str | None:
    """The key under which a word is looked up if it is written as a name: with a capital."""
    bare = text.strip().removeprefix("the ")
    return _key(bare) if bare[:1].isupper() else None


def _lookup(words: Mapping[str, str], text: str) -> str | None:
    """The code under `text`, if it is written as a name."""
    key = _name_key(text)
    return words.get(key) if key is not None else None


def _index(pairs: Iterable[tuple[str, str]], what: str) -> dict[str, str]:
    """Words to codes. Raises GazetteerError when a word stands for two countries."""
    found: dict[str, str] = {}
    for word, iso3 in pairs:
        if found.setdefault(_key(word), iso3) != iso3:
            raise GazetteerError(f"countries.tsv: the {what} {word!r} stands for {found[_key(word)]} and {iso3}")
    return found


@dataclass(frozen=True)
class Countries:
    """All countries, looked up by their words; every answer is an ISO 3166-1 alpha-3 code or None."""

    rows: Mapping[str, Country]
    names: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    seats: Mapping[str, str]

    @cached_property
    def _words(self) -> dict[str, str]:
        """All words of all sorts; one of two sorts counts as the first in the order name, demonym, seat, capital."""
        return {**self.capitals, **self.seats, **self.demonyms, **self.names}

    def by_word(self, text: str) -> str | None:
        """The country that a word of any sort stands for."""
        return _lookup(self._words, text)

    def by_name(self, text: str) -> str | None:
        """The country of that name or acronym ("Syria", "the US", "U.S.")."""
        return _lookup(self.names, text)

    def by_demonym(self, text: str) -> str | None:
        """The country that an adjective or the name of a people belongs to ("Russian", "Syrians")."""
        return _lookup(self.demonyms, text)

    def by_capital(self, text: str) -> str | None:
        """The country whose capital that is ("Moscow")."""
        return _lookup(self.capitals, text)

    def by_seat(self, text: str) -> str | None:
        """The country whose government sits there ("the Kremlin", "White House")."""
        return _lookup(self.seats, text)

    def name_of(self, iso3: str) -> str:
        """The English short name of a country. Raises GazetteerError for a code that none has."""
        if iso3 not in self.rows:
            raise GazetteerError(f"no country has the code {iso3!r}; codes are ISO 3166-1 alpha-3, such as SYR")
        return self.rows[iso3].name

    def iso3_of(self, iso2: str) -> str | None:
        """The alpha-3 code for an alpha-2 code, or None."""
        return next((c.iso3 for c in self.rows.values() if c.iso2 == iso2), None)


def read_countries(table: Table) -> Countries:
    """Countries from their data file. Raises GazetteerError when a word stands for two of one sort."""
    rows = {
        row["iso3"]: Country(
            row["iso3"],
            row["iso2"],
            row["name"],
            split_cell(row["other_names"]),
            split_cell(row["demonyms"]),
            split_cell(row["capitals"]),
            split_cell(row["seats"]),
        )
        for row in table.rows
    }
    every = rows.values()
    return Countries(
        rows,
        _index(((n, c.iso3) for c in every for n in (c.name, *c.names)), "name"),
        _index(((n, c.iso3) for c in every for n in c.demonyms), "demonym"),
        _index(((n, c.iso3) for c in every for n in c.capitals), "capital"),
        _index(((n, c.iso3) for c in every for n in c.seats), "seat"),
    )


@cache
def load_countries() -> Countries:
    """The countries that ship with sitrep."""
    return read_countries(load_table("countries"))

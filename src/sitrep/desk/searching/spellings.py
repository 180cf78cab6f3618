"""Known spellings of a name: those of the place or of the actor that it most likely means.

Places have theirs from the gazetteer, in every script it holds; groups, organisations and holders of office from the
word tables. A name that is an actor's is not taken for a place ("Hamas" is no town in Germany).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.desk.searching.folding import folded_words
from sitrep.gazetteer.index import Gazetteer
from sitrep.lexicon.loading import load_lexicon
from sitrep.resolve.actors import office_terms, organisations

PLACE, ACTOR, SOUND = "place", "actor", "sound"
# Latin letters fewer than these are codes of airports and the like.
_FEWEST_LATIN = 4


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """Another spelling of what was typed: `name` as lists have it, `of` as it was typed, `kind` how it is known.

    `kind` is `place`, `actor`, or `sound` where two spellings only sound alike.
    """

    name: str
    of: str
    kind: str


Known = Callable[[str], tuple[Spelling, ...]]


@cache
def _actors() -> Mapping[str, frozenset[str]]:
    """The names of each actor, by each of them folded."""
    groups: list[tuple[str, ...]] = [(row.name, *row.aliases) for row in load_lexicon().names]
    groups += [(row.name, *row.aliases) for rows in organisations().values() for row in rows]
    groups += [(row.name, *row.aliases) for rows in office_terms().values() for row in rows]
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for name in group:
            key = folded_words(name)
            found[key] = found.get(key, frozenset()) | frozenset(group)
    return found


def actor_spellings(name: str) -> tuple[Spelling, ...]:
    """The other names of the group, organisation or holder of office of that name.

    >>> [spelling.name for spelling in actor_spellings("Daesh") if "Levant" in spelling.name]
    ['Islamic State of Iraq and the Levant']
    """
    folded = folded_words(name)
    others = {folded_words(other): other for other in sorted(_actors().get(folded, ()))}
    return tuple(sorted(Spelling(other, name, ACTOR) for key, other in others.items() if key not in {folded, ""}))


def _is_usable(key: str) -> bool:
    return not key.isascii() or len(key.replace(" ", "")) >= _FEWEST_LATIN


def place_spellings(name: str, gazetteer: Gazetteer) -> tuple[Spelling, ...]:
    """The other spellings of the place that a name most likely means, in every script; none for an unknown name."""
    folded = folded_words(name)
    keys = {folded_words(key) for key in gazetteer.spellings(name) if _is_usable(key)}
    return tuple(Spelling(key, name, PLACE) for key in sorted(keys - {folded, ""}))


def known_spellings(gazetteer: Gazetteer | None) -> Known:
    """What tells the other spellings of a name: of an actor if one has it, else of a place. Answers are kept."""

    @cache
    def known(name: str) -> tuple[Spelling, ...]:
        return actor_spellings(name) or (place_spellings(name, gazetteer) if gazetteer else ())

    return known

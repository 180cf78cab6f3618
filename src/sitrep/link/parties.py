"""Whether whom a page names as a doer is somebody: a party that can be held responsible, and can be asked.

A reader takes for the doer whatever stands where one is expected, "Thirty-one died" included. An accused party is more:
it has a country, a name, or a type that can act, or is called by the noun of one ("warplanes", "gunmen"). A bare number
and words such as "each other" are nobody, whatever else is known of them.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.lexicon.loading import load_lexicon
from sitrep.link.voices import name_words
from sitrep.model.fields import Record, text_at

PARTS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PartyWords:
    """`types` that can act, words that mean `nobody`, nouns of `doers`, `numbers` with what stands around them."""

    types: frozenset[str]
    nobody: frozenset[str]
    doers: frozenset[str]
    numbers: frozenset[str]


@cache
def load_party_words() -> PartyWords:
    """The words that ship with sitrep; those for numbers are the lexicon's."""
    raw = json.loads((files("sitrep.link") / "data" / "parties.json").read_text(encoding="utf-8"))
    numbers = {part for row in load_lexicon().numbers for part in PARTS.findall(row.word.casefold())}
    return PartyWords(
        types=frozenset(raw["types"]),
        nobody=frozenset(word for row in raw["nobody"] for word in row["words"]),
        doers=frozenset(word for row in raw["doers"] for word in row["words"]),
        numbers=frozenset({*numbers, *raw["counts"]["words"]}),
    )


def is_count(name: str) -> bool:
    """Whether a name is nothing but a number.

    >>> is_count("Thirty-one"), is_count("70"), is_count("more than 1,200"), is_count("17th Column")
    (True, True, True, False)
    """
    parts = PARTS.findall(name.casefold())
    return bool(parts) and all(part.isdigit() or part in load_party_words().numbers for part in parts)


def is_nobody(name: str) -> bool:
    """Whether a name is a bare number, or a word that anybody is meant by.

    >>> is_nobody("each other"), is_nobody("warplanes")
    (True, False)
    """
    folded = " ".join(name_words(name))
    return not folded or folded in load_party_words().nobody or is_count(name)


def is_doer(person: Record) -> bool:
    """Whether an actor may be told of as who did it: not where a bare number or "each other" stands for one."""
    return text_at(person, "country") is not None or not is_nobody(text_at(person, "name") or "")


def is_somebody(person: Record) -> bool:
    """Whether a doer that a page names is a party."""
    words, name = load_party_words(), text_at(person, "name") or ""
    if text_at(person, "country"):
        return True
    if is_nobody(name):
        return False
    if person.get("named") is True or text_at(person, "type") in words.types:
        return True
    folded = name_words(name)
    return " ".join(folded) in words.doers or folded[-1] in words.doers


def parties_among(people: Iterable[Record]) -> list[Record]:
    """Those of some people that a page names who are parties."""
    return [person for person in people if is_somebody(person)]

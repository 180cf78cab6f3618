"""Persons whom a page tells of one by one: how they are spoken of, and how many different people they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.model.fields import Record, number_at, text_at

# How a phrase for one person begins that the page has not spoken of before.
NEW = frozenset({"a", "an", "another", "one", "his", "her", "their"})
ARTICLES = frozenset({"a", "an", "another"})
PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself"})
REFLEXIVE = frozenset({"himself", "herself"})
KNOWN_BY = frozenset({"the", "this", "that"})
GENITIVES = ("'s", "\u2019s", "s'", "s\u2019")
MARKS = ".,'\u2019"
ORDINALS = {
    word: number
    for number, word in enumerate(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 2)
}
AGE = re.compile(r"\b(\d+)[ -]?(?:year|month|week)s?[ -]old")
GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Person:
    """One person harmed: the quantity that counts them, where it starts, their name, how they are spoken of."""

    quantity: Record
    start: float
    name: tuple[str, ...]
    is_new: bool
    is_self: bool

    @property
    def kind(self) -> tuple[str, str] | None:
        """Sex and age, None where either is not known."""
        sex, age = text_at(self.quantity, "sex"), text_at(self.quantity, "age")
        return (sex, age) if sex and age else None


def value_of(quantity: Record) -> float | None:
    """The value a quantity stands for: best, else the low bound, else the high one."""
    values = (number_at(quantity, key) for key in ("best", "low", "high"))
    return next((value for value in values if value is not None), None)


def words_of(quantity: Record) -> list[str]:
    """The words of a quantity as the page writes them."""
    return (text_at(quantity, "span", "text") or "").split()


def start_of(quantity: Record) -> float:
    """Where a quantity begins on the page."""
    return number_at(quantity, "span", "start") or 0


def end_of(quantity: Record) -> float:
    """Where a quantity ends on the page."""
    return number_at(quantity, "span", "end") or 0


def is_person(quantity: Record) -> bool:
    """Whether a quantity is one person without a number: "a man", "the driver", a name, a pronoun."""
    words = words_of(quantity)
    return value_of(quantity) == 1 and bool(words) and words[0].lower() not in ("one", "1", "single", "only", "at")


def person_of(quantity: Record) -> Person:
    """A single person with what tells them from others."""
    words = [w for w in words_of(quantity) if w.lower() not in GENERATIONS] or [""]
    first = words[0].lower()
    is_pronoun = len(words) == 1 and first in PRONOUNS
    is_name = words[-1][:1].isupper() and first not in KNOWN_BY
    name = tuple(word.strip(MARKS).lower() for word in words) if is_name and not is_pronoun else ()
    # "The driver's cousin", and "uncle" of "his aunt and uncle", are people whom the page has not told of before.
    is_new = first in NEW or any(word.endswith(GENITIVES) for word in words) or words[0][:1].islower()
    is_new = is_new and not is_pronoun and (first not in KNOWN_BY or any(word.endswith(GENITIVES) for word in words))
    return Person(quantity, start_of(quantity), name, is_new, first in REFLEXIVE)


def is_same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be of one person: one is a part of the other, or they begin and end alike."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return one[-1] == other[-1] and (len(one) == 1 or len(other) == 1 or one[0] == other[0])


def names_of(persons: Iterable[Person]) -> list[tuple[str, ...]]:
    """The names of persons, the fullest of each one's: "Ada Orr" and "Orr" are one, "Ada Orr" and "Tom Orr" two."""
    found: list[tuple[str, ...]] = []
    for name in sorted((person.name for person in persons if person.name), key=len, reverse=True):
        if not any(is_same_name(name, known) for known in found):
            found.append(name)
    return found


def distinct(persons: Iterable[Person]) -> int:
    """How many different people single mentions are at least: by name, sex and age, and a killer beside others."""
    found = list(persons)
    kinds = {person.kind for person in found} - {None}
    sexes = {text_at(person.quantity, "sex") for person in found} - {None}
    killer = any(person.is_self for person in found) and any(person.is_new or person.name for person in found)
    ages = {told[1] for person in found if (told := AGE.search(" ".join(words_of(person.quantity))))}
    return max(min(len(found), 1) + killer, len(names_of(found)), len(kinds), len(sexes), len(ages))


def reached(persons: Iterable[Person]) -> int:
    """How many people there are at least where one is "a third victim"; 0 where nobody is numbered."""
    words = [words_of(person.quantity)[:2] for person in persons]
    numbers = [ORDINALS.get(pair[1].lower(), 0) for pair in words if len(pair) > 1 and pair[0].lower() in ARTICLES]
    return max(numbers, default=0)

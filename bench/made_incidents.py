"""Invented incidents at real places: what, where, when, by whom, with which figures, drawn from a seed."""

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

MADE = Path(__file__).parent / "made"
FIRST_DAY = date(2023, 5, 1)
DAYS = 730
DENIES = ("denials", "denials", "silences")
ADMITS = ("admissions", "silences")
SILENT = ("silences",)
# The incident that many outlets tell, and its tolls from the lowest to the highest.
MANY_DAY = date(2024, 3, 12)
MANY_TOLLS = (5, 60)

Data = dict[str, Any]


@cache
def load_world() -> Data:
    """Countries with regions, towns and parties, outlets and names: `made/world.json`."""
    return json.loads((MADE / "world.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def load_words() -> Data:
    """Sentences by deed and genre: `made/words.json`."""
    return json.loads((MADE / "words.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Incident:
    """One invented happening; `deed` is a key of the words' deeds, `killed` of an abduction those who were taken.

    `answers` are the kinds of answer that the accused party gives, keys of the words.
    """

    number: int
    deed: str
    country: str
    region: str
    town: str
    day: date
    attackers: str
    speaker: str | None
    name: str
    foes: str
    target: str
    killed: int
    injured: int
    answers: tuple[str, ...]


def in_words(number: int) -> str:
    """A number below a hundred in words, any other in figures.

    >>> in_words(7), in_words(30), in_words(42), in_words(250)
    ('seven', 'thirty', 'forty-two', '250')
    """
    ones, tens = load_words()["ones"], load_words()["tens"]
    if number < len(ones):
        return str(ones[number])
    if number >= 100:  # noqa: PLR2004 - a hundred
        return str(number)
    ten, one = tens[number // 10 - 2], number % 10
    return f"{ten}-{ones[one]}" if one else str(ten)


def in_text(number: int) -> str:
    """A number as it stands within a sentence: in words up to ten.

    >>> in_text(10), in_text(11)
    ('ten', '11')
    """
    return in_words(number) if number <= 10 else str(number)  # noqa: PLR2004 - ten


def country_named(name: str) -> Data:
    """The entry of a country."""
    return next(country for country in load_world()["countries"] if country["name"] == name)


def made_incident(draw: random.Random, number: int) -> Incident:
    """An incident of any country, day and deed."""
    country = draw.choice(load_world()["countries"])
    region = draw.choice(sorted(country["regions"]))
    deed = draw.choice(sorted(load_words()["deeds"]))
    settings = load_words()["deeds"][deed]
    parties = [party for party in country["parties"] if party[settings["arm"]]]
    party = draw.choice(parties)
    killed = min(2 + int(draw.expovariate(0.12)), 90)
    return Incident(
        number=number,
        deed=deed,
        country=country["name"],
        region=region,
        town=draw.choice(country["regions"][region]),
        day=FIRST_DAY + timedelta(draw.randrange(DAYS)),
        attackers=party[settings["arm"]],
        speaker=party["speaker"],
        name=party["name"],
        foes=party["foes"],
        target=draw.choice(settings["targets"]),
        killed=killed,
        injured=killed + draw.randrange(4, 30),
        answers=SILENT if deed == "abduction" else draw.choice((DENIES, DENIES, ADMITS, SILENT)),
    )


def incident_of_many() -> Incident:
    """The one incident that forty outlets tell."""
    party = country_named("Yemen")["parties"][0]
    return Incident(
        number=0,
        deed="air strike",
        country="Yemen",
        region="Taiz",
        town="Taiz",
        day=MANY_DAY,
        attackers=party["air"],
        speaker=party["speaker"],
        name=party["name"],
        foes=party["foes"],
        target="a crowded market",
        killed=31,
        injured=70,
        answers=DENIES,
    )

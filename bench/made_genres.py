"""Genres of invented reporting: what paragraphs an incident becomes in agency copy, a bulletin, a denial and so on.

Each genre takes a draw and incidents and gives a `Draft`: title and paragraphs, without furniture. Sentences are those
of `made/words.json`; a draw repeats none within a page as long as there are others.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from made_incidents import DENIES, Incident, country_named, in_text, in_words, load_words, load_world

Data = dict[str, Any]
LINES_OF_A_LONG_PAGE = 199


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before its outlet: `day` is the day of publication."""

    title: str
    paragraphs: tuple[str, ...]
    day: date
    country: str


def written(day: date) -> str:
    """A day as the pages write it.

    >>> written(date(2024, 3, 12))
    '12 March 2024'
    """
    return f"{day.day} {day:%B %Y}"


def capital(text: str) -> str:
    """The text with its first letter large.

    >>> capital("the Red Crescent")
    'The Red Crescent'
    """
    return text[:1].upper() + text[1:]


def person_of(draw: random.Random, country: str) -> str:
    """The name of an invented private person."""
    names = country_named(country)
    return f"{draw.choice(names['given'])} {draw.choice(names['family'])}"


def fields_of(draw: random.Random, incident: Incident) -> Data:
    """What stands in the places of a sentence: each name as it is within a sentence and, capitalised, at its start."""
    source, other = (text.format(town=incident.town) for text in draw.sample(load_words()["sources"], 2))
    second = max(2, incident.killed + draw.choice((-4, -2, -1, 1, 2, 3, 6)))
    texts = {
        "attackers": incident.attackers,
        "source": source,
        "other": other,
        "speaker": incident.speaker or "",
        "name": incident.name,
        "foes": incident.foes,
        "target": incident.target,
        "person": person_of(draw, incident.country),
        "occupation": draw.choice(load_words()["occupations"]),
    }
    fields: Data = texts | {capital(key): capital(text) for key, text in texts.items()}
    numbers = {"killed": incident.killed, "injured": incident.injured, "second": second}
    fields |= {key: in_text(number) for key, number in numbers.items()}
    fields |= {capital(key): capital(in_words(number)) for key, number in numbers.items()}
    least = draw.choice(("at least ", "", ""))
    bare = incident.target.removeprefix("a ").removeprefix("an ")
    started = f"At least {fields['killed']}" if least else fields["Killed"]
    return fields | {
        "atleast": least + fields["killed"],
        "Atleast": started,
        "Children": capital(in_words(max(2, incident.injured // 4))),
        "families": draw.choice((30, 60, 120, 200, 450)),
        "often": in_words(draw.randrange(3, 10)),
        "number": draw.randrange(40, 900),
        "town": incident.town,
        "region": incident.region,
        "country": incident.country,
        "capital": country_named(incident.country)["capital"],
        "bare": bare,
        "thetarget": f"the {bare}",
        "fewer": in_text(max(1, incident.killed * 2 // 3)),
        "weekday": f"{incident.day:%A}",
        "nextday": f"{incident.day + timedelta(1):%A}",
        "date": written(incident.day),
    }


def filled(draw: random.Random, text: str, fields: Data) -> str:
    """The sentence with its places filled; who else says something, and small things, are drawn anew each time."""
    words = load_words()
    other = draw.choice(words["sources"]).format(**fields)
    if other == fields["source"]:
        other = fields["other"]
    slots = {name: draw.choice(choices) for name, choices in words["slots"].items()}
    return text.format(**fields | slots | {"other": other, "Other": capital(other)})


def told_of(incident: Incident, key: str) -> list[str]:
    """The sentences of a kind for the incident's deed: its own, where it has any, else those of all deeds."""
    return list(load_words()["deeds"][incident.deed].get(key) or load_words()[key])


def answer(draw: random.Random, incident: Incident) -> str:
    """What the accused party says, or that it says nothing."""
    if incident.speaker is None:
        return str(draw.choice(load_words()["nobody"]))
    return str(draw.choice(told_of(incident, draw.choice(incident.answers))))


def quote(draw: random.Random, sentence: str, speaker: str) -> str:
    """A sentence in quotation marks and who said it."""
    patterns = ("“{}”, said {}.", "“{}”, {} said.", "{1} said: “{0}.”")
    return draw.choice(patterns).format(sentence, speaker).replace("”,", ",”")


def agency(draw: random.Random, incident: Incident) -> Draft:
    """Agency copy: a dated lead, a second toll, details, the accused party's answer, background."""
    words, fields = load_words(), fields_of(draw, incident)
    deed = words["deeds"][incident.deed]
    desk = country_named(incident.country)["desk"]
    body = [
        f"{desk}, {incident.day:%B} {incident.day.day} - " + draw.choice(deed["leads"]),
        draw.choice(told_of(incident, "second_tolls")),
        *draw.sample(told_of(incident, "details"), 2),
        answer(draw, incident),
        draw.choice(words["unverified"]),
        draw.choice(words["contexts"]),
    ]
    if incident.deed != "abduction" and draw.random() < 0.5:  # noqa: PLR2004 - every other page
        body.insert(3, quote(draw, draw.choice(words["quotes"]), f"{fields['occupation']} in {incident.town}"))
    shown = tuple(filled(draw, text, fields) for text in body)
    return Draft(draw.choice(deed["titles"]).format(**fields), shown, incident.day, incident.country)


def short(draw: random.Random, incident: Incident) -> Draft:
    """A brief of one or two sentences."""
    full = agency(draw, incident)
    return replace(full, paragraphs=full.paragraphs[: draw.choice((1, 1, 2))])


def witness(draw: random.Random, incident: Incident) -> Draft:
    """A witness account, with quotes by invented persons, published days later."""
    words, fields = load_words(), fields_of(draw, incident)
    body = [draw.choice(words["witness_openings"]), draw.choice(words["deeds"][incident.deed]["leads"])]
    title, *quotes = draw.sample(words["quotes"], 4)
    for sentence, more in zip(quotes, draw.sample(told_of(incident, "details"), 3), strict=True):
        speaker = f"{person_of(draw, incident.country)}, {draw.choice(words['occupations'])}"
        body.append(f"“{sentence},” said {speaker}. {more}")
    body.append(draw.choice(told_of(incident, "second_tolls")))
    shown = tuple(filled(draw, text, fields) for text in body)
    day = incident.day + timedelta(draw.choice((1, 2, 3)))
    return Draft(filled(draw, f"{incident.town}: “{title}”", fields), shown, day, incident.country)


def follow_up(kind: str, later: Sequence[int]) -> Callable[[random.Random, Incident], Draft]:
    """The genre of a denial, an update or a retraction; `later` are the days after the incident it may come."""

    def genre(draw: random.Random, incident: Incident) -> Draft:
        entry, fields = load_words()[kind], fields_of(draw, incident)
        body = [draw.choice(entry["leads"]), *draw.sample(entry["follow"], 2)]
        body.append(draw.choice(load_words()["contexts"]))
        shown = tuple(filled(draw, text, fields) for text in body)
        title = draw.choice(entry["titles"]).format(**fields)
        return Draft(title, shown, incident.day + timedelta(draw.choice(later)), incident.country)

    return genre


denial = follow_up("denial", (1,))
update = follow_up("update", (1,))
retraction = follow_up("retraction", (2, 3))


def ministry(draw: random.Random, incident: Incident) -> Draft:
    """A ministry's briefing in points, one of them a denial."""
    entry, fields = load_words()["ministry"], fields_of(draw, incident)
    body = [draw.choice(entry["openings"]), entry["points"][2], *draw.sample(entry["points"], 3)]
    body = list(dict.fromkeys(body))
    shown = tuple(filled(draw, text, fields) for text in body)
    return Draft(draw.choice(entry["titles"]).format(**fields), shown, incident.day + timedelta(1), incident.country)


def lines_of(draw: random.Random, incidents: Sequence[Incident]) -> tuple[str, ...]:
    """One dated line for each incident, in the order of days."""
    shown = []
    for incident in sorted(incidents, key=lambda one: (one.day, one.number)):
        line = draw.choice(load_words()["deeds"][incident.deed]["lines"])
        shown.append(line.format(**fields_of(draw, incident)))
    return tuple(shown)


def bulletin(draw: random.Random, incidents: Sequence[Incident]) -> Draft:
    """A monitor's bulletin: a line an incident."""
    entry, last = load_words()["bulletin"], max(incidents, key=lambda one: (one.day, one.number))
    fields = fields_of(draw, last)
    body = (draw.choice(entry["openings"]).format(**fields), *lines_of(draw, incidents), draw.choice(entry["closings"]))
    return Draft(draw.choice(entry["titles"]).format(**fields), body, last.day + timedelta(1), last.country)


def roundup(draw: random.Random, incidents: Sequence[Incident]) -> Draft:
    """A round-up: a paragraph an incident, with the answers of the accused."""
    entry, last = load_words()["roundup"], max(incidents, key=lambda one: (one.day, one.number))
    body = [draw.choice(entry["openings"]).format(**fields_of(draw, last))]
    for incident in incidents:
        fields = fields_of(draw, incident)
        lead = draw.choice(load_words()["deeds"][incident.deed]["leads"])
        body.append(f"{lead} {answer(draw, incident)}".format(**fields))
    title = draw.choice(entry["titles"]).format(**fields_of(draw, last))
    return Draft(title, tuple(body), last.day + timedelta(1), last.country)


def chronicle(draw: random.Random, incidents: Sequence[Incident]) -> Draft:
    """The long page: an opening and a line for each incident."""
    entry, last = load_words()["long"], max(incidents, key=lambda one: (one.day, one.number))
    fields = fields_of(draw, last)
    body = (entry["opening"].format(**fields), *lines_of(draw, incidents)[:LINES_OF_A_LONG_PAGE])
    return Draft(entry["title"].format(**fields), body, last.day + timedelta(2), last.country)


def native_line(draw: random.Random, country: str) -> str:
    """A line with a name in the country's own script, or an empty one where it writes in Latin letters."""
    entry = country_named(country)
    names = load_world()["native_names"][entry["script"]]
    if not names:
        return ""
    town, written_so = draw.choice(sorted(entry["native"].items()))
    return f"Translation by {draw.choice(names)}; the town's name, {town}, is written {written_so}."


def anything(_incident: Incident) -> bool:
    """Fits every incident."""
    return True


def deadly(incident: Incident) -> bool:
    """Fits incidents in which somebody died."""
    return incident.deed != "abduction"


def answered(incident: Incident) -> bool:
    """Fits deadly incidents that the accused party denies."""
    return deadly(incident) and incident.speaker is not None and incident.answers == DENIES


@dataclass(frozen=True, slots=True)
class Genre:
    """A way of telling one incident, the incidents that it fits, and its weight among all that fit."""

    tell: Callable[[random.Random, Incident], Draft]
    fits: Callable[[Incident], bool]
    weight: int


GENRES = {
    "agency": Genre(agency, anything, 8),
    "short": Genre(short, anything, 4),
    "witness": Genre(witness, deadly, 3),
    "ministry": Genre(ministry, answered, 2),
    "denial": Genre(denial, answered, 2),
    "update": Genre(update, deadly, 2),
    "retraction": Genre(retraction, deadly, 1),
}

"""Writes invented pages of conflict reporting as JSONL, for trying and testing with cases of any size.

`python bench/made_case.py --pages 2000 -o pages.jsonl` writes 2000 pages about several hundred invented incidents at
real places, over two years, in the genres of `made_genres.py`. The first pages are of one incident that forty outlets
tell, with tolls from 5 to 60, denials by the accused party, updates, a retraction and two families of reprints: 46
pages, of fewer than 66 all but 20, of fewer than 40 half. From 200 pages on one page has 200 paragraphs. The same
number and seed give the same bytes, `--seed` gives other pages.

Every page says in its last line that it is invented. A line is `{id, url, title, outlet, published, text}`.
"""

import argparse
import json
import random
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from made_genres import (
    GENRES,
    LINES_OF_A_LONG_PAGE,
    Draft,
    agency,
    bulletin,
    chronicle,
    native_line,
    roundup,
    short,
    witness,
)
from made_incidents import MANY_TOLLS, Incident, incident_of_many, load_words, load_world, made_incident

SEED = 7
# Outlets of the incident of many, and the pages about it: some outlets tell more than once.
MANY = 40
PAGES_OF_MANY = 46
PAGES_AN_INCIDENT = 5
FROM_LONG = 200
LISTED = (3, 7)
NEAR_DAYS = 7
OF_ONE_COUNTRY = ("region", "town", "attackers", "speaker", "name", "foes", "target")

Page = dict[str, str]


def main() -> None:
    """Write the pages to a file or to standard output."""
    parser = argparse.ArgumentParser(prog="bench/made_case.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000, help="how many (default 2000)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-o", "--output", type=Path, help="the file to write; else standard output")
    options = parser.parse_args()
    lines = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in made_pages(options.pages, options.seed))
    if options.output:
        options.output.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)


def made_pages(count: int, seed: int = SEED) -> list[Page]:
    """So many pages, the same for the same seed; at least two.

    >>> [sorted(page) for page in made_pages(2)][0]
    ['id', 'outlet', 'published', 'text', 'title', 'url']
    >>> made_pages(30) == made_pages(30)
    True
    """
    draw = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    outlets = all_outlets(draw)
    many = min(PAGES_OF_MANY, max(count // 2, count - 20))
    told = list(zip(tellings_of_many(draw, many), outlets_of_many(outlets, many), strict=True))
    incidents = [made_incident(draw, number) for number in range(1, max(4, count // PAGES_AN_INCIDENT))]
    if count >= FROM_LONG:
        listed = [made_incident(draw, len(incidents) + number) for number in range(1, LINES_OF_A_LONG_PAGE + 1)]
        same = [replace(one, country="Syria", **syrian(one, draw)) for one in listed]
        told.append((chronicle(draw, same), outlets[0]))
    for draft in ordinary(draw, incidents):
        if len(told) >= count:
            break
        told.append((draft, draw.choice(outlets)))
    return [dressed(draw, number, *page) for number, page in enumerate(told[:count])]


def all_outlets(draw: random.Random) -> list[str]:
    """The invented outlets, shuffled."""
    names = load_world()["outlets"]
    outlets = [f"{first} {second}" for first in names["first"] for second in names["second"]]
    draw.shuffle(outlets)
    return outlets


def outlets_of_many(outlets: Sequence[str], pages: int) -> list[str]:
    """Who tells the incident of many: forty outlets, the first of them again with what came later."""
    return [outlets[number % MANY] for number in range(pages)]


def part_of(number: int) -> str:
    """What a page of the incident of many is, by its number: the first two are agency copy that others reprint."""
    if number in (0, 1):
        return "source"
    if number % 4 == 3:  # noqa: PLR2004 - turns
        return "reprint"
    if number == 10:  # noqa: PLR2004
        return "retraction"
    return {4: "denial", 8: "update"}.get(number % 9, "story")


def tellings_of_many(draw: random.Random, pages: int) -> Iterator[Draft]:
    """Yield the pages about the incident of many; the tolls of stories and updates rise from least to most."""
    incident = incident_of_many()
    low, high = MANY_TOLLS
    sources = [agency(draw, incident), agency(draw, replace(incident, killed=34))]
    own = [number for number in range(pages) if part_of(number) in {"story", "update"}]
    tolls = {number: low + (high - low) * rank // max(1, len(own) - 1) for rank, number in enumerate(own)}
    for number in range(pages):
        toll = tolls.get(number, incident.killed)
        one = replace(incident, killed=toll, injured=toll + 20 + number)
        part = part_of(number)
        if part == "source":
            yield sources[number]
        elif part == "reprint":
            yield reprinted(draw, sources[number // 4 % 2])
        elif part == "story":
            yield draw.choice((agency, agency, short, witness))(draw, one)
        else:
            yield GENRES[part].tell(draw, one)


def reprinted(draw: random.Random, draft: Draft) -> Draft:
    """A copy as other outlets print it: the same words, cut at the end, under its own title now and then."""
    kept = draft.paragraphs[: draw.choice((len(draft.paragraphs), len(draft.paragraphs) - 1))]
    title = draw.choice((draft.title, f"Reported: {draft.title}"))
    return replace(draft, title=title, paragraphs=kept, day=draft.day + timedelta(draw.choice((0, 1))))


def ordinary(draw: random.Random, incidents: Sequence[Incident]) -> Iterator[Draft]:
    """Yield pages about all incidents in turn, without end: single stories, lists, and copies of earlier ones."""
    earlier: list[Draft] = []
    while True:
        for incident in incidents:
            chance = draw.random()
            if chance < 0.15 and earlier:  # noqa: PLR2004 - shares of genres
                yield reprinted(draw, draw.choice(earlier[-50:]))
            elif chance < 0.27:  # noqa: PLR2004
                yield draw.choice((bulletin, roundup))(draw, week_of(draw, incident, incidents))
            else:
                fit = [genre for genre in GENRES.values() if genre.fits(incident)]
                (chosen,) = draw.choices(fit, [genre.weight for genre in fit])
                earlier.append(chosen.tell(draw, incident))
                yield earlier[-1]


def week_of(draw: random.Random, incident: Incident, incidents: Sequence[Incident]) -> list[Incident]:
    """The incident with others of its country: those of the week before it, else made ones of that week."""
    near = [
        one
        for one in incidents
        if one.country == incident.country and 0 <= (incident.day - one.day).days < NEAR_DAYS and one != incident
    ]
    while len(near) < draw.randint(*LISTED):
        other = made_incident(draw, draw.randrange(10_000, 99_999))
        if other.country == incident.country:
            near.append(replace(other, day=incident.day - timedelta(draw.randrange(NEAR_DAYS))))
    return [incident, *near]


def dressed(draw: random.Random, number: int, draft: Draft, outlet: str) -> Page:
    """A draft as its outlet prints it: furniture, odd characters, an address."""
    furniture = load_words()["furniture"]
    top, bottom = (
        [line.format(outlet=outlet) for line in draw.sample(furniture[end], draw.choice((0, 1, 2)))]
        for end in ("top", "bottom")
    )
    native = native_line(draw, draft.country) if number % 7 == 0 else ""
    lines = [*top, *draft.paragraphs, native, *bottom, load_words()["marker"]]
    slug = outlet.lower().replace(" ", "-")
    hour = f"T{draw.randrange(6, 23):02}:{draw.randrange(60):02}:00Z"
    return {
        "id": f"{slug}-{number:05}",
        "url": f"https://{slug}.example/{draft.day:%Y/%m}/{number}",
        "title": draft.title,
        "outlet": outlet,
        "published": draft.day.isoformat() + (hour if number % 3 else ""),
        "text": odd(number, "\n\n".join(line for line in lines if line)),
    }


def odd(number: int, text: str) -> str:
    """The text with what makes characters hard, in turn by the page's number: most pages stay plain."""
    if number % 11 == 4:  # noqa: PLR2004 - turns
        return text.replace("\n", "\r\n")
    if number % 11 == 6:  # noqa: PLR2004
        return text.replace(" people", "\u00a0people").replace(" civilians", "\u00a0civilians")
    if number % 11 == 8:  # noqa: PLR2004
        return unicodedata.normalize("NFD", load_words()["byline"] + "\n\n" + text)
    if number % 11 == 9:  # noqa: PLR2004
        emoji = load_words()["emoji"]
        return text.replace(".\n", f". {emoji[number % len(emoji)]}\n", 2)
    return text


def syrian(incident: Incident, draw: random.Random) -> dict[str, str]:
    """Place and parties of Syria for an incident of any country, since the long page is of one country."""
    while True:
        other = made_incident(draw, incident.number)
        if other.country == "Syria" and other.deed == incident.deed:
            return {
                key: getattr(other, key) for key in ("region", "town", "attackers", "speaker", "name", "foes", "target")
            }


if __name__ == "__main__":
    main()

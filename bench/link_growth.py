"""Measures how the cost of linking grows: made-up pages of 5, 10, 20 and 50 thousand claims.

`python bench/link_growth.py` prints, for each size, accounts, pairs compared, the seconds of one core for a thousand
claims, and the highest memory in use; each size runs in a process of its own. The pages are made from a fixed seed:
incidents at towns of a grid over two years, each told by one to six pages in other words, with claims beside.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from sitrep.link.accounts import Page
from sitrep.link.linking import link_pages

SIZES = (5_000, 10_000, 20_000, 50_000)
CLAIMS_A_PAGE = 16
HAPPENINGS_A_PAGE = 3
WORDS_A_PAGE = 250
VOCABULARY = 20_000
FIRST_DAY = date(2022, 1, 1).toordinal()
DAYS = 730
SEED = 6
MEGABYTE = 1024

Line = dict[str, Any]


def main() -> None:
    """Print the table, or the line of one size."""
    parser = argparse.ArgumentParser(prog="bench/link_growth.py", description="Measure the growth of linking.")
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    if options.size:
        print(measure(options.size))
        return
    for size in SIZES:
        print(subprocess.check_output([sys.executable, __file__, "--size", str(size)], text=True).strip(), flush=True)


def measure(size: int) -> str:
    """The line of one size."""
    pages = list(made_pages(size, random.Random(SEED)))  # noqa: S311 - a fixed draw, no secret
    claims = sum(len(page.claims) for page in pages)
    start = time.process_time()
    groups = link_pages(pages)
    spent = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return (
        f"claims {claims} pages {len(pages)} accounts {len(groups.accounts)} pairs {len(groups.scores)} "
        f"groups {len(groups.groups)} seconds {spent:.1f} a thousand claims {1000 * spent / claims:.2f} "
        f"memory {memory:.0f} MB"
    )


def made_pages(size: int, draw: random.Random) -> Iterator[Page]:
    """Yield pages of about so many claims in all."""
    made = 0
    incident = 0
    while made < size:
        incident += 1
        happening = made_happening(draw, incident)
        for copy in range(draw.choice((1, 1, 1, 2, 2, 3, 4, 6))):
            page = made_page(draw, f"p{incident}-{copy}", happening)
            made += len(page.claims)
            yield page


def made_happening(draw: random.Random, number: int) -> Line:
    """An incident: its town, day, toll, the person harmed, and the words that only its pages have."""
    town = draw.randrange(2_000)
    return {
        "town": {"name": word(town, "ville"), "lat": 30 + town // 50 * 0.3, "lon": 30 + town % 50 * 0.3},
        "day": FIRST_DAY + draw.randrange(DAYS),
        "killed": draw.randrange(1, 9),
        "person": f"{word(draw.randrange(300)).title()} {word(number, 'ov').title()}",
        "words": [word(draw.randrange(VOCABULARY)) for _ in range(12)],
    }


def word(number: int, ending: str = "") -> str:
    """A word for a number, the same each time.

    >>> word(0), word(77), word(77, "ov")
    ('ba', 'biba', 'bibaov')
    """
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvxz" for vowel in "aeiou"]
    found = syllables[number % len(syllables)]
    while number >= len(syllables):
        number //= len(syllables)
        found += syllables[(number - 1) % len(syllables)]
    return found + ending


def made_page(draw: random.Random, name: str, happening: Line) -> Page:
    """A page that tells of an incident, and of others beside."""
    town, person = happening["town"]["name"].title(), happening["person"]
    common = [word(min(int(draw.paretovariate(0.5)), VOCABULARY - 1)) for _ in range(WORDS_A_PAGE)]
    told = [item for item in happening["words"] if draw.random() < 0.6]  # noqa: PLR2004
    text = f"{person} was killed in {town}. " + " ".join(draw.sample(common + told, len(common) + len(told)))
    published = date.fromordinal(happening["day"] + draw.choice((0, 1, 1, 2, 5))).isoformat()
    document = {"id": name, "external_id": name, "title": f"{town} struck", "published": published}
    tellings = [happening, *(made_happening(draw, draw.randrange(10_000)) for _ in range(HAPPENINGS_A_PAGE - 1))]
    claims = [made_claim(name, n, tellings[n * len(tellings) // CLAIMS_A_PAGE]) for n in range(CLAIMS_A_PAGE)]
    return Page(document, text, tuple(claims))


def made_claim(page: str, number: int, happening: Line) -> Line:
    """A claim of an attack."""
    day = date.fromordinal(happening["day"]).isoformat()
    known = {"radius_km": 5, "precision": "exact", "country": "UKR", "admin1": "North"}
    killed = happening["killed"]
    toll = {"measure": "killed", "best": killed, "low": killed, "high": killed, "part_of": None}
    event = {
        "type": "ASSAULT",
        "status": "occurred",
        "historical": False,
        "trigger": {"text": "struck"},
        "time": {"start": day, "end": day, "granularity": "day"},
        "place": {**happening["town"], **known},
        "places": [],
        "actors": [],
        "recipients": [{"name": happening["person"], "type": "person", "named": True}],
        "quantities": [toll],
        "equipment": [],
    }
    passage = f"{happening['person']} was killed in {happening['town']['name'].title()}, one of {killed}."
    evidence = {"start": 400 * number, "text": passage}
    return {"id": f"{page}-{number:02}", "evidence": evidence, "stance": "asserts", "event": event}


if __name__ == "__main__":
    main()

"""Made pages are the same for one seed, lie at places that are known, and one incident is told by forty outlets."""

import json
import random
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from made_case import MANY, made_pages
from made_genres import GENRES
from made_incidents import load_words, load_world, made_incident
from tests.within import printed

from sitrep.gazetteer.index import Gazetteer

SCRIPT = Path(__file__).parents[2] / "bench" / "made_case.py"


def of_many(pages: list[dict[str, str]]) -> list[dict[str, str]]:
    """The pages of the incident that many outlets tell."""
    return [page for page in pages if page["published"].startswith("2024-03-1") and "Taiz" in page["text"]]


def towns_of(country: dict[str, Any]) -> list[str]:
    return [town for towns in country["regions"].values() for town in towns]


def test_one_seed_makes_the_same_pages_and_another_makes_others() -> None:
    assert made_pages(30) == made_pages(30)
    assert made_pages(30) != made_pages(30, seed=8)


@pytest.mark.parametrize("count", [2, 30, 60, 300])
def test_as_many_pages_are_made_as_were_asked_for_each_with_a_name_of_its_own(count: int) -> None:
    pages = made_pages(count)
    assert len({page["id"] for page in pages}) == len({page["url"] for page in pages}) == count


def test_the_command_writes_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    subprocess.run([sys.executable, str(SCRIPT), "--pages", "30", "-o", str(path)], check=True)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == made_pages(30)


def test_every_page_says_that_it_is_invented_and_its_address_leads_nowhere() -> None:
    for page in made_pages(300):
        assert unicodedata.normalize("NFC", page["text"]).endswith(load_words()["marker"])
        assert str(urlsplit(page["url"]).hostname).endswith(".example")


def test_no_place_for_a_word_is_left_open() -> None:
    for page in made_pages(300):
        assert not set("{}") & set(page["title"] + page["text"]), page["id"]
        assert "  " not in page["text"]


def test_every_town_is_known_in_its_country(gazetteer: Gazetteer) -> None:
    for country in load_world()["countries"]:
        land = next(place for place in gazetteer.find(country["name"]) if place.kind == "country").country
        unknown = [town for town in towns_of(country) if land not in {place.country for place in gazetteer.find(town)}]
        assert unknown == [], country["name"]


def test_forty_outlets_tell_one_incident_with_tolls_from_five_to_sixty() -> None:
    told = of_many(made_pages(300))
    assert len({page["outlet"] for page in told}) == MANY
    texts = " ".join(unicodedata.normalize("NFKC", page["text"]) for page in told)
    assert [part for part in ("five people", "60 people", "denied", "risen to") if part not in texts] == []
    assert [page["title"] for page in told if page["title"].startswith(("Correction:", "Retraction:"))]


def test_its_reprints_are_of_two_families() -> None:
    texts = [unicodedata.normalize("NFKC", page["text"]) for page in of_many(made_pages(300))]
    leads = [text.partition("ADEN, March 12")[2].splitlines()[:1] for text in texts]
    families = {lead[0] for lead in leads if lead and leads.count(lead) > 3}
    assert len(families) == 2


def test_there_are_long_pages_short_ones_and_odd_characters() -> None:
    texts = [page["text"] for page in made_pages(300)]
    assert max(len(text.split("\n\n")) for text in texts) > 200
    assert min(map(len, texts)) < 250
    for odd in ("\r\n", "\u00a0", "\u200d", "\u0301", "ا", "к"):
        assert any(odd in text for text in texts), ascii(odd)


def test_every_genre_fits_every_incident_that_it_may_tell() -> None:
    draw = random.Random(1)  # noqa: S311 - a fixed draw, no secret
    for number in range(200):
        incident = made_incident(draw, number)
        for name, genre in GENRES.items():
            if genre.fits(incident):
                assert genre.tell(draw, incident).paragraphs, name


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> list[dict[str, Any]]:
    """The incidents of a linked case of sixty made pages."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, str(SCRIPT), "--pages", "60", "-o", str(folder / "pages.jsonl")], check=True)
    for asked in (("init", "case"), ("add", "case", "pages.jsonl"), ("link", "case"), ("incidents", "case")):
        out, _ = printed(folder, environment, *asked)
    return [json.loads(line) for line in out.splitlines()]


def test_linking_finds_the_incident_of_many_as_one(incidents: list[dict[str, Any]]) -> None:
    widest = max(incidents, key=lambda incident: len(incident["documents"]))
    assert len(widest["documents"]) >= 35
    assert widest["place"]["name"] == "Taiz"
    assert widest["accused_position"] == "denies"
    assert len(widest["quantities"]["killed"]["positions"]) > 15
    assert sum(document["copy_of"] is not None for document in widest["documents"]) >= 10

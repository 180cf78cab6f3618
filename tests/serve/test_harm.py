"""Do no harm: what leaves the desk has no private name, no accusation stands alone, what is graphic is covered."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serve.harm_case import GRAPHIC, PAGES, PRIVATE, TOWN, graphic_claim, make

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk
from sitrep.serve.app import create_app

FILES = ("claims-csv", "claims-jsonl", "incidents-jsonl")


class Open(HTMLParser):
    """Gathers what a page prints, its title too, but for what stands under a cover that is shut."""

    def __init__(self) -> None:
        super().__init__()
        self.details: list[bool] = []
        self.text = ""
        self.covers = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            self.details.append("graphic" in (dict(attrs).get("class") or "").split())
            self.covers += self.details[-1]

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.details.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.details):
            self.text += data


def opened(page: str) -> Open:
    found = Open()
    found.feed(page)
    return found


@pytest.fixture(scope="module")
def harm_desk(
    tmp_path_factory: pytest.TempPathFactory, instruments: Instruments, gazetteer_path: Path
) -> Iterator[Desk]:
    # The desk asks for the place names of the environment, which are those of the tests.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
        with open_case(make(tmp_path_factory.mktemp("harm"), instruments)) as case:
            yield Desk(case)


@pytest.fixture(scope="module")
def harm(harm_desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(harm_desk), base_url="http://127.0.0.1:8017") as client:
        yield client


@pytest.fixture(scope="module")
def incidents(harm: TestClient) -> list[str]:
    return [found["id"] for found in harm.get("/incidents.json").json()["incidents"]]


@pytest.fixture(scope="module")
def strike(incidents: list[str]) -> str:
    """The incident that both pages tell of."""
    return incidents[0]


def leaks(text: str) -> list[str]:
    return [name for name in PRIVATE if name.casefold() in text.casefold()]


def test_the_pages_of_the_team_have_the_names(harm: TestClient, strike: str) -> None:
    assert leaks(harm.get(f"/incidents/{strike}").text) == [*PRIVATE]


@pytest.mark.parametrize("profile", ["public", "partner"])
def test_no_private_name_is_anywhere_in_what_the_public_would_see(
    harm: TestClient, incidents: list[str], profile: str
) -> None:
    for name in incidents:
        for address in (f"/incidents/{name}/public", f"/incidents/{name}/public.json"):
            answer = harm.get(address, params={"profile": profile})
            assert answer.status_code == 200
            assert leaks(answer.text) == []
            assert not [page["id"] for page in PAGES if page["id"] in answer.text]
            assert "slate.example/2015" not in answer.text


def test_the_public_view_says_what_it_withheld_and_that_a_person_must_read_it(harm: TestClient, strike: str) -> None:
    page = unescape(harm.get(f"/incidents/{strike}/public").text)
    data = harm.get(f"/incidents/{strike}/public.json").json()
    assert data["profile"] == data["incident"]["profile"] == "public"
    assert data["withheld"]["names"] > 0
    told = ", ".join(f"{count} {kind}" for kind, count in data["withheld"].items())
    assert f"Withheld: {told}" in page
    assert "A person must read all of this before it is published" in page
    assert f'href="/incidents/{strike}/public"' in harm.get(f"/incidents/{strike}").text


def test_the_place_of_a_hospital_is_its_province(harm: TestClient, strike: str) -> None:
    page = harm.get(f"/incidents/{strike}/public").text
    place = harm.get(f"/incidents/{strike}/public.json").json()["incident"]["place"]
    assert place["name"] == "Idlib"
    assert place["precision"] == "admin1"
    assert TOWN not in page
    assert "Ar\u012b\u1e29\u0101" not in page


def test_an_accusation_in_the_public_view_has_its_speaker_and_the_accuseds_position(
    harm: TestClient, incidents: list[str]
) -> None:
    accusing = 0
    for name in incidents:
        data = harm.get(f"/incidents/{name}/public.json").json()
        page = unescape(harm.get(f"/incidents/{name}/public").text)
        for claim in (claim for claim in data["claims"] if claim["accused_position"]):
            accusing += 1
            assert any(claim["speakers"])
            assert data["accused"]
        for one in data["accused"]:
            assert f"{one['name']}{':' if one['position'] == 'not_searched' else ''} {one['words']}" in page
    assert accusing > 1


def test_the_public_view_is_for_those_outside_the_team(harm: TestClient, strike: str) -> None:
    assert harm.get(f"/incidents/{strike}/public?profile=internal").status_code == 400


@pytest.mark.parametrize("what", FILES)
def test_a_file_is_for_the_public_unless_somebody_chooses_otherwise(harm: TestClient, what: str) -> None:
    page = harm.get("/export", params={"what": what})
    answer = harm.get("/export/file", params={"what": what})
    assert answer.status_code == 200
    assert ".public." in answer.headers["content-disposition"]
    assert leaks(answer.text) == []
    assert f"Withheld: {answer.headers['x-sitrep-withheld']}." in page.text
    assert re.search(r"\d+ names", answer.headers["x-sitrep-withheld"])


def test_the_files_beside_it_count_what_was_withheld_and_say_whose_the_places_are(harm: TestClient) -> None:
    made = harm.get("/export.json?what=claims-jsonl").json()["made"]
    lines = [json.loads(line) for line in harm.get(made["addresses"]["file"]).text.splitlines()]
    withheld = harm.get(made["addresses"]["withheld"]).json()
    assert (withheld["profile"], withheld["claims"]) == ("public", len(lines))
    assert withheld["withheld"] == made["withheld"]
    assert sum(line["withheld"].get("names", 0) for line in lines) == withheld["withheld"]["names"]
    assert "GeoNames" in harm.get(made["addresses"]["licence"]).text


@pytest.mark.parametrize("profile", ["partner", "internal"])
def test_what_is_not_for_the_public_needs_a_promise_and_says_so_in_its_name(harm: TestClient, profile: str) -> None:
    asked = {"what": "claims-csv", "profile": profile}
    refused = harm.get("/export", params=asked)
    assert "tick “I will not publish this”" in unescape(refused.text)
    assert "Save the file" not in refused.text
    assert harm.get("/export/file", params=asked).status_code == 400
    answer = harm.get("/export/file", params={**asked, "kept": "yes"})
    assert f'filename="claims.{profile}-not-for-publication.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert len(rows) == len(harm.get("/export/file?what=claims-jsonl").text.splitlines())
    assert bool(leaks(answer.text)) == (profile == "internal")


def test_the_form_has_public_chosen_and_the_promise_not_given(harm: TestClient) -> None:
    page = harm.get("/export").text
    assert re.findall(r'name="profile" [^>]*value="(\w+)" checked', page) == ["public"]
    assert not re.search(r'name="kept"[^>]*checked', page)
    assert 'href="/export"' in harm.get("/").text


def test_a_file_holds_only_what_passes_the_filters(harm: TestClient, strike: str) -> None:
    asked = {"what": "incidents-jsonl", "place": "idlib"}
    lines = [json.loads(line) for line in harm.get("/export/file", params=asked).text.splitlines()]
    assert [line["id"] for line in lines] == [strike]
    claims = harm.get("/export/file", params={**asked, "what": "claims-jsonl"}).text.splitlines()
    assert sorted(json.loads(line)["id"] for line in claims) == sorted(lines[0]["claims"])
    wrong = harm.get("/export", params={"what": "claims-csv", "from": "yesterday"})
    assert "which is no day" in unescape(wrong.text)
    assert "Save the file" not in wrong.text


def test_an_unknown_file_is_refused_with_the_names_of_those_there_are(harm: TestClient) -> None:
    answer = harm.get("/export/file?what=everything")
    assert answer.status_code == 400
    assert "incidents-jsonl" in answer.text
    assert harm.get("/export/file").status_code == 400
    assert "incidents-jsonl" in harm.get("/export?what=everything").text


def test_every_page_is_marked_as_a_working_copy_and_leads_to_how_people_are_kept_safe(
    harm: TestClient, strike: str
) -> None:
    for address in ("/", f"/incidents/{strike}", f"/incidents/{strike}/public", "/pages", "/search", "/log", "/export"):
        page = harm.get(address).text
        assert "Working copy, not for publication" in page
        assert '<a href="/help">How this desk keeps people safe</a>' in page
    told = harm.get("/help").text
    for words in ("Public", "Partner", "Internal", "30 days", "sitrep erase", "What a hash proves"):
        assert words in told


@pytest.fixture(scope="module")
def bodies(harm: TestClient, harm_desk: Desk) -> tuple[str, str]:
    """The claim that describes bodies, and its incident."""
    claim = graphic_claim(harm_desk)
    row = harm.get(f"/claims/{claim}.json").json()
    return claim, row["incident"]


def test_what_describes_bodies_is_covered_wherever_it_is_quoted(harm: TestClient, bodies: tuple[str, str]) -> None:
    claim, incident = bodies
    addresses = (
        f"/incidents/{incident}",
        f"/incidents/{incident}/public",
        f"/incidents/{incident}/why?claim={claim}",
        f"/pages/{PAGES[0]['id']}",
        "/search?q=bakers",
        "/who-said?measure=killed&about=7",
        "/log",
        f"/review?claim={claim}",
    )
    harm.cookies.set("sitrep-reviewer", "Ana")
    for address in addresses:
        page = harm.get(address).text
        found = opened(page)
        assert GRAPHIC in page, address
        assert found.covers, address
        assert GRAPHIC not in found.text, address
        assert "Graphic description" in page, address


def test_titles_that_describe_bodies_are_covered_in_lists_and_on_their_page(harm: TestClient) -> None:
    for address in ("/pages", "/search?q=drivers", "/pages/quiet", "/pages/quiet/original"):
        page = harm.get(address).text
        assert "body parts" not in opened(page).text, address
        assert "Graphic title, covered" in page, address
    assert "body parts" in harm.get("/pages/quiet").text


def test_an_accusation_has_its_speaker_and_the_accuseds_position_on_every_page_that_prints_it(
    harm: TestClient, strike: str
) -> None:
    data = harm.get(f"/incidents/{strike}.json").json()
    claim = next(name for one in data["accusations"] for name in one["accusations"])
    addresses = (
        f"/incidents/{strike}",
        f"/incidents/{strike}/why?claim={claim}",
        f"/pages/{PAGES[0]['id']}",
        "/search?q=jets",
        "/who-said?measure=killed&about=9",
        f"/review?claim={claim}",
    )
    harm.cookies.set("sitrep-reviewer", "Ana")
    for address in addresses:
        page = " ".join(unescape(re.sub(r"<[^>]+>", "", harm.get(address).text)).split())
        assert "Yusuf Abdi" in page, address
        assert re.search(r"(Russia|Russian jets):? denies it", page), address

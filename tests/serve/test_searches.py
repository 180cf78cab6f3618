"""Search, and who said it first, as pages and as data."""

import re
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of
from sitrep.serve.app import create_app

INJECTION = "<script>alert(1)</script>"


def _text(desk: Desk, page: str) -> str:
    with looking(desk) as connection:
        return str(connection.execute("SELECT text FROM search_page WHERE page = ?", (page,)).fetchone()[0])


def test_a_name_is_found_in_its_other_spelling_and_marked_where_it_stands(client: TestClient, desk: Desk) -> None:
    found = client.get("/search.json", params={"q": "Khmeimim"}).json()
    assert found["exact"] == 0
    assert found["total"] == 4
    assert found["tried"][0] | {"pages": 0} == {"name": "Hmeimim", "of": "Khmeimim", "kind": "place", "pages": 0}
    for hit in found["hits"]:
        text = _text(desk, hit["id"])
        pieces = [piece for snippet in hit["snippets"] for piece in snippet["pieces"] if "start" in piece]
        assert pieces
        assert all(text[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)


def test_without_other_spellings_only_what_was_typed_is_found(client: TestClient) -> None:
    found = client.get("/search.json", params={"q": "Khmeimim", "spellings": "no"}).json()
    assert (found["total"], found["tried"]) == (0, [])


def test_the_page_marks_matches_and_leads_to_them(client: TestClient) -> None:
    page = client.get("/search", params={"q": "Hmeymin"}).text
    assert re.search(r'<mark class="other"><a href="/pages/d-[0-9a-f]+\?at=\d+-\d+#at">Hmeimim</a></mark>', page)
    assert "a spelling of the place" in page
    assert "None as typed" in page


def test_a_match_names_the_claims_that_it_is_evidence_of(client: TestClient, desk: Desk) -> None:
    (hit, *_) = client.get("/search.json", params={"q": '"at least 36"'}).json()["hits"]
    with looking(desk) as connection:
        row = connection.execute("SELECT body FROM claims WHERE id = ?", (hit["claims"][0]["id"],)).fetchone()
    assert "36" in str(line_of(row["body"])["evidence"])


def test_a_measure_and_a_number_lead_to_who_said_it(client: TestClient) -> None:
    page = client.get("/search", params={"q": "killed 36"}).text
    assert "/who-said?measure=killed&amp;about=36" in page


@pytest.mark.parametrize("query", ["", '"', "* OR (", INJECTION, "%", "\u0640", "AND", "x" * 400])
def test_whatever_is_typed_is_answered(client: TestClient, query: str) -> None:
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert INJECTION not in answer.text


def test_a_part_that_there_is_not_says_so(client: TestClient) -> None:
    assert client.get("/search", params={"q": "Idlib", "part": 99}).status_code == 404


def test_the_first_of_a_figure_is_told_with_what_came_after_and_what_the_pages_cover(client: TestClient) -> None:
    chain = client.get("/who-said.json", params={"measure": "killed", "about": "36"}).json()
    assert chain["first"]["speaker"] == "the Syrian Observatory for Human Rights"
    assert chain["first"]["low"] == 36
    assert (chain["tolerance"], chain["order_known"]) == (0, False)
    assert {said["link"]["kind"] for said in chain["repeated"]} >= {"same page", "copied"}
    assert chain["covers"]["pages"] == 16
    page = client.get("/who-said", params={"measure": "killed", "about": "36"}).text
    assert (
        "These are 16 pages of 3 named outlets (7 pages without one), published from 2015-12-18 to 2015-12-28" in page
    )
    assert "Copied from" in page


def test_a_claim_is_followed_by_its_figure(client: TestClient) -> None:
    first = client.get("/who-said.json", params={"measure": "killed", "about": "36"}).json()["first"]["claim"]
    chain = client.get("/who-said.json", params={"claim": first}).json()
    assert (chain["measure"], chain["about"]) == ("killed", 36)
    assert chain["first"]["claim"] == first


def test_a_claim_without_a_figure_says_so(client: TestClient, desk: Desk) -> None:
    with looking(desk) as connection:
        name = connection.execute(
            "SELECT id FROM claims WHERE is_event AND body LIKE '%\"quantities\":[]%' LIMIT 1"
        ).fetchone()[0]
    assert "gives no figure" in client.get("/who-said", params={"claim": name}).text


def test_nothing_asked_shows_what_can_be(client: TestClient) -> None:
    page = client.get("/who-said").text
    assert "<option>killed</option>" in page
    assert client.get("/who-said", params={"claim": "c-none"}).status_code == 404
    assert (
        "The reader found no claim of these pages that gives"
        in client.get("/who-said", params={"measure": "killed", "about": "99999"}).text
    )


@pytest.mark.parametrize(("typed", "about"), [("at least 36", 36), ("3,000", 3000), ("1 200", 1200), ("some 300", 300)])
def test_a_figure_is_taken_as_people_type_it(client: TestClient, typed: str, about: float) -> None:
    assert client.get("/who-said.json", params={"measure": "killed", "about": typed}).json()["about"] == about


@pytest.mark.parametrize("typed", ["many", "3 thousand", "36-40", "9" * 60, "<script>alert()</script>"])
def test_what_is_no_figure_is_told_in_the_form(client: TestClient, typed: str) -> None:
    page = client.get("/who-said", params={"measure": "killed", "about": typed})
    assert page.status_code == 200
    assert 'aria-describedby="problem"' in page.text
    assert "Not looked for" in page.text
    assert "<script>alert" not in page.text
    answer = client.get("/who-said.json", params={"measure": "killed", "about": typed}).json()
    assert (answer["chain"], bool(answer["problem"])) == (False, True)


def test_without_an_order_within_the_day_none_is_called_first(client: TestClient) -> None:
    page = client.get("/who-said", params={"measure": "killed", "about": "36"}).text
    assert "One of these 2 was first" in page
    assert "First among these pages" not in page
    assert "Same text as" in page


def test_near_figures_are_counted_and_widen(client: TestClient) -> None:
    narrow = client.get("/who-said.json", params={"measure": "killed", "about": "36"}).json()
    near = {one["about"]: one for one in narrow["near"]}
    assert 43 in near
    wider = {"measure": "killed", "about": "36", "tolerance": near[43]["tolerance"]}
    found = client.get("/who-said.json", params=wider).json()
    assert 43 in {said["low"] for said in found["repeated"]}
    assert 43 not in {said["low"] for said in narrow["repeated"]}


def test_a_chain_of_several_incidents_says_so_and_each_narrows(client: TestClient) -> None:
    asked = {"measure": "killed", "about": "36", "tolerance": "0.5"}
    every = client.get("/who-said.json", params=asked).json()
    assert len(every["incidents"]) > 1
    page = client.get("/who-said", params=asked).text
    assert f"These claims are of {len([one for one in every['incidents'] if one['id']])} incidents" in page
    for one in every["incidents"]:
        if one["id"]:
            narrow = client.get("/who-said.json", params={**asked, "incident": one["id"]}).json()
            said = [narrow["first"], *narrow["repeated"], *narrow["contradicted"]]
            assert {told["incident"] for told in said} == {one["id"]}
            assert "Narrowed to the incident" in client.get("/who-said", params={**asked, "incident": one["id"]}).text


def test_a_place_narrows_by_part_of_its_name(client: TestClient) -> None:
    asked = {"measure": "killed", "about": "36"}
    there = client.get("/who-said.json", params={**asked, "place": "idl"}).json()
    assert there["first"]["low"] == 36
    elsewhere = client.get("/who-said.json", params={**asked, "place": "Damascus"}).json()
    assert elsewhere["first"] is None
    assert client.get("/who-said.json", params={**asked, "incident": "i-none"}).status_code == 404


def test_a_claim_that_says_where_is_of_there(desk_over: Callable[[str], Desk]) -> None:
    text = (
        "Air strikes killed 36 people in Aleppo on Monday, medics said. Shelling killed 36 people in Homs, they said."
    )
    with TestClient(create_app(desk_over(text)), base_url="http://127.0.0.1:8017") as client:
        for place, other in (("aleppo", "Homs"), ("homs", "Aleppo")):
            chain = client.get("/who-said.json", params={"measure": "killed", "about": "36", "place": place}).json()
            assert chain["repeated"] == []
            assert other not in chain["first"]["quotation"]


def test_the_figures_of_an_incident_lead_to_who_said_them(client: TestClient) -> None:
    home = client.get("/who-said.json", params={"measure": "killed", "about": "36"}).json()["first"]["incident"]
    assert f"/who-said?measure=killed&amp;about=36&amp;incident={home}" in client.get(f"/incidents/{home}").text


def test_no_denial_found_is_no_denial_denied(client: TestClient) -> None:
    page = client.get("/who-said", params={"measure": "killed", "about": "36"}).text
    assert "The reader found no claim that denies it" in page
    assert "/search?q=36%20denied" in page


def test_what_is_against_it_stands_by_kind(client: TestClient) -> None:
    chain = client.get("/who-said.json", params={"measure": "killed", "about": "36"}).json()
    kinds = {group["kind"]: group for group in chain["against"]}
    assert {"update", "compatible"} <= kinds.keys()
    assert {entry["low"] for entry in kinds["update"]["entries"]} == {47}
    assert sum(group["claims"] for group in chain["against"]) == len(chain["contradicted"])
    page = client.get("/who-said", params={"measure": "killed", "about": "36"}).text
    assert "The same speaker later: an update" in page
    assert "within “at least 36”" in page


def test_the_list_of_what_is_counted_has_no_odd_noun_unless_asked(client: TestClient) -> None:
    offered = client.get("/who-said.json").json()
    assert offered["measures"][0] == "killed"
    assert "hill" not in offered["measures"]
    assert offered["told"][0] | {"incident": None} == {"measure": "killed", "about": 36, "incident": None, "claims": 6}
    assert "36 killed (Idlib)" in client.get("/who-said").text
    assert "hill" in client.get("/who-said.json", params={"measure": "hill", "about": "2"}).json()["measures"]


def test_the_chain_can_be_downloaded(client: TestClient) -> None:
    page = client.get("/who-said", params={"measure": "killed", "about": "36"}).text
    assert 'download="who-said-killed-36.json"' in page
    address = re.search(r'href="(/who-said\.json\?[^"]+)" download', page)
    assert address is not None
    assert client.get(address[1].replace("&amp;", "&")).json()["about"] == 36

"""Search, and who said it first, as pages and as data."""

import re

import pytest
from fastapi.testclient import TestClient

from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of

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
    assert client.get("/who-said", params={"measure": "killed", "about": "many"}).status_code == 400
    assert client.get("/who-said", params={"claim": "c-none"}).status_code == 404
    assert (
        "No claim of these pages gives" in client.get("/who-said", params={"measure": "killed", "about": "99999"}).text
    )

"""The desk's application: pages and data at one address, for this machine only."""

import re

import pytest
from fastapi.testclient import TestClient

from sitrep.desk.desks import Desk
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_refusal
from sitrep.model.documents import Refusal
from sitrep.model.readings import Run

TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@pytest.mark.parametrize("address", ["/", "/pages", "/incidents"])
def test_each_page_is_data_too(client: TestClient, address: str) -> None:
    page = client.get(address)
    data_address = re.search(r'href="([^"]+)">This page as data', page.text)
    assert page.status_code == 200
    assert data_address is not None
    assert client.get(data_address[1]).json()


def test_data_is_documented(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert paths["/incidents.json"]["get"]["summary"].startswith("The incidents of the case")


def test_no_page_allows_inline_script(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "desk.example"}).status_code == 403


def test_a_page_that_there_is_not_says_so(client: TestClient) -> None:
    answer = client.get("/incidents?part=99")
    assert answer.status_code == 404
    assert "no part 99" in answer.text
    assert client.get("/incidents.json?part=99").json()["reason"].endswith("no part 99")
    assert "There is no such page" in client.get("/nothing").text


@pytest.mark.parametrize("path", ["/pages", "/incidents", "/log", "/search", "/map", "/timeline"])
def test_a_part_that_no_list_has_is_refused(client: TestClient, path: str) -> None:
    assert client.get(f"{path}?q=killed&part={2**63}").status_code in {400, 422}


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    token = TOKEN.search(client.get("/").text)
    assert token is not None
    given = {"name": "Ana", "token": token[1]}
    assert client.post("/reviewer", data={"name": "Ana", "token": "0"}).status_code == 403
    assert client.post("/reviewer", data=given, headers={"Origin": "http://desk.example"}).status_code == 403
    assert client.post("/reviewer", data=given, follow_redirects=False).status_code == 303


def test_a_name_in_any_script_is_kept(client: TestClient) -> None:
    token = TOKEN.search(client.get("/").text)
    assert token is not None
    client.post("/reviewer", data={"name": "Ана حنا", "token": token[1]})
    assert 'value="Ана حنا"' in client.get("/").text


def test_browsers_may_say_that_a_form_is_the_desks_own(client: TestClient) -> None:
    assert client.get("/").headers["referrer-policy"] == "same-origin"


def days_of(client: TestClient, order: str) -> list[str]:
    found = client.get(f"/incidents.json?order={order}").json()["incidents"]
    return [line["time"]["start"] for line in found if line["time"] and line["time"]["start"]]


def test_incidents_come_in_the_order_asked_for(client: TestClient) -> None:
    oldest, newest = days_of(client, "oldest"), days_of(client, "newest")
    assert oldest == sorted(oldest)
    assert newest == sorted(newest, reverse=True)
    assert newest[0] > oldest[0]


def test_incidents_are_filtered_by_their_address(client: TestClient) -> None:
    every = client.get("/incidents.json").json()
    some = client.get("/incidents.json?place=Idlib&type=ASSAULT").json()
    assert 0 < some["total"] < every["total"]
    assert all(line["place"]["admin1"] == "Idlib" or "Idlib" in line["place"]["name"] for line in some["incidents"])
    assert f"of {some['all']}" in client.get("/incidents?place=Idlib&type=ASSAULT").text


def test_what_could_not_be_read_has_a_page_that_the_overview_leads_to(client: TestClient, desk: Desk) -> None:
    assert "Every source that was given could be read" in client.get("/refusals").text
    run = Run("run-1", "2020-01-01T00:00:00+00:00")
    with writing(desk.case.ledger) as connection:
        append_refusal(connection, Refusal("in.jsonl#7", "text is empty", "give the page's words"), run)
    assert client.get("/refusals.json").json()["refusals"] == [
        {"path": "in.jsonl#7", "reason": "text is empty", "remedy": "give the page's words"}
    ]
    page = client.get("/refusals").text
    assert "in.jsonl#7" in page
    assert "give the page&#39;s words" in page
    assert 'href="/refusals"' in client.get("/").text


def test_what_was_only_said_stands_last_and_can_be_left_out(client: TestClient) -> None:
    found = client.get("/incidents.json").json()
    speech = [one["speech"] for one in found["incidents"]]
    assert speech == sorted(speech)
    assert found["speeches"] > 0
    assert found["speeches"] >= sum(speech)
    deeds = client.get("/incidents.json?told=deeds").json()
    assert deeds["total"] == found["total"] - found["speeches"]
    last = client.get(f"/incidents?part={found['parts']}").text
    assert "Only something said" in last
    assert "Only something said" not in client.get("/incidents?told=deeds").text


@pytest.mark.parametrize("headers", [{"host": "["}, {"host": "[::1"}, {"host": "127.0.0.1", "origin": "http://["}])
def test_a_host_that_cannot_be_one_is_refused_and_breaks_nothing(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/reviewer", headers=headers).status_code == 403
    assert client.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize("query", ["killed \u00b2", "killed " + "9" * 5000, '"', "(", "NEAR(", "a:b", "\u0663"])
def test_a_query_of_odd_characters_is_answered(client: TestClient, query: str) -> None:
    assert client.get("/search.json", params={"q": query}).status_code < 500

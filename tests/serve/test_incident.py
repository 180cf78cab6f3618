"""The incident's page and forms, as a browser without scripts sees them."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
ID = re.compile(r' id="([^"]+)"')
RECORDED = re.compile(r"recorded=(j-[0-9a-f]+)")


@pytest.fixture
def raid(client: TestClient) -> str:
    """The incident that most pages tell of."""
    found: str = client.get("/incidents.json").json()["incidents"][0]["id"]
    return found


def post(client: TestClient, raid: str, **given: str) -> Any:  # noqa: ANN401
    token = TOKEN.search(client.get(f"/incidents/{raid}").text)
    assert token is not None
    data = {"token": token[1], "why": "looked at it", "by": "Ana", **given}
    return client.post(f"/incidents/{raid}/judge", data=data)


def test_the_page_prints_the_answer_first(client: TestClient, raid: str) -> None:
    page = unescape(client.get(f"/incidents/{raid}").text)
    told = client.get(f"/incidents/{raid}.json").json()["measures"][0]["headline"]
    assert re.match(r"\d+ to \d+ killed · \d+ independent sources give a figure · rule: range", told)
    assert page.index(told) < page.index("Who is held responsible, and what") < page.index("<table")
    assert "range: from the least low to the greatest high" in page


def test_every_rule_has_its_address(client: TestClient, raid: str) -> None:
    for rule in ("range", "majority", "hierarchy", "team"):
        assert f"rule: {rule}" in client.get(f"/incidents/{raid}?rule={rule}").text
        assert client.get(f"/incidents/{raid}.json?rule={rule}").json()["rule"] == rule
    assert "no rule is called best" in client.get(f"/incidents/{raid}?rule=best").text


def test_an_accusation_is_shown_with_the_position_of_the_accused(client: TestClient, raid: str) -> None:
    view = client.get(f"/incidents/{raid}.json").json()
    page = unescape(client.get(f"/incidents/{raid}").text)
    assert view["accusations"]
    for one in view["accusations"]:
        assert re.search(f"{re.escape(one['name'])}:? {re.escape(one['words'])}", page)
        assert one["meaning"] in page


def test_no_id_stands_twice_on_a_page(client: TestClient, raid: str) -> None:
    post(client, raid, do="note")
    for address in (f"/incidents/{raid}", "/log"):
        ids = ID.findall(client.get(address).text)
        assert len(ids) == len(set(ids))


def test_a_grade_is_recorded_shown_and_undone(client: TestClient, raid: str) -> None:
    answer = post(client, raid, do="grade", scale="credibility", grade="2")
    made = RECORDED.search(str(answer.url))
    assert made is not None
    assert f'Recorded as <span class="id">{made[1]}</span>' in answer.text
    assert "Credibility of the report: 2 Probably true" in answer.text
    token = TOKEN.search(answer.text)
    assert token is not None
    undone = client.post(
        "/log/undo", data={"do": "undo", "token": token[1], "target": made[1], "why": "mistaken", "then": "/log"}
    )
    assert undone.url.path == "/log"
    assert "undid a judgement" in undone.text
    assert client.get(f"/incidents/{raid}.json").json()["grades"][2]["given"] is None


def test_the_name_given_with_a_judgement_is_kept(client: TestClient, raid: str) -> None:
    assert 'name="by"' in client.get(f"/incidents/{raid}").text
    post(client, raid, do="note", by="Ana حنا")
    page = client.get(f"/incidents/{raid}").text
    assert 'name="by"' not in page
    assert "Recorded under the name Ana حنا" in page


def test_a_judgement_without_a_name_reason_or_token_is_refused(client: TestClient, raid: str) -> None:
    assert post(client, raid, do="note", by=" ").status_code == 400
    assert post(client, raid, do="note", why=" ").status_code == 400
    assert post(client, raid, do="note", token="0").status_code == 403  # noqa: S106 - no password
    assert post(client, raid, do="dance").status_code == 400
    assert client.get("/log.json").json()["total"] == 0


def test_a_figure_is_decided_by_hand(client: TestClient, raid: str) -> None:
    post(client, raid, do="figure", measure="killed", low="40", high="", best="43")
    view = client.get(f"/incidents/{raid}.json?rule=team").json()
    assert view["measures"][0]["answer"] == "at least 40"
    assert "Decided by Ana: <strong>at least 40 killed</strong>" in client.get(f"/incidents/{raid}").text
    assert post(client, raid, do="figure", measure="killed", low="some").status_code == 400
    assert post(client, raid, do="figure", measure="killed").status_code == 400


def test_a_merged_id_leads_to_the_living_one(client: TestClient, raid: str) -> None:
    other = client.get("/incidents.json").json()["incidents"][1]["id"]
    assert post(client, raid, do="same", other=other).status_code == 200
    token = TOKEN.search(client.get("/").text)
    assert token is not None
    client.post("/link", data={"token": token[1]})
    moved = [client.get(f"/incidents/{name}.json?rule=majority") for name in (raid, other)]
    assert moved[0].json()["id"] == moved[1].json()["id"]
    assert all(answer.url.params["rule"] == "majority" for answer in moved)
    assert client.get("/incidents/i-0").status_code == 404


def test_a_claim_told_to_be_of_another_incident_is_parted_from_its_first(client: TestClient, raid: str) -> None:
    before = client.get(f"/incidents/{raid}.json").json()
    claim = before["may_leave"][-1]
    post(client, raid, do="different", claim=claim)
    token = TOKEN.search(client.get("/").text)
    assert token is not None
    client.post("/link", data={"token": token[1]})
    after = client.get(f"/incidents/{raid}.json").json()
    assert len({before["founder"], claim} & set(after["line"]["claims"])) == 1
    assert len({before["founder"], claim} & set(after["gone"])) == 1


def test_why_a_claim_is_here_is_a_page_and_data(client: TestClient, raid: str) -> None:
    claims = client.get(f"/incidents/{raid}.json").json()["may_leave"]
    views = {claim: client.get(f"/incidents/{raid}/why.json?claim={claim}").json() for claim in claims}
    claim = next(claim for claim, view in views.items() if view["waterfall"])
    page = client.get(f"/incidents/{raid}/why?claim={claim}").text
    assert all(step["reason"] in unescape(page) for step in views[claim]["waterfall"]["steps"])
    assert client.get(f"/incidents/{raid}/why?claim=c-0").status_code == 404


def test_the_list_calls_no_incident_by_nothing(client: TestClient) -> None:
    lines = client.get("/incidents.json").json()["incidents"]
    assert all(line["title"] and "told of" not in line["title"] for line in lines)
    first = lines[0]["quantities"]["killed"]
    assert first["sources"] > 1
    assert f"{first['sources']} sources" in client.get("/incidents").text


def test_the_log_without_a_line_says_so(client: TestClient) -> None:
    assert "Nobody has judged anything yet" in client.get("/log").text
    assert client.get("/log.json").json()["chain"] == {"holds": True, "breaks": [], "last": None}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"low": "34", "high": "31"}, "cannot both be"),
        ({"low": "-3"}, "0 or more"),
        ({"low": "thirty"}, "write it in digits"),
        ({"low": "nan"}, "0 or more"),
        ({"low": "3", "high": "5", "best": "9"}, "lies outside"),
        ({}, "fill in at least one"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_form(
    client: TestClient, raid: str, given: dict[str, str], told: str
) -> None:
    answer = post(client, raid, do="figure", measure="killed", rule="majority", **given)
    page = unescape(answer.text)
    assert answer.status_code == 400
    assert told in page[page.index('id="problem"') :]
    assert page.index("Decide a figure by hand") < page.index('id="problem"') < page.index("Add a note")
    assert all(f'value="{value}"' in page for value in given.values())
    assert "looked at it</textarea>" in page
    assert "rule: majority" in page
    assert client.get("/log.json").json()["total"] == 0


def test_an_undoing_without_a_reason_comes_back_beside_its_form(client: TestClient, raid: str) -> None:
    made = RECORDED.search(str(post(client, raid, do="note").url))
    token = TOKEN.search(client.get(f"/incidents/{raid}").text)
    assert made is not None
    assert token is not None
    sent = {"do": "undo", "token": token[1], "target": made[1], "why": " ", "by": "Ana", "then": "/log"}
    for address in (f"/incidents/{raid}/undo", "/log/undo"):
        answer = client.post(address, data=sent)
        assert answer.status_code == 400
        assert "a judgement says who made it and why" in answer.text[answer.text.index('id="problem"') :]


def test_the_rule_stays_and_a_decided_figure_comes_first(client: TestClient, raid: str) -> None:
    answer = post(client, raid, do="figure", measure="killed", low="31", high="37", rule="majority")
    page = unescape(answer.text)
    assert "rule=majority" in str(answer.url)
    assert re.search(r"Decided by Ana: <strong>31 to 37 killed</strong>, because: looked at it", page)
    assert page.index("Decided by Ana") < page.index("rule: majority")


def test_a_grade_says_who_gave_it_and_why(client: TestClient, raid: str) -> None:
    post(client, raid, do="grade", scale="airwars", grade="fair")
    page = unescape(client.get(f"/incidents/{raid}").text)
    assert re.search(r"Graded by Ana on \d{4}-\d\d-\d\d, because: looked at it", page)


def test_a_failure_leads_back_to_where_one_came_from(client: TestClient, raid: str) -> None:
    back = f"/incidents/{raid}?rule=team"
    here = str(client.base_url).rstrip("/")
    page = client.get("/nowhere", headers={"referer": here + back}).text
    assert f'href="{back}">Back to where you were' in page
    assert "Back to where" not in client.get("/nowhere", headers={"referer": "http://elsewhere.example/x"}).text


def test_the_grid_can_show_only_what_is_in_dispute(client: TestClient, raid: str) -> None:
    whole = client.get(f"/incidents/{raid}.json").json()["grid"]
    grid = client.get(f"/incidents/{raid}.json?grid=disputes").json()["grid"]
    assert 0 < len(grid["columns"]) < len(whole["columns"])
    assert 0 < len(grid["rows"]) <= len(whole["rows"]) == grid["all_rows"]
    assert all(column["disputed"] for column in grid["columns"])
    assert all(row["differs"] for row in grid["rows"])
    page = client.get(f"/incidents/{raid}?rule=majority&grid=disputes").text
    assert "Only what is in dispute" in page
    assert 'href="?rule=team&amp;grid=disputes"' in page
    assert "rule=majority&amp;grid=disputes#grid" in client.get(f"/incidents/{raid}?rule=majority").text


def test_a_row_is_folded_to_a_line_for_a_phone(client: TestClient, raid: str) -> None:
    page = unescape(client.get(f"/incidents/{raid}").text)
    rows = client.get(f"/incidents/{raid}.json").json()["grid"]["rows"]
    assert page.count('<details class="fold">') == len(rows)

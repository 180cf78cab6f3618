"""The reader's addresses: a page and its data, its bytes sealed, and the way from a claim to its page."""

import html
import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serve.reader_case import CAPTURED, make

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk
from sitrep.serve.app import create_app

TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def reader_desk(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Iterator[Desk]:
    with open_case(make(tmp_path_factory.mktemp("reader"), instruments)) as case:
        yield Desk(case)


@pytest.fixture(scope="module")
def at_desk(reader_desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(reader_desk), base_url="http://127.0.0.1:8017") as client:
        yield client


def shown_text(page: str) -> str:
    """What a browser reads in the element of the text."""
    inner = page.partition('<div id="text"')[2].partition(">")[2].partition("</section>")[0].rpartition("</div>")[0]
    return html.unescape(TAGS.sub("", inner))


@pytest.mark.parametrize("name", ["odd", "long", "mill.html"])
def test_the_text_on_the_page_is_the_text_of_the_data(at_desk: TestClient, name: str) -> None:
    data = at_desk.get(f"/pages/{name}.json").json()
    page = at_desk.get(f"/pages/{name}").text
    assert shown_text(page) == data["text"]
    assert sha256(data["text"].encode()).hexdigest() == data["text_sha256"]


def test_an_external_id_leads_to_the_page(at_desk: TestClient) -> None:
    answer = at_desk.get("/pages/odd?at=3-9", follow_redirects=False)
    assert answer.status_code == 307
    assert re.fullmatch(r"/pages/d-[0-9a-f]{16}\?at=3-9", answer.headers["location"])
    data = at_desk.get("/pages/odd.json", follow_redirects=False)
    assert re.fullmatch(r"/pages/d-[0-9a-f]{16}\.json", data.headers["location"])


def test_a_page_that_there_is_not_says_so(at_desk: TestClient) -> None:
    answer = at_desk.get("/pages/d-nothing")
    assert answer.status_code == 404
    assert "the case has no page d-nothing" in answer.text
    assert at_desk.get("/pages/d-nothing/original").status_code == 404


@pytest.mark.parametrize("state", ["machine-made", "accepted", "edited", "rejected"])
def test_a_word_tells_each_state(at_desk: TestClient, state: str) -> None:
    page = at_desk.get("/pages/odd").text
    assert f'<span class="state state-{state}">{state}</span>' in page
    assert (re.search(rf'data-n="\d+ {state}"', page) is not None) == (state != "machine-made")


def test_who_changed_what_stands_at_the_field(at_desk: TestClient) -> None:
    page = at_desk.get("/pages/odd").text
    assert re.search(r"<b>edited</b> by Ana Horvat, [^;]*; the reader had “[a-z]+”", page)
    assert "<b>reject</b>, Bo Lind" in page


def test_a_stretch_that_the_address_asks_for_is_marked(at_desk: TestClient) -> None:
    page = at_desk.get("/pages/odd?at=2-6").text
    assert re.search(r'<mark id="at" class="[^"]*at"[^>]*>cafe</mark>', page)
    for none in ("9-2", "x", "", "5-5", "999999-9999999"):
        assert 'id="at"' not in at_desk.get("/pages/odd", params={"at": none}).text


def test_graphic_descriptions_are_covered_without_a_script(at_desk: TestClient) -> None:
    page = at_desk.get("/pages/odd").text
    assert "This page describes violence in detail" in page
    assert re.search(r'<details class="block graphic k-paragraph"><summary data-label="Graphic description"', page)
    assert "This page describes violence" not in at_desk.get("/pages/long").text


def test_an_address_captured_again_with_another_text_says_so(at_desk: TestClient) -> None:
    versions = at_desk.get("/pages/odd.json").json()["versions"]
    assert [version["page"]["external_id"] for version in versions if not version["this"]] == ["odd-again"]
    shown = at_desk.get("/pages/odd").text
    assert "One of several versions." in shown
    assert "A copy." not in shown
    assert "captured 2 times" in at_desk.get("/pages/odd").text


def test_the_bytes_are_sent_as_they_came_in_and_sealed(at_desk: TestClient) -> None:
    known = at_desk.get("/pages/mill.html/original.json").json()["kept"]
    source = at_desk.get("/pages/mill.html/original/bytes")
    saved = at_desk.get("/pages/mill.html/original/bytes?save=true")
    assert source.content == saved.content == CAPTURED.encode()
    assert known["sha256"] == sha256(source.content).hexdigest()
    assert known["size"] == len(source.content)
    assert source.headers["content-type"] == "text/plain; charset=utf-8"
    assert saved.headers["content-disposition"].startswith("attachment")


def test_a_drawn_page_may_do_nothing(at_desk: TestClient) -> None:
    drawn = at_desk.get("/pages/mill.html/original/drawn")
    policy = drawn.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert drawn.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<(link|iframe|meta|base)\b", drawn.text)
    assert "Shells killed nine people" in drawn.text
    assert '<iframe class="sealed" sandbox=""' in at_desk.get("/pages/mill.html/original").text


def test_a_line_of_a_file_is_shown_as_plain_text(at_desk: TestClient) -> None:
    source = at_desk.get("/pages/odd/original/bytes")
    assert source.headers["content-type"].startswith("text/plain")
    assert json.loads(source.content)["id"] == "odd"
    assert at_desk.get("/pages/odd/original/drawn").status_code == 404


def test_bytes_that_are_gone_are_missed_in_words(desk: Desk) -> None:
    with TestClient(create_app(desk), base_url="http://127.0.0.1:8017") as client:
        known = client.get("/pages/klaxon-bloodbath.html/original.json").json()["kept"]["sha256"]
        (Path(desk.case.archive) / known[:2] / known).unlink()
        page = client.get("/pages/klaxon-bloodbath.html/original")
        assert page.status_code == 200
        assert "is missing from the archive" in page.text
        assert "<iframe" not in page.text
        assert client.get("/pages/klaxon-bloodbath.html/original/bytes").status_code == 400


def test_a_claim_leads_to_its_page_and_has_its_data(at_desk: TestClient) -> None:
    page = at_desk.get("/pages/odd.json").json()
    claim = page["claims"][0]["id"]
    answer = at_desk.get(f"/claims/{claim}", follow_redirects=False)
    assert answer.headers["location"] == f"/pages/{page['document']['id']}#{claim}"
    data = at_desk.get(f"/claims/{claim}.json").json()
    assert (data["page"], data["state"]) == (page["document"]["id"], "accepted")
    assert at_desk.get("/claims/c-nothing.json").status_code == 404


def test_each_claim_leads_on(at_desk: TestClient) -> None:
    page = at_desk.get("/pages/odd.json").json()
    shown = at_desk.get("/pages/odd").text
    for claim in page["claims"]:
        assert f'href="/review?claim={claim["id"]}"' in shown
        assert f'href="/claims/{claim["id"]}.json"' in shown
        assert claim["incident"] is None or f'href="/incidents/{claim["incident"]}"' in shown
        assert page["document"]["sha256"] in claim["citation"]

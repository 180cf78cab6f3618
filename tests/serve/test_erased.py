"""A page that was erased: its address says so, by whom and why, and so does the log that leads there."""

from html import unescape

from fastapi.testclient import TestClient

from sitrep.case.erasing import erase
from sitrep.desk.desks import Desk


def test_an_erased_page_says_that_it_was_and_why(client: TestClient, desk: Desk) -> None:
    page = client.get("/pages.json").json()["pages"][0]
    told = unescape(client.get(f"/pages/{page['id']}").text)
    assert f"sitrep erase {desk.case.path.name} {page['id']} --by" in told
    erase(desk.case, page["id"], "Cem Aydin", "the witness asked for it")
    for address in (f"/pages/{page['id']}", f"/pages/{page['id']}/original", f"/pages/{page['id']}/original/bytes"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "by Cem Aydin: the witness asked for it" in unescape(answer.text)
    data = client.get(f"/pages/{page['id']}.json")
    assert data.status_code == 410
    assert data.json()["tombstone"]["documents"] == [page["id"]]
    log = client.get("/log").text
    assert f'href="/pages/{page["id"]}">{page["id"]}</a> (erased)' in log
    assert client.get("/pages/d-0000000000000000").status_code == 404

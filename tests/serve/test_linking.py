"""Linking from a page says at once that it goes on, and afterwards what it changed."""

import re

from fastapi.testclient import TestClient


def test_linking_tells_what_it_changed_and_leads_back(client: TestClient) -> None:
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/review").text)
    assert token is not None
    before = client.get("/incidents.json").json()["all"]
    page = client.post("/link", data={"token": token[1], "then": "/map?place=Idlib"}).text
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "are being linked; this takes about a second per 1,000 claims" in plain
    assert f"Incidents {before} {before} Told by several pages" in plain
    assert "Every claim is in the incident that it was in." in plain
    assert 'href="/map?place=Idlib">Go on where you were' in page
    assert page.index("are being linked") < page.index("Done") < page.index("</html>")


def test_nothing_is_linked_without_the_token(client: TestClient) -> None:
    assert client.post("/link", data={"token": "0" * 64}).status_code == 403

"""Notes on an incident: every mark leads to a quotation, the accused speak in it, and no table runs a formula."""

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient

from sitrep.desk.noting import Footnote, footnote


@pytest.fixture
def told_most(client: TestClient) -> str:
    """The incident that most pages tell of."""
    return str(client.get("/incidents.json").json()["incidents"][0]["id"])


def test_every_mark_has_its_footnote_and_the_accused_speak(client: TestClient, told_most: str) -> None:
    view = client.get(f"/incidents/{told_most}/notes.json").json()
    incident = client.get(f"/incidents/{told_most}.json").json()
    above, _, below = view["text"].partition("\n[1] ")
    assert above.startswith("INTERNAL WORKING NOTES, NOT FOR PUBLICATION")
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", above)}
    notes = {1, *(int(number) for number in re.findall(r"^\[(\d+)\] “", below, re.MULTILINE))}
    assert marks == notes == set(range(1, len(notes) + 1))
    assert incident["accusations"]
    for one in incident["accusations"]:
        assert f"{one['name']}: {one['words']}" in above
    for measure in incident["measures"]:
        assert not measure["rule"] or measure["headline"] in above


def test_quotations_stand_in_the_pages_where_the_notes_say(client: TestClient, told_most: str) -> None:
    rows = [row for row in client.get(f"/incidents/{told_most}/notes.json").json()["rows"] if "claim" in row]
    claims = client.get(f"/incidents/{told_most}.json").json()["claims"]
    for row in rows:
        assert row["quotation"] == claims[row["claim"]]["quotation"]
        assert row["end"] - row["start"] == len(row["quotation"])
        assert len(row["sha256"]) == 64


def test_notes_are_taken_away_as_text_and_table(client: TestClient, told_most: str) -> None:
    text = client.get(f"/incidents/{told_most}/notes.txt")
    assert text.text == client.get(f"/incidents/{told_most}/notes.json").json()["text"]
    assert "internal-notes.txt" in text.headers["content-disposition"]
    plain, marked = (client.get(f"/incidents/{told_most}/notes.csv{query}").content for query in ("", "?bom=yes"))
    assert marked == b"\xef\xbb\xbf" + plain
    rows = list(csv.DictReader(io.StringIO(plain.decode())))
    assert {"killed"} <= {row["on"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_page_has_the_notes_in_a_field_and_the_incident_leads_there(client: TestClient, told_most: str) -> None:
    assert f'href="/incidents/{told_most}/notes?rule=range"' in client.get(f"/incidents/{told_most}").text
    page = client.get(f"/incidents/{told_most}/notes").text
    assert "<textarea" in page
    assert "readonly" in page
    assert "not for publication" in page


def test_a_page_without_an_address_is_cited_by_its_hash() -> None:
    where = ("Northwire", "", "", "ab" * 32, 5, 25, "")
    note = Footnote(3, "c-1", "No strike took place", "denies", "a ministry", *where, is_copy=True)
    assert footnote(note) == (
        f"[3] “No strike took place” (denied) a ministry; Northwire; no date; sha256 {'ab' * 32}; characters 5 to 25; "
        "on a page that copies another."
    )

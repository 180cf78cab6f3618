"""Claims, incidents and documents as a notebook has them: exact words, whole records, HTML without surprises."""

from dataclasses import FrozenInstanceError

import pytest

import sitrep
from sitrep.model.identity import JSON

EVIL = "<script>alert('x')</script>&\"'"


def test_every_span_quotes_its_page_exactly(case: sitrep.Case) -> None:
    for claim in case.claims:
        text = case.documents[str(claim.document["id"])].text or ""
        assert claim.quote == claim.spans["evidence"].text
        assert [path for path, span in claim.spans.items() if text[span.start : span.end] != span.text] == []
    paths = {path for claim in case.claims for path in claim.spans}
    assert {"evidence", "cue", "sources.0.span", "event.trigger", "event.place.span", "event.time.span"} <= paths


def test_a_claim_is_a_light_view_of_its_line(case: sitrep.Case) -> None:
    claim = next(claim for claim in case.claims if claim.event is not None and claim.sources)
    assert claim.record["event"] == claim.event
    assert claim.record["sources"] == list(claim.sources)
    assert claim.record["document"] == claim.document
    assert repr(claim).startswith(f"<Claim {claim.id}: “")
    with pytest.raises(FrozenInstanceError):
        claim.record = {}  # type: ignore[misc]


def test_an_incident_knows_its_claims_and_pages(case: sitrep.Case) -> None:
    largest = max(case.incidents, key=lambda incident: len(incident.documents))
    assert set(largest.claims) <= {claim.id for claim in case.claims}
    assert {page["id"] for page in largest.documents} <= {document.id for document in case.documents}
    assert "killed" in largest.quantities
    row = next(row for row in case.incidents.arrow().to_pylist() if row["id"] == largest.id)
    assert row["documents"] == len(largest.documents)
    assert row["killed_low"] == largest.quantities["killed"]["aggregate"]["low"]  # type: ignore[index,call-overload]
    assert "claims on" in repr(largest)


def spoilt(value: JSON) -> JSON:
    """A record whose every text is an attack."""
    if isinstance(value, dict):
        return {key: spoilt(item) for key, item in value.items()}
    if isinstance(value, list):
        return [spoilt(item) for item in value]
    return EVIL if isinstance(value, str) else value


def test_html_escapes_whatever_a_page_says(case: sitrep.Case) -> None:
    lines = [sitrep.Claim, sitrep.Incident, sitrep.Document]
    tables = [case.claims, case.incidents, case.documents]
    shown = [
        made(spoilt(table.records()[0]))._repr_html_()  # type: ignore[arg-type]
        for made, table in zip(lines, tables, strict=True)
    ]
    shown.append(case.sql('select ? as a, 1 as "<script>b"', EVIL)._repr_html_())
    for html in shown:
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "alert(&#x27;x&#x27;)" in html


def test_a_notebook_shows_ten_rows_and_says_so(case: sitrep.Case) -> None:
    html = case.claims._repr_html_()
    assert html.count("<tr>") == 11
    assert f"{len(case.claims)} claims, internal; the first 10" in html
    assert repr(case.claims) == f"<{len(case.claims)} claims, internal>"

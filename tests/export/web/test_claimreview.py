import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.export.audiences import Lines

from sitrep.export.losses import rows_left_out
from sitrep.export.web.claimreview import author_of, draft_losses, draft_of, write_claimreview

Line = dict[str, Any]
WORK = {
    "type": "object",
    "required": ["@type", "identifier"],
    "properties": {"@type": {"const": "CreativeWork"}, "url": {"type": ["string", "null"], "pattern": "^https?://"}},
}
CLAIM = {
    "type": "object",
    "required": ["@type", "text", "author", "datePublished", "firstAppearance", "appearance"],
    "properties": {
        "@type": {"const": "Claim"},
        "text": {"type": "string", "minLength": 1},
        "author": {"type": ["object", "null"], "required": ["name"]},
        "datePublished": {"type": ["string", "null"], "pattern": "^[0-9]{4}-"},
        "firstAppearance": {"anyOf": [WORK, {"type": "null"}]},
        "appearance": {"type": "array", "items": WORK, "minItems": 1},
    },
}
# A draft: nothing is rated and nobody has signed.
DRAFT = {
    "type": "object",
    "required": ["@type", "claimReviewed", "itemReviewed", "reviewRating", "author", "creativeWorkStatus"],
    "properties": {
        "@type": {"const": "ClaimReview"},
        "creativeWorkStatus": {"const": "Draft"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "author": {"type": "null"},
        "datePublished": {"type": "null"},
        "reviewRating": {
            "properties": {"@type": {"const": "Rating"}},
            "additionalProperties": {"type": "null"},
        },
        "itemReviewed": CLAIM,
    },
}


def test_every_draft_is_unsigned_unrated_and_says_what_its_claim_says(told: Lines, tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    lost = write_claimreview(told.claims, told.incidents, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    known = {claim["id"]: claim for claim in told.claims}
    assert found["@context"] == "https://schema.org"
    assert len(found["@graph"]) == len(known) - rows_left_out(lost) > 0
    for draft in found["@graph"]:
        jsonschema.Draft202012Validator(DRAFT).validate(draft)
        item = draft["itemReviewed"]
        claim = known[item["identifier"]]
        assert draft["claimReviewed"] == item["text"] == claim["evidence"]["text"]
        assert item["appearance"][0]["identifier"] == f"urn:sha256:{claim['document']['sha256']}"
        assert item["appearance"][0]["url"] == (None if claim.get("profile") else claim["document"]["url"])
        names = {source["name"] for source in claim["sources"]} | {claim["document"]["outlet"], None}
        assert (item["author"] or {"name": None})["name"] in names
        if "accused_position" in claim:
            assert claim["accused_position"].replace("_", " ") in item["description"]


def test_a_reprint_first_stood_where_it_was_copied_from(lines_by_profile: dict[str, Lines]) -> None:
    told = lines_by_profile["internal"]
    raid = max(told.incidents, key=lambda one: len(one["claims"]))
    copy = next(one for one in raid["documents"] if one["copy_of"])
    claim = next(one for one in told.claims if one["document"]["id"] == copy["id"] and draft_of(one, raid))
    draft: Any = draft_of(claim, raid)
    original = next(one for one in raid["documents"] if one["id"] == copy["copy_of"])
    assert draft["itemReviewed"]["firstAppearance"]["url"] == original["url"]


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ({"name": "Hilltop Monitor", "type": "monitor"}, {"@type": "Organization", "name": "Hilltop Monitor"}),
        ({"name": "rebel officials", "type": "armed_group"}, {"name": "rebel officials"}),
        ({"name": "[name withheld]", "type": "person"}, None),
    ],
)
def test_the_author_is_the_innermost_speaker(source: Line, author: Line | None) -> None:
    outer = {"name": "a minister", "type": "person"}
    assert author_of({"sources": [outer, source], "document": {"outlet": "Northwire"}}) == author


def test_the_outlet_is_the_author_in_its_own_voice(line: Line) -> None:
    narrated = {**line, "sources": [], "document": {**line["document"], "outlet": "Northwire"}}
    assert author_of(narrated) == {"@type": "Organization", "name": "Northwire"}


def test_an_accusation_never_stands_without_the_position_of_the_accused(line: Line) -> None:
    accusing = {**line, "event": {**line["event"], "responsibility": "accused"}}
    for incident, position in (({}, "not searched"), ({"accused_position": "denies"}, "denies")):
        draft: Any = draft_of(accusing, incident)
        assert draft["itemReviewed"]["description"] == f"Position of the accused: {position}."


def test_what_nobody_claims_has_no_draft(line: Line, statement_line: Line) -> None:
    planned = {**line, "event": {**line["event"], "status": "planned"}}
    for claim in (statement_line, planned, {**line, "stance": "questions"}):
        assert draft_of(claim, {}) is None
        assert [lost.field for lost in draft_losses(claim, {})] == ["row"]

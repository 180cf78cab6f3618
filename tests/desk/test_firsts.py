"""What is against a figure, in groups."""

from sitrep.desk.firsts import in_groups
from sitrep.model.fields import records_at
from sitrep.model.identity import JSON


def said(claim: str, page: str, speaker: str, against: str = "denied") -> dict[str, JSON]:
    document: JSON = {"id": page}
    figures: dict[str, JSON] = {"low": 43, "high": 43, "stance": "asserts"}
    return {"claim": claim, "document": document, "speaker_key": speaker, "against": against, **figures}


def test_copies_of_one_text_are_one_entry_with_their_number() -> None:
    statements = [
        said("c-1", "d-1", "body:clinic"),
        said("c-2", "d-2", "body:clinic"),
        said("c-3", "d-3", "body:clinic"),
    ]
    (group,) = in_groups(statements, {"d-2": "d-1"})
    assert group["claims"] == 3
    entries = records_at(group, "entries")
    found = [(one["claim"], [other["claim"] for other in records_at(one, "again")]) for one in entries]
    assert found == [("c-1", ["c-2"]), ("c-3", [])]


def test_denials_stand_before_what_is_compatible() -> None:
    statements = [said("c-1", "d-1", "body:clinic", "compatible"), said("c-2", "d-2", "body:clinic")]
    assert [group["kind"] for group in in_groups(statements, {})] == ["denied", "compatible"]

"""Why rows are gone, and where ids lead, by what the log and the linking say."""

from sitrep.model.fields import Record
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.linkings import Linking
from sitrep.release.departures import Deletion, Log, Redirect, deleted_claims, deleted_incidents, redirects

OLD: Record = {"sitrep": "1", "lexicon": "a"}
NEW: Record = {"sitrep": "1", "lexicon": "b"}
REJECT = Judgement(Verdict.REJECT, ("c-2",), "ann", "2026-01-02T03:04:05+00:00", "no", name="j-1")


def claim(number: int, document: str) -> Record:
    return {"id": f"c-{number}", "document": {"id": document}, "origin": dict(OLD)}


def test_claims_are_erased_rejected_read_anew_or_unexplained() -> None:
    log = Log({"d-1": 7}, [REJECT], {"d-2": OLD, "d-3": NEW})
    before = [claim(1, "d-1"), claim(2, "d-2"), claim(3, "d-3"), claim(4, "d-2"), claim(5, "d-2")]
    found = [one.row()[1:] for one in deleted_claims(before, {"c-5"}, log)]
    assert found == [
        ("c-1", "erased", "line 7 of the log"),
        ("c-2", "rejected", REJECT.id),
        ("c-3", "re-reading", "lexicon a → b"),
        ("c-4", "unexplained", ""),
    ]


def test_incidents_are_regrouped_or_gone_with_their_claims() -> None:
    before: list[Record] = [
        {"id": "i-1", "claims": ["c-1", "c-2"]},
        {"id": "i-2", "claims": ["c-3"]},
        {"id": "i-3", "claims": ["c-4"]},
        {"id": "i-4", "claims": ["c-5"]},
    ]
    gone = [Deletion("claims", "c-1", "erased", "line 7 of the log"), Deletion("claims", "c-2", "rejected", "j-1")]
    found = [one.row()[1:] for one in deleted_incidents(before, {"i-4"}, gone, [Redirect("i-2", ("i-4",))])]
    assert found == [
        ("i-1", "erased; rejected", "line 7 of the log; j-1"),
        ("i-2", "regrouped", "i-4"),
        ("i-3", "regrouped", "its claims tell of no incident any more"),
    ]


def test_an_incident_that_was_parted_leads_to_all_that_hold_its_claims() -> None:
    now = Linking({"i-1": ("c-1",), "i-8": ("c-2", "c-3"), "i-9": ("c-4",)}, {"i-2": "i-9"})
    held = {"i-1": ("c-1", "c-2"), "i-2": ("c-2", "c-3", "c-4"), "i-7": ("c-9",), "i-9": ("c-4",)}
    assert [one.row() for one in redirects(held, now)] == [
        ("i-1", "i-1; i-8", "parted"),
        ("i-2", "i-9; i-8", "parted"),
    ]

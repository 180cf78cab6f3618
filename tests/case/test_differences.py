"""Every changed cell has one reason, and what has none is unexplained."""

import copy
from typing import Any

from sitrep.case.differences import Background, Cause, Comparison, Side, leaves
from sitrep.model.fields import Record
from sitrep.model.paths import with_value

ORIGIN: Record = {"sitrep": "0.1.0", "lexicon": "aa", "options": {}}
NEWER: Record = {**ORIGIN, "lexicon": "bb"}
COUNTED: Record = {**ORIGIN, "options": {"convention": "acled"}}


def claim(
    name: str, document: str = "d-1", best: int = 12, origin: Record = ORIGIN, **fields: object
) -> dict[str, Any]:
    return {
        "id": name,
        "record": f"r-{name}-{best}",
        "document": {"id": document, "external_id": f"{document}.html"},
        "evidence": {"start": 0, "end": 24, "text": "Twelve rebels were killed"},
        "event": {"quantities": [{"measure": "killed", "best": best}]},
        "origin": origin,
        **fields,
    }


def claims(*lines: dict[str, Any], judged: dict[str, frozenset[str]] | None = None) -> Side:
    documents = {line["document"]["id"]: line["origin"] for line in lines}
    return Side({line["id"]: line for line in lines}, documents, judged)


def causes(before: Side, after: Side, background: Background | None = None) -> dict[str, Cause]:
    changes = Comparison(before, after, background or Background()).changes()
    return {f"{change.row}:{change.field or ''}": change.cause for change in changes}


ONE = claim("c-1")
EDIT = {"judgement": "j-1", "by": "ann", "at": "2020-01-02", "field": "event.quantities.0.best", "was": 12}
EDITED = {**claim("c-1", best=7), "record": ONE["record"], "judged": [EDIT]}
CELL = "c-1:event.quantities.0.best"


def test_what_is_the_same_changed_nowhere() -> None:
    assert causes(claims(ONE), claims(copy.deepcopy(ONE))) == {}


def test_a_claim_of_a_page_that_was_not_there_is_of_a_new_source() -> None:
    assert causes(claims(ONE), claims(ONE, claim("c-2", "d-2"))) == {"c-2:": Cause.SOURCE}


def test_a_cell_read_with_other_instruments_is_of_a_new_reader() -> None:
    found = list(Comparison(claims(ONE), claims(claim("c-1", best=7, origin=NEWER)), Background()).changes())
    assert {change.cause for change in found} == {Cause.READER}
    assert {change.detail for change in found} == {"lexicon aa → bb"}
    assert {change.field for change in found} == {"record", "event.quantities.0.best", "origin.lexicon"}


def test_a_vague_number_read_by_another_convention_is_a_change_of_rule() -> None:
    assert set(causes(claims(ONE), claims(claim("c-1", best=7, origin=COUNTED))).values()) == {Cause.RULE}


def test_a_claim_that_a_newer_reader_finds_or_loses_is_of_the_new_reader() -> None:
    before, after = claims(ONE), claims(claim("c-2", origin=NEWER))
    assert causes(before, after) == {"c-1:": Cause.READER, "c-2:": Cause.READER}


def test_a_page_in_which_the_older_reader_found_nothing_is_no_new_source() -> None:
    after = claims(claim("c-1", origin=NEWER), claim("c-2", "d-2", origin=NEWER))
    assert causes(claims(ONE), after, Background(reread=frozenset({"d-1", "d-2"})))["c-2:"] is Cause.READER
    assert causes(claims(ONE), after, Background(reread=frozenset({"d-1"})))["c-2:"] is Cause.SOURCE


def test_an_edited_cell_and_its_mark_are_of_the_judgement() -> None:
    found = causes(claims(ONE), claims(EDITED))
    assert found[CELL] is Cause.JUDGEMENT
    assert set(found.values()) == {Cause.JUDGEMENT}
    assert set(causes(claims(EDITED), claims(ONE)).values()) == {Cause.JUDGEMENT}, "and so is its undoing"


def test_an_edit_of_one_field_explains_no_other() -> None:
    other = with_value(EDITED, "evidence.text", "Seven rebels")
    assert causes(claims(ONE), claims(other))["c-1:evidence.text"] is Cause.UNEXPLAINED


def test_an_edit_that_a_newer_reader_reopened_is_of_the_reader() -> None:
    newer = claim("c-1", best=9, origin=NEWER)
    assert causes(claims(EDITED), claims(newer))[CELL] is Cause.READER
    held = {"c-1": frozenset({"j-1"})}
    assert causes(claims(EDITED, judged=held), claims(newer, judged=held))[CELL] is Cause.READER
    assert causes(claims(EDITED, judged=held), claims(newer, judged={}))[CELL] is Cause.JUDGEMENT


def test_a_rejected_claim_is_gone_by_judgement() -> None:
    known = Background(spoken={"c-1": frozenset({"j-1"})})
    rest = claim("c-2")
    assert causes(claims(ONE, rest), claims(rest), known) == {"c-1:": Cause.JUDGEMENT}
    sides = claims(ONE, rest, judged={}), claims(rest, judged={"c-1": frozenset({"j-1"})})
    assert causes(*sides) == {"c-1:": Cause.JUDGEMENT}


def test_a_judgement_that_held_on_both_sides_explains_nothing() -> None:
    held, rest = {"c-1": frozenset({"j-1"})}, claim("c-2")
    assert causes(claims(ONE, rest, judged=held), claims(rest, judged=held)) == {"c-1:": Cause.UNEXPLAINED}


def test_what_somebody_wrote_by_hand_is_unexplained() -> None:
    assert set(causes(claims(ONE), claims(claim("c-1", best=99))).values()) == {Cause.UNEXPLAINED}
    assert causes(claims(ONE, claim("c-2", "d-2")), claims(ONE)) == {"c-2:": Cause.UNEXPLAINED}, "pages do not go away"


def test_another_name_for_bytes_that_came_in_again_is_of_the_new_source() -> None:
    renamed = {**ONE, "record": "r-2", "document": {**ONE["document"], "external_id": "a.html"}}
    found = causes(claims(ONE), claims(renamed), Background(recaptured=frozenset({"d-1"})))
    assert found == {"c-1:record": Cause.SOURCE, "c-1:document.external_id": Cause.SOURCE}
    assert set(causes(claims(ONE), claims(renamed)).values()) == {Cause.UNEXPLAINED}


def incident(
    name: str, members: str, documents: str, low: int = 12, rule: str = "range", **fields: object
) -> dict[str, Any]:
    return {
        "id": name,
        "claims": members.split(),
        "documents": [{"id": document, "main": True} for document in documents.split()],
        "quantities": {"killed": {"aggregate": {"rule": rule, "low": low}, "positions": [{"low": low, "claims": []}]}},
        "first_claim": {"corpus": {"documents": 1}},
        **fields,
    }


def incidents(*lines: dict[str, Any], profile: str | None = None, origin: Record | None = None) -> Side:
    documents = {one["id"]: origin for line in lines for one in line["documents"]}
    return Side({line["id"]: line for line in lines}, documents, profile=profile)


FIRST = incident("i-1", "c-1 c-2", "d-1")
LOW = "i-1:quantities.killed.aggregate.low"


def test_an_incident_that_gained_a_page_changed_by_a_new_source() -> None:
    found = causes(incidents(FIRST), incidents(incident("i-1", "c-1 c-2 c-3", "d-1 d-2", low=9)))
    assert set(found.values()) == {Cause.SOURCE}
    assert {"i-1:claims", "i-1:documents.d-2.id", LOW} <= found.keys()


def test_an_incident_merged_by_a_page_that_tells_of_both_is_gone_by_the_new_source() -> None:
    before = incidents(FIRST, incident("i-2", "c-7", "d-7"))
    after = incidents(incident("i-1", "c-1 c-2 c-7 c-8", "d-1 d-7 d-8"))
    assert causes(before, after)["i-2:"] is Cause.SOURCE


def test_another_rule_changes_its_own_figure_and_no_other() -> None:
    other = incident("i-1", "c-1 c-2", "d-1", low=9, rule="majority")
    found = causes(incidents(FIRST), incidents(other))
    assert found[LOW] is Cause.RULE
    assert found["i-1:quantities.killed.aggregate.rule"] is Cause.RULE
    assert found["i-1:quantities.killed.positions.0.low"] is Cause.UNEXPLAINED


def test_incidents_that_people_joined_or_parted_changed_by_judgement() -> None:
    before, after = (
        incidents(FIRST, incident("i-2", "c-7", "d-7")),
        incidents(incident("i-1", "c-1 c-2 c-7", "d-1 d-7")),
    )
    found = causes(before, after, Background(spoken={"c-7": frozenset({"j-1"})}))
    assert set(found.values()) == {Cause.JUDGEMENT}
    assert Cause.UNEXPLAINED in causes(before, after).values()


def test_other_weights_move_claims_by_a_change_of_rule() -> None:
    before = incidents(FIRST, profile="w-1")
    after = incidents(incident("i-1", "c-1", "d-1"), incident("i-2", "c-2", "d-1"), profile="w-2")
    assert set(causes(before, after).values()) == {Cause.RULE}


def test_a_newer_reader_changes_the_figures_of_an_incident() -> None:
    before, after = incidents(FIRST, origin=ORIGIN), incidents(incident("i-1", "c-1 c-2", "d-1", low=9), origin=NEWER)
    assert set(causes(before, after).values()) == {Cause.READER}
    without = incidents(FIRST), incidents(incident("i-1", "c-1 c-2", "d-1", low=9))
    assert set(causes(*without, Background(reread=frozenset({"d-1"}))).values()) == {Cause.READER}


def test_what_speaks_of_the_whole_case_changes_with_any_page_and_a_figure_does_not() -> None:
    elsewhere = incident("i-9", "c-9", "d-9")
    moved = incident("i-1", "c-1 c-2", "d-1", low=9, first_claim={"corpus": {"documents": 2}})
    found = causes(incidents(FIRST), incidents(moved, elsewhere))
    assert found["i-1:first_claim.corpus.documents"] is Cause.SOURCE
    assert found["i-9:"] is Cause.SOURCE
    assert found[LOW] is Cause.UNEXPLAINED


def test_a_list_of_pages_goes_by_their_ids() -> None:
    assert dict(leaves(FIRST))["documents.d-1.main"] is True
    assert dict(leaves(FIRST))["claims"] == ["c-1", "c-2"]

"""A page captured again with another text is shown with the claims that vanished, appeared or changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.readings import NEW, OLD, capture_of, document_of, read

from sitrep.case.folders import Case, init_case
from sitrep.case.revisions import differences, likeness, matched, silent_edits
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_capture, append_document, append_reading
from sitrep.model.documents import Dating, Granularity
from sitrep.model.origins import Origin
from sitrep.model.readings import Run

URL = "https://wire.example/raid"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with init_case(tmp_path / "case") as made:
        yield made


def add(
    case: Case,
    text: str,
    run: int,
    *,
    url: str | None = URL,
    name: str = "a.txt",
    captured: str | None = None,
    published: str | None = None,
    origin: Origin = OLD,
    certainty: str = "certain",
    read_it: bool = True,
) -> None:
    capture = replace(capture_of(name, text), captured=captured)
    dating = Dating(published, Granularity.DAY, "input", 1.0) if published is not None else None
    document = replace(document_of(capture), url=url, published=dating)
    told = Run(f"run-{run}", f"2020-01-{run:02}T00:00:00+00:00")
    with writing(case.ledger) as connection:
        key = append_capture(connection, capture, told)
        if read_it:
            append_reading(connection, read(document, origin, certainty), key, told)
        else:
            append_document(connection, document, key, origin, told)


def words(edit: dict[str, Any], what: str) -> list[str]:
    return [claim["evidence"] for claim in edit[what]]


def edits(case: Case) -> list[dict[str, Any]]:
    return [dict(edit) for edit in silent_edits(case)]


def test_claims_that_vanished_and_appeared_are_shown_with_both_captures(case: Case) -> None:
    add(case, "Shells fell on Homs", 1)
    add(case, "Shells fell on Hama", 2, url="http://www.wire.example/raid/?utm_source=x")
    (edit,) = edits(case)
    assert edit["address"] == "wire.example/raid"
    assert (edit["before"]["run"], edit["after"]["run"]) == ("run-1", "run-2")
    assert (edit["before"]["captured"], edit["same_reader"]) == ("2020-01-01T00:00:00+00:00", True)
    assert (words(edit, "vanished"), words(edit, "appeared"), edit["changed"]) == (["Homs"], ["Hama"], [])


def test_a_claim_of_the_same_words_with_other_fields_changed(case: Case) -> None:
    add(case, "Shells fell", 1)
    add(case, "Shells fell ", 2, certainty="possible")
    (edit,) = edits(case)
    assert [change["fields"] for change in edit["changed"]] == [
        [{"field": "certainty", "before": "certain", "after": "possible"}]
    ] * 2
    assert (edit["vanished"], edit["appeared"]) == ([], [])


def test_the_same_text_again_is_no_edit_and_a_text_put_back_is_one(case: Case) -> None:
    add(case, "Shells fell", 1)
    add(case, "Shells fell", 2, name="b.txt")
    assert edits(case) == []
    add(case, "Bombs fell", 3, name="c.txt")
    add(case, "Shells fell", 4, name="d.txt")
    assert [words(edit, "appeared") for edit in edits(case)] == [["Bombs"], ["Shells"]]


def test_versions_are_ordered_by_when_they_were_fetched_and_not_by_when_they_were_added(case: Case) -> None:
    add(case, "Shells fell", 1, captured="2015-12-23T10:00:00Z")
    add(case, "Bombs fell", 2, captured="2015-12-22T10:00:00Z", name="b.txt")
    (edit,) = edits(case)
    assert (words(edit, "vanished"), words(edit, "appeared")) == (["Bombs"], ["Shells"])


def test_of_one_run_the_page_published_first_is_the_earlier(case: Case) -> None:
    add(case, "Shells fell", 1, published="2015-12-23")
    add(case, "Bombs fell", 1, published="2015-12-22", name="b.txt")
    assert words(edits(case)[0], "appeared") == ["Shells"]


def test_a_page_without_an_address_goes_by_its_own_name(case: Case) -> None:
    add(case, "Shells fell", 1, url=None)
    add(case, "Bombs fell", 2, url=None)
    add(case, "Rain fell", 2, url=None, name="other.txt")
    assert [edit["address"] for edit in edits(case)] == ["a.txt"]


def test_two_readers_are_named_and_a_version_that_is_not_read_has_no_claims(case: Case) -> None:
    add(case, "Shells fell", 1)
    add(case, "Bombs fell", 2, origin=NEW, name="b.txt")
    add(case, "Падали бомбы", 3, read_it=False, name="c.txt")
    first, second = edits(case)
    assert not first["same_reader"]
    assert (words(second, "vanished"), second["appeared"]) == (["Bombs", "fell"], [])


def line(
    evidence: str, trigger: str | None = "killed", source: str | None = "the ministry", **fields: object
) -> dict[str, Any]:
    event = {"trigger": {"start": 4, "end": 9, "text": trigger}, **fields} if trigger is not None else None
    return {
        "id": f"c-{evidence}",
        "evidence": {"start": 0, "end": len(evidence), "text": evidence, "prefix": "", "suffix": ""},
        "sources": [{"name": source}] if source is not None else [],
        "event": event,
    }


def test_a_figure_that_was_edited_is_one_claim_changed() -> None:
    old = [line("Twelve rebels were killed near Raqqa", best=12), line("Two children were killed in Homs", best=2)]
    new = [line("Two children were killed in Homs", best=2), line("Seven rebels were killed near Raqqa", best=7)]
    pairs = matched(old, new)
    assert pairs == [(old[0], new[1]), (old[1], new[0])]
    assert differences(*pairs[0]) == [
        {"field": "evidence.text", "before": old[0]["evidence"]["text"], "after": new[1]["evidence"]["text"]},
        {"field": "event.best", "before": 12, "after": 7},
    ]
    assert differences(*pairs[1]) == []


def test_other_deeds_and_other_words_are_other_claims() -> None:
    assert likeness(line("Twelve rebels were killed"), line("Twelve rebels were captured", "captured")) == 0
    assert likeness(line("Twelve rebels were killed"), line("A pilot was killed in the crash of his plane")) == 0
    assert likeness(line("It is a lie", None), line("It is a mistake", None)) == 0
    assert likeness(line("It is a lie", None), line("It is a lie", None, "the army")) > 0


def test_the_words_of_one_speaker_are_matched_before_those_of_another() -> None:
    old = [line("Twelve rebels were killed", source="the army")]
    new = [line("Twelve rebels were killed", source="a monitor"), line("Twelve rebels were killed", source="the army")]
    assert matched(old, new) == [(old[0], new[1])]


def test_days_are_compared_and_places_in_the_text_are_not() -> None:
    time = {"start": "2015-12-21", "end": "2015-12-21", "span": {"start": 30, "end": 36, "text": "Monday"}}
    moved = {**time, "span": {"start": 90, "end": 96, "text": "Monday"}}
    one, other = line("Shells fell", time=time), line("Shells fell", time=moved)
    assert differences(one, other) == []
    assert [
        change["field"] for change in differences(one, line("Shells fell", time={**time, "end": "2015-12-22"}))
    ] == ["event.time.end"]

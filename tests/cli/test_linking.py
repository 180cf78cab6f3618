"""Linking through the command line: what is printed fits its schema, and what cannot be done says what to run."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import Sitrep

from sitrep.export.schemas import load_schema

BY = ("--by", "ann", "--why", "two witnesses")
PAGES = ("northwire-idlib-strikes.html", "orontes-idlib-market.html")
ASKING = (("incidents",), ("relations",), ("who-said", "--measure", "killed", "--about", "36"))
STALE = "raid: pages or judgements have changed since the claims were linked; run sitrep link raid\n"


@pytest.fixture
def raid(linked_template: Path, tmp_path: Path) -> str:
    """A linked case of five pages on one raid, by its name in the folder where commands run."""
    return Path(shutil.copytree(linked_template, tmp_path / "raid")).name


def fits(name: str) -> Callable[[object], None]:
    """Raises where a line does not fit the schema of a record."""
    return jsonschema.Draft202012Validator(load_schema(name)).validate


def widest(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """The incident that most pages tell of."""
    return max(lines, key=lambda line: len(line["documents"]))


def test_linking_says_what_it_came_to(sitrep: Sitrep, raid_case: Path) -> None:
    first, again = sitrep("link", raid_case.name), sitrep("link", raid_case.name)
    assert (first.status, first.out) == (0, "")
    assert "incidents of 5 pages, " in first.err
    assert again.err == first.err.replace("\n", " (as before)\n")


def test_what_asks_for_incidents_says_to_link_first(sitrep: Sitrep, raid_case: Path) -> None:
    name = raid_case.name
    for command, *options in ASKING:
        done = sitrep(command, name, *options)
        assert done.failed_with_one_line(1, f"{name}: nothing is linked yet; run `sitrep link {name}`"), command


def test_incidents_fit_their_schema_and_name_the_profile(sitrep: Sitrep, raid: str) -> None:
    done = sitrep("incidents", raid)
    assert (done.status, done.err) == (0, "")
    for line in done.lines():
        fits("incident")(line)
        assert str(line["profile"]).startswith("pages")
    assert [line["id"] for line in done.lines()] == sorted(str(line["id"]) for line in done.lines())


def test_relations_fit_their_schema_and_name_incident_and_claims(sitrep: Sitrep, raid: str) -> None:
    homes: dict[str, Any] = {str(line["id"]): line["claims"] for line in sitrep("incidents", raid).lines()}
    found = sitrep("relations", raid).lines()
    assert {line["relation"] for line in found} >= {"repeats", "copies", "denies"}
    for line in found:
        fits("relation")(line)
        assert {line["from"], line["to"]} <= set(homes[str(line["incident"])])


def test_a_decision_of_a_person_is_printed_under_the_team_rule_with_who(sitrep: Sitrep, raid: str) -> None:
    name = widest(sitrep("incidents", raid).lines())["id"]
    decision = ("--field", "quantities.killed", "--value", '{"low":5,"high":12}')
    assert sitrep("judge", raid, "edit", name, *decision, *BY).status == 0
    found = widest(sitrep("incidents", raid, "--rule", "team").lines())["quantities"]["killed"]["aggregate"]
    assert (found["low"], found["high"], found["reason"]) == (5, 12, "decided by ann: two witnesses")
    card = sitrep("incidents", raid, "--rule", "team", "--table").out
    assert "5 to 12 (rule: team, decided by ann: two witnesses)" in card


def test_same_and_undo_through_the_command_line(sitrep: Sitrep, raid: str) -> None:
    before = sitrep("incidents", raid).out
    first, second, *_ = (str(line["id"]) for line in sitrep("incidents", raid).lines())
    word = sitrep("judge", raid, "same", first, second, *BY).lines()[0]
    assert "; 1 redirect" in sitrep("link", raid).err
    assert sitrep("incidents", raid).out != before
    sitrep("judge", raid, "undo", str(word["id"]), *BY)
    assert "redirect" not in sitrep("link", raid).err
    assert sitrep("incidents", raid).out == before


def test_a_word_that_cannot_be_followed_is_told(sitrep: Sitrep, raid: str) -> None:
    first, second, third, *_ = (str(line["id"]) for line in sitrep("incidents", raid).lines())
    for verdict, one, other in (("same", first, third), ("same", second, third), ("different", first, second)):
        sitrep("judge", raid, verdict, one, other, *BY)
    assert "raid: not followed: c-" in sitrep("link", raid).err


def test_who_asks_a_stale_linking_is_warned(sitrep: Sitrep, raid: str) -> None:
    first, second, *_ = (str(line["id"]) for line in sitrep("incidents", raid).lines())
    sitrep("judge", raid, "different", first, second, *BY)
    for command, *options in ASKING:
        done = sitrep(command, raid, *options)
        assert (done.status, done.err) == (0, STALE)
        assert done.out
    sitrep("link", raid)
    assert not sitrep("incidents", raid).err


def test_an_unknown_rule_is_refused(sitrep: Sitrep, raid: str) -> None:
    done = sitrep("incidents", raid, "--rule", "loudest")
    assert done.failed_with_one_line(2, "no rule is called loudest; there are range, majority, hierarchy, team")


def test_why_two_pages_are_one_is_told_step_by_step(sitrep: Sitrep, raid: str) -> None:
    told = sitrep("link", raid, "--explain", *PAGES)
    assert (told.status, told.err) == (0, "")
    first, *steps, last = told.out.splitlines()
    assert first.startswith("prior ")
    assert any(line.startswith("killed ") and "43" in line for line in steps)
    assert last.endswith(": same")
    assert max(map(len, told.out.splitlines())) < 120


def test_claims_and_incidents_are_explained_as_json_too(sitrep: Sitrep, raid: str) -> None:
    lines: Any = sitrep("incidents", raid).lines()
    claims = widest(lines)["claims"][:2]
    incidents = [line["id"] for line in lines[:2]]
    for one, other in (PAGES, claims, incidents):
        (found,) = sitrep("link", raid, "--explain", one, other, "--json").lines()
        steps: Any = found["steps"]
        assert found["decision"] in {"same", "different"}
        assert all(step["reason"] for step in steps)
        assert steps[-1]["total"] == found["total"]


def test_what_explain_does_not_know_and_json_without_it_are_refused(sitrep: Sitrep, raid: str) -> None:
    unknown = sitrep("link", raid, "--explain", "nowhere.html", PAGES[0])
    assert unknown.failed_with_one_line(1, "nowhere.html: no claim, incident or page of the case")
    assert sitrep("link", raid, "--json").failed_with_one_line(2, "--json goes with --explain A B")


def test_who_said_it_first_who_again_who_otherwise(sitrep: Sitrep, raid: str) -> None:
    (chain,) = sitrep("who-said", raid, "--measure", "killed", "--about", "36").lines()
    first: Any = chain["first"]
    repeated: Any = chain["repeated"]
    assert first["document"]["external_id"] == PAGES[0]
    assert ["The Harbour Ledger", "the Syrian Observatory for Human Rights"] in [said["chain"] for said in repeated]
    assert all(said["quotation"] for said in repeated)
    card = sitrep("who-said", raid, "--measure", "killed", "--about", "36", "--table").out
    assert "first here     2015-12-20 · Northwire · at least 36" in card
    assert "orontes-idlib-market.html → the civil defence · 43" in card
    assert max(map(len, card.splitlines())) <= 100


def test_a_figure_that_nobody_gave_is_said_to_be_none(sitrep: Sitrep, raid: str) -> None:
    (chain,) = sitrep("who-said", raid, "--measure", "killed", "--about", "9000").lines()
    assert (chain["first"], chain["repeated"], chain["contradicted"]) == (None, [], [])
    shown = sitrep("who-said", raid, "--measure", "killed", "--about", "9000", "--table").out
    assert "no claim here gives such a figure" in shown
    assert sitrep("who-said", raid, "--measure", "killed", "--about", "36", "--tolerance", "2").status == 2


def test_cards_fit_the_screen_and_name_every_page_in_words(sitrep: Sitrep, raid: str) -> None:
    shown = sitrep("incidents", raid, "--table").out
    assert max(map(len, shown.splitlines())) <= 100
    assert shown.splitlines()[-1].endswith(" incidents")
    assert "70 to 80 by orontes-idlib-market.html" in shown
    assert " d-" not in shown
    assert "{" not in shown

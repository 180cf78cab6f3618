"""A case is linked: the same in any order, under the words of people, and back where it was when they are undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import put

from sitrep.case import linking
from sitrep.case.folders import Case, init_case, open_case
from sitrep.case.judging import judge
from sitrep.case.linking import LinkReport, all_relations, chain_of, corpus_of, explained, incidents, link_case
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import counts, latest_linking, readings
from sitrep.ledger.records import from_json
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.identity import canonical
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.linkings import Linking
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines


@pytest.fixture
def case(raid_case: Path) -> Iterator[Case]:
    with open_case(raid_case) as opened:
        yield opened


@pytest.fixture
def linked(case: Case) -> Case:
    link_case(case)
    return case


def say(case: Case, verdict: Verdict, *targets: str, field: str | None = None, value: str | None = None) -> Judgement:
    return judge(case, Judgement(verdict, targets, "ann", "2020-01-02", "two witnesses", field, value))


def linking_of(case: Case) -> Linking:
    with viewing(case.ledger) as connection:
        return from_json(Linking, latest_linking(connection))


def lines(case: Case, rule: str = "range") -> list[dict[str, Any]]:
    return list(incidents(corpus_of(case), rule))


def raid(case: Case, rule: str = "range") -> dict[str, Any]:
    """The incident that most pages tell of."""
    return max(lines(case, rule), key=lambda line: len(line["documents"]))


def apart(linking: Linking) -> tuple[str, str]:
    """Two incidents."""
    first, second, *_ = sorted(linking.incidents)
    return first, second


def test_the_pages_of_a_raid_are_gathered(case: Case) -> None:
    report = link_case(case)
    assert (report.pages, report.is_new, report.redirects, report.conflicts) == (5, True, 0, ())
    assert report.incidents == len(lines(case)) > report.shared > 0
    names = {document["external_id"] for document in raid(case)["documents"]}
    assert {"northwire-idlib-strikes.html", "ledger-idlib-agency.html", "orontes-idlib-market.html"} <= names


def test_every_claim_is_in_one_incident_at_most(linked: Case) -> None:
    members = [claim for claims in linking_of(linked).incidents.values() for claim in claims]
    assert len(members) == len(set(members))


def test_linking_again_changes_nothing(linked: Case) -> None:
    with viewing(linked.ledger) as connection:
        raw, before = latest_linking(connection), counts(connection)
    told = [canonical(line) for line in lines(linked)]
    assert not link_case(linked).is_new
    with viewing(linked.ledger) as connection:
        assert (canonical(latest_linking(connection)), counts(connection)) == (canonical(raw), before)
    assert [canonical(line) for line in lines(linked)] == told


def test_the_order_in_which_pages_came_does_not_matter(
    linked: Case, raid_readings: list[Reading], tmp_path: Path
) -> None:
    with init_case(tmp_path / "backwards") as other:
        put(other, *reversed(raid_readings))
        link_case(other)
        assert canonical([*incidents(corpus_of(other))]) == canonical([*incidents(corpus_of(linked))])
        assert canonical([*all_relations(corpus_of(other))]) == canonical([*all_relations(corpus_of(linked))])


def test_pages_that_come_later_give_what_all_at_once_give(
    linked: Case, raid_readings: list[Reading], tmp_path: Path
) -> None:
    with init_case(tmp_path / "later") as other:
        for reading in raid_readings:
            put(other, reading)
            link_case(other)
        groups = {frozenset(claims) for claims in linking_of(other).incidents.values()}
    assert groups == {frozenset(claims) for claims in linking_of(linked).incidents.values()}


def test_same_joins_two_incidents_and_undo_brings_both_back(linked: Case) -> None:
    start = linking_of(linked)
    first, second = apart(start)
    word = say(linked, Verdict.SAME, first, second)
    report = link_case(linked)
    joined = linking_of(linked)
    assert report.redirects == len(joined.redirects) == 1
    kept = joined.incident_of(first)
    assert kept == joined.incident_of(second)
    assert kept in joined.incidents
    assert set(joined.incidents[kept]) >= {*start.incidents[first], *start.incidents[second]}
    line = next(line for line in lines(linked) if line["id"] == kept)
    assert line["merged"] == sorted({first, second} - {kept})

    say(linked, Verdict.UNDO, word.id)
    assert link_case(linked).redirects == 0
    end = linking_of(linked)
    assert (end.incidents, end.redirects, end.mains, end.basis) == (
        start.incidents, start.redirects, start.mains, start.basis,
    )  # fmt: skip


def two_of_the_raid(case: Case) -> tuple[str, str]:
    """A claim each of the first two pages of the incident that most pages tell of."""
    pages: dict[str, str] = {}
    corpus = corpus_of(case)
    for claim in raid(case)["claims"]:
        pages.setdefault(str(corpus.claims[claim]["document"]["id"]), claim)  # type: ignore[index, call-overload]
    first, second, *_ = pages.values()
    return first, second


def home(linking: Linking, claim: str) -> str:
    return next(name for name, claims in linking.incidents.items() if claim in claims)


def test_different_parts_what_the_scores_would_join(linked: Case) -> None:
    start = linking_of(linked)
    first, second = two_of_the_raid(linked)
    assert home(start, first) == home(start, second)
    word = say(linked, Verdict.DIFFERENT, first, second)
    link_case(linked)
    assert home(linking_of(linked), first) != home(linking_of(linked), second)
    say(linked, Verdict.UNDO, word.id)
    link_case(linked)
    assert linking_of(linked).incidents == start.incidents


def test_a_word_that_others_speak_against_is_told(linked: Case) -> None:
    first, second = apart(linking_of(linked))
    third = next(name for name in sorted(linking_of(linked).incidents) if name not in (first, second))
    say(linked, Verdict.SAME, first, third)
    say(linked, Verdict.SAME, second, third)
    say(linked, Verdict.DIFFERENT, first, second)
    report = link_case(linked)
    assert report.conflicts
    assert all(conflict.reason for conflict in report.conflicts)


def test_a_rejected_claim_leaves_its_incident(linked: Case) -> None:
    before = raid(linked)
    gone = before["claims"][1]
    say(linked, Verdict.REJECT, gone)
    assert gone not in raid(linked)["claims"]
    link_case(linked)
    assert all(gone not in claims for claims in linking_of(linked).incidents.values())
    assert raid(linked)["id"] == before["id"]


def test_the_team_rule_prints_what_a_person_decided_and_who(linked: Case) -> None:
    name = raid(linked)["id"]
    before = raid(linked, "team")["quantities"]["killed"]["aggregate"]
    assert (before["low"], before["high"], before["reason"]) == (None, None, "no person has decided")
    word = say(linked, Verdict.EDIT, name, field="quantities.killed", value='{"low":5,"high":12}')
    found = raid(linked, "team")["quantities"]["killed"]
    assert (found["aggregate"]["low"], found["aggregate"]["high"]) == (5, 12)
    assert (found["aggregate"]["rule"], found["aggregate"]["reason"]) == ("team", "decided by ann: two witnesses")
    assert len(found["positions"]) > 1
    assert raid(linked)["quantities"]["killed"]["aggregate"]["rule"] == "range"
    say(linked, Verdict.UNDO, word.id)
    assert raid(linked, "team")["quantities"]["killed"]["aggregate"] == before


def test_a_decision_on_an_incident_holds_after_it_is_merged_away(linked: Case) -> None:
    name = raid(linked)["id"]
    other = next(found for found in sorted(linking_of(linked).incidents) if found != name)
    say(linked, Verdict.EDIT, name, field="quantities.killed", value='{"low":5}')
    say(linked, Verdict.SAME, name, other)
    link_case(linked)
    assert raid(linked, "team")["quantities"]["killed"]["aggregate"]["low"] == 5


@pytest.mark.parametrize("rule", ["range", "majority", "hierarchy", "team"])
def test_the_rule_stands_beside_each_figure(linked: Case, rule: str) -> None:
    for line in lines(linked, rule):
        assert {found["aggregate"]["rule"] for found in line["quantities"].values()} <= {rule}


def test_a_grade_stands_with_the_incident(linked: Case) -> None:
    name = raid(linked)["id"]
    assert set(raid(linked)["review"]["grades"].values()) == {None}
    say(linked, Verdict.GRADE, name, field="airwars", value='"fair"')
    assert raid(linked)["review"]["grades"]["airwars"] == "fair"


def test_nothing_is_told_of_a_case_that_was_not_linked(case: Case) -> None:
    with pytest.raises(LedgerError, match="nothing is linked yet; run `sitrep link"):
        corpus_of(case)


def test_an_empty_case_is_linked_to_nothing(tmp_path: Path) -> None:
    with init_case(tmp_path / "empty") as empty:
        assert link_case(empty) == LinkReport(0, 0, 0, 0, is_new=True, conflicts=())
        assert lines(empty) == []


def test_a_linking_grows_stale_with_a_word_and_not_with_one_undone(linked: Case) -> None:
    assert not corpus_of(linked).is_stale
    word = say(linked, Verdict.SAME, *apart(linking_of(linked)))
    assert corpus_of(linked).is_stale
    say(linked, Verdict.UNDO, word.id)
    assert not corpus_of(linked).is_stale


def test_a_page_that_came_since_makes_a_linking_stale(raid_readings: list[Reading], tmp_path: Path) -> None:
    with init_case(tmp_path / "one") as one:
        put(one, raid_readings[0])
        link_case(one)
        put(one, raid_readings[1])
        assert corpus_of(one).is_stale
        link_case(one)
        assert not corpus_of(one).is_stale


def test_an_unknown_rule_is_refused_with_those_that_there_are(linked: Case) -> None:
    with pytest.raises(UsageError, match="no rule is called loudest; there are range, majority, hierarchy, team"):
        lines(linked, "loudest")


def test_claims_incidents_and_pages_are_explained(linked: Case) -> None:
    first, second = two_of_the_raid(linked)
    whole = explained(linked, first, second)
    assert {step.comparison for step in whole.steps} >= {"time", "place", "killed", "words"}
    assert whole.total == pytest.approx(whole.prior + sum(step.weight for step in whole.steps))
    pages = explained(linked, "northwire-idlib-strikes.html", "orontes-idlib-market.html")
    assert pages.is_match
    assert not explained(linked, *apart(linking_of(linked))).is_match


def test_an_incident_that_was_merged_away_is_explained_by_the_one_it_is_in(linked: Case) -> None:
    first, second = apart(linking_of(linked))
    say(linked, Verdict.SAME, first, second)
    link_case(linked)
    gone, kept = next(iter(linking_of(linked).redirects.items()))
    page = "orontes-idlib-market.html"
    assert explained(linked, gone, page).as_json() == explained(linked, kept, page).as_json()


def test_what_is_not_in_the_case_is_not_explained(linked: Case) -> None:
    with pytest.raises(LedgerError, match="i-none: no claim, incident or page of the case"):
        explained(linked, "i-none", "orontes-idlib-market.html")


def test_a_statement_of_no_deed_is_in_no_incident_and_not_explained(linked: Case) -> None:
    linking = linking_of(linked)
    members = {claim for claims in linking.incidents.values() for claim in claims}
    aside = next(name for name in corpus_of(linked).claims if name not in members)
    with pytest.raises(LedgerError, match="tells of nothing that occurred"):
        explained(linked, aside, "orontes-idlib-market.html")


def test_who_said_a_figure_first_and_who_against_it(linked: Case) -> None:
    chain: Any = chain_of(corpus_of(linked), "killed", 36, 0.1)
    assert chain["first"]["document"]["external_id"] == "northwire-idlib-strikes.html"
    repeated = {said["document"]["external_id"] for said in chain["repeated"]}
    assert {"ledger-idlib-agency.html", "meridian-idlib-denial.html"} <= repeated
    assert any(said["low"] == 43 for said in chain["contradicted"])
    assert chain["corpus"]["pages"] == 5


def test_a_linking_that_another_process_overtook_is_made_again(
    case: Case, raid_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process links under a word of which this one knew nothing when it began."""
    pages, asked = [line["document"]["id"] for line in claim_lines_of(case)], []
    first = next(line["id"] for line in claim_lines_of(case) if line["document"]["id"] == pages[0] and line["event"])
    last = next(line["id"] for line in claim_lines_of(case) if line["document"]["id"] == pages[-1] and line["event"])
    grouping = linking.linked

    def overtaken(gathered: linking.Gathered) -> linking.Groups:
        groups = grouping(gathered)
        asked.append(len(gathered.standing))
        if len(asked) == 1:
            with open_case(raid_case) as other:
                say(other, Verdict.DIFFERENT, first, last)
                link_case(other)
        return groups

    monkeypatch.setattr(linking, "linked", overtaken)
    report = link_case(case)
    assert asked == [0, 1, 1], "begun, overtaken by the other, made again"
    assert not report.is_new, "the other one's holds"
    with viewing(case.ledger) as connection:
        assert len(connection.exec_driver_sql("SELECT id FROM linkings").all()) == 1


def claim_lines_of(case: Case) -> list[dict[str, Any]]:
    with viewing(case.ledger) as connection:
        return [dict(line) for reading in readings(connection) for line in claim_lines(reading)]

"""The review queue: who decides what, on which claim, and what stands in the log."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from sitrep.desk.desks import Desk
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements
from sitrep.model.judgements import Judgement, Verdict
from sitrep.resolve.place_scores import load_place_settings
from sitrep.serve.app import create_app

TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
Post = Callable[..., Response]


def token_in(client: TestClient) -> str:
    found = TOKEN.search(client.get("/").text)
    assert found is not None
    return found[1]


def sit(client: TestClient, name: str) -> None:
    client.cookies.clear()
    client.post("/reviewer", data={"name": name, "token": token_in(client)})


def log(desk: Desk) -> list[Judgement]:
    with viewing(desk.case.ledger) as connection:
        return list(judgements(connection))


def send(client: TestClient, what: str, given: Mapping[str, str]) -> Response:
    return client.post(f"/review/{what}", data={**given, "token": token_in(client)})


def head(client: TestClient, **asked: str) -> dict[str, object]:
    view: dict[str, object] = client.get("/review.json", params=asked).json()
    return view


def first(client: TestClient, **asked: str) -> str:
    claim = head(client, **asked)["claim"]
    assert isinstance(claim, dict)
    return str(claim["id"])


@pytest.fixture
def ana(client: TestClient) -> TestClient:
    """A browser in which Ana reviews."""
    sit(client, "Ana")
    return client


def test_who_reviews_is_asked_first(client: TestClient) -> None:
    page = client.get("/review")
    assert "Who reviews?" in page.text
    assert head(client)["claim"] is None
    answer = send(client, "decide", {"claim": "c-1", "verdict": "accept"})
    assert answer.status_code == 400


def test_a_decision_has_the_name_and_the_record_seen(ana: TestClient, desk: Desk) -> None:
    claim = head(ana)["claim"]
    assert isinstance(claim, dict)
    page = send(ana, "decide", {"claim": str(claim["id"]), "verdict": "accept", "why": "read it twice"})
    made = log(desk)[-1]
    assert (made.by, made.why, made.verdict, made.targets) == ("Ana", "read it twice", Verdict.ACCEPT, (claim["id"],))
    assert made.seen[0].record == claim["record"]
    assert "<strong>Accepted</strong> by Ana" in page.text
    assert first(ana) != claim["id"]
    # The reason is kept for the next claim.
    assert 'value="read it twice"' in ana.get("/review").text


def test_rejected_claims_leave_the_queue(ana: TestClient, desk: Desk) -> None:
    before = head(ana)
    send(ana, "decide", {"claim": first(ana), "verdict": "reject", "why": "no such thing"})
    after = head(ana)
    assert (after["decided"], after["waits"]) == (1, int(str(before["waits"])) - 1)
    assert log(desk)[-1].verdict is Verdict.REJECT


def test_a_second_reviewer_sees_nothing_of_the_first(ana: TestClient) -> None:
    claim = first(ana)
    said = {"claim": claim, "field": "certainty", "in:certainty": "possible", "why": "it says may"}
    assert "edited by you" in send(ana, "edit", said).text
    send(ana, "decide", {"claim": claim, "verdict": "accept", "why": "read"})
    sit(ana, "Bo")
    assert first(ana) == claim
    assert head(ana)["decided"] == 0
    page = ana.get("/review").text
    assert "edited by you" not in page
    assert "possible" not in page


def test_skipping_decides_nothing_and_comes_round(ana: TestClient, desk: Desk) -> None:
    waits = int(str(head(ana)["waits"]))
    assert first(ana, skip="1") != first(ana)
    assert first(ana, skip=str(waits)) == first(ana)
    assert head(ana, skip=str(waits))["came_round"] is True
    assert log(desk) == []


def figure_of(client: TestClient) -> tuple[str, dict[str, object]]:
    """An event claim with one figure, and its line."""
    for skip in range(60):
        claim = first(client, skip=str(skip))
        step = head(client, claim=claim, step="edit", field="quantities")["claim"]["step"]
        if len(step["rows"]) == 2:
            return claim, step["rows"][0]
    raise AssertionError("no claim with one figure")


def test_a_value_is_edited_on_its_dotted_path(ana: TestClient, desk: Desk) -> None:
    claim, row = figure_of(ana)
    inputs = {f"in:{given['name']}": given["value"] for given in row["inputs"]}
    sent = {key: value["text"] if isinstance(value, dict) else "" if value is None else str(value)
            for key, value in inputs.items()}  # fmt: skip
    page = send(ana, "edit", {**sent, "in:event.quantities.0.low": "3", "claim": claim, "field": "quantities",
                              "reason": "wrong value"})  # fmt: skip
    made = log(desk)
    assert [(one.field, one.value, one.why) for one in made] == [("event.quantities.0.low", "3", "wrong value")]
    assert "edited by you" in page.text
    assert made[0].seen[0].value == json.dumps(inputs["in:event.quantities.0.low"])
    # The claim stays, and accepting it now accepts the rest.
    assert f'name="claim" value="{claim}"' in page.text


def test_words_are_checked_against_the_page(ana: TestClient, desk: Desk) -> None:
    claim = first(ana)
    asked = {"claim": claim, "field": "type", "why": "wrong words"}
    page = send(ana, "edit", {**asked, "in:event.trigger": "quite another", "at:event.trigger": "3-9"})
    assert page.status_code == 400
    assert "choose the words again" in page.text
    assert 'value="quite another"' in page.text
    assert 'aria-invalid="true"' in page.text
    page = send(ana, "edit", {**asked, "in:event.trigger": "no such words at all"})
    assert "the page does not say" in page.text
    assert log(desk) == []


def test_words_after_an_emoji_family_keep_their_offsets(family_desk: Desk) -> None:
    with TestClient(create_app(family_desk), base_url="http://127.0.0.1:8017") as client:
        sit(client, "Ana")
        claim = head(client)["claim"]
        assert isinstance(claim, dict)
        text = claim["passage"]["text"]
        start = text.index("rebels were")
        sent = {"claim": claim["id"], "field": "type", "in:event.trigger": "rebels were", "why": "wrong words"}
        page = send(client, "edit", {**sent, "at:event.trigger": f"{start}-{start + 11}"})
        assert page.status_code == 200
        made = log(family_desk)[-1]
        assert json.loads(made.value or "") == {"start": start, "end": start + 11, "text": "rebels were"}
        # Offsets that count otherwise, as browsers count their strings, are refused.
        units = len(text[:start].encode("utf-16-le")) // 2
        page = send(client, "edit", {**sent, "at:event.trigger": f"{units}-{units + 11}"})
        assert page.status_code == 400


def test_a_graphic_passage_is_covered(desk_over: Callable[[str], Desk]) -> None:
    desk = desk_over("Twelve rebels were killed near Homs on Monday and body parts lay in the street, an officer said.")
    with TestClient(create_app(desk), base_url="http://127.0.0.1:8017") as client:
        sit(client, "Ana")
        page = client.get("/review").text
        assert '<details class="graphic"><summary><span class="to-show">Graphic description: show' in page


def test_a_missing_recipient_is_added_by_its_words(ana: TestClient, desk: Desk) -> None:
    claim = head(ana)["claim"]
    assert isinstance(claim, dict)
    word = claim["passage"]["text"].split()[0]
    given = {"claim": claim["id"], "field": "recipient", "in:event.recipients.+.span": word, "why": "it says so"}
    page = send(ana, "edit", given)
    made = log(desk)[-1]
    added = json.loads(made.value or "")[-1]
    assert (made.field, added["name"], added["span"]["text"]) == ("event.recipients", word, word)
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("field", "sent", "says"),
    [
        ("place", {"in:event.place.lat": "north"}, "is no number"),
        ("place", {"in:event.place.lat": "97"}, "out of range"),
        ("time", {"in:event.time.start": "Friday"}, "is no day"),
        ("certainty", {"in:certainty": "sure"}, "is none of"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    ana: TestClient, desk: Desk, field: str, sent: dict[str, str], says: str
) -> None:
    page = send(ana, "edit", {"claim": first(ana), "field": field, "why": "wrong", **sent})
    assert page.status_code == 400
    assert says in page.text
    assert log(desk) == []


def test_a_place_is_looked_up_and_taken_with_its_division(
    ana: TestClient, desk: Desk, gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
    asked = {"claim": first(ana), "step": "edit", "field": "place", "look": "Homs"}
    assert "take=1" in ana.get("/review", params=asked).text
    step = head(ana, **asked, take="1")["claim"]["step"]
    sent = {f"in:{key}": "" if value is None else str(value) for key, value in step["fill"].items()}
    send(ana, "edit", {**sent, "claim": asked["claim"], "field": "place", "why": "wrong value"})
    made = log(desk)[-1]
    place = json.loads(made.value or "")
    assert made.field == "event.place"
    assert (place["name"], place["method"], place["country"]) == ("Homs", "reviewer", "SYR")
    assert place["geonames_id"] == step["places"][0]["geonames_id"]
    # A town is as exact to a person as to the machine, and the page's own words stay beside it.
    assert (place["precision"], place["radius_km"]) == (step["places"][0]["precision"], step["places"][0]["radius_km"])
    assert place["precision"] == "exact"
    # Moved by hand, it is the gazetteer's place no longer.
    send(ana, "edit", {**sent, "in:event.place.lat": "35.5", "claim": asked["claim"], "field": "place", "why": "moved"})
    place = json.loads(log(desk)[-1].value or "")
    assert (place["lat"], place["geonames_id"], place["admin1"]) == (35.5, None, None)


def test_an_edit_needs_a_reason_and_a_change(ana: TestClient) -> None:
    assert "the reason is empty" in send(ana, "edit", {"claim": first(ana), "field": "type", "in:event.mode": "x"}).text
    assert "nothing was changed" in send(ana, "edit", {"claim": first(ana), "field": "type", "why": "wrong"}).text


def test_merging_and_splitting_are_recorded_on_the_pair(ana: TestClient, desk: Desk) -> None:
    for skip in range(80):
        claim = first(ana, skip=str(skip))
        near = head(ana, claim=claim, step="merge")["claim"]["step"]["candidates"]
        part = head(ana, claim=claim, step="split")["claim"]["step"]["other"]
        if near and part:
            break
    page = send(ana, "pair", {"claim": claim, "verdict": "same", "other": near[0]["line"]["id"], "why": "one strike"})
    assert "Recorded as one happening" in page.text
    assert "linked again" in page.text
    page = send(ana, "pair", {"claim": claim, "verdict": "different", "other": part["id"], "why": "another day"})
    assert "Recorded as different happenings" in page.text
    made = log(desk)
    assert [one.verdict for one in made] == [Verdict.SAME, Verdict.DIFFERENT]
    assert {seen.claim for seen in made[1].seen} == {claim, part["id"]}
    # Neither is a decision on the claim itself.
    assert head(ana)["decided"] == 0


def test_undoing_goes_back_one_act_after_another(ana: TestClient, desk: Desk) -> None:
    one = first(ana)
    send(ana, "decide", {"claim": one, "verdict": "accept", "why": "read"})
    two = first(ana)
    send(ana, "decide", {"claim": two, "verdict": "reject", "why": "read"})
    page = send(ana, "undo", {})
    assert f'name="claim" value="{two}"' in page.text
    assert "<strong>Undone</strong> by Ana" in page.text
    page = send(ana, "undo", {})
    assert f'name="claim" value="{one}"' in page.text
    assert [made.verdict for made in log(desk)] == [Verdict.ACCEPT, Verdict.REJECT, Verdict.UNDO, Verdict.UNDO]
    assert head(ana)["decided"] == 0
    page = send(ana, "undo", {})
    assert page.status_code == 400
    assert "no decision of yours" in page.text


def test_a_decision_taken_back_can_be_made_again(ana: TestClient) -> None:
    given = {"claim": first(ana), "verdict": "accept", "why": "read"}
    for what in ("decide", "undo", "decide", "undo", "decide"):
        assert send(ana, what, given).status_code == 200
    assert head(ana)["decided"] == 1


def test_nobody_undoes_what_another_decided(ana: TestClient, desk: Desk) -> None:
    send(ana, "decide", {"claim": first(ana), "verdict": "accept", "why": "read"})
    made = ana.cookies["sitrep-made"]
    sit(ana, "Bo")
    ana.cookies.set("sitrep-made", made)
    assert send(ana, "undo", {}).status_code == 400
    assert len(log(desk)) == 1


def test_forms_without_a_token_decide_nothing(ana: TestClient, desk: Desk) -> None:
    for what in ("decide", "edit", "pair", "undo"):
        given = {"claim": first(ana), "verdict": "accept", "other": "c-1", "token": "0", "why": "x"}
        assert ana.post(f"/review/{what}", data=given).status_code == 403
    assert log(desk) == []


def test_a_claim_that_there_is_not_says_so(ana: TestClient) -> None:
    assert ana.get("/review?claim=c-none").status_code == 404


def test_rates_stand_wherever_counts_are(ana: TestClient) -> None:
    assert "How often it is right</a>:" not in ana.get("/incidents").text
    assert "Not yet known" in ana.get("/review/rates").text
    for _ in range(3):
        send(
            ana, "decide", {"claim": first(ana, order="random"), "verdict": "accept", "why": "read", "order": "random"}
        )
    for address in ("/", "/incidents", "/pages"):
        assert "right on this corpus: told at all 100 %" in ana.get(address).text
    page = ana.get("/review/rates").text
    assert "on this corpus, a claim is told by its page in 100 %" in page
    assert "<svg" in page
    assert ana.get("/review/rates.json").json()["decided"] == 3


def test_agreement_of_two_reviewers(ana: TestClient) -> None:
    for name in ("Ana", "Bo"):
        sit(ana, name)
        for verdict in ("accept", "accept", "reject"):
            send(ana, "decide", {"claim": first(ana), "verdict": verdict, "why": "read"})
    assert "Ana and Bo agree on 3 of 3 claims" in ana.get("/review/rates").text


def test_the_page_of_rates_lists_what_two_reviewers_are_to_settle(client: TestClient) -> None:
    sit(client, "Ana")
    claim = first(client, order="random")
    send(client, "decide", {"verdict": "reject", "order": "random", "claim": claim})
    sit(client, "Ben")
    send(client, "decide", {"verdict": "accept", "order": "random", "claim": claim})
    view = client.get("/review/rates.json").json()
    assert [one["claim"] for one in view["disagreements"]] == [claim]
    assert view["to_settle"].startswith("to be settled: reviewers disagree on 1 of the sample")
    page = client.get("/review/rates").text
    assert f"claim={claim}" in page
    assert "Events that the machine missed altogether are not measured here" in page
    assert "the last word on each field counts" in page


def test_a_division_that_is_looked_up_is_as_wide_as_the_machine_has_it(
    ana: TestClient, gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
    asked = {"claim": first(ana), "step": "edit", "field": "place"}
    found = [place for name in ("Idlib", "Syria") for place in head(ana, **asked, look=name)["claim"]["step"]["places"]]
    kinds = load_place_settings().kinds
    assert {place["radius_km"] for place in found} >= {kinds["country"].radius_km}
    wide = next(place for place in found if place["precision"] == "country")
    assert wide["radius_km"] == kinds["country"].radius_km


def test_the_number_beside_a_field_opens_its_edit_at_once(ana: TestClient) -> None:
    page = ana.get("/review").text
    numbers = re.findall(r'data-number="(\d)" href="[^"]*step=edit&amp;field=(\w+)"', page)
    assert numbers[:2] == [("1", "actor"), ("2", "type")]


def test_what_was_typed_as_a_day_stays_with_the_message(ana: TestClient) -> None:
    claim = first(ana)
    sent = {"claim": claim, "field": "time", "in:event.time.start": "12 March 2024", "why": "wrong value"}
    refused = send(ana, "edit", sent)
    assert refused.status_code == 400
    assert 'value="12 March 2024"' in refused.text
    assert "is no day; write it as 2015-12-24" in refused.text


def test_the_log_tells_an_edit_in_words_and_keeps_its_json_in_a_fold(ana: TestClient) -> None:
    send(ana, "edit", {"claim": first(ana), "field": "certainty", "in:certainty": "possible", "why": "wrong value"})
    (entry,) = ana.get("/log.json").json()["entries"]
    assert re.fullmatch(r"edited how certainly \(certainty\): \w+ → possible", entry["words"])
    assert (entry["raw"]["field"], entry["raw"]["after"]) == ("certainty", '"possible"')
    assert "As the log has it</summary>" in ana.get("/log").text


def test_the_claims_of_filtered_incidents_are_reviewed_and_the_filters_stay(ana: TestClient, desk: Desk) -> None:
    asked = {"order": "incident", "place": "Idlib"}
    view = head(ana, **asked)
    waits = view["waits"]
    assert isinstance(waits, int)
    assert 0 < waits < int(str(head(ana)["waits"]))
    page = ana.get("/review", params=asked).text
    assert 'name="among" value="place=Idlib"' in page
    given = {"order": "incident", "claim": first(ana, **asked), "verdict": "accept", "among": "place=Idlib"}
    answer = ana.post("/review/decide", data={**given, "token": token_in(ana)}, follow_redirects=False)
    assert answer.headers["location"].endswith("&place=Idlib")
    assert head(ana, **asked)["waits"] == waits - 1
    assert len(log(desk)) == 1


def test_a_claim_is_merged_with_an_incident_by_its_address(ana: TestClient, desk: Desk) -> None:
    incidents = ana.get("/incidents.json").json()["incidents"]
    claim = first(ana, place="Idlib")
    other = next(
        line["id"] for line in incidents if line["id"] != ana.get(f"/claims/{claim}.json").json().get("incident")
    )
    page = ana.get("/review", params={"claim": claim, "step": "merge"}).text
    assert "another incident, by its id or address" in page
    given = {"claim": claim, "verdict": "same", "other": f"http://127.0.0.1:8017/incidents/{other}?rule=range"}
    send(ana, "pair", given)
    assert [judgement.targets for judgement in log(desk)] == [(claim, other)]
    wrong = send(ana, "pair", {**given, "other": "i-nothing"})
    assert wrong.status_code in {400, 404}
    assert len(log(desk)) == 1

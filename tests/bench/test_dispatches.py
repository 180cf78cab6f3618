"""The dispatches are well formed, and their scorer asks for places, times and events and nothing else."""

import calendar
import json
import re
from collections import Counter
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from figures import read_figures
from gold import score_dispatches
from scoring import OURS
from tasks import DISPATCHES, TASKS, Route
from tests.bench.commands import GOLD, run_scorer, write_lines

Line = dict[str, Any]

OPEN, ASIDE = GOLD / "dispatches_open.jsonl", GOLD / "dispatches_aside.jsonl"
LINES = {path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (OPEN, ASIDE)}
BOTH = sorted((*LINES[OPEN], *LINES[ASIDE]), key=lambda line: str(line["id"]))
KEYS = {"id", "setting", "voice", "tags", "text", "places", "timexes", "events"}
PLACE_KEYS = {"start", "end", "text", "name", "kind", "lat", "lon", "reading"}
EVENT_KEYS = {"triggers", "place", "time"}
LEAST = {"texts": 130, "settings": 12, "of a hard case": 5}
LONGEST = 4
"""Sentences of a text; a headline, a dateline's stop and a quotation within may make it look like more."""
WEEKDAYS = tuple(calendar.day_name)
SENTENCE = re.compile(r"[.?!][\"”]?(?:\s+(?=[A-Z\"“])|$)|\n\n")

TEXT = "ORSA (Wire) - Shells fell 20 km north of Bral on Monday. Orsa said Lt. Kemi Bral had fled."
FELL, BRAL, SPEAKER = TEXT.index("fell"), TEXT.index("Bral"), TEXT.index("Orsa")
PERSON, MONDAY, FLED = TEXT.rindex("Bral"), TEXT.index("Monday"), TEXT.index("fled")


def place(start: int, lat: float | None, reading: str = "literal", length: int = 4, **more: object) -> Line:
    return {"start": start, "end": start + length, "lat": lat, "lon": lat, "reading": reading, **more}


DISPATCH: Line = {
    "id": "a",
    "setting": "Nowhere",
    "voice": "wire",
    "tags": ["distance"],
    "published": "2021-06-10",
    "text": TEXT,
    "places": [
        place(0, 40.0, relation="other", text="ORSA"),
        place(BRAL, 10.0, relation="near", text="Bral"),
        place(SPEAKER, 40.0, "associative", text="Orsa"),
    ],
    "timexes": [{"start": MONDAY, "end": MONDAY + 6, "type": "DATE", "value": "2021-06-07", "also": ["2021-W23-1"]}],
    "events": [
        {
            "triggers": [{"start": FELL, "end": FELL + 4}],
            "place": 1,
            "point": {"lat": 11.0, "lon": 10.0},
            "time": ["2021-06-07", None],
        },
        {"triggers": [{"start": FLED, "end": FLED + 4}], "place": None, "time": None, "unasked": ["place"]},
    ],
}


def claim(start: int = FELL, lat: float | None = 10.0, *days: str | None) -> Line:
    own = None if lat is None else {"lat": lat, "lon": 10.0}
    time = {"start": days[0], "end": days[-1]} if days else None
    return {"event": {"trigger": {"start": start, "end": start + 4}, "place": own, "time": time}}


def layers(places: tuple[Line, ...] = (), timexes: tuple[Line, ...] = (), claims: tuple[Line, ...] = ()) -> Line:
    return {"document": "a", "places": places, "timexes": timexes, "claims": claims}


def timex(value: str | None, start: int = MONDAY) -> Line:
    return {"start": start, "end": start + 6, "value": value}


def judged(*lines: Line, **changed: object) -> score_dispatches.Score:
    return score_dispatches.score([score_dispatches.gold_item({**DISPATCH, **changed})], lines)


def of_places(*places: Line, field: str = "within") -> tuple[int, int]:
    return judged(layers(places=places)).right(field)


def of_events(*claims: Line, field: str = "place", **changed: object) -> tuple[int, int]:
    return judged(layers(claims=claims), **changed).right(field)


def undated(value: str | None) -> tuple[int, int]:
    gold = {**DISPATCH["timexes"][0], "value": None, "also": []}
    return judged(layers(timexes=(timex(value),)), timexes=[gold]).right("value")


run = partial(run_scorer, "score_dispatches")


def spans(line: Line) -> list[Line]:
    return [*line["places"], *line["timexes"], *(trigger for event in line["events"] for trigger in event["triggers"])]


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_every_line_is_well_formed(line: Line) -> None:
    assert KEYS <= set(line) <= KEYS | {"published"}
    assert score_dispatches.gold_item(line).text == line["text"].strip()
    assert line["tags"] == sorted(set(line["tags"]))
    assert len(SENTENCE.findall(line["text"])) <= LONGEST + 1
    assert all(line["text"][span["start"] : span["end"]] == span["text"] != "" for span in spans(line))
    assert all(one["end"] <= other["start"] for one, other in pairwise(sorted(spans(line), key=lambda s: s["start"])))


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_every_place_is_on_the_map_and_only_literal_ones_have_a_relation(line: Line) -> None:
    for entry in line["places"]:
        literal = entry["reading"] == "literal"
        assert PLACE_KEYS <= set(entry) <= PLACE_KEYS | {"tolerance_km", "relation"}
        assert ("relation" in entry) == literal
        assert abs(entry["lat"]) < 90
        assert abs(entry["lon"]) < 180


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_every_event_has_a_literal_place_or_none_and_its_days_in_order(line: Line) -> None:
    for event in line["events"]:
        assert EVENT_KEYS <= set(event) <= EVENT_KEYS | {"or", "point", "unasked"}
        own = [n for n in (event["place"], *event.get("or", ())) if n is not None]
        assert all(line["places"][n]["reading"] == "literal" for n in own)
        days = [date.fromisoformat(day) for day in event["time"] or () if day]
        assert days == sorted(days)
        assert not set(event.get("unasked", ())) - {"place", "time"}


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_a_named_weekday_has_the_value_of_that_weekday_and_an_undated_text_has_no_days(line: Line) -> None:
    for entry in line["timexes"]:
        named = [day for day in WEEKDAYS if day in entry["text"]]
        if "published" not in line:
            assert entry["value"] is None or entry["type"] == "DURATION"
        elif named:
            assert [WEEKDAYS[date.fromisoformat(entry["value"][:10]).weekday()]] == named
    if "published" not in line:
        assert [event["time"] for event in line["events"]] == [None] * len(line["events"])


def test_the_set_is_large_enough_and_no_text_stands_twice() -> None:
    assert len(BOTH) >= LEAST["texts"]
    assert len({line["setting"] for line in BOTH}) >= LEAST["settings"]
    assert len({line["text"].casefold() for line in BOTH}) == len({line["id"] for line in BOTH}) == len(BOTH)


def test_every_second_text_is_set_aside() -> None:
    assert [line["id"] for line in BOTH] == [f"dis-{n:03d}" for n in range(1, len(BOTH) + 1)]
    assert [line["id"] for line in LINES[ASIDE]] == [line["id"] for line in BOTH[1::2]]


def test_each_setting_voice_and_hard_case_stands_in_both_halves() -> None:
    for groups in (lambda line: [line["setting"]], lambda line: [line["voice"]], lambda line: line["tags"]):
        halves = [{group for line in lines for group in groups(line)} for lines in LINES.values()]
        assert halves[0] == halves[1]
    assert min(Counter(tag for line in BOTH for tag in line["tags"]).values()) >= LEAST["of a hard case"]


def test_the_readme_counts_what_is_there() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([\w ]+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    for column, lines in enumerate(LINES.values(), start=1):
        count = Counter(group for line in lines for group in (line["setting"], line["voice"], *line["tags"]))
        assert {row[0]: int(row[column]) for row in told} == count
        places = Counter(entry["reading"] for line in lines for entry in line["places"])
        timexes, events = (sum(len(line[layer]) for line in lines) for layer in ("timexes", "events"))
        whole = f"{places['literal']} literal places, {places['associative']} associative, {timexes} time expressions"
        assert re.search(rf"\b{len(lines)} (texts,|with) {whole}, {events} events", readme)
    assert f"\n{len(BOTH)} short dispatches, " in readme


@pytest.mark.parametrize("path", [OPEN, ASIDE])
def test_the_gold_scores_100_against_itself_everywhere(path: Path) -> None:
    done = run("--perfect", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert set(re.findall(r"\d+\.\d", done.stdout)) == {"100.0"}
    task = next(task for task in TASKS if GOLD.parent / task.data[0] == path)
    assert [figure.value for figure in read_figures(task, done.stdout)] == [100.0] * len(DISPATCHES)


def test_a_place_that_is_not_read_or_not_resolved_is_wrong() -> None:
    assert of_places() == (0, 2)
    assert of_places(place(BRAL, None)) == (0, 2)
    assert of_places(place(BRAL, 10.1)) == (1, 2)
    assert of_places(place(BRAL, 10.5)) == (0, 2)


def test_a_large_place_may_be_missed_by_as_much_as_it_is_large() -> None:
    province = place(BRAL, 10.0, relation="at", text="Bral", tolerance_km=100)
    assert judged(layers(places=(place(BRAL, 10.5),)), places=[province], events=[]).right("within") == (1, 1)


def test_a_name_with_its_kind_is_the_same_name() -> None:
    assert of_places(place(BRAL - 3, 10.0, length=7), field="literal") == (1, 2)
    assert of_places(place(BRAL - 3, 10.0, length=5), field="literal") == (0, 2)


def test_persons_and_speaking_capitals_read_as_literal_are_spurious() -> None:
    scored = judged(layers(places=(place(BRAL, 10.0), place(SPEAKER, 40.0), place(PERSON, 10.0))))
    printed = list(score_dispatches.table(scored))
    assert printed[1].split() == ["literal", "places", "recognised", "P", "33.3", "R", "50.0", "F", "40.0"]
    assert printed[3].endswith(" 33.3 of 3")
    assert scored.right("reading") == (1, 2)


def test_a_name_within_the_name_of_a_body_is_not_asked_and_is_spurious_only_as_literal() -> None:
    body = [place(BRAL, 10.0, "embedded", text="Bral")]
    for reading, literal in (("associative", 0), ("literal", 1)):
        scored = judged(layers(places=(place(BRAL, 10.0, reading),)), places=body, events=[])
        assert [v.field for v in scored.verdicts if v.span[0] == BRAL] == []
        assert scored.literal == literal


def test_a_time_expression_needs_its_very_words_and_one_of_its_values() -> None:
    for value, start, right in (
        ("2021-06-07", MONDAY, 1),
        ("2021-W23-1", MONDAY, 1),
        ("2021-06-14", MONDAY, 0),
        ("2021-06-07", MONDAY - 1, 0),
    ):
        assert judged(layers(timexes=(timex(value, start),))).right("value") == (right, 1)


@pytest.mark.parametrize(
    ("value", "right"), [(None, 1), ("XXXX-WXX-1", 1), ("T12:00", 1), ("PAST_REF", 1), ("2021-06-07", 0), ("P1D", 0)]
)
def test_without_a_date_of_publication_no_day_may_be_named(value: str | None, right: int) -> None:
    assert undated(value) == (right, 1)


def test_the_point_reckoned_from_a_distance_is_right_and_so_is_the_place_it_is_reckoned_from() -> None:
    assert of_events(claim(lat=11.0)) == of_events(claim(lat=10.0)) == (1, 1)
    assert of_events(claim(lat=10.5)) == of_events(claim(lat=None)) == (0, 1)


def test_any_of_several_places_of_one_event_is_right() -> None:
    event = {**DISPATCH["events"][0], "place": 0, "or": [1]}
    assert of_events(claim(lat=10.0), events=[event]) == (1, 1)


def test_an_open_end_may_be_closed_by_the_day_of_publication_alone() -> None:
    for end, right in ((None, 1), ("2021-06-10T12:00", 1), ("2021-06-09", 0)):
        assert of_events(claim(FELL, 10.0, "2021-06-07", end), field="time equal") == (right, 2)
    assert of_events(claim(FELL, 10.0, "2021-06-05", "2021-06-07"), field="time overlapping") == (1, 2)
    assert of_events(claim(FELL, 10.0, "2021-06-05", "2021-06-06"), field="time overlapping") == (0, 2)


def test_a_time_where_the_text_has_none_is_wrong() -> None:
    assert of_events(claim(FLED), field="time equal") == (1, 2)
    assert of_events(claim(FLED, 10.0, "2021-06-07"), field="time overlapping") == (0, 2)


def test_an_event_is_matched_once_and_to_the_claim_with_the_most_right() -> None:
    assert of_events(claim(lat=50.0), claim(lat=10.0), claim(lat=50.0)) == (1, 1)
    scored = judged(layers(claims=(claim(FELL), claim(FELL))))
    assert scored.right("found") == (1, 2)
    assert (scored.right("time equal"), scored.right_of_found("time equal")) == ((0, 2), (0, 1))


def test_both_halves_are_measured_from_layers_with_the_projects_own_scorer() -> None:
    tasks = [task for task in TASKS if task.metrics == DISPATCHES]
    assert [GOLD.parent / name for task in tasks for name in task.data] == [OPEN, ASIDE]
    assert {task.route for task in tasks} == {Route.GOLD_LAYERS} <= set(OURS)
    assert all((GOLD.parent / task.scorer[0]).is_file() for task in tasks)


def test_an_unknown_reading_or_relation_is_an_error() -> None:
    for wrong in (place(0, 1.0, "vague", text="ORSA"), place(0, 1.0, relation="above", text="ORSA")):
        with pytest.raises(ValueError, match="a: 'ORSA' is neither"):
            score_dispatches.gold_item({**DISPATCH, "places": [wrong]})


def test_what_is_wrong_is_listed_for_the_open_half(tmp_path: Path) -> None:
    read = write_lines(tmp_path / "l.jsonl", layers(places=(place(0, 40.0), place(BRAL, 50.0))))
    done = run("--list", write_lines(tmp_path / "g.jsonl", DISPATCH), read)
    assert done.returncode == 0
    assert f"a\twithin\tread\tBral\t{TEXT}" in done.stdout.splitlines()
    assert f"a\tfound\tnot read\tfell\t{TEXT}" in done.stdout.splitlines()
    assert "\tORSA\t" not in done.stdout


def test_what_is_wrong_in_the_half_set_aside_is_not_shown(tmp_path: Path) -> None:
    read = write_lines(tmp_path / "l.jsonl", {**layers(), "document": LINES[ASIDE][0]["id"]})
    for arguments in (["--list", ASIDE, read], ["--list", "--perfect", ASIDE]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "set aside" in done.stderr
    assert f"texts {len(LINES[ASIDE])}\n" in run(ASIDE, read).stdout


def test_layers_of_other_documents_are_an_error_and_no_zero(tmp_path: Path) -> None:
    done = run(OPEN, write_lines(tmp_path / "l.jsonl", {**layers(), "document": "elsewhere"}))
    assert (done.returncode, done.stdout) == (1, "")
    assert "none is a text of the gold" in done.stderr


def test_either_layers_or_the_gold_itself_is_scored(tmp_path: Path) -> None:
    read = write_lines(tmp_path / "l.jsonl", layers())
    assert [run(*arguments).returncode for arguments in ([OPEN], ["--perfect", OPEN, read])] == [2, 2]

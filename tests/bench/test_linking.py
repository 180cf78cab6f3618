"""The scorer of linking, its readers, and the fitting of its weights."""

import doctest
import json
from pathlib import Path

import count_words
import entries
import link_growth
import linking
import numpy as np
import pages
import pytest
from entries import airwars_entry, ucdp_entry
from figures import read_figures
from fitting import Coding, fit
from linking import incident_lines, score_databases
from pages import Labelled, pair_figures, read_pages
from tasks import TASKS
from tests.link.pages_made import BRIDGE, DEPOT, DEPOT_TOO, bridge, depot

EVENT = {
    "ucdp_id": 7, "date_start": "2024-03-04", "date_end": "2024-03-04", "where": "Orrin/Orrina village",
    "adm_1": "North", "adm_2": None, "where_prec": 2, "lat": 35.1, "lon": 36.7, "side_a": "Government of Syria",
    "side_b": "Syrian insurgents", "deaths_civilians": 3, "low": 3, "high": 9, "gold_airwars": ["a-1"],
}  # fmt: skip
INCIDENT = {
    "airwars_id": "a-1", "date": "2024-03-04", "date_end": None, "place": "Oreen", "lat": 35.101, "lon": 36.7,
    "belligerents": ["Russian Military"], "civ_killed_min": 2, "civ_killed_max": 3, "civ_injured_min": None,
    "civ_injured_max": None,
}  # fmt: skip
LABELLED = [
    Labelled(depot("a"), "A", "one", is_suspect=False),
    Labelled(depot("b", DEPOT_TOO), "B", "one", is_suspect=False),
    Labelled(bridge("c"), "C", "two", is_suspect=False),
]


@pytest.mark.parametrize("module", [entries, pages, link_growth, linking])
def test_examples_in_the_text_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_record_of_each_database_is_an_entry() -> None:
    event, incident = ucdp_entry(EVENT), airwars_entry(INCIDENT)
    assert event.names == ("Orrin", "Orrina village")
    assert event.radius_km == 5
    assert event.killed == (3, 3)
    assert event.actors & incident.actors == {"RUS"}
    assert incident.killed == (2, 3)
    assert incident.injured is None


def test_records_linked_right_are_counted_over_those_that_have_a_right_entry(tmp_path: Path) -> None:
    records, pool = tmp_path / "records.jsonl", tmp_path / "pool.jsonl"
    stray = {**EVENT, "ucdp_id": 8, "date_start": "2025-01-01", "date_end": "2025-01-01"}
    none = {**EVENT, "ucdp_id": 9, "gold_airwars": []}
    records.write_text("".join(f"{json.dumps(line)}\n" for line in (EVENT, stray, none)), encoding="utf-8")
    pool.write_text(json.dumps(INCIDENT), encoding="utf-8")
    assert score_databases(records, pool) == "databases right 50.0 (1/2) unanswered 1"


def test_page_line_names_the_group_of_its_main_incident() -> None:
    lines = [json.loads(line) for line in incident_lines(LABELLED)]
    assert [line["document"] for line in lines] == ["A", "B", "C"]
    assert lines[0]["incident"] == lines[1]["incident"] != lines[2]["incident"]


def test_pairs_are_counted_as_the_shared_scorer_counts_them() -> None:
    assert pair_figures(LABELLED, {"a": 1, "b": 1, "c": 1}) == "pair P 33.3 R 100.0 F 50.0"
    assert pair_figures(LABELLED, {"a": 1, "b": 1}) == "pair P 100.0 R 100.0 F 100.0"


def test_pages_are_read_from_gold_and_layers(tmp_path: Path) -> None:
    gold, layers = tmp_path / "gold.jsonl", tmp_path / "layers.jsonl"
    line = {"doc_id": "x", "text": DEPOT, "title": "Depot struck", "date": "2024-03-05", "incident_id": "one"}
    gold.write_text(json.dumps(line), encoding="utf-8")
    layers.write_text(json.dumps({"document": "x", "claims": []}), encoding="utf-8")
    (labelled,) = read_pages(gold, layers)
    assert (labelled.external_id, labelled.incident, labelled.is_suspect) == ("x", "one", False)
    assert labelled.page.document["published"] == "2024-03-05"


def test_weights_keep_the_order_of_levels_whatever_the_pairs() -> None:
    coding = Coding({"time": ("far", "near", "same")})
    found = [("far", 0), ("near", 1), ("near", 1), ("same", 0), ("same", 1), ("unknown", 0)] * 5
    rows = np.array([coding.row({"time": level}) for level, _ in found])
    _, levels = coding.weights(fit(rows, np.array([float(same) for _, same in found]), coding.bounds()))
    assert levels["time"]["far"] <= 0
    assert levels["time"]["far"] <= levels["time"]["near"] <= levels["time"]["same"]


def test_every_metric_of_linking_is_printed_by_its_scorer() -> None:
    shared = "pairs                        P  91.0  R  82.5  F  86.6   (18/20/22)\nlinking pair F 86.6 B3 F 95.1\n"
    own = "databases right 93.6 (189/202) unanswered 0\n"
    tasks = [task for task in TASKS if task.group == "linking"]
    assert [len(read_figures(task, own if task.scorer[1] == "databases" else shared)) for task in tasks] == [4, 4, 2]


def test_made_pages_are_the_same_each_time_and_grow_as_asked() -> None:
    assert link_growth.measure(200).startswith("claims 2")
    assert BRIDGE != DEPOT


def test_common_words_are_those_of_many_pages_and_never_only_capitalised() -> None:
    pages = [f"Shells fell on Velm on Monday, and {n:02} shells were counted." for n in range(7)]
    rows = count_words.table([*pages, "Nothing."])
    assert {"shells\t0.875", "monday\t0.875"} <= {*rows}
    assert not any(row.startswith(("nothing", "velm")) for row in rows)


def test_texts_are_cut_into_pages_of_one_length() -> None:
    assert list(count_words.cut_pages(["a b c", "d e f g"], 3)) == ["a b c", "d e f"]

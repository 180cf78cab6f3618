"""Positions of the parties that pages of official statements are about."""

from pathlib import Path

import positions
import pytest
from figures import read_figures
from scoring import OURS
from tasks import TASKS, Route
from tests.link.told import Line, actor, claim, event, place, source

MINISTRY = source("the ministry of Ruritania", "state", "RUR", named=True)
SILENT = event(None, kind="other", mode="silent", actors=[actor("Ruritania", "state", "RUR", named=True)])
NEAR = place("Zenda", 36.0, 37.0, "admin1", 80)


def line(name: str, document: str, **more: object) -> Line:
    return claim(name, document, **more)  # type: ignore[arg-type]


def test_each_page_has_the_position_of_the_party_that_it_is_about() -> None:
    claims = [
        line("c-1", "d-1", said_by=MINISTRY, told=event(place=NEAR)),
        line("c-2", "d-2", told=SILENT),
        line("c-3", "d-3", said_by=MINISTRY, told=event(), stance="denies"),
        line("c-3", "d-3", said_by=MINISTRY, told=event(), stance="denies"),
    ]
    found = {one["document"]: one["accused_position"] for one in positions.positions(claims)}
    assert found == {"d-1.html": "acknowledges", "d-2.html": "silent", "d-3.html": "denies"}


def test_lines_go_in_and_positions_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "c-1", "document": {"id": "d", "external_id": "x"}, "event": null}\n', encoding="utf-8")
    assert positions.main(["print", str(path)]) == 0
    assert '"accused_position": "not_searched"' in capsys.readouterr().out


def test_shared_scorer_beside_the_gold_is_given_the_positions(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "incidents"
    folder.mkdir()
    claims, gold = folder / "claims.jsonl", folder / "gold.jsonl"
    claims.write_text('{"id": "c-1", "document": {"id": "d", "external_id": "x"}, "event": null}\n', encoding="utf-8")
    (tmp_path / "statements_score.py").write_text(
        "import sys; print('position macro-F1', 50.0 * open(sys.argv[4]).read().count('accused_position'))"
    )
    assert positions.main(["score", "texts", str(gold), str(claims)]) == 0
    task = next(task for task in TASKS if task.group == "positions")
    assert [figure.value for figure in read_figures(task, capfd.readouterr().out)] == [50]


def test_task_of_positions_is_given_claims() -> None:
    task = next(task for task in TASKS if task.group == "positions")
    assert task.route is Route.OWN_CLAIMS
    assert task.route in OURS

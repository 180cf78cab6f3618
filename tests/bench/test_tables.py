from dataclasses import replace
from pathlib import Path

import pytest
from figures import BenchError, Figure
from floors import Floor
from history import Row, append_history, latest, read_history, rows_of
from scoring import Score
from tables import BEGIN, END, render, replace_between
from tasks import Better, Metric, layers_task
from versions import Versions

RIGHT = Metric("right", "right {figure}")
EXTRA = Metric("extra", "extra {figure}", Better.LOWER)
TASK = layers_task("made", "up", "up.jsonl", (RIGHT, EXTRA))
OLD = Versions("aaa1111", "0.1.0", "3.11.7", "3.8.1", "model 1 abc", "lex1", "gaz1")
NEW = replace(OLD, commit="bbb2222", lexicon="lex2")
SCORE = Score(TASK, (Figure("made/up", RIGHT, 7, 9), Figure("made/up", EXTRA, 2)), "d1", 1)


def run_rows(versions: Versions, date: str, right: float) -> list[Row]:
    figures = (Figure("made/up", RIGHT, right, 9), SCORE.figures[1])
    return rows_of([replace(SCORE, figures=figures)], versions, date)


def test_rows_carry_the_figure_and_what_made_it() -> None:
    right, extra = rows_of([SCORE], OLD, "2026-01-02")
    assert (right.figure, right.of, right.refused, right.versions) == ("7", "9", "1", OLD)
    assert (extra.figure, extra.of) == ("2", "")


def test_history_is_only_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    append_history(path, run_rows(OLD, "2026-01-02", 5))
    before = path.read_text()
    append_history(path, run_rows(NEW, "2026-01-03", 6))
    assert path.read_text().startswith(before)
    assert read_history(path) == [*run_rows(OLD, "2026-01-02", 5), *run_rows(NEW, "2026-01-03", 6)]


def test_history_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_text("date,figure\n2026-01-02,5\n")
    with pytest.raises(BenchError, match="has the columns"):
        read_history(path)


def test_latest_is_the_last_row_of_each_figure() -> None:
    rows = [*run_rows(OLD, "2026-01-02", 5), *run_rows(NEW, "2026-01-03", 6)]
    assert latest(rows)["made/up", "right"].figure == "6"


def test_the_table_shows_figure_floor_and_commit() -> None:
    table = render(run_rows(OLD, "2026-01-02", 5), {"made/up right": Floor(4, "d1")}, [TASK])
    assert "| made/up | right | 5 of 9 | 4 | aaa1111 | 1 |" in table
    assert "| made/up | extra (fewer is better) | 2 |  | aaa1111 | 1 |" in table
    assert "| 1 | 2026-01-02 | aaa1111 | 0.1.0 | 3.11.7 | 3.8.1 | model 1 abc | lex1 | gaz1 |" in table


def test_the_table_shows_a_bound_from_above_as_such() -> None:
    table = render(run_rows(OLD, "2026-01-02", 5), {"made/up extra": Floor(3, "d1", Better.LOWER)}, [TASK])
    assert "| 2 | at most 3 |" in table


def test_the_table_keeps_figures_that_a_partial_run_left_out() -> None:
    only_extra = run_rows(NEW, "2026-01-03", 6)[1:]
    table = render([*run_rows(OLD, "2026-01-02", 5), *only_extra], {}, [TASK])
    assert "| made/up | right | 5 of 9 |  | aaa1111 | 1 |" in table
    assert "| made/up | extra (fewer is better) | 2 |  | bbb2222 | 2 |" in table


def test_refusals_are_counted_once_a_task() -> None:
    assert "(they score as silent): made/up 1." in render(run_rows(OLD, "2026-01-02", 5), {}, [TASK])


def test_only_what_is_between_the_markers_is_replaced() -> None:
    page = f"# Title\n\nbefore\n\n{BEGIN}\nold\n{END}\n\nafter\n"
    once = replace_between(page, "new")
    assert once == f"# Title\n\nbefore\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"
    assert replace_between(once, "new") == once


@pytest.mark.parametrize("page", ["no markers", f"{BEGIN}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}{BEGIN}{END}"])
def test_a_page_without_its_markers_is_refused(page: str) -> None:
    with pytest.raises(BenchError, match="each once"):
        replace_between(page, "new")

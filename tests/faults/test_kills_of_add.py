"""`add` and `init`, killed with `kill -9` at random moments: nothing acknowledged is lost, nothing doubled."""

import os
import signal
import time
from inspect import signature
from pathlib import Path
from random import Random

import pytest
from tests.faults.accounts import assert_whole, content, lines_in, present
from tests.faults.conftest import PAGES, counted, noted
from tests.faults.killing import Board, Ended, Plan, family, random_plan, run, started, wait_for_end, waited
from tests.faults.scene import Stage

from sitrep.case.folders import init_case
from sitrep.cli import cases

HISTORIES, KILLS_EACH = 16, 4
# Every other history is of two processes that read, where `add` knows how.
JOBS = ((), ("--jobs", "2")) if "jobs" in signature(cases.add).parameters else ((),)


def add(
    stage: Stage, case: Path, pages: Path, plan: Plan | None = None, jobs: tuple[str, ...] = ()
) -> tuple[Ended, set[str]]:
    """A run of `add`, and what it has acknowledged of its own."""
    heard = stage.folder / "heard"
    heard.unlink(missing_ok=True)
    board = Board(plan)
    work = stage.command("add", str(case), str(pages), *jobs, board=board, heard=heard)
    ended = run(work, case, stage.folder / "said", plan, board=board)
    lines = heard.read_text(encoding="utf-8").splitlines() if heard.exists() else []
    return ended, {line for line in lines if not line.startswith("skipped")}


@pytest.fixture(scope="module")
def whole(stage: Stage, pages: Path) -> Ended:
    """A run that nobody disturbs."""
    case = stage.folder / "whole-add"
    init_case(case).close()
    ended, said = add(stage, case, pages)
    assert (ended.status, len(said)) == (3, PAGES + 1), ended.err
    return ended


@pytest.mark.parametrize("history", range(HISTORIES))
def test_a_killed_add_goes_on(  # noqa: PLR0917  # fixtures, by name
    stage: Stage, pages: Path, added: Path, whole: Ended, tmp_path: Path, history: int
) -> None:
    chance, case, said = Random(history), tmp_path / "case", set[str]()  # noqa: S311  # moments, no secret
    init_case(case).close()
    expected, jobs = set(lines_in(added)), JOBS[history % len(JOBS)]
    for _ in range(KILLS_EACH):
        share = 1 - len(present(case)) / (PAGES + 1)
        ended, heard = add(stage, case, pages, random_plan(chance, whole, max(share, 0.05)), jobs)
        said |= heard
        assert_whole(case)
        assert said <= present(case)
        assert set(lines_in(case)) <= expected
        if not ended.is_killed:
            assert ended.status == 3, ended.err
            continue
        counted(" ".join(("add", *jobs)), ended)
    ended, _ = add(stage, case, pages)
    assert ended.status == 3, ended.err
    assert content(case) == content(added)
    assert lines_in(case) == sorted(expected)


@pytest.mark.skipif(len(JOBS) == 1, reason="NOT TESTED: `add` has no --jobs here")
@pytest.mark.parametrize("history", range(6))
def test_an_add_whose_workers_are_killed_goes_on(
    stage: Stage, pages: Path, added: Path, tmp_path: Path, history: int
) -> None:
    chance, case = Random(history), tmp_path / "case"  # noqa: S311  # moments, no secret
    init_case(case).close()
    begun, killed = time.monotonic(), 0
    work = stage.command("add", str(case), str(pages), "--jobs", "2")
    child = started(work, case, stage.folder / "said")
    while killed < 2 and time.monotonic() - begun < 60:
        time.sleep(0.05 + 0.4 * chance.random())
        workers = [process for process in family(child) if process != child]
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
            noted(["add, a worker", "computing"])
        elif killed or not [*family(child)]:
            break
    status = waited(child, Plan(), begun)
    assert status == 3, (stage.folder / "said.err").read_text(encoding="utf-8")
    wait_for_end(child)
    assert killed, "no worker was ever seen"
    assert_whole(case)
    assert content(case) == content(added)


def test_a_killed_init_leaves_what_the_next_one_finishes(stage: Stage, tmp_path: Path) -> None:
    whole = run_init(stage, tmp_path / "whole")
    assert whole.status == 0, whole.err
    chance = Random(3)  # noqa: S311  # moments, no secret
    for number in range(16):
        case = tmp_path / f"case-{number}"
        ended = run_init(stage, case, Plan(step=chance.randint(2, whole.steps)))
        assert ended.is_killed
        counted("init", ended)
        again = run_init(stage, case)
        assert again.status == 0, again.err
        assert_whole(case)
        assert content(case) == content(tmp_path / "whole")


def run_init(stage: Stage, case: Path, plan: Plan | None = None) -> Ended:
    board = Board(plan)
    return run(stage.command("init", str(case), board=board), case, stage.folder / "said", plan, board=board)

"""`erase`, killed with `kill -9` at random moments: the page is whole or gone, and at the end no word of it is left."""

import json
import shutil
from pathlib import Path
from random import Random

from tests.faults.accounts import assert_whole, content, said_in
from tests.faults.conftest import counted
from tests.faults.killing import Board, Ended, Plan, random_plan, run
from tests.faults.scene import Stage

from sitrep.case.folders import open_case

KILLS, NUMBER = 16, 3


def erase(stage: Stage, case: Path, page: str, plan: Plan | None = None) -> Ended:
    board = Board(plan)
    words = ("erase", str(case), page, "--by", "Ana", "--why", "asked for")
    return run(stage.command(*words, board=board), case, stage.folder / "said", plan, board=board)


def files_with(case: Path, words: bytes) -> list[str]:
    """The files of a case in which some words stand."""
    return [path.name for path in case.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_a_killed_erasure_is_finished_by_the_next(stage: Stage, linked: Path, pages: Path, tmp_path: Path) -> None:
    chance = Random(21)  # noqa: S311  # moments, no secret
    page = json.loads(pages.read_text(encoding="utf-8").splitlines()[NUMBER])
    words = f"Invented page number {NUMBER}.".encode()
    expected = Path(shutil.copytree(linked, tmp_path / "whole"))
    assert files_with(expected, words)
    whole = erase(stage, expected, page["id"])
    assert whole.status == 0, whole.err
    assert files_with(expected, words) == []
    for number in range(KILLS):
        case = Path(shutil.copytree(linked, tmp_path / f"case-{number}"))
        ended = erase(stage, case, page["id"], random_plan(chance, whole))
        assert_whole(case)
        assert len(said_in(case)) == 1 or not ended.out.endswith("\n")
        if ended.is_killed:
            counted("erase", ended)
        again = erase(stage, case, page["id"])
        assert again.status == 0 or "`sitrep log` which pages were erased" in again.err, again.err
        open_case(case).close()
        assert_whole(case)
        assert content(case) == content(expected)
        assert files_with(case, words) == []
        assert len(said_in(case)) == 1
        shutil.rmtree(case)

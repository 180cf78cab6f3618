"""`link` and `export`, killed with `kill -9` at random moments: an old result or a new one, never half of one."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from tests.faults.accounts import assert_whole, content, linking_of
from tests.faults.conftest import counted
from tests.faults.killing import Board, Ended, Plan, random_plan, run
from tests.faults.scene import Stage

LINKS, EXPORTS = 44, 11
ORDERS = (
    ("csv", "public", ()),
    ("csv", "internal", ("--bom",)),
    ("jsonl", "public", ()),
    ("jsonl", "internal", ()),
)
Order = tuple[str, str, tuple[str, ...]]
OLD = b"what an earlier export left\n"


def link(stage: Stage, case: Path, plan: Plan | None = None) -> Ended:
    board = Board(plan)
    return run(stage.command("link", str(case), board=board), case, stage.folder / "said", plan, board=board)


def test_a_killed_link_is_made_again_the_same(stage: Stage, added: Path, linked: Path, tmp_path: Path) -> None:
    chance, expected = Random(11), linking_of(linked)  # noqa: S311  # moments, no secret
    shutil.copytree(added, tmp_path / "whole")
    whole = link(stage, tmp_path / "whole")
    killed = 0
    while killed < LINKS:
        case = tmp_path / f"case-{killed}"
        shutil.copytree(added, case, dirs_exist_ok=True)
        ended = link(stage, case, random_plan(chance, whole))
        assert_whole(case)
        kept = linking_of(case)
        assert kept in (None, expected)
        if "incident" in ended.err or not ended.is_killed:
            assert kept == expected
        if ended.is_killed:
            counted("link", ended)
            killed += 1
        again = link(stage, case)
        assert again.status == 0, again.err
        assert linking_of(case) == expected
        assert content(case) == content(linked)
        shutil.rmtree(case)


def export(stage: Stage, case: Path, output: Path, order: Order, plan: Plan | None = None) -> Ended:
    form, profile, more = order
    board = Board(plan)
    words = ("export", str(case), "--as", form, "--profile", profile, "-o", str(output), *more)
    return run(stage.command(*words, board=board), case.parent, stage.folder / "said", plan, board=board)


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(order[:2]))
def test_a_killed_export_leaves_a_whole_file(stage: Stage, linked: Path, tmp_path: Path, order: Order) -> None:
    chance = Random(repr(order))  # noqa: S311  # moments, no secret
    case = Path(shutil.copytree(linked, tmp_path / "case"))
    out = tmp_path / "whole"
    out.mkdir()
    whole = export(stage, case, out / "claims", order)
    assert whole.status == 0, whole.err
    expected, killed = files_in(out), 0
    assert {len(content) > 0 for content in expected.values()} == {True}
    while killed < EXPORTS:
        out = tmp_path / f"out-{killed}"
        out.mkdir(exist_ok=True)
        (out / "claims").write_bytes(OLD)
        ended = export(stage, case, out / "claims", order, random_plan(chance, whole))
        found = {name: content for name, content in files_in(out).items() if not name.startswith(".")}
        assert found.pop("claims") in (OLD, expected["claims"])
        assert found.items() <= expected.items()
        if "withheld:" in ended.err or not ended.is_killed:
            assert files_in(out) == expected
        if ended.is_killed:
            counted("export", ended)
            killed += 1
        again = export(stage, case, out / "claims", order)
        assert again.status == 0, again.err
        assert files_in(out) == expected, "the rerun also removes what the killed run had half written"
    assert_whole(case)

"""The commands that freeze a case and check what was frozen."""

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Sitrep


def test_a_case_is_released_checked_and_compared(sitrep: Sitrep, linked_template: Path, tmp_path: Path) -> None:
    shutil.copytree(linked_template, tmp_path / "one")
    done = sitrep("release", "one", "-o", "first")
    assert (done.status, done.out) == (0, "")
    assert "first: Editors of release" in done.err
    assert "names" in done.err.splitlines()[-1]
    assert sitrep("verify", "first").lines() == [{"path": "first", "kind": "release", "holds": True, "problems": []}]

    claim = str(sitrep("queue", "one", "--order", "random").lines()[0]["claim"])
    sitrep("judge", "one", "accept", claim, "--by", "Ann", "--why", "so it says")
    assert sitrep("link", "one").status == 0
    assert sitrep("release", "one", "-o", "second", "--since", "first", "--name", "two").status == 0
    head = json.loads((tmp_path / "second" / "release.json").read_text("utf-8"))
    assert {"certainty", "place"} < {rate["field"] for rate in head["rates"]["fields"]}
    assert head["rates"]["sample"] == 1
    assert "Ann" not in "".join(path.read_text("utf-8") for path in (tmp_path / "second").iterdir())

    differing = sitrep("diff", "one", "first", "second")
    assert differing.status == 0
    assert {line["cause"] for line in differing.lines()} == {"judgement"}

    (tmp_path / "first" / "CITE.txt").write_text("mine")
    broken = sitrep("verify", "first")
    assert (broken.status, broken.lines()[0]["holds"]) == (1, False)
    assert sitrep("diff", "one", "first", "second").failed_with_one_line(2, "does not hold")


def test_what_cannot_be_done_is_said_in_one_line(sitrep: Sitrep, linked_template: Path, tmp_path: Path) -> None:
    shutil.copytree(linked_template, tmp_path / "one")
    assert sitrep("release", "one", "-o", "one").failed_with_one_line(2, "never written over")
    assert sitrep("release", "one", "-o", "new", "--rule", "mean").failed_with_one_line(2, "there is no such rule")
    assert sitrep("verify", "one").failed_with_one_line(2, "is nothing to verify")
    assert sitrep("diff", "one", "one", "run-1").failed_with_one_line(2, "the other is none")
    assert not (tmp_path / "new").exists()

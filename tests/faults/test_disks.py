"""A full disk and a folder that may not be written to: a clear word, status 1, nothing acknowledged lost."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.faults.accounts import assert_whole, content, lines_in, linking_of, present, said_in
from tests.faults.conftest import noted
from tests.faults.disks import fill, free, read_only, small_disk
from tests.faults.killing import Board, Ended, run
from tests.faults.scene import Stage
from tests.faults.test_kills_of_review import events_in, post, served

from sitrep.case.folders import init_case

PAGE, NOBODY = 4096, 65534
LEFT = (0, 1, 2, 6, 12, 20, 30, 45)


def tried(stage: Stage, *words: str, heard: Path | None = None) -> Ended:
    return run(stage.command(*words, heard=heard), stage.folder, stage.folder / "said")


def assert_told(ended: Ended, *words: str) -> None:
    """One plain line that says what and where and what to do, and status 1."""
    assert "Traceback" not in ended.err, ended.err
    last = ended.err.strip().splitlines()[-1]
    assert last.startswith("sitrep: "), ended.err
    assert ended.status == 1, ended.err
    assert any(word in last for word in words), last
    assert ";" in last, "what to do"


FULL = ("full", "No space left", "cannot be written", "cannot be opened", "cannot be made", "the disk failed")


@pytest.mark.parametrize("left", LEFT)
def test_add_on_a_full_disk(stage: Stage, pages: Path, added: Path, tmp_path: Path, left: int) -> None:
    heard = tmp_path / "heard"
    with small_disk(tmp_path / "disk", 4) as disk:
        case = disk / "case"
        init_case(case).close()
        fill(disk, left * PAGE)
        ended = tried(stage, "add", str(case), str(pages), heard=heard)
        assert_told(ended, *FULL)
        free(disk)
        assert_whole(case)
        assert {line for line in heard.read_text().splitlines() if line[:7] != "skipped"} <= present(case)
        again = tried(stage, "add", str(case), str(pages))
        assert again.status == 3, again.err
        assert content(case) == content(added)
        assert lines_in(case) == lines_in(added)


@pytest.mark.parametrize("left", LEFT)
def test_init_on_a_full_disk(stage: Stage, tmp_path: Path, left: int) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        fill(disk, left * PAGE)
        ended = tried(stage, "init", str(disk / "case"))
        if ended.status:
            assert_told(ended, *FULL)
        free(disk)
        assert tried(stage, "init", str(disk / "case")).status == 0
        assert_whole(disk / "case")


@pytest.mark.parametrize("left", LEFT[:5])
@pytest.mark.parametrize("what", ["link", "judge", "export", "serve"])
def test_other_commands_on_a_full_disk(  # noqa: PLR0917  # fixtures, by name
    stage: Stage, added: Path, linked: Path, tmp_path: Path, what: str, left: int
) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        case = Path(shutil.copytree(added if what == "link" else linked, disk / "case"))
        said = ("accept", events_in(case)[0], "--by", "Ana", "--why", "read it")
        words = {
            "link": ("link", str(case)),
            "judge": ("judge", str(case), *said),
            "export": ("export", str(case), "--as", "csv", "-o", str(disk / "claims.csv")),
            "serve": ("search", str(case), "market"),
        }[what]
        fill(disk, left * PAGE)
        ended = tried(stage, *words)
        if ended.status:
            assert_told(ended, *FULL)
        noted(f"full disk, {what} with {left * PAGE:6} bytes left: status {ended.status}")
        assert not (disk / "claims.csv").exists() or ended.status == 0 or not cut_off(disk / "claims.csv")
        free(disk)
        assert_whole(case)
        again = tried(stage, *words)
        assert again.status == 0, again.err
        assert len(said_in(case)) == (what == "judge")
        assert linking_of(case) == linking_of(linked)
        assert [path.name for path in disk.glob(".claims*")] == []


def cut_off(path: Path) -> bool:
    return not path.read_bytes().endswith(b"\r\n")


def test_a_desk_on_a_full_disk_says_what_it_kept(stage: Stage, linked: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        case = Path(shutil.copytree(linked, disk / "case"))
        claims, kept = events_in(case), 0
        with served(stage, case, Board()) as (_, browser):
            for number, left in enumerate((0, 2, 4, 8, 16)):
                token = browser.token()
                fill(disk, left * PAGE)
                form = {"claim": claims[number], "verdict": "accept", "why": "read it", "token": token}
                status, text = browser.ask("POST", "/review/decide", form)
                assert status in (303, 400, 500)
                assert "full" in text or "kept" in text or status == 303, text[:2000]
                free(disk)
                assert post(browser, claims[number], browser.token(), "read it") == 303
                kept += 1
        assert len(said_in(case)) == kept, "sent again, and kept once"
        assert_whole(case)


def test_output_into_a_full_disk_is_told(stage: Stage, linked: Path) -> None:
    def work() -> None:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, 1)
        stage.command("claims", str(linked))()

    ended = run(work, stage.folder, stage.folder / "said")
    assert_told(ended, "the disk is full")


def as_nobody(work: Callable[[], object]) -> None:
    """Do some work as a user who owns nothing."""
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    work()


COMMANDS: dict[str, Callable[[Path, Path, str], tuple[str, ...]]] = {
    "init": lambda case, _, __: ("init", str(case / "new")),
    "add": lambda case, pages, _: ("add", str(case), str(pages)),
    "link": lambda case, _, __: ("link", str(case)),
    "judge": lambda case, _, claim: ("judge", str(case), "accept", claim, "--by", "Ana", "--why", "read it"),
    "serve": lambda case, _, __: ("serve", str(case), "--port", "20999"),
}


@pytest.mark.parametrize("what", COMMANDS)
@pytest.mark.parametrize("how", ["a disk that is read only", "another user"])
def test_a_folder_that_may_not_be_written_to(stage: Stage, pages: Path, linked: Path, what: str, how: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        case = Path(shutil.copytree(linked, folder / "case"))
        before = content(case)
        words = COMMANDS[what](case, pages, events_in(case)[0])
        if how == "another user":
            if os.geteuid() != 0:
                pytest.skip("NOT TESTED: only root can become another user")
            ended = run(lambda: as_nobody(stage.command(*words)), stage.folder, stage.folder / "said")
        else:
            with read_only(folder):
                ended = tried(stage, *words)
        assert_told(ended, "may not be written to", "cannot be made here", "permission")
        assert content(case) == before

"""Two that write to one case at once: each waits its turn, nothing is lost, nothing doubled."""

import shutil
import threading
import time
from pathlib import Path

from tests.faults.accounts import assert_whole, content, lines_in, linking_of, log_of, said_in
from tests.faults.killing import Board, Plan, started, waited
from tests.faults.scene import Stage
from tests.faults.test_kills_of_review import events_in, post, served

from sitrep.case.folders import init_case


def together(stage: Stage, *commands: tuple[str, ...]) -> list[str]:
    """Commands run at once, to their ends; what each printed to standard error."""
    names = [stage.folder / f"said-{number}" for number in range(len(commands))]
    begun = time.monotonic()
    runs = [started(stage.command(*words), stage.folder, said) for words, said in zip(commands, names, strict=True)]
    statuses = [waited(child, Plan(), begun) for child in runs]
    told = [said.with_suffix(".err").read_text(encoding="utf-8") for said in names]
    assert all(status in (0, 3) for status in statuses), (statuses, told)
    return told


def test_two_adds_of_the_same_pages(stage: Stage, pages: Path, added: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    init_case(case).close()
    together(stage, *[("add", str(case), str(pages))] * 2)
    assert_whole(case)
    assert content(case) == content(added)
    assert lines_in(case) == lines_in(added)


def test_an_add_beside_links(stage: Stage, pages: Path, linked: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    init_case(case).close()
    together(stage, ("add", str(case), str(pages)), *[("link", str(case))] * 3)
    assert_whole(case)
    together(stage, ("link", str(case)), ("link", str(case)))
    found, expected = linking_of(case), linking_of(linked)
    assert isinstance(found, dict)
    assert isinstance(expected, dict)
    assert found["incidents"] == expected["incidents"]


def test_an_add_beside_a_desk(stage: Stage, pages: Path, added: Path, linked: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(linked, tmp_path / "case"))
    more = tmp_path / "more.jsonl"
    more.write_text(pages.read_text(encoding="utf-8").replace("Invented page number", "Page number"), encoding="utf-8")
    claims, answers = events_in(case)[:8], list[int]()
    with served(stage, case, Board()) as (_, browser):
        adding = threading.Thread(target=together, args=(stage, ("add", str(case), str(more))))
        adding.start()
        answers = [post(browser, claim, browser.token()) for claim in claims]
        adding.join()
        assert answers == [303] * len(claims)
        assert [judgement.targets[0] for judgement in log_of(case)] == claims
        assert browser.ask("GET", "/")[0] == 200
    assert_whole(case)
    assert len(said_in(case)) == len(claims)
    assert len(lines_in(case)) > len(lines_in(added))

"""The stage of all runs, and the table of kills that is printed at the end."""

import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from tests.faults.accounts import assert_whole
from tests.faults.killing import AFTER, COMMIT, Ended, run
from tests.faults.scene import Stage, write_pages

from sitrep.case.folders import init_case
from sitrep.case.reading import Instruments

PAGES = 16
# The file to which every process of the tests writes its kills, a JSON list [command, phase] a line, and its notes.
TALLY = "SITREP_FAULTS_TALLY"
PHASES = ("begin", "computing", "files", "statement", "commit", "after a commit", "acknowledged")


def phase_of(doing: str) -> str:
    """The part of the work in which a run was killed, from the last thing that it had begun.

    >>> phase_of("sql COMMIT"), phase_of("os.rename")
    ('commit', 'files')
    """
    if doing in {"begin", AFTER}:
        return doing
    if doing in {"acknowledged", "end"} or doing.startswith("acknowledged"):
        return "acknowledged"
    if doing.startswith("sql "):
        return "commit" if doing == COMMIT else "statement"
    return "computing" if doing.startswith("call ") else "files"


def counted(command: str, ended: Ended) -> None:
    """Note a kill for the table."""
    noted([command, phase_of(ended.doing)])


def noted(what: str | list[str]) -> None:
    """Note a kill, or a line that is printed below the table."""
    with Path(os.environ[TALLY]).open("a", encoding="utf-8") as tally:
        tally.write(json.dumps(what) + "\n")


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave these tests to whoever asks for them: they take minutes."""
    return None if any("tests/faults" in str(given) for given in config.invocation_params.args) else True


def pytest_configure() -> None:
    """Make the tally, unless this is a worker of a process that did."""
    if TALLY not in os.environ:
        handle, os.environ[TALLY] = tempfile.mkstemp(prefix="sitrep-faults-")
        os.close(handle)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the tally, which has been printed."""
    if not hasattr(config, "workerinput"):
        Path(os.environ.pop(TALLY)).unlink(missing_ok=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many kills fell where, as rows of a Markdown table, and the notes."""
    found = [json.loads(line) for line in Path(os.environ[TALLY]).read_text(encoding="utf-8").splitlines()]
    if not found:
        return
    kills = Counter((item[0], item[1]) for item in found if isinstance(item, list))
    rows = [[name, *(kills[name, phase] for phase in PHASES)] for name in sorted({name for name, _ in kills})]
    rows.append(["all", *(sum(row[n] for row in rows) for n in range(1, len(PHASES) + 1))])
    lines = [f"| {' | '.join(map(str, row))} | {sum(row[1:])} |" for row in rows]
    head = [f"| kills of | {' | '.join(PHASES)} | all |", "| --- |" + " ---: |" * (len(PHASES) + 1)]
    notes = sorted(item for item in found if isinstance(item, str))
    failed = sum(len(terminalreporter.stats.get(kind, [])) for kind in ("failed", "error"))
    foot = "no test failed: lost 0, doubled 0, every rerun complete" if not failed else f"{failed} TESTS FAILED"
    for line in ("", *head, *lines, "", *notes, foot):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def stage(instruments: Instruments, gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Where runs work. What they would load is loaded here, before any fork."""
    import uvicorn  # noqa: F401, PLC0415

    import sitrep.serve.app  # noqa: F401, PLC0415

    os.environ["SITREP_GAZETTEER"] = str(gazetteer_path)
    return Stage(tmp_path_factory.mktemp("stage"), instruments)


@pytest.fixture(scope="session")
def pages(stage: Stage) -> Path:
    """The pages that are added: PAGES of them, and a line that is refused."""
    return write_pages(stage.folder / "pages.jsonl", range(PAGES))


@pytest.fixture(scope="session")
def added(stage: Stage, pages: Path) -> Path:
    """A case of the pages, added undisturbed. Nobody writes to it."""
    case = stage.folder / "added"
    init_case(case).close()
    ended = run(stage.command("add", str(case), str(pages)), stage.folder, stage.folder / "said")
    assert ended.status == 3, ended.err
    assert_whole(case)
    return case


@pytest.fixture(scope="session")
def linked(stage: Stage, added: Path) -> Path:
    """The same case, linked undisturbed. Nobody writes to it."""
    case = stage.folder / "linked"
    shutil.copytree(added, case)
    ended = run(stage.command("link", str(case)), stage.folder, stage.folder / "said")
    assert ended.status == 0, ended.err
    return case

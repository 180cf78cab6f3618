"""`sitrep report`: files, exit statuses, and what is said on standard error."""

import json
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.case.folders import init_case

DAYS = "--from", "2015-12-14", "--to", "2015-12-28"


def test_a_report_is_three_files_and_the_next_tells_what_changed(
    sitrep: Sitrep, linked_template: Path, tmp_path: Path
) -> None:
    case = str(shutil.copytree(linked_template, tmp_path / "case"))
    done = sitrep("report", case, *DAYS, "--made", "2020-01-01", "-o", "week")
    assert (done.status, done.out) == (0, "")
    assert "withheld: " in done.err
    assert {path.name for path in (tmp_path / "week").iterdir()} == {"report.html", "report.docx", "report.json"}
    kept = json.loads((tmp_path / "week" / "report.json").read_text("utf-8"))
    assert (kept["profile"], kept["from"], kept["made"]) == ("public", "2015-12-14", "2020-01-01")
    done = sitrep("report", case, *DAYS, "--since", "week/report.json", "-o", "next.html")
    assert done.status == 0
    assert "0 changes since the last report" in done.err
    assert {path.name for path in tmp_path.glob("next.*")} == {"next.html", "next.json"}


def test_days_without_incidents_are_a_report(sitrep: Sitrep, linked_template: Path) -> None:
    done = sitrep("report", str(linked_template), "--from", "2014-01-01", "--to", "2014-01-02", "-o", "none.html")
    assert done.status == 0
    assert "0 incidents, 0 footnotes" in done.err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--from", "2015-12-28", "--to", "2015-12-14", "-o", "x"), 2, "give the earlier day to --from"),
        (("--from", "today", "--to", "2015-12-14", "-o", "x"), 2, "give days as YYYY-MM-DD"),
        ((*DAYS, "-o", "x.pdf"), 2, "name a folder, or a file"),
        ((*DAYS, "-o", "x"), 1, "run `sitrep link"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line(
    sitrep: Sitrep, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    with init_case(tmp_path / "bare"):
        pass
    done = sitrep("report", str(tmp_path / "bare"), *words)
    assert done.failed_with_one_line(status, said)
    assert not (tmp_path / "x").exists()

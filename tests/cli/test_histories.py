"""What changed in a case is printed for programs and for people."""

from pathlib import Path

from tests.cli.conftest import RAID, Sitrep, record

EDITED = RAID.replace("Twelve", "Seven").replace("near Raqqa ", "")
URL = "https://wire.example/raid"


def two_versions(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    for number, text in ((1, RAID), (2, EDITED)):
        sitrep("add", "one", "-", given=record(number, text, url=URL))


def test_a_silent_edit_is_shown(sitrep: Sitrep) -> None:
    two_versions(sitrep)
    (edit,) = sitrep("edits", "one").lines()
    assert edit["address"] == "wire.example/raid"
    fields = {change["field"] for one in edit["changed"] for change in one["fields"]}  # type: ignore[attr-defined]
    assert "event.quantities.0.best" in fields
    shown = sitrep("edits", "one", "--table").out
    assert "wire.example/raid" in shown
    assert max(map(len, shown.splitlines())) < 120


def test_a_case_without_edits_prints_nothing(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    sitrep("init", "one")
    sitrep("add", "one", "a.txt")
    assert (sitrep("edits", "one").status, sitrep("edits", "one").out) == (0, "")

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


def export(sitrep: Sitrep, name: str) -> str:
    assert sitrep("export", "one", "--as", "jsonl", "-o", name, "--profile", "internal").status == 0
    return name


def test_two_exports_differ_by_a_new_page_and_a_judgement_and_nothing_else(sitrep: Sitrep, tmp_path: Path) -> None:
    sitrep("init", "one")
    sitrep("add", "one", "-", given=record(1))
    before = export(sitrep, "a.jsonl")
    sitrep("add", "one", "-", given=record(2, EDITED))
    claim = next(str(line["id"]) for line in sitrep("claims", "one").lines() if "Twelve" in str(line["evidence"]))
    by = ("--by", "ann", "--why", "the page says so")
    sitrep("judge", "one", "edit", claim, "--field", "stance", "--value", '"questions"', *by)
    after = export(sitrep, "b.jsonl")

    done = sitrep("diff", "one", before, after)
    assert done.status == 0
    causes = {(line["row"] == claim, line["cause"]) for line in done.lines()}
    assert causes == {(True, "judgement"), (False, "new source")}
    assert {line["field"] for line in done.lines() if line["row"] == claim} >= {"stance"}
    assert sitrep("diff", "one", after, after).out == ""

    runs = [str(line["id"]) for line in sitrep("runs", "one").lines()]
    assert sitrep("diff", "one", runs[0], runs[-1]).lines() == done.lines()

    shown = sitrep("diff", "one", before, after, "--table").out
    assert f"{claim} " in shown
    assert "new source" in shown
    assert "…" not in shown, "nothing is cut short"
    assert shown.splitlines()[-1].endswith(" judgement")
    assert max(map(len, shown.splitlines())) < 120

    (tmp_path / "c.jsonl").write_text(
        (tmp_path / after).read_text(encoding="utf-8").replace('"best":7', '"best":70'), encoding="utf-8"
    )
    forged = sitrep("diff", "one", after, "c.jsonl")
    assert forged.status == 1
    assert {line["cause"] for line in forged.lines()} == {"unexplained"}


def test_what_cannot_be_compared_is_said_in_one_line(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    assert sitrep("diff", "one", "x", "y").failed_with_one_line(2, "name an export (.jsonl) or a run")

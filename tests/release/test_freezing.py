"""A release holds what it says, is the same twice, tells what went and where ids lead, and is checked whole."""

import csv
import hashlib
import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from tests.release.conftest import Releases, make

from sitrep.case.folders import init_case, open_case
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.errors import LedgerError, UsageError
from sitrep.release.folders import lines_of, problems_of, write_release
from sitrep.release.freezing import Wish, frozen

FILES = {
    "CITATION.cff", "CITE.txt", "LICENCE.txt", "SHA256SUMS", "claims.csv", "claims.jsonl", "codebook.json",
    "codebook.md", "deletions.csv", "incidents.jsonl", "redirects.csv", "release.json",
}  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(folder: Path, name: str) -> set[str]:
    return {str(line["id"]) for line in lines_of(folder, name)}


def test_hashes_hold_by_hashlib_and_by_sha256sum(releases: Releases) -> None:
    folder = releases.joined
    assert {path.name for path in folder.iterdir()} == FILES
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    assert [line[66:] for line in lines] == sorted(FILES - {"SHA256SUMS"})
    for line in lines:
        assert hashlib.sha256((folder / line[66:]).read_bytes()).hexdigest() == line[:64]
    if (tool := shutil.which("sha256sum")) is not None:
        subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    assert list(problems_of(folder)) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_changed_byte_is_found_in_every_file(releases: Releases, tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(releases.joined, tmp_path / "copy"))
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    assert list(problems_of(folder))


def test_missing_files_further_files_and_wrong_counts_are_found(releases: Releases, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(releases.joined, tmp_path / "copy"))
    (folder / "CITE.txt").unlink()
    (folder / "more.txt").write_text("more")
    content = b"".join((folder / "claims.jsonl").read_bytes().splitlines(keepends=True)[1:])
    (folder / "claims.jsonl").write_bytes(content)
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    own = hashlib.sha256(content).hexdigest()
    forged = [f"{own}  claims.jsonl" if line.endswith("  claims.jsonl") else line for line in sums]
    (folder / "SHA256SUMS").write_text("\n".join([*forged, f"{own}  ../claims.jsonl", ""]))
    assert {problem.file for problem in problems_of(folder)} == {"CITE.txt", "more.txt", "claims.jsonl", "SHA256SUMS"}


def test_the_same_ledger_name_and_day_give_the_same_bytes(
    releases: Releases, tmp_path: Path, gazetteer: PlaceNames
) -> None:
    with open_case(Path(shutil.copytree(releases.case, tmp_path / "another name"))) as case:
        again = make(case, tmp_path / "again", gazetteer, releases.rejected)
    for name in sorted(FILES):
        assert (again / name).read_bytes() == (releases.erased / name).read_bytes(), name


def test_the_head_says_what_there_is(releases: Releases) -> None:
    folder = releases.joined
    head = json.loads((folder / "release.json").read_text("utf-8"))
    assert (head["name"], head["day"], head["profile"], head["rates"]) == ("2", "2026-11-29", "public", "not reviewed")
    assert head["rows"]["claims.jsonl"] == head["rows"]["claims.csv"] == len(rows(folder / "claims.csv"))
    assert head["rows"]["incidents.jsonl"] == len(lines_of(folder, "incidents.jsonl"))
    assert head["withheld"]["claims"]["withheld"]["names"] > 0
    assert "fields" not in {**head["withheld"]["claims"]["withheld"], **head["withheld"]["incidents"]["withheld"]}
    assert head["log"]["lines"] == 2
    assert head["rules"]["figures"] == "range"
    assert set(head["rules"]["incidents_by_measure_and_rule"]["killed"]) == {"range"}
    since = hashlib.sha256((releases.first / "SHA256SUMS").read_bytes()).hexdigest()
    assert head["since"] == {"name": "2026-11-29", "day": "2026-11-29", "sums_sha256": since}
    cited = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert (cited["version"], cited["date-released"], cited["type"]) == ("2", date(2026, 11, 29), "dataset")
    assert head["cite"] in (folder / "CITE.txt").read_text("utf-8")
    assert '"ann"' not in "".join(path.read_text("utf-8") for path in folder.iterdir())


def test_what_went_is_told_with_why_and_ids_that_were_joined_lead_on(releases: Releases) -> None:
    assert rows(releases.first / "deletions.csv") == []
    (old,) = ids(releases.first, "incidents.jsonl") - ids(releases.joined, "incidents.jsonl")
    (new,) = set(releases.incidents) - {old}
    assert rows(releases.joined / "redirects.csv") == [{"old": old, "new": new, "how": "joined"}]
    assert rows(releases.joined / "deletions.csv") == [
        {"table": "incidents", "id": old, "why": "regrouped", "detail": new}
    ]
    claim, judgement = releases.reject.targets[0], releases.reject.id
    assert rows(releases.rejected / "deletions.csv") == [
        {"table": "claims", "id": claim, "why": "rejected", "detail": judgement}
    ]
    gone = rows(releases.erased / "deletions.csv")
    claims = ids(releases.rejected, "claims.jsonl") - ids(releases.erased, "claims.jsonl")
    assert claims == {row["id"] for row in gone if row["table"] == "claims"}
    assert {(row["why"], row["detail"]) for row in gone if row["table"] == "claims"} == {
        ("erased", "line 4 of the log")
    }


def test_a_release_is_refused_where_it_would_be_wrong(
    releases: Releases, raid_template: Path, tmp_path: Path, gazetteer: PlaceNames
) -> None:
    with open_case(releases.case) as case:
        with pytest.raises(UsageError, match="is not here yet"):
            frozen(case, Wish(day=date.today() + timedelta(2)), gazetteer)  # noqa: DTZ011
        with pytest.raises(UsageError, match="is no name for a release"):
            frozen(case, Wish(name="../x"), gazetteer)
        with pytest.raises(UsageError, match="is no release"):
            frozen(case, Wish(since=tmp_path), gazetteer)
    with open_case(raid_template) as case, pytest.raises(LedgerError, match="nothing is linked yet"):
        frozen(case, Wish(), gazetteer)
    with init_case(tmp_path / "empty") as case, pytest.raises(LedgerError, match="nothing is in it yet"):
        frozen(case, Wish(), gazetteer)
    with pytest.raises(UsageError, match="never written over"):
        write_release(releases.first, {})
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_release(tmp_path / "file" / "folder", {})


def test_a_release_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_release(tmp_path / "new", {"a.txt": b"", "no/such/folder.txt": b""})
    assert list(tmp_path.iterdir()) == []

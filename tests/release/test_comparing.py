"""Every cell that changed between two releases has its cause, and an id that leads on is followed."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.release.conftest import DAY, Releases

from sitrep.case.differences import Cause, Change
from sitrep.case.folders import init_case, open_case
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.errors import UsageError
from sitrep.redaction import Audience
from sitrep.release.comparing import changes_of_releases
from sitrep.release.folders import write_release
from sitrep.release.freezing import Wish, frozen


def between(releases: Releases, before: Path, after: Path) -> list[Change]:
    with open_case(releases.case) as case:
        return list(changes_of_releases(case, before, after))


def test_an_edit_and_a_join_are_judgements_and_the_joined_id_is_followed(releases: Releases) -> None:
    changes = between(releases, releases.first, releases.joined)
    assert {change.cause for change in changes} == {Cause.JUDGEMENT}
    edited = {change.field: change for change in changes if change.row == releases.edit.targets[0]}
    assert edited["certainty"].after == "possible"
    assert edited["certainty"].detail == releases.edit.id
    (led,) = [change for change in changes if change.field == "id"]
    assert {led.row, led.after} == set(releases.incidents)
    assert releases.join.id in (led.detail or "")
    assert [change for change in changes if change.field is None] == []
    assert between(releases, releases.joined, releases.joined) == []


def test_a_rejection_and_an_erasure_have_their_causes(releases: Releases) -> None:
    rejected = between(releases, releases.joined, releases.rejected)
    assert {change.cause for change in rejected} == {Cause.JUDGEMENT}
    assert releases.reject.targets[0] in {change.row for change in rejected if change.field is None}
    erased = between(releases, releases.rejected, releases.erased)
    assert {change.cause for change in erased} == {Cause.ERASURE}
    assert any(change.row.startswith("c-") and change.field is None for change in erased)
    assert Cause.UNEXPLAINED not in {change.cause for change in between(releases, releases.first, releases.erased)}
    assert Cause.UNEXPLAINED not in {change.cause for change in between(releases, releases.erased, releases.first)}


@pytest.mark.parametrize(
    "wish",
    [
        Wish(day=DAY, audience=Audience.INTERNAL, rule="majority"),
        Wish(day=DAY.replace(year=2016, month=1, day=3)),
    ],
    ids=["profile and rule", "day"],
)
def test_another_profile_rule_or_day_is_a_change_of_rule(
    releases: Releases, tmp_path: Path, gazetteer: PlaceNames, wish: Wish
) -> None:
    with open_case(releases.case) as case:
        write_release(tmp_path / "other", frozen(case, replace(wish, since=releases.rejected), gazetteer))
    changes = between(releases, releases.erased, tmp_path / "other")
    assert {change.cause for change in changes} == {Cause.RULE}
    assert {change.field for change in changes if change.field is None} == set()
    whole = " withheld]" not in (tmp_path / "other" / "claims.jsonl").read_text("utf-8")
    assert whole is (wish.audience is Audience.INTERNAL)


def resummed(folder: Path, name: str, content: bytes) -> None:
    """A file with other content, under a hash that fits."""
    sums, old = folder / "SHA256SUMS", hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / name).write_bytes(content)
    sums.write_text(sums.read_text().replace(old, hashlib.sha256(content).hexdigest()))


def test_a_cell_changed_by_hand_is_unexplained(releases: Releases, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(releases.erased, tmp_path / "forged"))
    first, *others = (folder / "claims.jsonl").read_text("utf-8").splitlines()
    line = json.loads(first)
    line["stance"] = "declines"
    content = "".join(f"{text}\n" for text in (json.dumps(line, sort_keys=True), *others)).encode()
    (folder / "claims.jsonl").write_bytes(content)
    with pytest.raises(UsageError, match="does not hold"):
        between(releases, releases.erased, folder)
    shutil.copy(releases.erased / "claims.jsonl", folder)
    resummed(folder, "claims.jsonl", content)
    (change,) = between(releases, releases.erased, folder)
    assert (change.row, change.field, change.cause) == (line["id"], "stance", Cause.UNEXPLAINED)


def test_a_release_of_another_case_is_refused(releases: Releases, tmp_path: Path) -> None:
    with init_case(tmp_path / "other") as case, pytest.raises(UsageError, match="is no release of"):
        list(changes_of_releases(case, releases.first, releases.joined))

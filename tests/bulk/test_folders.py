"""Output folders: a file is there whole or not at all, on a disk or behind an address that Arrow knows."""

from pathlib import Path

import pytest

from sitrep.bulk.folders import Output
from sitrep.bulk.runs import write_shard
from sitrep.bulk.shards import Shard
from sitrep.bulk.tables import Counts
from sitrep.model.documents import Refusal
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin

REFUSED = Refusal("page-\udce9", "empty", "fill it")


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_shard_is_finished_when_its_claims_are_there(tmp_path: Path, scheme: str) -> None:
    (tmp_path / "out").mkdir()
    output = Output(f"{scheme}{tmp_path / 'out'}")
    assert output.finished("ab") is None
    key, counts = write_shard(Shard("ab", (REFUSED,)), [REFUSED], output)
    assert (key, counts) == ("ab", Counts(records=1, documents=0, refusals=1, claims=0))
    assert output.finished("ab") == counts
    assert output.write_manifest(Origin("1", "m", "aa", "l", "g"), [(key, counts)])["records"] == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "claims-ab.parquet", "manifest.json", "refusals-ab.parquet",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        Output(str(tmp_path / "file")).write("a", b"")

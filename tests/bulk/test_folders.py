"""Output folders: a file is there whole or not at all, on a disk or behind an address that Arrow knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitrep.bulk.folders import Output
from sitrep.bulk.runs import write_shard
from sitrep.bulk.shards import Shard
from sitrep.bulk.tables import Counts
from sitrep.model.documents import Refusal
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin

LIMITED = """
import resource, sys
from sitrep.bulk.folders import Output
from sitrep.model.errors import RoomError
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    Output(sys.argv[1]).write("a", bytes(1000))
except RoomError as error:
    print(error)
"""
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


@pytest.mark.skipif(os.name != "posix", reason="limits are the system's")
def test_a_full_disk_is_told_as_one_and_leaves_no_half_file(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "cannot be written (File too large); what is finished stands: free some space" in told
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        Output(str(tmp_path / "file")).write("a", b"")

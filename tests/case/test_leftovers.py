"""What a killed process was writing is removed by the next one that writes there, and by nobody while it still runs."""

import os
import subprocess
import sys
from pathlib import Path

from sitrep.case.leftovers import own_part


def test_what_a_process_that_is_gone_left_is_removed(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = [tmp_path / f".claims[1].csv.{gone.pid}.part", tmp_path / f".claims[1].csv.{gone.pid}.part-journal"]
    running = tmp_path / f".claims[1].csv.{os.getppid()}.part"
    other = [
        tmp_path / ".claims[1].csv.letter.part",
        tmp_path / f".other.csv.{gone.pid}.part",
        tmp_path / "claims[1].csv",
    ]
    for path in (*left, running, *other):
        path.write_text("half", encoding="utf-8")
    own = own_part(tmp_path / "claims[1].csv", ".claims[1].csv")
    assert own == tmp_path / f".claims[1].csv.{os.getpid()}.part"
    assert not any(path.exists() for path in (*left, own))
    assert all(path.exists() for path in (running, *other))

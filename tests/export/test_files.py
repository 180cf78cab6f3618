import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sitrep.export.files import in_order, write_made, write_whole
from sitrep.model.errors import UsageError

Line = dict[str, Any]


def test_in_order_is_by_document_and_place_in_it(line: Line, statement_line: Line) -> None:
    other = {**line, "document": {**line["document"], "external_id": "page-0"}}
    assert in_order([statement_line, line, other]) == [other, line, statement_line]


def test_failed_write_leaves_what_stood_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "claims"
    (path / "kept").mkdir(parents=True)
    with pytest.raises(UsageError, match="claims: cannot be written"):
        write_whole(path, "new")
    assert list(tmp_path.rglob("*")) == [path, path / "kept"]


def test_what_fails_while_it_is_made_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "claims"
    path.write_text("old", encoding="utf-8")

    def make(temporary: Path) -> None:
        temporary.write_text("half", encoding="utf-8")
        raise UsageError("no further")

    with pytest.raises(UsageError, match="no further"):
        write_made(path, make)
    assert [(one.name, one.read_text(encoding="utf-8")) for one in tmp_path.iterdir()] == [("claims", "old")]


def test_missing_folder_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be written .* name a file in a folder with room for it"):
        write_whole(tmp_path / "nowhere" / "claims.csv", "new")


LIMITED = """
import resource, sys
from pathlib import Path
from sitrep.export.files import write_whole
from sitrep.model.errors import RoomError
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_whole(Path(sys.argv[1]), "new " * 100)
except RoomError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are the system's")
def test_no_room_leaves_what_stood_there_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "claims").write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "claims")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "claims: cannot be written (File too large), and what stood there before still does; free some space" in told
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("claims", "old")]

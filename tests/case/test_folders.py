"""Cases are made, opened, and refused with what, where and what to do."""

import os
from pathlib import Path

import pytest

from sitrep.case.folders import init_case, open_case
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import counts
from sitrep.model.errors import LedgerError


def test_a_new_case_is_an_empty_ledger_and_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "air campaign"
    with init_case(path) as case, viewing(case.ledger) as connection:
        assert counts(connection).documents == 0
        assert case.archive.is_dir()
    assert sorted(entry.name for entry in path.iterdir()) == ["archive", "case.sqlite"]


def test_a_case_made_twice_is_opened_as_it_is(tmp_path: Path) -> None:
    init_case(tmp_path / "case").close()
    before = (tmp_path / "case" / "case.sqlite").read_bytes()
    init_case(tmp_path / "case").close()
    assert (tmp_path / "case" / "case.sqlite").read_bytes() == before


def test_a_half_made_case_is_completed(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    init_case(tmp_path).close()
    with open_case(tmp_path) as case, viewing(case.ledger) as connection:
        assert counts(connection).claims == 0


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"there is no case here; make one with `sitrep init .*nowhere`"):
        open_case(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "case"
    path.write_text("notes")
    with pytest.raises(LedgerError, match="case: a file is in the way; choose another name"):
        init_case(path)
    with pytest.raises(LedgerError, match="case: is a file, and a case is a folder"):
        open_case(path)
    with pytest.raises(LedgerError, match=r"cannot be made here .* choose a folder"):
        init_case(path / "inside")
    assert path.read_text() == "notes"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("chapter one")
    with pytest.raises(LedgerError, match=r"holds other things \(thesis\.odt\); choose a new or an empty one"):
        init_case(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.odt"]


@pytest.mark.parametrize("left", ["case.sqlite", "case.sqlite-journal", "case.sqlite-wal"])
def test_what_another_process_making_the_same_case_has_written_is_not_foreign(tmp_path: Path, left: str) -> None:
    (tmp_path / left).touch()
    with init_case(tmp_path) as case:
        assert case.archive.is_dir()


def test_a_name_that_cannot_be_asked_for_says_so(tmp_path: Path) -> None:
    for door in (init_case, open_case):
        with pytest.raises(LedgerError, match=r"cannot be reached \(File name too long\); check the name"):
            door(tmp_path / ("case" * 100))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_folder_says_what_to_do(tmp_path: Path) -> None:
    init_case(tmp_path / "case").close()
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (tmp_path / "case", empty):
        path.chmod(0o555)
    with pytest.raises(LedgerError, match="may not be written to; ask for write permission, or copy the case"):
        open_case(tmp_path / "case")
    with pytest.raises(LedgerError, match="cannot be made here"):
        init_case(empty)
    for path in (tmp_path / "case", empty):
        path.chmod(0o755)

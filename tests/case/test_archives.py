"""Bytes are kept whole under their hash, and checked when they are read."""

from pathlib import Path

import pytest

from sitrep.case.archives import archived_path, keep_bytes, kept_bytes
from sitrep.model.errors import LedgerError
from sitrep.model.identity import sha256_hex

PAGE = b"\x00a page with \xff odd bytes\r\n"


def test_bytes_come_back_under_their_hash(tmp_path: Path) -> None:
    sha256 = keep_bytes(tmp_path, PAGE)
    assert sha256 == sha256_hex(PAGE)
    assert kept_bytes(tmp_path, sha256) == PAGE
    assert archived_path(tmp_path, sha256) == tmp_path / sha256[:2] / sha256


def test_the_same_bytes_are_kept_once_and_untouched(tmp_path: Path) -> None:
    path = archived_path(tmp_path, keep_bytes(tmp_path, PAGE))
    before = path.stat()
    keep_bytes(tmp_path, PAGE)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [found.name for found in tmp_path.rglob("*") if found.is_file()] == [path.name]


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    sha256 = keep_bytes(tmp_path, PAGE)
    archived_path(tmp_path, sha256).write_bytes(PAGE + b"!")
    with pytest.raises(LedgerError, match="no longer those of its name; bring it back from a copy"):
        kept_bytes(tmp_path, sha256)


def test_missing_bytes_are_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=f"{sha256_hex(PAGE)}: is missing from the archive"):
        kept_bytes(tmp_path, sha256_hex(PAGE))


def test_an_unreadable_archive_says_why(tmp_path: Path) -> None:
    archived_path(tmp_path, sha256_hex(PAGE)).mkdir(parents=True)
    with pytest.raises(LedgerError, match=r"cannot be read \(Is a directory\)"):
        kept_bytes(tmp_path, sha256_hex(PAGE))


def test_an_archive_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / sha256_hex(PAGE)[:2]).write_text("a file where a folder belongs")
    with pytest.raises(LedgerError, match=r"cannot be written .* check the disk and the permissions"):
        keep_bytes(tmp_path, PAGE)

"""A file of parses: what was kept is found again, by the same maker alone; its size is bound; damage is no failure."""

import os
import resource
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from sitrep.case.parse_cache import ParseCache, ready, used_bytes
from sitrep.model.errors import UsageError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    assert ready(tmp_path / "parses") is None
    return tmp_path / "parses"


def silent(path: Path, why: str) -> None:
    raise AssertionError(f"{path}: {why}")


@pytest.fixture
def kept(path: Path) -> ParseCache:
    return ParseCache(path, "model==1", silent)


def rows(path: Path) -> list[tuple[int, bytes]]:
    with closing(sqlite3.connect(path)) as file:
        return list(file.execute("select number, body from blocks order by number"))


def test_what_was_kept_is_found_by_the_same_maker_alone(kept: ParseCache, path: Path) -> None:
    kept.keep({"The mill burned.": b"one", "Nine fled.": b"two", "\ud800": b"three"})
    assert kept.remembered(["Nine fled.", "Ten fled.", "\ud800"]) == {"Nine fled.": b"two", "\ud800": b"three"}
    assert ParseCache(path, "model==2", silent).remembered(["Nine fled."]) == {}
    assert kept.remembered([]) == {}


def test_more_texts_than_a_statement_takes_are_found(kept: ParseCache) -> None:
    many = {f"text {n}": b"%d" % n for n in range(1200)}
    kept.keep(many)
    assert kept.remembered(list(many)) == many


def test_what_is_kept_twice_is_there_once_and_a_damaged_row_is_mended(kept: ParseCache, path: Path) -> None:
    kept.keep({"a": b"damaged", "b": b"two"})
    kept.keep({"a": b"one", "b": b"two"})
    assert [body for _, body in rows(path)] == [b"one", b"two"]


def test_the_file_is_its_owners_alone_and_is_kept_when_made_ready_again(kept: ParseCache, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    kept.keep({"a": b"one"})
    assert ready(path) is None
    assert kept.remembered(["a"]) == {"a": b"one"}


def test_the_size_is_bound_and_what_was_used_last_stays(path: Path) -> None:
    kept = ParseCache(path, "model==1", silent, most_bytes=400_000)
    for batch in range(24):
        kept.keep({f"{batch} {n}": os.urandom(900) for n in range(50)})
        assert kept.remembered(["0 7"])
    with closing(sqlite3.connect(path)) as file:
        assert 250_000 < used_bytes(file) <= 400_000
    assert path.stat().st_size < 480_000
    assert not kept.remembered(["0 8"])
    assert kept.remembered(["23 49"])


def test_a_small_file_is_not_written_by_looking_things_up(kept: ParseCache, path: Path) -> None:
    kept.keep({str(n): b"x" for n in range(10)})
    before = rows(path)
    kept.remembered(["0"])
    assert rows(path) == before


@pytest.mark.parametrize("content", [b"Nine fled.\n" * 200, b"SQLite format 3\0" + b"x" * 500])
def test_a_file_that_is_something_else_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes").write_bytes(content)
    with pytest.raises(UsageError, match=r"notes is no file of parses"):
        ready(tmp_path / "notes")
    assert (tmp_path / "notes").read_bytes() == content
    with pytest.raises(UsageError, match="no file of parses"):
        ready(tmp_path)


def test_a_database_of_something_else_or_of_another_layout_is_named(tmp_path: Path, path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other")) as file:
        file.execute("create table blocks (key, body)")
    with closing(sqlite3.connect(path)) as file:
        file.execute("pragma user_version = 99")
    for other in (tmp_path / "other", path):
        with pytest.raises(UsageError, match="no file of parses of this version"):
            ready(other)


def test_where_nothing_can_be_made_it_is_said_why(tmp_path: Path) -> None:
    assert ready(tmp_path / "nowhere" / "parses") == "No such file or directory"


def damaged(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@pytest.mark.parametrize("harm", [Path.unlink, damaged])
def test_a_file_that_goes_wrong_meanwhile_is_told_and_no_failure(path: Path, harm: Callable[[Path], None]) -> None:
    told: list[str] = []
    kept = ParseCache(path, "model==1", lambda _, why: told.append(why))
    kept.keep({"a": b"one"})
    harm(path)
    assert kept.remembered(["a"]) == {}
    kept.keep({"a": b"one"})
    assert len(told) == 2


def test_a_file_that_another_process_writes_is_waited_for_and_then_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitrep.case.parse_cache.BUSY_SECONDS", 0.05)
    kept = ParseCache(path, "model==1", silent)
    kept.keep({"a": b"one"})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        kept.keep({"b": b"two"})
        assert kept.remembered(["a", "b"]) == {"a": b"one"}
        assert ready(path) is None


def fill_up(path: Path, told: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    whys: list[str] = []
    kept = ParseCache(path, "model==1", lambda _, why: whys.append(why))
    for n in range(40):
        kept.keep({f"{n} {m}": os.urandom(500) for m in range(10)})
    assert len(kept.remembered([f"0 {m}" for m in range(10)])) == 10
    told.write_text("\n".join(whys), encoding="utf-8")


def test_where_the_disk_is_full_it_is_told_and_what_was_kept_is_found(path: Path, tmp_path: Path) -> None:
    process = get_context("fork").Process(target=fill_up, args=(path, tmp_path / "told"))
    process.start()
    process.join()
    assert process.exitcode == 0
    assert set((tmp_path / "told").read_text(encoding="utf-8").splitlines()) <= {
        "disk I/O error",
        "database or disk is full",
    }
    assert 100 <= len(rows(path)) < 400


def fill(path: Path, first: int) -> None:
    kept = ParseCache(path, "model==1", silent)
    for n in range(first, first + 40):
        kept.keep({f"{n} {m}": b"x" * 50 for m in range(10)})


def test_several_processes_fill_one_file(path: Path) -> None:
    processes = [get_context("fork").Process(target=fill, args=(path, first)) for first in (0, 20, 40)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(rows(path)) == 800

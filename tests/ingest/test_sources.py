import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitrep.ingest.formats import LARGEST
from sitrep.ingest.sources import open_sources
from sitrep.model.documents import Capture, Refusal


def opened(*paths: Path) -> tuple[list[str], list[Refusal]]:
    found = list(open_sources([str(path) for path in paths]))
    return [f.name for f in found if isinstance(f, Capture)], [f for f in found if isinstance(f, Refusal)]


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_folder_is_walked_in_order_and_names_are_below_it(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", b"b")
    write(tmp_path / "a" / "b.txt", b"a")
    write(tmp_path / ".hidden.txt", b"h")
    write(tmp_path / "style.css", b"c")
    names, refusals = opened(tmp_path)
    assert names == ["a/b.txt", "b.txt"]
    assert refusals == []


def test_missing_empty_and_unknown_files_are_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", b"text")
    paths = (tmp_path / "no.txt", write(tmp_path / "e.html", b"  "), good, write(tmp_path / "x.zip", b"z"))
    names, refusals = opened(*paths)
    assert names == ["good.txt"]
    assert [r.reason for r in refusals] == [
        "no such file", "the file is empty", "its name has no ending that sitrep knows",
    ]  # fmt: skip


def test_formats_not_readable_yet_are_refused_by_name(tmp_path: Path) -> None:
    _, refusals = opened(write(tmp_path / "a.docx", b"w"))
    assert [r.reason for r in refusals] == ["Word cannot be read yet"]


def test_folder_without_a_page_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "style.css", b"c")
    assert [r.path for r in opened(tmp_path)[1]] == [str(tmp_path)]


def test_each_line_is_a_capture_and_blank_lines_are_none(tmp_path: Path) -> None:
    names, refusals = opened(write(tmp_path / "n.jsonl", b'{"text": "a"}\r\n\n{"text": "b"}'))
    assert names == ["n.jsonl#1", "n.jsonl#3"]
    assert refusals == []


def test_line_capture_holds_the_bytes_of_the_line(tmp_path: Path) -> None:
    found = next(iter(open_sources([str(write(tmp_path / "n.jsonl", b'{"text": "a"}\r\n'))])))
    assert isinstance(found, Capture)
    assert found.content == b'{"text": "a"}'


def test_packed_lines_are_read_and_a_cut_end_is_refused(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % n for n in range(20000))
    packed = gzip.compress(lines)
    assert len(opened(write(tmp_path / "n.jsonl.gz", packed))[0]) == 20000
    names, refusals = opened(write(tmp_path / "cut.jsonl.gz", packed[: len(packed) // 2]))
    assert 0 < len(names) < 20000
    assert len(refusals) == 1
    assert "damaged" in refusals[0].reason


def test_file_that_is_no_gzip_is_refused(tmp_path: Path) -> None:
    assert len(opened(write(tmp_path / "n.jsonl.gz", b"plain"))[1]) == 1


def test_standard_input_is_lines() -> None:
    found = list(open_sources(["-"], io.BytesIO(b'{"text": "a"}\n')))
    assert [f.name for f in found if isinstance(f, Capture)] == ["-#1"]


def test_page_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert "larger than" in opened(path)[1][0].reason


def test_line_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", b"x" * (LARGEST + 5) + b'\n{"text": "a"}\n')
    names, refusals = opened(path)
    assert names == ["n.jsonl#2"]
    assert [r.path for r in refusals] == [f"{path}#1"]


def test_a_flipped_byte_in_packed_lines_is_never_passed_over(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"".join(b'{"text": "%d"}\n' % (n * 7919) for n in range(5000))))
    packed[len(packed) // 2] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(bytes(packed))
    assert any(isinstance(found, Refusal) for found in open_sources([str(tmp_path / "a.jsonl.gz")]))


@pytest.mark.parametrize("name", ["دير الزور.txt", "a b\tc#1?.txt", "e\u0301 👨‍👩‍👧.txt", "-.txt", "a\nb.txt"])
def test_a_name_with_odd_characters_is_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Two carts were lost.")
    assert [c.name for c in open_sources([str(tmp_path / name)]) if isinstance(c, Capture)] == [name]


def test_a_name_that_is_no_utf8_can_still_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"Two carts were lost.")
    assert [c.name for c in open_sources([str(tmp_path)]) if isinstance(c, Capture)] == ["caf\ufffd.txt"]


@pytest.mark.parametrize("name", ["x" * 5000 + ".txt", "a\0b.txt"])
def test_a_name_that_the_system_will_not_look_up_is_one_refusal(name: str) -> None:
    (found,) = open_sources([name])
    assert isinstance(found, Refusal)
    assert "cannot be looked up" in found.reason


def test_a_path_through_a_file_is_no_such_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Two carts were lost.")
    (found,) = open_sources([str(tmp_path / "a.txt" / "b.txt")])
    assert isinstance(found, Refusal)
    assert found.reason == "no such file"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "feed.txt"
    os.mkfifo(pipe)
    [direct] = open_sources([str(pipe)])
    [within] = (found for found in open_sources([str(tmp_path)]) if isinstance(found, Refusal))
    assert isinstance(direct, Refusal)
    assert "pipe" in direct.reason
    assert "pipe" in within.reason


def test_a_link_that_leads_nowhere_is_refused_in_a_folder_too(tmp_path: Path) -> None:
    (tmp_path / "gone.html").symlink_to(tmp_path / "nothing.html")
    (tmp_path / "page.txt").write_text("Two shells fell on Homs.", encoding="utf-8")
    found = list(open_sources([str(tmp_path)]))
    assert [item.reason for item in found if isinstance(item, Refusal)] == ["no such file"]
    assert len(found) == 2


def test_lines_packed_to_do_harm_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl.gz", gzip.compress(b" " * 1_000_000) * 150)
    assert ["unpacks to more than" in r.reason for r in opened(path)[1]] == [True]


def test_libraries_for_rare_formats_are_not_loaded_before_they_are_needed() -> None:
    rare = "{'feedparser', 'pyarrow', 'pypdfium2'}"
    command = [sys.executable, "-c", f"import sys, sitrep.ingest; print({rare} & set(sys.modules))"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "set()\n"

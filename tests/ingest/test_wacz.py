"""A WACZ file is read archive by archive, each only when it is what the file's own list says."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.ingest.archives import Archive, page

from sitrep.ingest import open_sources
from sitrep.ingest.wacz import read_wacz
from sitrep.model.documents import Capture, Refusal

DATA = "archive/data.warc.gz"
LIST = "datapackage.json"


def wacz(entries: dict[str, bytes], *, listed: dict[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
        if listed is not None:
            resources = [{"name": name, "path": name, "hash": digest} for name, digest in listed.items()]
            packed.writestr(LIST, json.dumps({"profile": "data-package", "resources": resources}))
    return stream.getvalue()


def sha256(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def read(content: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    found = list(read_wacz("in/w.wacz", "w.wacz", io.BytesIO(content)))
    refusals = [(f.path, f.reason) for f in found if isinstance(f, Refusal)]
    return [f.name for f in found if isinstance(f, Capture)], refusals


ONE, TWO = Archive().add(page("One.")).content, Archive().add(page("Two.")).content


def test_every_archive_is_read_in_order_of_its_name() -> None:
    content = wacz(
        {"archive/b.warc.gz": TWO, "archive/a.warc": ONE, "pages/pages.jsonl": b"{}", "indexes/index.cdx": b""}
    )
    assert read(content) == (["w.wacz/archive/a.warc#0", "w.wacz/archive/b.warc.gz#0"], [])


def test_an_archive_is_checked_against_the_list() -> None:
    assert read(wacz({DATA: ONE}, listed={DATA: sha256(ONE)})) == ([f"w.wacz/{DATA}#0"], [])
    assert read(wacz({DATA: ONE}, listed={DATA: "md9:00"}))[1] == []
    content = wacz({DATA: ONE, "archive/b.warc.gz": TWO}, listed={DATA: sha256(TWO), "archive/c.warc.gz": sha256(ONE)})
    assert read(content) == (
        ["w.wacz/archive/b.warc.gz#0"],
        [
            ("in/w.wacz/archive/c.warc.gz", f"damaged: it is missing, and {LIST} lists it"),
            (f"in/w.wacz/{DATA}", f"damaged: it is not what {LIST} says"),
        ],
    )


def test_the_list_is_checked_against_its_own_digest() -> None:
    digest = json.dumps({"path": LIST, "hash": sha256(b"other")}).encode()
    content = wacz({DATA: ONE, "datapackage-digest.json": digest}, listed={DATA: sha256(ONE)})
    names, refusals = read(content)
    assert refusals == [(f"in/w.wacz/{LIST}", "damaged: it is not what datapackage-digest.json says")]
    assert names == [f"w.wacz/{DATA}#0"]


@pytest.mark.parametrize("content", [b"[]", b"{", b"\xff"])
def test_a_broken_list_is_told_and_the_archives_are_read(content: bytes) -> None:
    names, refusals = read(wacz({DATA: ONE, LIST: content}))
    assert names == [f"w.wacz/{DATA}#0"]
    assert [path for path, _ in refusals] == [f"in/w.wacz/{LIST}"]


def test_what_is_no_wacz_file_is_refused() -> None:
    assert read(b"Dear Sir")[1][0][1].startswith("damaged: ")
    assert read(wacz({"letter.txt": b"Dear Sir"}))[1] == [("in/w.wacz", "it holds no web archive")]
    assert read(wacz({DATA: ONE})[:-30])[1][0][1].startswith("damaged: ")


def test_a_flipped_byte_is_damage_and_the_next_archive_is_read() -> None:
    content = wacz({"archive/a.warc": Archive(packed=False).add(page("One.")).content, DATA: TWO})
    broken = content.replace(b"<h1>Raid", b"<h1>Rain", 1)
    names, refusals = read(broken)
    assert names == [f"w.wacz/{DATA}#0"]
    assert len(refusals) == 1
    assert refusals[0][1].startswith("damaged: ")


def test_an_archive_that_unpacks_to_too_much_is_refused_unread() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open(DATA, "w", force_zip64=True) as entry,
    ):
        for _ in range(120):
            entry.write(b" " * 1_000_000)
    assert read(stream.getvalue())[1] == [(f"in/w.wacz/{DATA}", "damaged: unpacks to more than 200 times its size")]


def test_a_wacz_file_is_opened_by_its_ending(tmp_path: Path) -> None:
    (tmp_path / "w.wacz").write_bytes(wacz({DATA: ONE}))
    (found,) = open_sources([str(tmp_path / "w.wacz")])
    assert isinstance(found, Capture)
    assert found.name == f"w.wacz/{DATA}#0"

"""One file to captures: which format its name says, and what reads that format. A new format is one row of FORMATS."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from sitrep.ingest.csv_tables import read_csv
from sitrep.ingest.formats import HTML, LARGEST, MARKDOWN, PDF, TEXT, Read, printable
from sitrep.ingest.jsonl import read_lines
from sitrep.ingest.packings import packed
from sitrep.ingest.parquet_tables import read_parquet
from sitrep.ingest.wacz import read_wacz
from sitrep.ingest.web_archives import read_archive
from sitrep.ingest.xml_records import read_xml
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import sha256_hex


def page(media_type: str) -> Read:
    """What reads a file that is one page."""

    def read(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
        content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            yield Refusal(path, f"larger than {LARGEST:,} bytes", "split it")
        elif not content.strip():
            yield Refusal(path, "the file is empty", "save the page again")
        else:
            yield Capture(sha256_hex(content), media_type, name, content)

    return read


def not_yet(format_name: str) -> Read:
    """What refuses a format that is known and not read."""

    def read(path: str, _name: str, _stream: BinaryIO) -> Iterator[Capture | Refusal]:
        yield Refusal(path, f"{format_name} cannot be read yet", "convert it to .html, .txt or .pdf")

    return read


FORMATS: Mapping[str, Read] = {
    ".html": page(HTML),
    ".htm": page(HTML),
    ".txt": page(TEXT),
    ".md": page(MARKDOWN),
    ".pdf": page(PDF),
    ".jsonl": read_lines,
    ".jsonl.gz": packed(read_lines),
    ".csv": read_csv,
    ".csv.gz": packed(read_csv),
    ".tsv": read_csv,
    ".tsv.gz": packed(read_csv),
    ".parquet": read_parquet,
    ".xml": read_xml,
    ".xml.gz": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".warc": read_archive,
    ".warc.gz": read_archive,
    ".wacz": read_wacz,
}
NOT_YET: Mapping[str, Read] = {".docx": not_yet("Word")}
KNOWN = " ".join(FORMATS)


def kind_of(path: Path) -> str | None:
    """The known ending of a file's name, the longest that fits, or None."""
    name = path.name.lower()
    return max((e for e in (*FORMATS, *NOT_YET) if name.endswith(e)), key=len, default=None)


def open_file(path: Path, name: str) -> Iterator[Capture | Refusal]:
    """Yield the page or the records of one file, under the name that they go by."""
    told = printable(str(path))
    ending = kind_of(path)
    if ending is None:
        yield Refusal(told, "its name has no ending that sitrep knows", f"use {KNOWN}")
        return
    read = FORMATS.get(ending) or NOT_YET[ending]
    try:
        with path.open("rb") as stream:
            yield from read(told, printable(name), stream)
    except OSError as error:
        yield Refusal(told, f"cannot be read: {error.strerror or error}", "check the disk and its permissions")

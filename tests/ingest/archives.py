"""Web archives for the tests, made anew each time."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

URL = "https://wire.example/raid"
DATE = "2015-12-22T10:00:00Z"
HTML = "text/html; charset=utf-8"


def page(words: str = "Twelve rebels were killed near Raqqa on Monday, the ministry said.") -> bytes:
    text = (
        f"{words} Nobody else has confirmed the figure, and the road to the town was closed for the whole of the day."
    )
    article = f"<article><h1>Raid</h1><p>{text}</p></article>"
    return f"<html><head><title>Raid</title></head><body>{article}</body></html>".encode()


class Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """Its own leaves a temporary file open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = True) -> None:
        self.stream = io.BytesIO()
        self.writer = Writer(self.stream, gzip=packed)
        self.offsets: list[int] = []

    def add(
        self,
        body: bytes,
        *,
        kind: str = "response",
        url: str = URL,
        status: str = "200 OK",
        http: Sequence[tuple[str, str]] | None = (("Content-Type", HTML),),
        warc: Mapping[str, str] | None = None,
        content_type: str | None = None,
    ) -> "Archive":
        headers = {"WARC-Date": DATE, **(warc or {})}
        fields = StatusAndHeaders(status, list(http), protocol="HTTP/1.1") if http is not None else None
        record = self.writer.create_warc_record(
            url, kind, io.BytesIO(body), http_headers=fields, warc_headers_dict=headers,
            warc_content_type=content_type or "",
        )  # fmt: skip
        self.offsets.append(self.stream.tell())
        self.writer.write_record(record)
        return self

    @property
    def content(self) -> bytes:
        return self.stream.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content)
        return path

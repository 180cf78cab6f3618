"""A page on which the reader itself goes wrong is refused by name, and the pages after it are read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sitrep.case.reading import Instruments
from sitrep.cli.reading import View, read_paths, reading_with
from sitrep.model.documents import Document
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.grammar.parser import Parser


@dataclass(frozen=True)
class StumblingParser:
    """The real parser, but for pages that say "stumble"."""

    inner: Parser
    name: str = "stumbling"
    sha256: str = "0"

    def parse(self, document: Document) -> Parse:
        if "stumble" in document.text:
            Span(3, 1)
        return self.inner.parse(document)

    def parse_all(self, documents: Sequence[Document]) -> list[Parse]:
        return [self.parse(document) for document in documents]


def test_a_page_that_trips_the_reader_is_refused_and_the_rest_is_read(
    tmp_path: Path, instruments: Instruments, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Here readers stumble over a stone.", "utf-8")
    (tmp_path / "b.txt").write_text("Rebels shelled the harbour of Adale on Monday.", "utf-8")
    seen: list[str] = []
    view = View(lambda reading: reading.document.external_id, seen.extend)
    stumbling = replace(instruments, parser=StumblingParser(instruments.parser))
    assert read_paths([str(tmp_path)], lambda: lambda: reading_with(stumbling, view), view) == 1
    assert [name.rsplit("/", 1)[-1] for name in seen] == ["b.txt"]
    refusal = json.loads(capsys.readouterr().err)
    assert "the reader failed" in refusal["reason"]

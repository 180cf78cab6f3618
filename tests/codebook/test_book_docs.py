"""Every code book and command of docs/codebooks.md is run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep

from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.reading import read_book

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "codebooks.md").read_text(encoding="utf-8")
BOOKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line for fence in re.findall(r"^```sh\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE) for line in fence.splitlines()
]


@pytest.mark.parametrize("book", BOOKS, ids=lambda text: text.splitlines()[0].removeprefix("name: "))
def test_a_book_of_the_docs_checks_without_a_note_and_codes(
    book: str, sitrep: Sitrep, tmp_path: Path, linked_template: Path, known: dict[str, Vocabulary]
) -> None:
    assert read_book(book.encode(), known)[1] == []
    (tmp_path / "b.yaml").write_text(book, encoding="utf-8")
    done = sitrep("code", str(linked_template), "--book", "b.yaml", "-o", "c.csv", "--profile", "internal")
    assert done.status == 0
    assert sum(done.lines()[0]["kinds"].values()) > 0  # type: ignore[attr-defined]


def test_the_commands_of_the_docs_run_one_after_the_other(
    sitrep: Sitrep, tmp_path: Path, linked_template: Path
) -> None:
    shutil.copytree(linked_template, tmp_path / "mycase")
    shutil.copytree(ROOT / "examples" / "codebooks", tmp_path / "examples" / "codebooks")
    (tmp_path / "mybook.yaml").write_text(BOOKS[0], encoding="utf-8")
    statuses = [sitrep(*shlex.split(line)[1:]).status for line in COMMANDS]
    assert statuses == [0, 0, 3, 0]

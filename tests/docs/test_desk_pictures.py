"""docs/desk.md shows every kind of page of the desk, and no picture is there that it does not show."""

import re
from pathlib import Path

from PIL import Image
from tests.serve.screens import COLOURS, ENTRY, OTHERS, file_name
from tests.serve.walking import ASK_WHO, KINDS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_kind_of_page_has_its_picture_and_a_sentence() -> None:
    text = (DOCS / "desk.md").read_text(encoding="utf-8")
    shown = re.findall(r"\n## [^\n]+\n\n[^\n]+[.?]\n\n!\[[^\]]+\]\(desk/([^)]+)\)", text)
    assert set(shown) >= {file_name(kind) for kind in (ASK_WHO, *KINDS, *OTHERS, *ENTRY)}
    assert sorted(shown) == sorted(path.name for path in (DOCS / "desk").iterdir())


def test_the_pictures_are_small_and_no_blank_pages() -> None:
    for path in (DOCS / "desk").iterdir():
        with Image.open(path) as picture:
            colours = picture.convert("RGB").getcolors(COLOURS) or []
        assert path.stat().st_size < 150_000, path.name
        assert len(colours) > 8, path.name

"""Captured pages made harmless: nothing that makes a browser open a connection is left, and no word is lost."""

import pytest

from sitrep.model.errors import IngestError
from sitrep.serve.sealing import EMPTY, HOLDING, sealed_page


@pytest.mark.parametrize("name", [*HOLDING, *EMPTY])
@pytest.mark.parametrize("form", ["<{} href=x>", "<{}>", "<{}/>", "<{}\n src=x>", "<{}\x0csrc=x>"])
def test_what_opens_a_connection_is_drawn_as_something_else(name: str, form: str) -> None:
    for written in (form.format(name), form.format(name.upper())):
        assert f"<{name}" not in sealed_page(written.encode(), None).lower().replace("<abbr", "")


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="A mill" src="data:image/png;base64,AAAA">',
        "<img/SRC=//x.example/>",
        '<img alt="a"srcset="//x.example/ 2x">',
        "<svg><image xlink:href='//x.example/'></svg>",
        "<video poster = //x.example/>",
        "<p style='background: URL(//x.example/)'>",
        "<style>@IMPORT '//x.example/';</style>",
    ],
)
def test_no_picture_film_or_style_has_an_address(page: str) -> None:
    sealed = sealed_page(page.encode(), None)
    assert sealed != page
    assert len(sealed) <= len(page) + len("data-was-")


def test_other_elements_and_words_stay() -> None:
    page = "<abbr title=a>A</abbr><article style='color: red'>Link, src, import and url are words.</article>"
    assert sealed_page(page.encode(), None) == page


def test_a_page_in_another_encoding_is_read_in_it() -> None:
    page = "<p>Caf\xe9<iframe src=x>"
    assert sealed_page(page.encode("utf-16"), None) == "<p>Caf\xe9<x-iframe data-was-src=x>"
    assert sealed_page(page.encode("latin-1"), "latin-1") == "<p>Caf\xe9<x-iframe data-was-src=x>"


def test_what_is_no_text_is_not_drawn() -> None:
    with pytest.raises(IngestError, match="binary"):
        sealed_page(b"<p>\0\0<iframe>", None)

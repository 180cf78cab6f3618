"""Outlets: an institution is shown by its name, whoever writes under their own is not, and no two become one."""

import pytest
from tests.redaction.test_claims import TODAY, accusation

from sitrep.export.redacted import outlets_in
from sitrep.gazetteer.index import Gazetteer
from sitrep.link.accounts import Page
from sitrep.model.fields import record_at, text_at
from sitrep.model.identity import JSON
from sitrep.redaction import Audience, around_of, less_private, outlets_of, redact_claim, redact_text
from sitrep.redaction.outlets import outlet_words, press
from sitrep.redaction.words import rows_of


def shown(outlet: str, url: str | None = None, text: str = "", gazetteer: Gazetteer | None = None) -> str | None:
    """How the outlet of one page is shown, whose text says `text`."""
    document: dict[str, JSON] = {"id": "d-0123456789abcdef", "outlet": outlet, "url": url}
    line = accusation(document=document)
    outlets = outlets_of([document], gazetteer)
    private = around_of([text], [line], TODAY, gazetteer, Audience.PUBLIC, outlets=outlets).page.private
    around = around_of([text], [line], TODAY, gazetteer, Audience.PUBLIC, outlets=less_private(outlets, private))
    told = redact_claim(line, Audience.PUBLIC, around)
    assert told["speaker"] == [text_at(told, "document", "outlet")]
    return text_at(told, "document", "outlet")


@pytest.mark.parametrize("outlet", ["Millstone Post", "Farrow Observer", "The Harbour Ledger", "Northwire", "Cedar TV"])
def test_an_outlet_that_reads_as_an_institution_is_shown(outlet: str) -> None:
    assert shown(outlet) == outlet
    page = around_of([], [], TODAY, None, Audience.PUBLIC, outlets=outlets_of([{"outlet": outlet}], None)).page
    assert redact_text(f"\u00a9 {outlet}. Samer Wesabi wept.", page).text == f"\u00a9 {outlet}. [name withheld] wept."


def test_the_example_of_each_row_of_the_press_is_shown() -> None:
    for sort, words, example in rows_of("press.tsv"):
        assert sort
        assert set(words.split("|")) <= press()
        assert shown(example) == example


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        ("Saltmarsh Dispatch", "https://saltmarsh-dispatch.example/a"),
        ("Meridian One", "https://meridian-one.example/a"),
    ],
)
def test_an_outlet_that_its_shown_host_names_is_shown(outlet: str, url: str) -> None:
    assert shown(outlet, url) == outlet
    assert shown(outlet, "https://other.example/a") == "[outlet 1 withheld]"


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        ("Ahmad Haddad's Blog", "https://ahmadhaddadsblog.example"),
        ("Haddad News", None),
        ("Haddad", "https://haddad.example"),
        ("Samer Wesabi", "https://samerwesabi.example"),
        ("Grace Daily", "https://gracedaily.example"),
    ],
)
def test_whoever_writes_under_their_own_name_is_withheld(outlet: str, url: str | None) -> None:
    assert shown(outlet, url) == "[outlet 1 withheld]"


def test_a_name_withheld_on_a_page_withholds_the_outlet() -> None:
    url = "https://haddadnews.example"
    assert shown("Haddad News", url, "Haddad News said so.") == "Haddad News"
    assert shown("Haddad News", url, "The baker Samer Haddad said so.") == "[outlet 1 withheld]"


def test_outlets_that_stay_withheld_do_not_become_one(gazetteer: Gazetteer) -> None:
    names = ["Wesabi News", "Cedar Wire", "Haddad News", "Wesabi News"]
    pages = [Page({"id": f"d-{n:016x}", "outlet": name}, "", ()) for n, name in enumerate(names)]
    outlets = outlets_in(pages, TODAY, gazetteer, Audience.PUBLIC)
    assert [outlets[outlet_words(name)] for name in names] == [
        "[outlet 1 withheld]", None, "[outlet 3 withheld]", "[outlet 1 withheld]",
    ]  # fmt: skip


def test_a_speaker_who_is_the_page_s_outlet_is_shown_as_it_is() -> None:
    document: dict[str, JSON] = {"id": "d-0123456789abcdef", "outlet": "Millstone Post"}
    line = accusation(document=document, sources=[{"name": "Millstone Post", "type": "media", "named": True}])
    around = around_of([], [line], TODAY, None, Audience.PUBLIC, outlets=outlets_of([document], None))
    told = redact_claim(line, Audience.PUBLIC, around)
    assert told["speaker"] == ["Millstone Post"]
    assert record_at(told, "withheld") == {}

"""Addresses in one spelling; what is none is refused, and no password is kept."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitrep.fetch.addresses import led_to, read_address, read_host, shown
from sitrep.model.errors import IngestError


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("http://wire.example", "http://wire.example/"),
        (" https://WIRE.example.:443/A?b=ü&c#d ", "https://wire.example/A?b=%C3%BC&c"),
        ("http://bücher.example:8080/ß", "http://xn--bcher-kva.example:8080/%C3%9F"),
        ("http://wire.example/a/%2e%2E/../b//c/.", "http://wire.example/b//c/"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
        ("http://2130706433/", "http://2130706433/"),
    ],
)
def test_an_address_has_one_spelling(given_text: str, text: str) -> None:
    assert read_address(given_text).text == text
    assert read_address(text).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ftp://wire.example/a", "“ftp” is no scheme"),
        ("file:///etc/passwd", "“file” is no scheme"),
        ("gopher://wire.example:70/", "“gopher” is no scheme"),
        ("wire.example/a", "no scheme"),
        ("https://ann@wire.example/", "user's name or password"),
        ("https://ann:secret@wire.example/", "user's name or password"),
        ("https://wire.example\\@inside.example/", "backslash"),
        ("https://wire.example/a b", "a blank"),
        ("https://wire.example/a\nHost: x", "a blank"),
        ("https:///a", "no name of a host"),
        ("https://wi%72e.example/", "no name of a host"),
        ("https://" + "a" * 64 + ".example/", "no name of a host"),
        ("https://[fe80::1%25eth0]/", "no name of a host"),
        ("https://wire.example:99999/", "no address of the web"),
        ("https://[::1/", "no address of the web"),
        ("https://wire.example/" + "a" * 2000, "longer than 2,000"),
    ],
)
def test_what_is_no_address_to_fetch_is_refused(text: str, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        read_address(text)


def test_a_password_is_not_shown() -> None:
    assert shown("https://ann:secret@wire.example/a@b") == "https://...@wire.example/a@b"


@pytest.mark.parametrize(
    "text", ["http://wire.example", "wire.example/a", "wire.example:81", "ann@wire.example", "", "a b"]
)
def test_a_host_is_named_by_itself(text: str) -> None:
    with pytest.raises(IngestError):
        read_host(text)


def test_a_redirect_may_be_relative_and_may_not_leave_https() -> None:
    assert led_to(read_address("https://wire.example/a/b?c"), "../d").text == "https://wire.example/d"
    assert led_to(read_address("http://wire.example/a"), "//other.example/").text == "http://other.example/"
    with pytest.raises(IngestError, match="from https to http"):
        led_to(read_address("https://wire.example/a"), "http://wire.example/a")
    with pytest.raises(IngestError, match="“file” is no scheme"):
        led_to(read_address("http://wire.example/a"), "file:///etc/passwd")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(max_codepoint=0x2FF), max_size=30))
def test_any_text_is_an_address_in_ascii_or_refused(text: str) -> None:
    try:
        address = read_address(f"http://wire.example/{text}")
    except IngestError:
        return
    assert address.text.isascii()
    assert read_address(address.text) == address
    assert address.host == "wire.example"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("htps:/[]@.-%?#a1\u2100\udcff\uff11"), max_size=12))
@example("http://[")
@example("//a\u2100b/")
@example("/\udcff")
def test_a_redirect_leads_to_an_address_or_is_refused(location: str) -> None:
    try:
        found = led_to(read_address("https://wire.example/a"), location)
    except IngestError:
        return
    assert found.text.isascii()

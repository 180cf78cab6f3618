"""Addresses that lead to one page have one spelling, and others do not."""

import pytest

from sitrep.case.addresses import normal_address


@pytest.mark.parametrize(
    "url",
    [
        "https://wire.example/raid?a=1&b=2",
        "http://www.WIRE.example/raid/?b=2&a=1",
        "https://wire.example:443/raid?a=1&b=2#top",
        " https://wire.example/raid?utm_source=letter&a=1&fbclid=x&b=2 ",
    ],
)
def test_spellings_of_one_address_are_one(url: str) -> None:
    assert normal_address(url) == "wire.example/raid?a=1&b=2"


@pytest.mark.parametrize(
    "url", ["https://wire.example/raid/2", "https://wire.example:8080/raid", "https://other.example/raid"]
)
def test_other_addresses_are_others(url: str) -> None:
    assert normal_address(url) != normal_address("https://wire.example/raid")


@pytest.mark.parametrize("url", ["no address", "https://[broken", "https://wire.example:port/", "urn:page:7"])
def test_what_is_no_web_address_stays_as_it_is(url: str) -> None:
    assert normal_address(url) == url

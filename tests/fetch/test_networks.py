"""Which addresses are part of the open web."""

import pytest

from sitrep.fetch.networks import NetworkRow, Reach, purpose_of, reach_of, special_networks


@pytest.mark.parametrize("row", [row for _, row in special_networks()], ids=lambda row: row.key)
def test_the_address_of_each_row_is_not_reached_or_only_by_name(row: NetworkRow) -> None:
    reach = reach_of(row.example.strip("[]"))
    assert reach is not Reach.OPEN
    assert purpose_of(row.example.strip("[]")) == row.purpose
    assert row.kind.startswith("embeds-") or reach is Reach(row.kind)


@pytest.mark.parametrize("address", ["93.184.215.14", "1.1.1.1", "2606:2800:21f:cb07::1", "2a00:1450:4001:80b::200e"])
def test_addresses_of_the_open_web_are_reached(address: str) -> None:
    assert reach_of(address) is Reach.OPEN


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("::ffff:93.184.215.14", Reach.OPEN),
        ("::ffff:169.254.169.254", Reach.NEVER),
        ("::ffff:192.168.0.1", Reach.OWN),
        ("64:ff9b::5db8:d70e", Reach.OPEN),
        ("64:ff9b::a9fe:a9fe", Reach.NEVER),
        ("2002:5db8:d70e::1", Reach.OPEN),
        ("2002:c0a8:0001::1", Reach.OWN),
        # Teredo: the server's address as it is, the client's with its bits turned.
        ("2001:0:5db8:d70e:0:0:a247:28f1", Reach.OPEN),
        ("2001:0:5db8:d70e:0:0:80ff:fffe", Reach.OWN),
        ("2001:0:5db8:d70e:0:0:5601:5601", Reach.NEVER),
    ],
)
def test_an_address_within_an_address_is_judged(address: str, reach: Reach) -> None:
    assert reach_of(address) is reach


@pytest.mark.parametrize(
    "address", ["", "wire.example", "1.2.3", "fe80::1%eth0", "4000::1", "::ffff:0:1.2.3.4", "1.2.3.4.5"]
)
def test_what_is_no_address_and_what_nobody_has_is_never_reached(address: str) -> None:
    assert reach_of(address) is Reach.NEVER

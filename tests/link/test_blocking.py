from dataclasses import replace

from tests.link.pages_made import DEPOT_TOO, FAIR, bridge, depot, page

from sitrep.link.accounts import Account, accounts_of
from sitrep.link.blocking import FULL_BLOCK, NEAREST, candidates, keys_of
from sitrep.link.linking import weigh_all


def test_tellings_of_one_happening_meet_and_pages_that_share_nothing_do_not() -> None:
    pages = [depot("a"), depot("b", DEPOT_TOO), page("c", "Zinc prices fell.")]
    found = candidates(weigh_all([account for one in pages for account in accounts_of(one)]))
    assert (0, 1) in found
    assert not any(2 in pair for pair in found)


def test_large_block_does_not_compare_all_with_all() -> None:
    one = accounts_of(depot("a"))[0]
    many = [replace(one, document=f"d{n:04}", published=(one.published or 0) + n) for n in range(10 * FULL_BLOCK)]
    found = candidates(weigh_all(many))
    assert len(found) <= NEAREST * len(many)


def test_neighbours_across_a_border_of_cells_meet() -> None:
    def at(lat: float, name: str) -> Account:
        one = accounts_of(depot(name))[0]
        return replace(
            one, places=(replace(one.places[0], lat=lat),), words={}, mentions=frozenset(), names=frozenset()
        )

    assert candidates(weigh_all([at(47.4999, "a"), at(47.5001, "b")])) == [(0, 1)]


def test_story_is_found_by_its_words() -> None:
    (account,) = weigh_all(accounts_of(page("p", FAIR)))
    assert {key.kind for key in keys_of(account)} == {"word"}


def test_accounts_far_apart_meet_by_a_rare_name_only() -> None:
    pages = [depot("a"), bridge("b")]
    kinds = [{key[:2] for key in keys_of(one)} for one in weigh_all([a for p in pages for a in accounts_of(p)])]
    assert not {key for key in kinds[0] & kinds[1] if key[0] in ("name", "cell", "address")}

"""Shards: cut in order, and named by what is in them and what they are read with."""

from dataclasses import replace

from sitrep.bulk.shards import key_of, shards
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import sha256_hex
from sitrep.model.origins import Origin

ORIGIN = Origin("1", "words==1", "aa", "lexicon-1", "places-1")


def page(number: int) -> Capture:
    content = f"Page {number}".encode()
    return Capture(sha256_hex(content), "text/plain", f"page-{number}", content)


PAGES = (page(1), page(2), Refusal("page-3", "empty", "fill it"))


def test_sources_are_cut_in_order_and_none_is_left_out() -> None:
    cut = list(shards(map(page, range(7)), ORIGIN, 3))
    assert [len(shard.sources) for shard in cut] == [3, 3, 1]
    assert [source for shard in cut for source in shard.sources] == [page(n) for n in range(7)]
    assert list(shards([], ORIGIN)) == []


def test_a_key_changes_with_bytes_names_order_and_origin_and_with_nothing_else() -> None:
    key = key_of(PAGES, ORIGIN)
    assert key == key_of(list(PAGES), replace(ORIGIN))
    others = (
        key_of(PAGES[:2], ORIGIN),
        key_of((PAGES[1], PAGES[0], PAGES[2]), ORIGIN),
        key_of((replace(page(1), name="page-9"), *PAGES[1:]), ORIGIN),
        key_of((page(4), *PAGES[1:]), ORIGIN),
        key_of(PAGES, replace(ORIGIN, lexicon="lexicon-2")),
    )
    assert len({key, *others}) == 6

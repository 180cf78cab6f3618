"""Names made from content."""

import hashlib

import pytest

from sitrep.model.identity import JSON, canonical, content_id, sha256_hex


def test_the_order_of_keys_changes_no_name() -> None:
    assert content_id("c", {"place": "Sarmin", "dead": 3}) == content_id("c", {"dead": 3, "place": "Sarmin"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((None,), ("",)),
        ((1, None), (None, 1)),
        ((["a", "b"],), ("a", "b")),
    ],
)
def test_parts_are_kept_apart(one: tuple[JSON, ...], other: tuple[JSON, ...]) -> None:
    assert content_id("c", *one) != content_id("c", *other)


def test_an_identifier_is_its_prefix_and_sixteen_digits_of_the_hash_of_the_canonical_parts() -> None:
    digest = hashlib.sha256('["Zāwiya",7]'.encode()).hexdigest()
    assert content_id("d", "Zāwiya", 7) == f"d-{digest[:16]}"


def test_text_stands_as_it_is_and_without_spaces_between_values() -> None:
    assert canonical({"b": [1, None], "a": "حلب 🛩"}) == '{"a":"حلب 🛩","b":[1,null]}'


def test_half_a_surrogate_pair_from_a_broken_page_still_gets_a_name() -> None:
    assert content_id("d", "\ud83d") != content_id("d", "\ud83e")


def test_bytes_are_named_by_their_sha256() -> None:
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

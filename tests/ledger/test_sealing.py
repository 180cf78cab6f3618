"""A line holds its texts by digests that nobody can try out without the salts."""

from dataclasses import replace

from sitrep.ledger.sealing import Salted, hashed_part, salted, sealed, texts_in, unsealed
from sitrep.model.identity import sha256_hex
from sitrep.model.judgements import Judgement, Seen, Verdict

SEEN = (Seen("c-1", "r-1", "Shells fell", '"asserts"'), Seen("c-2", "r-2", ""))
EDIT = Judgement(Verdict.EDIT, ("c-1",), "ann", "2020-01-01", "as printed", "stance", '"denies"', SEEN)
TEXTS = {
    "why": "as printed", "value": '"denies"', "seen.0.evidence": "Shells fell", "seen.0.value": '"asserts"',
    "seen.1.evidence": "",
}  # fmt: skip


def test_the_texts_of_a_judgement_are_what_people_and_pages_said() -> None:
    assert texts_in(EDIT.content()) == TEXTS
    assert texts_in(replace(EDIT, value=None, seen=()).content()) == {"why": "as printed"}


def test_a_sealed_line_has_none_of_its_texts_and_opens_to_what_it_was() -> None:
    texts = {name: salted(text) for name, text in TEXTS.items()}
    body = sealed(EDIT.content(), texts)
    assert not any(text in str(body) for text in TEXTS.values() if text)
    opened = unsealed(body, texts)
    assert {key: value for key, value in opened.items() if key not in ("digests", "salts")} == EDIT.content()
    assert hashed_part({**opened, "hash": "ab", "erased_by": 4}) == body
    assert hashed_part(unsealed(body, {})) == body, "whether the texts are there or not"


def test_a_digest_is_the_hash_of_the_salt_and_the_text() -> None:
    assert Salted("ab", "cé").digest == sha256_hex("abcé".encode())


def test_the_same_text_has_another_salt_and_digest_each_time() -> None:
    one, other = salted("as printed"), salted("as printed")
    assert one.salt != other.salt
    assert one.digest != other.digest
    assert len(bytes.fromhex(one.salt)) == 16

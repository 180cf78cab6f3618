import pytest

from sitrep.ingest.decoding import declared_encoding, decode
from sitrep.model.errors import IngestError


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-8"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert decode("Žižkov 😀".encode(encoding)) == "Žižkov 😀"


def test_declared_encoding_is_used() -> None:
    page = '<meta charset="windows-1251"><p>Мост</p>'.encode("windows-1251")
    assert declared_encoding(page) == "windows-1251"
    assert "Мост" in decode(page, declared_encoding(page))


def test_latin_labels_are_read_as_browsers_read_them() -> None:
    assert decode("“bridge”".encode("windows-1252"), "iso-8859-1") == "“bridge”"


def test_undeclared_encoding_is_told_from_the_text() -> None:
    text = "Der Fluß trat über die Ufer, und die Brücke wurde fortgerissen, sagte der Bürgermeister. " * 5
    assert "Brücke" in decode(text.encode("windows-1252"))


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x00\x00", b"\x81\x02\x9d\x03\xff\x01" * 50])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(IngestError):
        decode(content)


def test_unknown_declared_encoding_is_refused() -> None:
    with pytest.raises(IngestError, match="unknown text encoding"):
        decode(b"caf\xe9", "klingon-8")

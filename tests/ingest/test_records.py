import pytest

from sitrep.ingest.records import parse_record
from sitrep.model.errors import IngestError


def test_fields_are_taken_and_others_passed_over() -> None:
    record = parse_record(
        b'{"id": 7, "text": "A ferry ran.", "published": "22 December 2015", "note": [1], "url": null}'
    )
    assert (record.id, record.text, record.published, record.url) == ("7", "A ferry ran.", "22 December 2015", None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "a"', "broken JSON"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"text": "\xff"}', "broken JSON"),
        (b'["a"]', "no JSON object"),
        (b'{"id": "1"}', "neither text nor html"),
        (b'{"text": "  "}', "^text is empty"),
        (b'{"html": ""}', "^html is empty"),
        (b'{"text": "", "html": ""}', "^text and html are empty"),
        (b'{"text": 5}', "text must be text, not int"),
        (b'{"text": "a", "id": true}', "id must be text, not bool"),
        (b'{"text": "a", "lang": ["en"]}', "lang must be text, not list"),
        (b'{"text": "\\ud83d"}', "lone surrogate"),
    ],
)
def test_lines_that_are_no_records_say_why(line: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        parse_record(line)


def test_a_date_that_is_none_leaves_the_page_undated() -> None:
    assert parse_record(b'{"text": "a", "published": "yesterday"}').published is None

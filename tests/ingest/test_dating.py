import pytest

from sitrep.ingest.dating import address_dating, metadata_dating, read_date, text_dating, with_evidence, written_dating
from sitrep.ingest.line_rules import blocks_of
from sitrep.lexicon import load_lexicon
from sitrep.model.documents import Dating, Granularity

FURNITURE = load_lexicon().furniture
BODY = "The ferry ran aground at noon, the harbour master said."


def dated(text: str) -> tuple[str, str, str | None] | None:
    found = text_dating(text, blocks_of(text, FURNITURE))
    return found and (found.value, found.method, found.evidence.quote(text) if found.evidence else None)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2015-12-22", "2015-12-22"),
        ("2015-12", "2015-12"),
        ("2015", "2015"),
        ("2015-12-22T10:00:00Z", "2015-12-22T10:00:00+00:00"),
        ("Dec. 22, 2015", "2015-12-22"),
        ("22nd December 2015", "2015-12-22"),
        ("Tuesday, 22 December 2015", "2015-12-22"),
        ("22/12/2015", "2015-12-22"),
        ("22.12.2015", "2015-12-22"),
        ("03/04/2015", None),
        ("31 February 2015", None),
        ("last Tuesday", None),
    ],
)
def test_dates_as_they_are_written(written: str, value: str | None) -> None:
    found = read_date(written)
    assert (found and found[0]) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"This is an archived page published on May 3, 2017\n{BODY}", ("2017-05-03", "banner", "May 3, 2017")),
        (f"Updated 5 May 2017\nPublished: 3 May 2017\n{BODY}", ("2017-05-03", "banner", "3 May 2017")),
        (f"Updated 5 May 2017\n{BODY}", ("2017-05-05", "banner", "5 May 2017")),
        (f"LAGOS, 3 May 2017 (Harbour Wire) - {BODY}", ("2017-05-03", "dateline", "3 May 2017")),
        (f"3 May 2017\n{BODY}", ("2017-05-03", "dateline", "3 May 2017")),
        (f"{BODY} It last did so on 3 May 2017.", None),
        (f"LAGOS, May 3 (Harbour Wire) - {BODY}", None),
    ],
)
def test_date_of_a_text_with_its_words(text: str, expected: tuple[str, str, str] | None) -> None:
    assert dated(text) == expected


def test_address_gives_a_day_or_a_month_or_nothing() -> None:
    day, month = address_dating("https://a.example/2015/12/22/b"), address_dating("https://a.example/2015/12/b.html")
    assert day is not None
    assert month is not None
    assert (day.value, month.value, month.granularity) == ("2015-12-22", "2015-12", Granularity.MONTH)
    assert address_dating("https://a.example/2015/99/b") is None
    assert address_dating("https://a.example/b-20151222x") is None
    assert address_dating(None) is None


def test_metadata_is_surer_than_a_guess() -> None:
    head, guess = metadata_dating(("soon", "2015-12-22"), (), "2015-12-20"), metadata_dating((), (), "2015-12-20")
    assert head is not None
    assert guess is not None
    assert (head.value, guess.value) == ("2015-12-22", "2015-12-20")
    assert head.confidence > guess.confidence
    assert metadata_dating((), (), None) is None


def test_evidence_is_added_where_the_text_says_the_same_day() -> None:
    text = f"3 May 2017\n{BODY}"
    blocks = blocks_of(text, FURNITURE)
    same = with_evidence(Dating("2017-05-03", Granularity.DAY, "input", 1.0), text, blocks)
    other = with_evidence(Dating("2017-05-04", Granularity.DAY, "input", 1.0), text, blocks)
    assert same is not None
    assert same.evidence is not None
    assert same.evidence.quote(text) == "3 May 2017"
    assert other is not None
    assert other.evidence is None


@pytest.mark.parametrize(
    ("opening", "known", "written"),
    [
        ("3 May 2017", "2017-05-03", None),
        ("3 May 2017", "2017-05-20", "2017-05-03"),
        ("Updated 5 May 2017", "2017-05-20", "2017-05-05"),
        ("Updated 5 May 2017", "2017-05-01", "2017-05-05"),
        ("Updated 5 May 2017", "2016-05-01", None),
    ],
)
def test_words_count_from_the_day_the_page_itself_gives(opening: str, known: str, written: str | None) -> None:
    text = f"{opening}\n{BODY}"
    found = written_dating(Dating(known, Granularity.DAY, "input", 1.0), text, blocks_of(text, FURNITURE))
    assert (found and found.value) == written


@pytest.mark.parametrize(
    "written", ["Tue, 22 Dec 2015 10:00:00 +" + "9" * 30, "\u0662\u0660\u0661\u0665", "\u00b2" * 4, "1" * 5000]
)
def test_figures_that_are_no_date_are_none(written: str) -> None:
    assert read_date(written) is None

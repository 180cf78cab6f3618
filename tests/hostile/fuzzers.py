"""What each fuzzer does with its bytes: one for every parser of the project. Only meant refusals may be raised."""

import io
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache

from sitrep.desk.asked_figures import read_figure
from sitrep.desk.charts.filters import parse_filters, query_of
from sitrep.desk.reviewing.inputs import InputError, Sent, Where, read_input
from sitrep.desk.searching.folding import fold_text, folded_words
from sitrep.desk.searching.queries import is_joined, parse_query, usual_form
from sitrep.gazetteer.names import consonants, fold, romanised, skeleton
from sitrep.gazetteer.tables import parse_rows
from sitrep.ingest import read_capture
from sitrep.ingest.dating import address_dating, dates_in, read_date
from sitrep.ingest.decoding import declared_encoding, decode
from sitrep.ingest.formats import HTML, MARKDOWN, RECORD, TEXT
from sitrep.ingest.html_pages import read_html
from sitrep.ingest.line_rules import blocks_of
from sitrep.ingest.lines import split_lines
from sitrep.ingest.members import DamageError
from sitrep.ingest.openings import split_opening
from sitrep.ingest.payloads import read_head, response_payload, unpacked
from sitrep.ingest.records import parse_record, unread_date
from sitrep.ingest.wacz import read_wacz
from sitrep.ingest.web_archives import read_archive
from sitrep.ledger.chains import LogRow, broken_links, erased_words, stone_in
from sitrep.ledger.records import storable
from sitrep.lexicon import Lexicon, load_lexicon
from sitrep.lexicon.loading import parse_table
from sitrep.lexicon.tables import TimeRow
from sitrep.model.documents import Capture
from sitrep.model.errors import GazetteerError, IngestError, LexiconError, UsageError
from sitrep.model.parses import Token
from sitrep.model.spans import Span
from sitrep.read.numbers.numerals import number_words, read_numbers
from sitrep.read.sayings.quotations import quotations_in
from sitrep.read.times.timexes import cascade
from sitrep.read.times.tokens import index_rows, time_tokens
from sitrep.redaction.tokens import normalised, words_of
from sitrep.resolve.calendar import point_of, stretch_of
from sitrep.serve.laying import asked_stretch

REFUSALS = (IngestError, DamageError, UsageError, LexiconError, GazetteerError, InputError)
Fuzz = Callable[[bytes], object]


@cache
def lexicon() -> Lexicon:
    """The words that ship with the project."""
    return load_lexicon()


def text_of(data: bytes) -> str:
    """Bytes as the text of a page: any characters, but no half ones."""
    return data.decode("utf-8", "replace")


def records(data: bytes) -> object:
    """Lines of JSONL."""
    unread_date(data)
    return parse_record(data)


def dating(data: bytes) -> object:
    """Dates alone, in texts and in addresses."""
    text = text_of(data)
    found = list(dates_in(text, Span(0, len(text)))) if text else []
    return read_date(text), address_dating(text), found


def decoding(data: bytes) -> object:
    """Bytes with a declared encoding before them."""
    label, _, content = data.partition(b"\n")
    assert decode(content, label.decode("latin-1")).encode("utf-8") is not None
    return declared_encoding(data)


def html_passages(data: bytes) -> object:
    """Pages of HTML."""
    return read_html(text_of(data))


def captures(data: bytes) -> object:
    """Whole captures of every kind; each block lies within the text."""
    kind = (HTML, TEXT, MARKDOWN, RECORD)[data[0] % 4] if data else TEXT
    document = read_capture(Capture("0" * 64, kind, "fuzz", data[1:]), lexicon().furniture)
    assert all(0 <= block.span.start < block.span.end <= len(document.text) for block in document.blocks)
    return document


def warc(data: bytes) -> object:
    """Web archives, packed and not."""
    return list(read_archive("fuzz", "fuzz", io.BytesIO(data)))


def payloads(data: bytes) -> object:
    """Answers of servers, and packed bodies."""
    packing, _, body = data.partition(b"\n")
    head = read_head(data)
    return response_payload(data, head, None), unpacked(body, packing.decode("latin-1"))


def wacz(data: bytes) -> object:
    """WACZ files."""
    return list(read_wacz("fuzz", "fuzz", io.BytesIO(data)))


def lines(data: bytes) -> object:
    """The lines of texts and what they are; every character that is no white space lies in one block."""
    text = text_of(data)
    split_lines(text)
    blocks = split_opening(text, blocks_of(text, lexicon().furniture))
    covered = "".join(text[block.span.start : block.span.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.split())
    return blocks


def numerals(data: bytes) -> object:
    """Numbers in figures and words."""
    words = text_of(data).split()
    tokens = tuple(
        Token(n, Span(n, n + 1), word, word.lower(), "CD", "NUM", "nummod", n) for n, word in enumerate(words)
    )
    return [
        json.dumps([number.low, number.high], allow_nan=False)
        for number in read_numbers(tokens, number_words(lexicon().numbers))
    ]


def timexes(data: bytes) -> object:
    """Expressions of time."""
    text = text_of(data)
    return cascade(text, list(time_tokens(text, Span(0, len(text)), index_rows(lexicon().times)))) if text else None


def calendar(data: bytes) -> object:
    """Values of times, as readings and judgements hold them."""
    return point_of(text_of(data)), stretch_of(text_of(data))


def quotations(data: bytes) -> object:
    """Quotations, each within the text."""
    text = text_of(data)
    found = list(quotations_in(text, Span(0, len(text)))) if text else []
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    return found


def word_tables(data: bytes) -> object:
    """Word files of the lexicon and the gazetteer."""
    with suppress(LexiconError):
        parse_table("fuzz", text_of(data), TimeRow)
    return parse_rows("fuzz", text_of(data))


def place_names(data: bytes) -> object:
    """Names of places in any script, folded; folding again takes nothing off but a second article at the beginning."""
    name = text_of(data)
    again = f"x {fold(name)}".strip()
    assert fold(again) == again
    return skeleton(name), romanised(name), consonants(name)


def log_lines(data: bytes) -> object:
    """Lines of the log, damaged."""
    body = text_of(data)
    rows = [LogRow(number, body[:8], body[8:16], body[16:24], "run", body) for number in (1, 2)]
    return stone_in(body), list(broken_links(rows)), list(erased_words(rows)), storable(body)


def searches(data: bytes) -> object:
    """Queries of the desk's search, and the texts searched."""
    text = text_of(data)
    folded = fold_text(text)
    assert all(
        (span := folded.original(n, n + 1)) is None or 0 <= span.start <= span.end <= len(text)
        for n in range(len(folded.text))
    )
    return [(usual_form(term.text), is_joined(term.text)) for term in parse_query(text)], folded_words(text)


def filters(data: bytes) -> object:
    """Filters as addresses of the desk carry them, read again the same."""
    asked = parse_filters(text_of(data))
    assert parse_filters(query_of(asked.filters)).filters == asked.filters
    return asked


def cursors(data: bytes) -> object:
    """Stretches of a page and figures that an address asks for."""
    text = text_of(data)
    return asked_stretch(text, 1000), read_figure(text)


def inputs(data: bytes) -> object:
    """What reviewers type."""
    kind, _, raw = text_of(data).partition("\n")
    where = Where("Two shells fell on the market of Olm on Monday.", 0, 20)
    return read_input(Sent("field", kind or "span", ("a", "b"), raw, raw[:9]), raw[:3] or None, where)


def redacted(data: bytes) -> object:
    """Texts whose names are to be masked."""
    return words_of(text_of(data)), normalised(text_of(data))


FUZZERS: Mapping[str, Fuzz] = {
    made.__name__: made
    for made in (
        records, dating, decoding, html_passages, captures, warc, payloads, wacz, lines, numerals, timexes, calendar,
        quotations, word_tables, place_names, log_lines, searches, filters, cursors, inputs, redacted,
    )
}  # fmt: skip


def run(name: str, data: bytes) -> None:
    """Do what a fuzzer does; a refusal is what was hoped for."""
    try:
        FUZZERS[name](data)
    except REFUSALS:
        return

"""A document through all rooms."""

from collections.abc import Callable
from dataclasses import replace

from sitrep import __version__
from sitrep.case.reading import Instruments, headline_of, place_context, read_document, read_with_headline
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.reader import read_page, stages

MakePage = Callable[..., Document]
TEXT = "Turkish soldiers shelled a mill near Aleppo on Sunday, a doctor told NATO."


def test_the_origin_names_every_instrument(instruments: Instruments) -> None:
    origin = instruments.origin()
    assert (origin.sitrep, origin.model) == (__version__, instruments.parser.name)
    assert origin.model_sha256 == instruments.parser.sha256
    assert (origin.lexicon, origin.gazetteer) == (instruments.lexicon.digest(), instruments.places.digest)


def test_other_words_are_another_origin(instruments: Instruments) -> None:
    less = replace(instruments, lexicon=instruments.lexicon.without("hedges", "maybe"))
    assert less.origin() != instruments.origin()
    assert replace(less.origin(), lexicon=instruments.lexicon.digest()) == instruments.origin()


def test_what_was_read_is_resolved_and_carries_its_origin(instruments: Instruments, make_page: MakePage) -> None:
    origin = instruments.origin()
    reading = read_document(make_page(TEXT), instruments, origin)
    [claim] = [c for c in reading.claims if c.event]
    assert claim.event is not None
    assert reading.origin is origin
    assert [(p.name, p.chosen.country if p.chosen else None) for p in reading.resolutions.places] == [("Aleppo", "SYR")]
    assert [t.interval.start for t in reading.resolutions.times if t.interval] == ["2015-12-20"]
    assert [c.trigger for c in reading.resolutions.codes] == [claim.event.trigger]


def test_resolving_changes_no_claim(instruments: Instruments, make_page: MakePage) -> None:
    page = make_page(TEXT)
    read = read_page(
        instruments.parser.parse(page),
        instruments.lexicon,
        instruments.countries,
        stages(instruments.countries, instruments.places.knows),
    )
    assert read_document(page, instruments, instruments.origin()).claims == read.claims


def test_a_page_of_unknown_date_is_read_and_its_weekday_stays_open(
    instruments: Instruments, make_page: MakePage
) -> None:
    reading = read_document(make_page(TEXT, published=None), instruments, instruments.origin())
    assert len(reading.claims) > 0
    assert [t.interval for t in reading.resolutions.times] == [None]


def test_places_are_judged_by_the_countries_of_the_page_and_its_dateline(
    instruments: Instruments, make_page: MakePage
) -> None:
    page = make_page(f"GAZIANTEP, Turkey\n{TEXT}")
    dateline, *rest = page.blocks
    page = replace(page, blocks=(replace(dateline, kind=BlockKind.DATELINE), *rest))
    parse = instruments.parser.parse(page)
    planned = stages(instruments.countries, instruments.places.knows)
    context = place_context(page, read_page(parse, instruments.lexicon, instruments.countries, planned))
    assert context.dateline == "GAZIANTEP"
    assert "TUR" in context.countries


def test_a_page_of_furniture_gives_nothing(instruments: Instruments) -> None:
    page = Document("d", "d", "0" * 64, "Subscribe", (Block(Span(0, 9), BlockKind.CHROME, "test"),))
    reading = read_document(page, instruments, instruments.origin())
    assert (reading.annotations, reading.claims) == ((), ())


def test_title_beside_the_text_is_read_as_a_page_of_its_own(instruments: Instruments, make_page: MakePage) -> None:
    page = replace(make_page(TEXT), title="Nine millers killed in raid near Aleppo")
    reading = read_with_headline(instruments.parser.parse(page), instruments, instruments.origin())
    assert reading.headline is not None
    counted = [q.best for c in reading.headline.claims if c.event is not None for q in c.event.quantities]
    assert (counted, reading.headline.headline) == ([9], None)
    assert reading.claims == read_document(make_page(TEXT), instruments, instruments.origin()).claims


def test_title_that_the_text_holds_is_read_once(make_page: MakePage) -> None:
    assert headline_of(replace(make_page(TEXT), title="a doctor told NATO")) is None
    assert headline_of(replace(make_page(TEXT), title=" ")) is None


def test_title_that_the_page_repeats_is_read_once(make_page: MakePage) -> None:
    page = replace(make_page(TEXT), title="Mill burns near Aleppo Mill burns near Aleppo - The Olm Post")
    headline = headline_of(page)
    assert headline is not None
    assert headline.text == "Mill burns near Aleppo"

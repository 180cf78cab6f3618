"""The plan of reading, and a page through it."""

from collections.abc import Callable
from typing import get_args

from sitrep.gazetteer.countries import load_countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Annotation, PlaceMention
from sitrep.model.documents import Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.reader import PageReading, read_page, stages

Read = Callable[..., PageReading]


def test_every_type_of_annotation_is_given_by_one_stage_and_every_need_is_met() -> None:
    planned = stages(load_countries(), lambda _name, _people=0: False)
    given: list[type] = []
    for stage in planned:
        assert stage.needs <= set(given), stage.name
        given += stage.gives
    assert sorted(t.__name__ for t in given) == sorted(t.__name__ for t in get_args(Annotation))


def test_whether_a_name_is_a_place_is_asked_of_whoever_is_passed_in(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[..., Document]
) -> None:
    countries = load_countries()
    parse = parser.parse(make_page("Gunners shelled Qorvath."))
    known = read_page(parse, lexicon, countries, stages(countries, "Qorvath".__eq__))
    unknown = read_page(parse, lexicon, countries, stages(countries, lambda _name, _people=0: False))
    assert [p.name for p in known.layers.of(PlaceMention)] == ["Qorvath"]
    assert unknown.layers.of(PlaceMention) == ()


def test_a_page_without_claims_has_none(read_text: Read) -> None:
    reading = read_text("Rain fell on the empty road.")
    assert (reading.events, reading.claims) == ((), ())


def test_an_empty_page_is_read(read_text: Read) -> None:
    assert read_text("").annotations() == ()


def test_all_annotations_lie_in_the_text_and_are_of_every_layer(read_text: Read) -> None:
    text = "Suspected rebels fired two rockets at Aleppo on Sunday, a doctor said."
    reading = read_text(text)
    found = {type(a).__name__ for a in reading.annotations()}
    assert found == {t.__name__ for t in get_args(Annotation)}
    assert all(a.span.end <= len(text) for a in reading.annotations())


def test_claims_stand_in_the_order_of_the_page(read_text: Read) -> None:
    reading = read_text("Two boys died, a nurse said. Police arrested a baker. Rebels captured the dam.")
    starts = [c.evidence.start for c in reading.claims]
    assert len(starts) == 3
    assert starts == sorted(starts)


def test_reading_twice_gives_the_same_claims(read_text: Read) -> None:
    text = "Two boys died, a nurse said. The army denied shelling the ward."
    assert read_text(text) == read_text(text)

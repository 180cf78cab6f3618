import doctest
import json
from pathlib import Path

import pytest
import timing
from thinc.api import get_current_ops
from timing import (
    ATTRIBUTION,
    MODEL,
    PARSE,
    READING,
    SAME,
    STOCK,
    Bench,
    Clock,
    Time,
    main,
    measure,
    measure_parts,
    needed_for,
    open_bench,
    profile,
    read_documents,
    report,
    report_parts,
    spend,
    ways,
)

from sitrep.case.reading import Instruments
from sitrep.model.annotations import Attribution
from sitrep.model.documents import Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.reader import stages

TEXT = "BOSASO, Dec 21 - Gunmen shelled the harbour on Monday, the mayor said.\n\nNobody was hurt, a nurse added.\n"


@pytest.fixture
def documents(tmp_path: Path, instruments: Instruments) -> list[Document]:
    lines = [json.dumps({"id": f"made:{n}", "text": TEXT, "date": "2015-12-22"}) for n in range(3)]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_documents(path, 2, instruments)


@pytest.fixture
def bench(instruments: Instruments, parser: SpacyParser) -> Bench:
    return Bench(parser.nlp, get_current_ops(), instruments, parser, get_current_ops())


def test_the_first_documents_are_read_whole_with_their_date(documents: list[Document]) -> None:
    assert [document.external_id for document in documents] == ["made:0", "made:1"]
    assert {document.text for document in documents} == {TEXT}
    assert documents[0].published is not None
    assert documents[0].published.value == "2015-12-22"


def test_attributions_need_equipment_and_actors_and_nothing_else(instruments: Instruments) -> None:
    planned = stages(instruments.countries, instruments.places.knows)
    assert {stage.name for stage in needed_for(Attribution, planned)} == {"equipment", "actors", "attributions"}


def test_the_order_is_turned_each_round_after_one_that_is_not_counted() -> None:
    done: list[str] = []
    rounds = measure({name: lambda name=name: done.append(name) for name in "abc"}, 3)
    assert "".join(done) == "abc" + "abc" + "cba" + "abc"
    assert [set(times) for times in rounds] == [{"a", "b", "c"}] * 3


def test_time_spent_is_the_works_own() -> None:
    spent = spend(lambda: sum(range(200_000)))
    assert 0 < spent.cpu < 60
    assert 0 < spent.wall < 60


def test_ratios_are_of_one_round_each() -> None:
    def times(stock: float, same: float, attribution: float, reading: float) -> dict[str, Time]:
        named = {STOCK: stock, SAME: same, ATTRIBUTION: attribution, READING: reading}
        return {name: Time(seconds, 2 * seconds) for name, seconds in named.items()}

    lines = list(report([times(1, 1, 2, 3), times(2, 1, 2, 3), times(1, 1, 4, 6)]))
    found = {line[:36].strip(): line[36:].split() for line in lines}
    assert found["attribution / stock"] == ["1.00", "2.00", "4.00"] * 2
    assert found["reading / stock"] == ["1.50", "3.00", "6.00"] * 2
    assert found["attribution / stock, same product"] == ["2.00", "2.00", "4.00"] * 2
    assert found["stock"] == ["1.00", "1.00", "2.00", "2.00", "2.00", "4.00"]


def test_every_way_goes_over_the_documents(bench: Bench, documents: list[Document]) -> None:
    rounds = measure(ways(bench, documents), 1)
    assert set(rounds[0]) == {STOCK, SAME, ATTRIBUTION, READING}
    assert all(time.cpu > 0 for time in rounds[0].values())


def test_every_stage_has_its_part(bench: Bench, documents: list[Document]) -> None:
    (spent,) = measure_parts(bench, documents, 1)
    named = {stage.name for stage in stages(bench.instruments.countries, bench.instruments.places.knows)}
    assert named | {PARSE, MODEL, "happenings", "claims", "resolutions", "line of layers"} <= set(spent)


def test_what_the_parse_spends_within_is_not_counted_twice() -> None:
    lines = list(report_parts([{PARSE: 3.0, MODEL: 2.0, "claims": 1.0}]))
    found = {line[:36].strip(): line[36:].split() for line in lines}
    assert found["parse"] == ["75.00"] * 3 + ["150.00"] * 3
    assert found["of it model"] == ["50.00"] * 3 + ["100.00"] * 3
    assert found["claims"] == ["25.00"] * 3 + ["50.00"] * 3


def test_a_part_that_comes_again_is_added() -> None:
    clock = Clock({})
    for _ in range(2):
        with clock.part("claims"):
            sum(range(10_000))
    assert list(clock.spent) == ["claims"]
    assert clock.spent["claims"] > 0


def test_the_stock_pipeline_has_all_its_components(gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
    opened = open_bench()
    assert opened.stock is not opened.parser.nlp
    assert opened.stock.pipe_names == opened.parser.nlp.pipe_names
    assert "ner" in opened.stock.pipe_names
    assert get_current_ops() is opened.ops


def test_the_profile_shows_the_projects_own_functions(
    bench: Bench, documents: list[Document], capsys: pytest.CaptureFixture[str]
) -> None:
    profile(bench, documents)
    assert "(read_with_headline)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("threads", "options", "told"),
    [
        ("1", ["--rounds", "4"], "at least 5 rounds"),
        ("1", ["--documents", "0"], "at least one document"),
        ("2", [], "OMP_NUM_THREADS=1"),
        ("1", ["--shared", "none"], "the development data is not here"),
    ],
)
def test_what_cannot_be_timed_ends_with_2(
    threads: str, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", threads)
    assert main(options) == 2
    assert told in capsys.readouterr().err


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(timing)
    assert (tried.failed, tried.attempted) == (0, 1)

import doctest
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import factuality
import pytest
from factuality import (
    Case,
    Judged,
    Target,
    as_written,
    claims_at,
    in_authors_voice,
    main,
    number_of,
    own_claims,
    read_cases,
    read_judged,
    read_sentence,
    report,
    word_at,
)
from figures import read_figures
from tasks import FACTUALITY, HAPPENINGS, layers_task

from sitrep.case.reading import Instruments
from sitrep.model.documents import Document
from sitrep.model.errors import SpanError
from sitrep.model.parses import Parse
from sitrep.model.spans import Span

Numbers = Callable[[str, str], tuple[float, float]]


@pytest.fixture(scope="session")
def numbers(instruments: Instruments) -> Numbers:
    """What a word of a sentence comes to, as told and in the author's voice."""

    def read(text: str, word: str) -> tuple[float, float]:
        (case,) = read_cases(judged(text, word), instruments)
        return case.told, case.author

    return read


def judged(text: str, *words: str) -> Judged:
    targets = (Target(Span(text.index(word), text.index(word) + len(word)), 3.0) for word in words)
    return Judged("made:1", text, tuple(targets))


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("The ferry sank off Lamu.", "sank", 3),
        ("The ferry is sinking off Lamu.", "sinking", 3),
        ("The ferry did not sink off Lamu.", "sink", -3),
        ("The ferry will sail from Lamu on Friday.", "sail", 2),
        ("The captain tried to sail from Lamu.", "sail", 1),
        ("The captain threatened to sail from Lamu.", "sail", 1),
        ("The ferry may sail from Lamu.", "sail", 1),
        ("The ferry will not sail from Lamu.", "sail", -2),
        ("The ferry probably sank off Lamu.", "sank", 2),
        ("The ferry reportedly sank off Lamu.", "sank", 1),
        ("Tellers counted the ballots.", "counted", 3),
    ],
)
def test_any_word_is_read_as_a_happening_is(numbers: Numbers, text: str, word: str, told: float) -> None:
    assert numbers(text, word)[0] == told


@pytest.mark.parametrize(
    ("text", "word", "told", "author"),
    [
        ("The mayor said that the ferry sank off Lamu.", "sank", 3, 2),
        ("The mayor denied that the ferry sank off Lamu.", "sank", -3, -2),
        ("The mayor claimed that the ferry sank off Lamu.", "sank", 2, 2),
        ("The ferry sank off Lamu.", "sank", 3, 3),
    ],
)
def test_what_somebody_says_is_less_sure_in_the_authors_voice(
    numbers: Numbers, text: str, word: str, told: float, author: float
) -> None:
    assert numbers(text, word) == (told, author)


def test_what_nobody_says_is_neither_so_nor_not(numbers: Numbers) -> None:
    assert numbers("The mayor did not say that the ferry sank.", "sank") == (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Army helicopters shelled the camp at Dolo on Monday.",
        "The army did not shell the camp at Dolo.",
        "The army may shell the camp at Dolo.",
        "Rebels threatened to shell the camp at Dolo.",
        "A nurse said that the army had shelled the camp at Dolo.",
        "The colonel denied that his men had shelled the camp at Dolo.",
        "Rebels reportedly shelled the camp at Dolo.",
    ],
)
def test_a_happening_of_the_readers_own_comes_to_the_same_on_either_way(instruments: Instruments, text: str) -> None:
    told = read_sentence(text, instruments)
    token = next(t for t in told.parse.tokens if t.lemma == "shell")
    own, made = own_claims(told, token), claims_at(told, token)
    assert own
    assert list(map(number_of, own)) == list(map(number_of, made))
    assert list(map(in_authors_voice, own)) == list(map(in_authors_voice, made))


def test_a_case_says_whether_the_reader_tells_a_happening_there(instruments: Instruments) -> None:
    cases = read_cases(judged("The army shelled the camp while tellers counted.", "shelled", "counted"), instruments)
    assert [(case.word, case.event) for case in cases] == [("shelled", True), ("counted", False)]


def test_a_word_within_a_token_is_that_token(instruments: Instruments) -> None:
    told = read_sentence("The ferry sank.", instruments)
    assert word_at(told.parse, Span(11, 13)).text == "sank"


class Failing:
    """A parser on whose parses the reader goes wrong."""

    name = "failing"
    sha256 = ""

    def parse(self, document: Document) -> Parse:
        raise SpanError(f"nothing of {document.id} can be read")


def test_a_refused_sentence_tells_nothing(instruments: Instruments) -> None:
    (case,) = read_cases(judged("The ferry sank.", "sank"), replace(instruments, parser=Failing()))
    assert (case.told, case.author, case.stance) == (0, 0, "")


def test_words_stand_where_they_are_said_to() -> None:
    words = ["``", "It", "has", "n't", "sunk", ",", "''", "she", "said", "(", "at", "5", "%", ")", "."]
    text, spans = as_written(words)
    assert text == "“It hasn't sunk,” she said (at 5%)."
    assert [span.quote(text) for span in spans] == ["“", "It", "has", "n't", "sunk", ",", "”", *words[7:]]


def test_straight_quotation_marks_open_and_close_in_turn() -> None:
    assert as_written(["A", '"', "free", '"', "port"])[0] == "A “free” port"


def test_sentences_are_read_with_the_places_of_their_words(tmp_path: Path) -> None:
    target = {"token_start": 2, "token_end": 3, "word": "sank", "factuality": -1.5}
    path = tmp_path / "data.jsonl"
    path.write_text(json.dumps({"id": "made:1", "text": "The ferry sank .", "targets": [target]}) + "\n")
    assert list(read_judged(path)) == [Judged("made:1", "The ferry sank.", (Target(Span(10, 14), -1.5),))]


def case(gold: float, told: float, author: float, *, event: bool = False) -> Case:
    return Case("made:1", "The ferry sank.", 10, "sank", gold, told, author, event, "asserts")


CASES = [
    case(3, 3, 2, event=True),
    case(3, 1, 1),
    case(2.2, 0, 0),
    case(1, 3, 2),
    case(0.8, 2, 2, event=True),
    case(-2, 3, 3, event=True),
    case(-3, -3, -2),
    case(-0.5, 0.5, 0.5),
]


def test_the_figures_are_those_of_the_lines() -> None:
    task = layers_task("factuality", "made", "made.jsonl", (*FACTUALITY, *HAPPENINGS))
    values = [figure.value for figure in read_figures(task, "\n".join(report(CASES)))]
    errors = [0, 2, 2.2, 2, 1.2, 5, 0, 1]
    in_voice = [1, 2, 2.2, 1, 1.2, 5, 1, 1]
    on_happenings = [0, 1.2, 5]
    means = [100 * sum(found) / len(found) for found in (errors, in_voice, on_happenings)]
    # Of three negated one is certain, of two uncertain one; in the author's voice only the negated one; of two certain
    # one is doubted; the reader's own happenings hold one negated, certain, and one uncertain, which is not.
    wanted = [means[0], means[1], 100 / 3, 50, 20, 50, means[2], 50]
    assert values == pytest.approx(wanted, abs=0.05)


def test_the_baseline_takes_everything_as_certain() -> None:
    line = next(line for line in report(CASES) if line.startswith("all") and "always" in line)
    assert line.split()[3:] == ["100.0", "100.0", "100.0", "0.0"]


def test_where_there_is_no_case_there_is_no_figure() -> None:
    lines = list(report([case(3, 3, 3)]))
    assert lines[0] == "in refused sentences 0"
    assert "happenings: 0 words: negated 0, uncertain 0, certain 0" in lines
    assert lines[-1].split()[2:] == ["-"] * 5


def test_a_data_set_is_scored_and_its_cases_written(
    tmp_path: Path, gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
    data, cases = tmp_path / "data.jsonl", tmp_path / "cases.jsonl"
    target = {"token_start": 2, "token_end": 3, "word": "sank", "factuality": 2.5}
    data.write_text(json.dumps({"id": "made:1", "text": "The ferry sank .", "targets": [target]}) + "\n")
    main([str(data), "--cases", str(cases)])
    assert "all: 1 words: negated 0, uncertain 0, certain 1" in capsys.readouterr().out
    (row,) = map(json.loads, cases.read_text().splitlines())
    assert (row["word"], row["gold"], row["told"], row["status"]) == ("sank", 2.5, 3.0, "occurred")


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(factuality)
    assert (tried.failed, tried.attempted) == (0, 1)

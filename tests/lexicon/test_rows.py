"""Every row of every word file of the reader proves itself on its own example: with it the words in brackets are
read as the row says, without it they are not. `rows.txt` names all rows, so that a deleted one is missed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sitrep.case.reading import Instruments
from sitrep.lexicon import TABLES, Lexicon, load_lexicon
from sitrep.lexicon.tables import ContextRow, NameRow, PersonRow, PlaceNounRow, Row, SilenceRow
from sitrep.model.annotations import Actor, Attribution, Hedge, PlaceMention
from sitrep.model.documents import Document
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.happenings.events import telling_words
from sitrep.read.happenings.silences import is_silence
from sitrep.read.reader import PageReading, read_page, stages
from sitrep.read.senses.literal import doers_of, patients_of, ruled
from sitrep.read.senses.scenes import Scene
from sitrep.read.senses.weighing import reasons_for
from sitrep.read.stages import run

PINNED = (Path(__file__).parent / "rows.txt").read_text(encoding="utf-8").split()
# Tables whose rows are proved beside the reader that uses them.
ELSEWHERE = {
    "times": "tests/read/times/test_timexes.py",
    "numbers": "tests/read/numbers/test_numerals.py",
    "vague": "tests/read/numbers/test_quantities.py",
    "comparators": "tests/read/numbers/test_quantities.py",
    "measures": "tests/read/numbers/test_quantities.py",
    "equipment": "tests/read/things/test_equipment.py",
    "furniture": "tests/ingest/test_lines.py",
}


@dataclass(frozen=True)
class Example:
    """An example sentence without its brackets, and the span that they held."""

    text: str
    span: Span

    @classmethod
    def of(cls, marked: str) -> "Example":
        start, end = marked.index("["), marked.index("]")
        return cls(marked.replace("[", "").replace("]", ""), Span(start, end - 1))


def row_of(lexicon: Lexicon, table: str, key: str) -> Row | None:
    return next((row for row in getattr(lexicon, table) if row.key == key), None)


def told(reading: PageReading, _row: Row, _span: Span) -> object:
    """How the page's happenings stand: what a word of modality changes."""
    return [
        (e.trigger, e.status, e.negated, e.historical, e.clause, e.actors, e.recipients, e.quantities, e.time, e.place)
        for e in reading.events
    ]


def triggered(reading: PageReading, row: Row, span: Span) -> object:
    return [e.type or e.kind for e in reading.events if e.row == f"events:{row.key}" and e.trigger == span]


def meant_to(reading: PageReading, row: Row, span: Span) -> object:
    """The acts that a word of mood makes."""
    return [e.type for e in reading.events if e.row == f"moods:{row.key}" and e.trigger.overlaps(span)]


def attributed(reading: PageReading, row: Row, span: Span) -> object:
    mine = f"cues:{row.key}"
    found = [a.stance for a in reading.layers.of(Attribution) if a.row == mine and a.cue and a.cue.overlaps(span)]
    return found + [e.type for e in reading.events if e.row == f"events:cue.{row.key}"]


def hedged(reading: PageReading, row: Row, span: Span) -> object:
    return [h.certainty for h in reading.layers.of(Hedge) if h.row == f"hedges:{row.key}" and h.span == span]


def described(reading: PageReading, row: Row, span: Span) -> object:
    """The roles and type that a phrase has by this row."""
    assert isinstance(row, PersonRow | NameRow)
    roles, kind = set(row.roles), row.type
    return [
        (a.roles, a.type, a.country)
        for a in reading.layers.of(Actor)
        if a.span.overlaps(span) and roles <= set(a.roles) and (kind is None or a.type == kind)
    ]


def placed(reading: PageReading, row: Row, span: Span) -> object:
    assert isinstance(row, PlaceNounRow)
    kind = row.kind
    return [p.span for p in reading.layers.of(PlaceMention) if p.kind == kind and p.span.overlaps(span)]


def in_context(reading: PageReading, row: Row, _span: Span) -> object:
    assert isinstance(row, ContextRow)
    return [e.contexts for e in reading.events if row.context in e.contexts]


def kept_silent(reading: PageReading, row: Row, _span: Span) -> object:
    """The silences of a page: what a word of silence makes, alone or with another one."""
    assert isinstance(row, SilenceRow)
    return [(e.row, e.mode, e.places) for e in reading.events if is_silence(e) and e.mode == row.mode]


SHOWS: dict[str, Callable[[PageReading, Row, Span], object]] = {
    "events": triggered,
    "cues": attributed,
    "hedges": hedged,
    "modality": told,
    "persons": described,
    "names": described,
    "place_nouns": placed,
    "contexts": in_context,
    "moods": meant_to,
    "silences": kept_silent,
}


@pytest.fixture(scope="module")
def read_with(instruments: Instruments, make_page: Callable[..., Document]) -> Callable[[str, Lexicon], PageReading]:
    planned = stages(instruments.countries, instruments.places.knows)

    @cache
    def parse(text: str) -> Parse:
        return instruments.parser.parse(make_page(text))

    return lambda text, lexicon: read_page(parse(text), lexicon, instruments.countries, planned)


@pytest.mark.parametrize("name", [n for n in PINNED if n.partition(":")[0] in SHOWS])
def test_a_row_reads_its_example_and_nothing_else_does(
    name: str, lexicon: Lexicon, read_with: Callable[[str, Lexicon], PageReading]
) -> None:
    table, _, key = name.partition(":")
    row = row_of(lexicon, table, key)
    assert row is not None, f"{table}.tsv has lost the row {key}"
    example, show = Example.of(row.example), SHOWS[table]
    with_row = show(read_with(example.text, lexicon), row, example.span)
    without_row = show(read_with(example.text, lexicon.without(table, key)), row, example.span)
    assert with_row, f"the example of {name} does not show it"
    assert with_row != without_row, f"the example of {name} reads the same without it"


@pytest.mark.parametrize("name", [n for n in PINNED if n.startswith("senses:")])
def test_a_row_of_senses_changes_what_its_example_is_judged_by(
    name: str, lexicon: Lexicon, instruments: Instruments, make_page: Callable[..., Document]
) -> None:
    key = name.partition(":")[2]
    row = row_of(lexicon, "senses", key)
    assert row is not None, f"senses.tsv has lost the row {key}"
    example = Example.of(row.example)
    parse = instruments.parser.parse(make_page(example.text))
    with_row, without_row = (judged(parse, words, instruments) for words in (lexicon, lexicon.without("senses", key)))
    assert with_row, f"the example of {name} holds no word of violence"
    assert with_row != without_row, f"the example of {name} is judged the same without it"


def judged(parse: Parse, lexicon: Lexicon, instruments: Instruments) -> list[tuple[Span, str | None, list[str]]]:
    """What a rule says of each word of violence, and the reasons that are weighed where none does."""
    layers = run(stages(instruments.countries, instruments.places.knows), parse, lexicon)
    people, words = telling_words(parse, layers, lexicon, instruments.countries)
    scene = Scene.of(parse, people, layers, lexicon)
    found = []
    for trigger in words:
        doers, patients = doers_of(scene, trigger), patients_of(scene, trigger)
        reasons = reasons_for(scene, trigger, doers, patients)
        found.append((trigger.token.span, ruled(scene, trigger, doers, patients), reasons))
    return found


def test_every_row_is_pinned() -> None:
    lexicon = load_lexicon()
    rows = [f"{table}:{row.key}" for table in TABLES for row in getattr(lexicon, table)]
    assert sorted(rows) == sorted(PINNED)


def test_every_table_is_proved_somewhere() -> None:
    assert set(TABLES) == set(SHOWS) | set(ELSEWHERE) | {"senses"}
    root = Path(__file__).parent.parent.parent
    assert [path for path in set(ELSEWHERE.values()) if not (root / path).exists()] == []

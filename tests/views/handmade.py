"""Hand-made readings: what the tests of this room export, without a model."""

import pytest

from sitrep.model.annotations import (
    Actor,
    Annotation,
    Attribution,
    Equipment,
    Event,
    Hedge,
    Issue,
    PlaceMention,
    PlaceRole,
    Quantity,
    Source,
    Timex,
    TimexType,
)
from sitrep.model.claims import Claim
from sitrep.model.documents import Block, BlockKind, Dating, Document, Granularity
from sitrep.model.identity import JSON
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.model.resolutions import Candidate, Interval, PlaceResolution, Resolutions, TimeResolution
from sitrep.model.spans import Span
from sitrep.resolve.codes import resolve_codes
from sitrep.views.claims import claim_line

TEXT = (
    "On Sunday two helicopters flew from Homs and shelled a depot near Palmyra, killing at least nine people, "
    "four of them children, the Hilltop Monitor claimed. Nobody has confirmed it since spring."
)
ORIGIN = Origin("0.1.0", "model==1", "0" * 64, "lexicon-1", "gazetteer-1", (("convention", "neutral"),))
PALMYRA = Candidate("Palmyra", 34.56, 38.28, 166000, "SYR", "Homs", "SY-HI", "city", 55000, "made", 0.9, ("only",))
RIVAL = Candidate("Palmyra", 43.06, -77.23, 5130000, "USA", "New York", "US-NY", "city", 3500, "made", 0.1)


def span(words: str, text: str = TEXT) -> Span:
    """Where some words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


SUNDAY = Timex(span("Sunday"), TimexType.DATE, "sunday", "past")
SPRING = Timex(span("spring"), TimexType.DATE, "spring")
NEAR_PALMYRA = PlaceMention(span("Palmyra"), "Palmyra", "literal", "event", "near")
FROM_HOMS = PlaceMention(span("Homs"), "Homs", "literal", "origin", "from")
MONITOR = Actor(span("the Hilltop Monitor"), "Hilltop Monitor", None, (), "monitor", named=True)
PEOPLE = Actor(span("people"), "people", roles=("CVL",), type="civilians", status="civilian")
CREWS = Actor(span("two helicopters"), "helicopters", roles=("MIL",), type="state")
NINE = Quantity(span("at least nine people"), "killed", 9, 9, None, ">=", group="people", time=SUNDAY)
FOUR = Quantity(span("four"), "killed", 4, 4, 4, "=", group="children", part_of=NINE.span, age="child")
HELICOPTERS = Equipment(span("helicopters"), "helicopter")
CLAIMED = Hedge(span("claimed"), "distancing", "claim", "probable", "claim")

SHELLING = Event(
    trigger=span("shelled"),
    clause=span(TEXT[: TEXT.index(", the")]),
    type="ASSAULT",
    kind=None,
    mode="heavy-weapons",
    status="occurred",
    row="shell",
    contexts=("military",),
    actors=(CREWS,),
    recipients=(PEOPLE,),
    responsibility="stated",
    equipment=(HELICOPTERS,),
    time=SUNDAY,
    place=NEAR_PALMYRA,
    places=(PlaceRole(NEAR_PALMYRA, "near"), PlaceRole(FROM_HOMS, "from")),
    quantities=(NINE, FOUR),
)
TOLD = Claim(
    id="c-told",
    document="d-1",
    evidence=SHELLING.clause,
    passages=(),
    kind="indirect",
    sources=(Source(MONITOR, span("claimed"), "asserts", "probable", "third_party"),),
    cue=span("claimed"),
    hedges=(CLAIMED,),
    outlet_distance="distancing",
    stance="asserts",
    denied_part=None,
    alternative=None,
    certainty="probable",
    said_at=None,
    event=SHELLING,
    issues=(Issue("vague-depot", span("a depot"), "whose depot is not said"),),
)
STATEMENT = Claim(
    id="c-statement",
    document="d-1",
    evidence=span("Nobody has confirmed it since spring."),
    passages=(),
    kind="narrated",
    sources=(),
    cue=None,
    hedges=(),
    outlet_distance=None,
    stance="denies",
    denied_part="act",
    alternative=None,
    certainty="certain",
    said_at=SPRING,
    event=None,
    about=("c-told",),
)
QUOTED = Attribution((SHELLING.clause,), MONITOR, span("claimed"), "indirect", "distancing", "asserts", "probable", "r")
ANNOTATIONS: tuple[Annotation, ...] = (
    QUOTED, SUNDAY, SPRING, NEAR_PALMYRA, FROM_HOMS, MONITOR, PEOPLE, CREWS, FOUR, NINE, HELICOPTERS, CLAIMED
)  # fmt: skip
DOCUMENT = Document(
    id="d-1",
    external_id="page-1",
    sha256="a" * 64,
    text=TEXT,
    blocks=(Block(Span(0, len(TEXT)), BlockKind.PARAGRAPH, "made by hand"),),
    url="https://hilltop.example/1",
    title="Depot shelled",
    outlet="Hilltop Gazette",
    published=Dating("2015-12-22", Granularity.DAY, "input", 1.0),
)
RESOLUTIONS = Resolutions(
    times=(
        TimeResolution(
            SUNDAY, Interval("2015-12-20", "2015-12-20", "day", "2015-12-20", "published"), "2015-12-20", ""
        ),
        TimeResolution(SPRING, None, "XXXX-SP", "no year can be told"),
    ),
    places=(
        PlaceResolution(NEAR_PALMYRA.span, "Palmyra", PALMYRA, "near", 25.0, (RIVAL,), "gazetteer", "most populous"),
        PlaceResolution(FROM_HOMS.span, "Homs", None, None, None, (), "gazetteer", "two readings score alike"),
    ),
    codes=resolve_codes([SHELLING]),
)
READING = Reading(DOCUMENT, ANNOTATIONS, (TOLD, STATEMENT), RESOLUTIONS, ORIGIN)
EMPTY = Reading(Document("d-0", "blank", "b" * 64, ""), (), (), Resolutions(), ORIGIN)


@pytest.fixture
def reading() -> Reading:
    return READING


@pytest.fixture
def empty_reading() -> Reading:
    return EMPTY


@pytest.fixture
def line() -> dict[str, JSON]:
    """The line of an attributed claim with an event."""
    return claim_line(TOLD, READING)


@pytest.fixture
def statement_line() -> dict[str, JSON]:
    """The line of a statement without an event, in the outlet's own voice."""
    return claim_line(STATEMENT, READING)

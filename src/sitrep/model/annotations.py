"""What reading finds in a text: stand-off records, each on its own span.

These are facts about the text. What the world is (which Raqqa, which day) is a resolution and lives
in `sitrep.model.resolutions`.
"""

from dataclasses import dataclass
from enum import StrEnum

from sitrep.model.spans import Span
from sitrep.model.values import quick


class TimexType(StrEnum):
    """The four TIMEX3 types (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@quick
@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression before it is anchored.

    `value` is a TIMEX3 value whose unknown parts are relative to the anchor, in the notation of
    `sitrep.read.times.timexes`; `leaning` is where the governing verb points: `past`, `present`, `future` or None.
    """

    span: Span
    type: TimexType
    value: str
    leaning: str | None = None
    mod: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what, with the bounds the words give.

    None is "not stated", never zero. `comparator` is one of ``= ~ >= <= > < <~ >~``. `part_of` is
    the span of the quantity that this one is a part of.
    """

    span: Span
    measure: str
    best: float | None
    low: float | None
    high: float | None
    comparator: str
    vague: str | None = None
    convention: str | None = None
    group: str | None = None
    status: str | None = None
    part_of: Span | None = None
    cumulative: bool = False
    time: Timex | None = None
    as_of: Timex | None = None
    sex: str | None = None
    age: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, is acted on, or speaks, as the text names them.

    `country` is ISO 3166-1 alpha-3, `IGO` or `NGO`, and only what the words say; `roles` are PLOVER
    sectors. Unknown stays empty. `refers_to` is the fuller mention of a pronoun or short form.
    """

    span: Span
    name: str
    country: str | None = None
    roles: tuple[str, ...] = ()
    type: str | None = None
    named: bool = False
    status: str | None = None
    refers_to: Span | None = None


@quick
@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name in the text.

    `reading` is `literal` or `associative` ("Moscow said"); `role` is `event`, `actor`, `dateline`, `background`,
    `origin` or `reference`; `relation` is the preposition's sense: `at`, `near`, `from`, `to`,
    `through`. `kind` is the class the words give ("airbase", "province"), or None.
    """

    span: Span
    name: str
    reading: str
    role: str
    relation: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Equipment:
    """A weapon, vehicle or munition: its class, and its designation where it has one."""

    span: Span
    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that weakens or vouches for a statement. `row` is its lexicon row."""

    span: Span
    kind: str
    scope: str
    certainty: str | None
    row: str


@dataclass(frozen=True, slots=True)
class Source:
    """One link of an attribution chain: an actor, the words that make it a speaker, its stance."""

    actor: Actor
    cue: Span | None
    stance: str
    certainty: str
    connection: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage that is somebody's: who, by what word, which characters.

    `kind` is `direct`, `mixed`, `indirect` or `hearsay`; `cue_class` the class of the cue in the
    lexicon; `source` None where the passage is attributed and nobody is named.
    """

    content: tuple[Span, ...]
    source: Actor | None
    cue: Span | None
    kind: str
    cue_class: str
    stance: str
    certainty: str
    row: str

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        return Span(self.content[0].start, self.content[-1].end)

    def holds(self, span: Span) -> bool:
        """Whether some characters lie within what is attributed."""
        return any(part.covers(span) for part in self.content)


@dataclass(frozen=True, slots=True)
class PlaceRole:
    """A place of an event and how it stands to it (`at`, `near`, `from`, `to`, `through`)."""

    place: PlaceMention
    relation: str


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """A happening as the text tells it, on its trigger word.

    `type` is a PLOVER type, or None with `kind`. `clause` is the clause that tells it; `negated`
    whether that clause denies it. `row` is its lexicon row. `speaks_of` are the triggers of the happenings that a
    speech act is about ("rejected an offer of talks", "will withdraw").
    """

    trigger: Span
    clause: Span
    type: str | None
    kind: str | None
    mode: str | None
    status: str
    row: str
    historical: bool = False
    negated: bool = False
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    responsibility: str | None = None
    equipment: tuple[Equipment, ...] = ()
    time: Timex | None = None
    place: PlaceMention | None = None
    places: tuple[PlaceRole, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    speaks_of: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What the reader could not settle: a code, where, and a sentence for people."""

    code: str
    span: Span
    detail: str


Annotation = Timex | Quantity | Actor | PlaceMention | Equipment | Hedge | Attribution

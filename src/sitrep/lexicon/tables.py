"""The word tables and what a row of each says.

A file `en/NAME.tsv` holds one table: comment lines with its provenance, a header line with the
column names, and one row a line. An empty cell is None (or the empty tuple), several values in a
cell are separated by ``|``.
Every row has an `example`: a sentence of its own with the words that the row is about in square
brackets, which a test reads with the row and without it.
"""

from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Protocol

from sitrep.model.identity import content_id


class Row(Protocol):
    """What every row has."""

    @property
    def key(self) -> str:
        """The row's name within its table."""

    @property
    def example(self) -> str:
        """A sentence with the row's words in square brackets."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """A word that tells an event. One reading of one lemma.

    `pos` is `verb`, `noun` or `adjective`. `subject`, `object` say which role the argument fills (`actor`,
    `recipient`, or None); `prepositions` map a preposition to a role, `against=recipient`.
    `needs` restricts the reading to triggers with one of these lemmas as modifier, object or
    particle ("shoot down"); `without` rules it out where one of these is ("beat the record").
    """

    key: str
    lemma: str
    pos: str
    type: str | None
    mode: str | None
    kind: str | None
    subject: str | None
    object: str | None
    prepositions: tuple[str, ...]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class MoodRow:
    """A word that makes a speech act of what stands under it: "will" commits, "must" obliges.

    `frame` is `auxiliary`, `complement` (a verb, adjective or noun with an infinitive or clause), `force` is
    `commissive` (what somebody means to do) or `directive` (what somebody else is told to do), after Searle (1976).
    """

    key: str
    lemma: str
    frame: str
    force: str
    example: str


@dataclass(frozen=True, slots=True)
class CueRow:
    """A word that makes a passage somebody's.

    `pos` is `verb`, `noun`, `adjective`, `adverb`, `preposition` or `phrase` (both by their words), `possessive` (a
    preposition and a noun: "in X's words"), or `mark` (a colon or dash). `kind` is the class: neutral, distancing,
    commitment, denial, hearsay, perception, accusation, demand, document, attitude, question, decline, citation; and
    evaluation, intention, topic, impression, which tell of no happening that it took place. `stance` and `certainty`
    are what the cue says of its speaker's claim. `frames` are how the content stands to the cue:

    - of verbs `clause`, `quote`, `object`, `of` (charges and thanks), `gerund`, `infinitive`, `raising` ("is said to"),
      `told` (an addressee stands between), `naming` ("called Y a Z"), `as`, `showing` ("shows men running"), `seeming`,
      `figure` ("put the toll at 9"), `quoted` ("was quoted as saying");
    - of nouns and adjectives `clause`, `infinitive`, `of`, or the preposition that leads to it;
    - of marks `colon`, `tail`; `beside` is any verb right beside a quotation. A verb of several words ("call for", "put
      it") is found by its particle, preposition, object or adjective.
    """

    key: str
    lemma: str
    pos: str
    kind: str
    stance: str
    certainty: str
    frames: tuple[str, ...]
    event: str | None
    example: str


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A word by which a page tells that a party kept silent.

    `frame` is `telling` (a verb whose object is left out: "did not report any raids"), `naming` (one whose object may
    be a place, too), `publishing` (a verb whose
    object is a record), `giving` (a verb whose object is a detail), `mention` (a noun that leads to what is left out),
    `record` (a noun for what is published), `detail` (a noun for what a report should say), `keeping` (a word that is
    itself a silence: "was silent on"). `mode` is `silent` (it left
    this out), `no_record` (it published nothing) or `withheld` (it gave no detail).
    """

    key: str
    lemma: str
    pos: str
    frame: str
    mode: str
    example: str


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A word that weakens or vouches for what it stands by; `phrase` in lower case.

    Of `kind` `check` it is a verb that makes a note of verification when it is denied ("cannot be checked"), of `scare`
    the marks around a word that the page keeps at a distance.
    """

    key: str
    phrase: str
    kind: str
    scope: str
    certainty: str | None
    example: str


@dataclass(frozen=True, slots=True)
class ModalityRow:
    """A word that makes an event other than done: its `status`, or `negated`, or `historical`.

    `frame` is how the event stands to it: `complement`, `auxiliary`, `clause`, `modifier`, `light` (a
    support verb), `undergo` (a support verb whose subject is the one harmed: "came under attack"), `preparation` (the
    event precedes what stands after the word), `predicate` ("it is false that ...").
    """

    key: str
    lemma: str
    frame: str
    status: str
    example: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A common noun for somebody ("rebels", "the minister"): PLOVER roles and actor type.

    `status` is what it says of those harmed: civilian, combatant, or nothing. `sort` is `person` for
    people one by one ("he", "they"), `body` for what is spoken of as "it", `agent` for who acts or speaks for a body
    (leader, fighter) and `part` for a part of one (forces, wing): before these two the body's roles count ("rebel
    forces"). `former` is a word that ends an office ("former", "retired").
    """

    key: str
    noun: str
    roles: tuple[str, ...]
    type: str | None
    status: str | None
    sort: str
    example: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A named group, organisation or office: other names, and what it is."""

    key: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[str, ...]
    type: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """A word for equipment: its class, and whether it names a type (`designation`) or a thing."""

    key: str
    term: str
    kind: str
    sort: str
    example: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A word that says what a number counts ("sorties", "wounded"): the measure and the group.

    `role` is `noun` (a counted noun that settles the measure), `default` (a counted noun that settles
    it when nothing is done to those counted), `verb` (done to them), `intransitive` (they do it; two
    words are a verb and its object), `adjective`, `deed` ("the death of 12"), `toll` (a running
    total), `change` (what a toll does), `person` (who is counted), `collective` ("a family of five"),
    `fatal` (an adjective by which a deed killed), `outlook` (what is expected of those hurt alone: "to recover")
    or `unit` (a number before it counts nothing).
    """

    key: str
    word: str
    role: str
    measure: str
    group: str | None
    status: str | None
    sex: str | None
    age: str | None
    example: str


@dataclass(frozen=True, slots=True)
class ComparatorRow:
    """A phrase that bounds a number ("at least", "up to", "more than")."""

    key: str
    phrase: str
    comparator: str
    position: str
    example: str


@dataclass(frozen=True, slots=True)
class VagueRow:
    """A vague number word and how each convention reads it; low and high are the neutral bounds."""

    key: str
    word: str
    low: float | None
    high: float | None
    acled: float | None
    ucdp: float | None
    example: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number word: its `role` (`unit`, `ten`, `hundred`, `scale`, `fraction`, `none`) and value."""

    key: str
    word: str
    role: str
    value: float
    example: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A word of time: its `role` (weekday, month, unit, part, season, shift ...) and value."""

    key: str
    word: str
    role: str
    value: str
    example: str


@dataclass(frozen=True, slots=True)
class PlaceNounRow:
    """A common noun for a kind of place, the precision it gives and its radius in kilometres."""

    key: str
    noun: str
    kind: str
    precision: str
    radius_km: float
    example: str


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """A pattern of page furniture: a regular expression for a whole line, and its block kind."""

    key: str
    pattern: str
    kind: str
    example: str


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A word that puts what happens in one of PLOVER's contexts, by its lemma."""

    key: str
    word: str
    context: str
    example: str


@dataclass(frozen=True, slots=True)
class SenseRow:
    """Words of one class that decide whether a word of war is meant: who cannot attack, what cannot be attacked.

    `slot` is `doer` (whoever does it means no harm: weather, prices, animals), `domain` (the talk is of sport, films,
    markets), `anchor` (the talk is of conflict), `fiction` (the frame of a story), `unmeant` (harm that nobody meant).
    `sense` names the class; `strength` is `strong` where one word is enough and `weak` where two are needed.
    """

    key: str
    words: tuple[str, ...]
    slot: str
    sense: str
    strength: str
    example: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word tables of one language, frozen."""

    events: tuple[EventRow, ...] = ()
    moods: tuple[MoodRow, ...] = ()
    cues: tuple[CueRow, ...] = ()
    silences: tuple[SilenceRow, ...] = ()
    hedges: tuple[HedgeRow, ...] = ()
    modality: tuple[ModalityRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    equipment: tuple[EquipmentRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    comparators: tuple[ComparatorRow, ...] = ()
    vague: tuple[VagueRow, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    times: tuple[TimeRow, ...] = ()
    place_nouns: tuple[PlaceNounRow, ...] = ()
    contexts: tuple[ContextRow, ...] = ()
    furniture: tuple[FurnitureRow, ...] = ()
    senses: tuple[SenseRow, ...] = ()

    def __hash__(self) -> int:
        """By the sizes of the tables: what is indexed once for a lexicon asks for this on every page."""
        return hash(tuple(map(len, _TABLES_OF(self))))

    def without(self, table: str, key: str) -> "Lexicon":
        """The same lexicon less one row: what a row's test compares with."""
        kept = tuple(row for row in getattr(self, table) if row.key != key)
        return replace(self, **{table: kept})

    def digest(self) -> str:
        """A name for the content of all tables, whatever the files' bytes."""
        return content_id("lexicon", *[repr(getattr(self, table)) for table in TABLES])


TABLES: tuple[str, ...] = tuple(f.name for f in fields(Lexicon))
_TABLES_OF = attrgetter(*TABLES)

"""What a code book says, as records; and what is wrong with one."""

from dataclasses import dataclass

from sitrep.model.fields import Record

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of a file, and what would be right; `grave` where the book cannot be used so."""

    line: int
    column: int
    reason: str
    remedy: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class OneOf:
    """Holds where any value under `path` is one of `values`; None among them: where there is none."""

    path: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Holds where any number under `path` is at least `low` and at most `high`; None is no bound."""

    path: tuple[str, ...]
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tells:
    """Holds where any text under `path` has one of `words`, whole words in whatever case."""

    path: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Holds where one record under `path` fulfils `holds`, whose paths begin at that record."""

    path: tuple[str, ...]
    holds: "Condition"


@dataclass(frozen=True, slots=True)
class All:
    """Holds where every part does; without parts always."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Holds where a part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where its part does not."""

    part: "Condition"


Condition = OneOf | Within | Tells | Some | All | Any | Not


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event of the user's; without `holds` only words lead to it."""

    code: str
    label: str
    definition: str
    holds: Condition | None
    line: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of a field: the values under `take` of the record, or of those under `within` that fulfil `where`."""

    take: tuple[str, ...]
    within: tuple[str, ...] = ()
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A part of a field that is the same text in every row."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the user's: `type` is text, integer, number, flag or date; `mapped` turns values into others."""

    name: str
    label: str
    type: str
    parts: tuple[Taken | Literal, ...]
    mapped: tuple[tuple[str, Value], ...]
    default: Value


@dataclass(frozen=True, slots=True)
class Word:
    """A trigger word that gives a code: its forms, and the words that must stand before and after it, in order.

    Each needed word is a tuple of alternatives.
    """

    code: str
    forms: tuple[str, ...]
    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Party:
    """A name of an actor and the code it has from one day through another, ISO dates; None is open."""

    name: str
    code: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Agent:
    """Words for people of a calling, and the code that is put behind (or before) that of their party or country."""

    names: tuple[str, ...]
    code: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A whole code book. `of` is what it codes, `claims` or `incidents`; `otherwise` is for what nothing matches."""

    name: str
    version: str
    of: str
    kinds: tuple[Kind, ...]
    otherwise: str | None
    fields: tuple[Field, ...]
    words: tuple[Word, ...]
    parties: tuple[Party, ...]
    agents: tuple[Agent, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A record with its code: `by` says what gave it: `kind`, `word at line N` or `otherwise`."""

    record: Record
    kind: Kind | None
    code: str
    by: str

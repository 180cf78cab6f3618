"""What stands in a report: incidents by division, figures with their ranges, footnotes. Pure functions over lines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.desk.telling.answers import names_of, sources_sentence
from sitrep.desk.telling.answers import position_words as figure_words
from sitrep.desk.telling.cells import MEASURES_FIRST
from sitrep.desk.telling.titles import is_speech, title_of
from sitrep.desk.telling.values import party_name
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.redaction.accusations import speakers_of
from sitrep.report.drawing import Drawn
from sitrep.report.words import settings
from sitrep.views.phrases import bounds, country_words, listed, located, position_words, printable

NO_DIVISION = "No division known"
DAY = len("2015-12-20")
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: whose words, where and when printed, and the claim that keeps them."""

    number: int
    claim: str
    quotation: str
    speakers: str
    outlet: str
    day: str
    address: str


@dataclass
class Notes:
    """The footnotes of a report in the order of their first use; a claim has one, however often it is cited."""

    claims: Mapping[str, Record]
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, names: Iterable[str]) -> tuple[int, ...]:
        """The numbers of claims, in order; claims that are not shown have none."""
        known = [name for name in names if name in self.claims]
        return tuple(sorted({self.numbers.setdefault(name, len(self.numbers) + 1) for name in known}))

    def all(self) -> tuple[Note, ...]:
        """Every footnote that was cited."""
        return tuple(note_of(number, self.claims[name]) for name, number in self.numbers.items())


@dataclass(frozen=True, slots=True)
class Position:
    """A figure that counts, in words, who holds it, and the footnotes."""

    words: str
    by: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure adds up to. Bounds that nobody states are None; `answer` says them in words."""

    measure: str
    low: float | None
    high: float | None
    best: float | None
    answer: str
    rule: str
    reason: str
    claims: int
    sources: int
    left_out: int
    positions: tuple[Position, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Accused:
    """A party to whom the incident is laid, and what it says."""

    name: str
    words: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident of a report."""

    number: int
    id: str
    title: str
    day: str
    start: str
    place: str
    division: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    sources: str
    state: str
    coarsened: bool
    figures: tuple[Figure, ...]
    accused: tuple[Accused, ...]
    quotation: str
    first: tuple[int, ...]
    told: tuple[int, ...]
    contradictions: int

    def figure(self, measure: str) -> Figure | None:
        """The figure of a measure, None where nobody gives one."""
        return next((figure for figure in self.figures if figure.measure == measure), None)


@dataclass(frozen=True, slots=True)
class Toll:
    """The ranges of one measure of some incidents added up; `high` is None where one of them is open above."""

    incidents: int
    low: float
    high: float | None

    @property
    def words(self) -> str:
        """The sum in words, "none given" where no incident has a figure."""
        return (bounds({"low": self.low, "high": self.high}) or "") if self.incidents else "none given"


@dataclass(frozen=True, slots=True)
class Section:
    """The incidents of one division, with what is told of killed people."""

    name: str
    entries: tuple[Entry, ...]
    killed: Toll


@dataclass(frozen=True, slots=True)
class Contents:
    """The body of a report: deeds by division, then what was only said, then the footnotes."""

    sections: tuple[Section, ...]
    speech: tuple[Entry, ...]
    notes: tuple[Note, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every deed, in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def contents_of(drawn: Sequence[Drawn]) -> Contents:
    """The body of the report of some incidents."""
    notes = Notes({text_at(claim, "id") or "": claim for one in drawn for claim in one.claims})
    deeds, words = defaultdict[str, list[Drawn]](list), list[Drawn]()
    for one in sorted(drawn, key=lambda one: (text_at(one.line, "time", "start") or "", text_at(one.line, "id") or "")):
        if is_speech(one.line, one.claims):
            words.append(one)
        else:
            deeds[division_of(one.line)].append(one)
    number, sections = 0, list[Section]()
    for name in sorted(deeds, key=lambda name: (name == NO_DIVISION, name)):
        entries = tuple(entry_of(number + n, one, notes) for n, one in enumerate(deeds[name], 1))
        number += len(entries)
        sections.append(Section(name, entries, toll_of(entries, "killed")))
    speech = tuple(entry_of(number + n, one, notes) for n, one in enumerate(words, 1))
    return Contents(tuple(sections), speech, notes.all())


def entries_apart(drawn: Sequence[Drawn]) -> tuple[Entry, ...]:
    """Incidents that are only listed, in order of their first day: without numbers, and without footnotes."""
    found = [entry_of(0, one, Notes({})) for one in drawn]
    return tuple(sorted(found, key=lambda entry: (entry.start, entry.id)))


def division_of(line: Record) -> str:
    """The division of an incident with its country: "Idlib, Syria (SYR)"."""
    country = text_at(line, "place", "country")
    return listed([clean(text_at(line, "place", "admin1")), country_words(country) if country else None]) or NO_DIVISION


def toll_of(entries: Sequence[Entry], measure: str) -> Toll:
    """The ranges of a measure added up: lows to lows, highs to highs; a low that nobody states adds nothing."""
    figures = [figure for entry in entries if (figure := entry.figure(measure)) and _is_number(figure)]
    highs = [figure.high for figure in figures]
    known = [high for high in highs if high is not None]
    return Toll(len(figures), sum(f.low or 0 for f in figures), sum(known) if len(known) == len(highs) else None)


def _is_number(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None


def entry_of(number: int, one: Drawn, notes: Notes) -> Entry:
    """An incident under its number, its footnotes taken from those of the report."""
    line, place = one.line, record_at(one.line, "place")
    first = text_at(line, "first_claim", "claim")
    cited = notes.cite([first] if first else [])
    told = [claim for claim in _telling(one) if claim != first][: settings().quoted]
    return Entry(
        number=number,
        id=text_at(line, "id") or "",
        title=clean(title_of(line, one.claims)),
        day=_day_words(line),
        start=(text_at(line, "time", "start") or "")[:DAY],
        place=clean(located(place)),
        division=division_of(line),
        lat=number_at(place, "lat"),
        lon=number_at(place, "lon"),
        radius_km=number_at(place, "radius_km"),
        precision=text_at(place, "precision"),
        sources=sources_sentence(line),
        state=text_at(line, "review", "state") or "unreviewed",
        coarsened=bool(texts_at(line, "withheld_reasons")),
        figures=tuple(figures_of(one, notes)),
        accused=tuple(_accused(line, notes)),
        quotation=clean(text_at(notes.claims.get(first or "", {}), "evidence", "text")),
        first=cited,
        told=notes.cite(told),
        contradictions=len(records_at(line, "contradictions")),
    )


def _telling(one: Drawn) -> list[str]:
    """The claims of an incident, those of events first."""
    events = [text_at(claim, "id") or "" for claim in one.claims if record_at(claim, "event")]
    every = [*events, *(text_at(claim, "id") or "" for claim in one.claims)]
    return [*dict.fromkeys(every)]


def figures_of(one: Drawn, notes: Notes) -> Iterable[Figure]:
    """Yield the figure of each measure that somebody gives a number for."""
    found = record_at(one.line, "quantities")
    for measure in (*MEASURES_FIRST, *(key for key in found if key not in MEASURES_FIRST)):
        if measure in found:
            yield _figure(measure, record_at(found, measure), one.holders.get(measure, 0), notes)


def _figure(measure: str, figure: Record, sources: int, notes: Notes) -> Figure:
    total = record_at(figure, "aggregate")
    used = texts_at(total, "claims_used")
    positions = [one for one in records_at(figure, "positions") if set(used).intersection(texts_at(one, "claims"))]
    return Figure(
        measure=measure.replace("_", " "),
        low=number_at(total, "low"),
        high=number_at(total, "high"),
        best=number_at(total, "best"),
        answer=bounds(total) or "not decided",
        rule=text_at(total, "rule") or "",
        reason=clean(text_at(total, "reason")),
        claims=len(used),
        sources=sources,
        left_out=len(records_at(total, "claims_left_out")),
        positions=tuple(_position(one, used, notes) for one in positions),
        notes=notes.cite(used),
    )


def _position(one: Record, used: Sequence[str], notes: Notes) -> Position:
    own = [claim for claim in texts_at(one, "claims") if claim in used]
    return Position(clean(figure_words(one)), clean(listed(names_of(one)) or "nobody named"), notes.cite(own))


def _accused(line: Record, notes: Notes) -> Iterable[Accused]:
    for one in records_at(line, "accused"):
        words = position_words(text_at(one, "position") or "not_searched")
        cited = notes.cite(texts_at(one, "claims")[: settings().quoted])
        yield Accused(clean(party_name(text_at(one, "party") or "")), words, cited)


def _day_words(line: Record) -> str:
    start, end = (text_at(line, "time", key) for key in ("start", "end"))
    return (start or "") if start == end else f"{start or 'open'} to {end or 'open'}"


def note_of(number: int, claim: Record) -> Note:
    """The footnote of a claim under its number."""
    spoken = texts_at(claim, "speaker") or speakers_of(claim)
    return Note(
        number=number,
        claim=text_at(claim, "id") or "",
        quotation=clean(text_at(claim, "evidence", "text"))[:LONGEST_NOTE],
        speakers=clean(listed(spoken)) or "the page itself",
        outlet=clean(text_at(claim, "document", "outlet")) or f"the page {_page_name(claim)}",
        day=(text_at(claim, "document", "published") or "")[:DAY] or "undated",
        address=clean(text_at(claim, "document", "url")),
    )


def _page_name(claim: Record) -> str:
    """What a page without an outlet is told by: as it came, which only whoever is inside sees, else its id."""
    return clean(text_at(claim, "document", "external_id") or text_at(claim, "document", "id"))


def clean(text: str | None) -> str:
    """Text on one line, without characters that no page and no document should hold."""
    return printable(text or "")

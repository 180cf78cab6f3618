"""One text, read where it stands: its claims, nothing kept."""

from datetime import date
from functools import cache
from threading import RLock

from sitrep.case.attempts import attempts
from sitrep.case.reading import Instruments
from sitrep.door.lines import Claim
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.ingest.dating import read_date
from sitrep.ingest.records import NO_CHARACTER, InputRecord, record_capture
from sitrep.lexicon import load_lexicon
from sitrep.model.errors import IngestError
from sitrep.model.fields import Record
from sitrep.read.grammar.models import load_parser
from sitrep.views.claims import claim_lines

# One at a time: the model and the place names are shared by all threads of a process.
_READING = RLock()


@cache
def loaded() -> Instruments:
    """The default model, words, countries and place names, loaded once a process: some seconds.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    return Instruments(load_parser(), load_lexicon(), load_countries(), open_gazetteer(default_path()))


def read(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    name: str = "text",
) -> list[Claim]:
    """The claims of one text, as `sitrep read` prints them for a line of JSONL with the same fields.

    `published` is a day or a moment, as an ISO text or of Python's own kind; `lang` a language other than the one that
    is found; `name` is what the page is called in the claims. Raises IngestError, with `reason` and `remedy`, for what
    cannot be read, and as `loaded` does.
    """
    day = published.isoformat() if isinstance(published, date) else published
    _refuse_characters(text=text, published=day, title=title, outlet=outlet, url=url, lang=lang, name=name)
    if day is not None and read_date(day) is None:
        raise IngestError(f"published is no date: “{day[:60]}”", "write it as 2015-12-24")
    record = InputRecord(name, url, title, outlet, day, lang, text)
    return [Claim(line) for line in lines_of(record)]


def lines_of(record: InputRecord) -> list[Record]:
    """The claim lines of one record of input; errors as of `read`."""
    name = record.id or "text"
    source = record_capture(record, name, name)
    with _READING:
        instruments = loaded()
        (attempt,) = attempts([source], instruments, instruments.origin())
    if attempt.refusal is not None:
        raise IngestError(attempt.refusal.reason, attempt.refusal.remedy)
    return list(claim_lines(attempt.reading)) if attempt.reading is not None else []


def _refuse_characters(**given: str | None) -> None:
    """Raise IngestError for what is no text, or holds what is no character."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str):
            raise IngestError(f"{name} must be text, not {type(value).__name__}", "give a str")
        if value is not None and NO_CHARACTER.search(value):
            raise IngestError(f"{name} holds a lone surrogate or NUL, which is no character", "take it out")

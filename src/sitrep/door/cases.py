"""A case for a notebook: its claims, incidents and documents as tables, and questions to its ledger."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path

from sitrep.case import folders
from sitrep.case.linking import corpus_of, gather, incidents
from sitrep.door.columns import CLAIMS, CLAIMS_SHOWN, DOCUMENTS, DOCUMENTS_SHOWN, INCIDENTS, INCIDENTS_SHOWN
from sitrep.door.frames import Value
from sitrep.door.lines import Claim, Document, Incident
from sitrep.door.queries import SECONDS, asked
from sitrep.door.tables import Loaded, Rows, Table
from sitrep.export.analysis import analysed
from sitrep.export.files import in_order
from sitrep.export.redacted import redacted_incidents, redacted_lines
from sitrep.gazetteer.index import Gazetteer, default_path, open_gazetteer
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import Stamp, stamp
from sitrep.model.errors import LedgerError
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.redaction import Audience


@dataclass(frozen=True, repr=False)
class Case:
    """A case folder. What was looked at once stays as it was then: open the case again to see what came since."""

    path: Path

    @cached_property
    def claims(self) -> Table[Claim]:
        """Its claims as people left them, by document and place in its text; a flat row has the CSV's columns."""
        return Table("claims", CLAIMS, Claim, self._claims, CLAIMS_SHOWN)

    @cached_property
    def incidents(self) -> Table[Incident]:
        """Its incidents, by id. Looking at them raises LedgerError where nothing is linked yet."""
        return Table("incidents", INCIDENTS, Incident, self._reading(_incidents), INCIDENTS_SHOWN)

    @cached_property
    def documents(self) -> Table[Document]:
        """Its pages, with their texts; under another profile than `internal` those that make claims, without texts."""
        return Table("documents", DOCUMENTS, Document, self._reading(_documents), DOCUMENTS_SHOWN)

    def sql(self, query: str, *parameters: Value, seconds: float = SECONDS) -> Rows:
        """The rows of a SELECT over the ledger's file, which is opened to look only; nothing in them is redacted.

        `?` in the query stands for the parameters in turn. Raises UsageError for whatever is no reading.
        """
        return Rows(asked(self.path / folders.LEDGER, query, parameters, seconds))

    def _claims(self, audience: Audience) -> Loaded:
        with folders.open_case(self.path) as case:
            seen, lines = _grown(case), _claims(case, audience)
        return Loaded(lines, lambda: self._beside(lines, audience, seen))

    def _beside(self, lines: list[Record], audience: Audience, seen: Stamp) -> Iterator[Record]:
        """Yield claims with their incident and who judged them. Raises LedgerError where the case is another now."""
        with folders.open_case(self.path) as case:
            if _grown(case) != seen:
                raise LedgerError(f"{self.path}: the case has changed since its claims were looked at; open it again")
            yield from analysed(case, lines, audience)

    def _reading(self, lines: Callable[[folders.Case, Audience], list[Record]]) -> Callable[[Audience], Loaded]:
        """What opens the case for as long as lines are made of it."""

        def load(audience: Audience) -> Loaded:
            with folders.open_case(self.path) as case:
                return Loaded(lines(case, audience))

        return load

    def __repr__(self) -> str:
        return f"<Case {self.path}>"


def open_case(path: str | PathLike[str]) -> Case:
    """The case in a folder. Raises LedgerError, with what to do, where there is none or it cannot be used."""
    folders.open_case(Path(path)).close()
    return Case(Path(path))


def _grown(case: folders.Case) -> Stamp:
    with viewing(case.ledger) as connection:
        return stamp(connection)


def _claims(case: folders.Case, audience: Audience) -> list[Record]:
    if audience is Audience.INTERNAL:
        return in_order(line for page in gather(case).pages for line in page.claims)
    return in_order(_redacted(redacted_lines, case, audience))


def _incidents(case: folders.Case, audience: Audience) -> list[Record]:
    if audience is Audience.INTERNAL:
        return list(incidents(corpus_of(case)))
    return _redacted(redacted_incidents, case, audience)


def _redacted(
    redact: Callable[[folders.Case, Audience, date, Gazetteer], Iterator[dict[str, JSON]]],
    case: folders.Case,
    audience: Audience,
) -> list[Record]:
    """The lines that redaction gives today, with the place names opened for as long as it takes."""
    places = open_gazetteer(default_path())
    with closing(places.connection):
        return list(redact(case, audience, datetime.now(UTC).date(), places))


def _documents(case: folders.Case, audience: Audience) -> list[Record]:
    """The pages by name in the input and id; for others than `internal` what their redacted claims say of them."""
    if audience is Audience.INTERNAL:
        pages = gather(case).pages
        known: list[tuple[Record, str | None, int]] = [(page.document, page.text, len(page.claims)) for page in pages]
    else:
        claims = _claims(case, audience)
        count: dict[str, list[Record]] = {}
        for line in claims:
            count.setdefault(text_at(line, "document", "id") or "", []).append(line)
        known = [(record_at(own[0], "document"), None, len(own)) for own in count.values()]
    lines = [_document(page, text, number, audience) for page, text, number in known]
    return sorted(lines, key=lambda line: (text_at(line, "external_id") or "", text_at(line, "id") or ""))


def _document(page: Record, text: str | None, claims: int, audience: Audience) -> dict[str, JSON]:
    """The line of a page; it names its profile as claims do, which name none for eyes within."""
    letters = None if text is None else len(text)
    profile = None if audience is Audience.INTERNAL else audience.value
    return {**page, "claims": claims, "characters": letters, "text": text, "profile": profile}

"""What goes into an export: the claims and incidents of a case under a profile, and what a writer says it lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from sitrep.case.folders import Case
from sitrep.case.linking import corpus_of, gather, incidents
from sitrep.export.analysis import analysed
from sitrep.export.redacted import redacted_incidents, redacted_lines
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.fields import Record
from sitrep.redaction import Audience


class What(StrEnum):
    """What the rows of a file are; of `both`, claims and incidents make a file together."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Content:
    """The lines that a file is made of, as a profile shows them. `options` are names that its format knows.

    In `claims` stands `beside`, as the columns of a table need it, where the format is a table.
    """

    what: What
    audience: Audience
    claims: Sequence[Record] = ()
    incidents: Sequence[Record] = ()
    options: frozenset[str] = field(default_factory=frozenset)

    @property
    def lines(self) -> list[Record]:
        """All lines, the claims before the incidents."""
        return [*self.claims, *self.incidents]


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that a file could not say: of the claim or incident `row`, `what` its `field` held, and `why`."""

    row: str
    field: str
    what: str
    why: str


# What makes a file of a content; it gives what the file could not hold.
Writer = Callable[[Content, Path], Sequence[Lost]]


def content_of(case: Case, what: What, audience: Audience, today: date, places: Callable[[], PlaceNames]) -> Content:
    """The lines of a whole case under the profile of an audience; `places` is asked for all but `internal`.

    Raises LedgerError for incidents of a case that was never linked.
    """
    claims = _claims(case, audience, today, places) if what is not What.INCIDENTS else ()
    found = _incidents(case, audience, today, places) if what is not What.CLAIMS else ()
    return Content(what, audience, claims, found)


def _claims(case: Case, audience: Audience, today: date, places: Callable[[], PlaceNames]) -> list[Record]:
    """The claim lines of a case as people left them, or as an audience may see them."""
    if audience is Audience.INTERNAL:
        return [line for page in gather(case).pages for line in page.claims]
    return list(redacted_lines(case, audience, today, places()))


def _incidents(case: Case, audience: Audience, today: date, places: Callable[[], PlaceNames]) -> list[Record]:
    """The incident lines of a case, or as an audience may see them."""
    if audience is Audience.INTERNAL:
        return list(incidents(corpus_of(case)))
    return list(redacted_incidents(case, audience, today, places()))


def beside(case: Case, content: Content) -> Content:
    """The same content, each claim with what a table says of it beside the claim itself."""
    claims = list(analysed(case, content.claims, content.audience))
    return Content(content.what, content.audience, claims, content.incidents, content.options)

"""A document read with one set of instruments, and the run of a command in which that was done."""

from dataclasses import dataclass

from sitrep.model.annotations import Annotation
from sitrep.model.claims import Claim
from sitrep.model.documents import Document
from sitrep.model.origins import Origin
from sitrep.model.resolutions import Resolutions


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one origin finds in one document and thinks of it.

    `headline` is the reading of a title that stands beside the text and not in it: a page of its own, for no span
    of the document can point there. None where there is none, and where no main incident is asked for, as in a case.
    """

    document: Document
    annotations: tuple[Annotation, ...]
    claims: tuple[Claim, ...]
    resolutions: Resolutions
    origin: Origin
    headline: "Reading | None" = None


@dataclass(frozen=True, slots=True)
class Run:
    """One call of a command that writes to a case. `started` is an ISO date-time and is never exported."""

    id: str
    started: str

"""What an earlier release had and a later one has not, and why; which ids of incidents lead to which."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from sitrep.case.differences import reader_reason, told_lines
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.linkings import Linking

DELETIONS = ("table", "id", "why", "detail")
REDIRECTS = ("old", "new", "how")
JOINED, PARTED = "joined", "parted"
CLAIMS, INCIDENTS = "claims", "incidents"


class Why(StrEnum):
    """Why a claim or an incident is not in a release."""

    ERASED = "erased"
    REJECTED = "rejected"
    REREAD = "re-reading"
    REGROUPED = "regrouped"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Deletion:
    """A claim or incident that is gone. `detail` names judgements, lines of the log and ids, and no words of a page."""

    table: str
    id: str
    why: str
    detail: str

    def row(self) -> tuple[str, ...]:
        """The cells under DELETIONS."""
        return self.table, self.id, self.why, self.detail


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id of an incident and those that its claims are under now, the one that follows it first."""

    old: str
    new: tuple[str, ...]

    def row(self) -> tuple[str, ...]:
        """The cells under REDIRECTS."""
        return self.old, "; ".join(self.new), JOINED if len(self.new) == 1 else PARTED


@dataclass(frozen=True, slots=True)
class Log:
    """What a case says of what went: erased documents by line, in-force judgements, the origins of documents now."""

    erased: Mapping[str, int]
    made: Sequence[Judgement]
    documents: Mapping[str, Record | None]


def redirects(
    held: Mapping[str, Sequence[str]], linking: Linking, living: AbstractSet[str] | None = None
) -> Iterator[Redirect]:
    """Yield where the claims of earlier incidents are now, by id; of one whose claims stayed together under it, none.

    `held` are the claims that each had, `living` the incidents that there still are.

    >>> now = Linking({"i-1": ("c-1", "c-2")}, {"i-2": "i-1"})
    >>> [one.row() for one in redirects({"i-1": ("c-1",), "i-2": ("c-2",), "i-3": ("c-9",)}, now)]
    [('i-2', 'i-1', 'joined')]
    """
    there = linking.incidents.keys() if living is None else living
    homes = {claim: name for name, claims in linking.incidents.items() if name in there for claim in claims}
    for old, claims in sorted(held.items()):
        counted = Counter(homes[claim] for claim in claims if claim in homes)
        found = sorted(counted, key=lambda name: (-counted[name], name))
        first = old if old in there else linking.redirects.get(old, "")
        new = tuple(dict.fromkeys(name for name in (first, *found) if name in there))
        if new and new != (old,):
            yield Redirect(old, new)


def deleted_claims(before: Iterable[Record], now: AbstractSet[str], log: Log) -> Iterator[Deletion]:
    """Yield the claims that are gone, by id, each with why."""
    rejected = {
        judgement.targets[0]: judgement.id
        for judgement in log.made
        if judgement.verdict is Verdict.REJECT and judgement.field is None
    }
    for line in sorted(before, key=lambda line: text_at(line, "id") or ""):
        claim = text_at(line, "id") or ""
        if claim not in now:
            why, detail = _why_gone(claim, line, rejected, log)
            yield Deletion(CLAIMS, claim, why, detail)


def _why_gone(claim: str, line: Record, rejected: Mapping[str, str], log: Log) -> tuple[Why, str]:
    """Why a claim is gone, and what says so."""
    document = text_at(line, "document", "id") or ""
    if document in log.erased:
        return Why.ERASED, told_lines([log.erased[document]])
    if claim in rejected:
        return Why.REJECTED, rejected[claim]
    origin, now = record_at(line, "origin"), log.documents.get(document)
    if now is not None and now != origin:
        return Why.REREAD, reader_reason(origin, now).detail or ""
    return Why.UNEXPLAINED, ""


def deleted_incidents(
    before: Iterable[Record], now: AbstractSet[str], gone: Iterable[Deletion], led: Iterable[Redirect]
) -> Iterator[Deletion]:
    """Yield the incidents whose ids are gone, each with why; `gone` are the deleted claims, `led` the redirects."""
    deleted = {one.id: one for one in gone}
    leads = {one.old: one for one in led}
    for line in sorted(before, key=lambda line: text_at(line, "id") or ""):
        name = text_at(line, "id") or ""
        if name in now:
            continue
        lost = [deleted[claim] for claim in texts_at(line, "claims") if claim in deleted]
        if name in leads:
            yield Deletion(INCIDENTS, name, Why.REGROUPED, "; ".join(leads[name].new))
        elif lost:
            whys, details = (
                dict.fromkeys(found) for found in ([one.why for one in lost], [one.detail for one in lost])
            )
            yield Deletion(INCIDENTS, name, "; ".join(whys), "; ".join(filter(None, details)))
        else:
            yield Deletion(INCIDENTS, name, Why.REGROUPED, "its claims tell of no incident any more")

"""Why two states of a case differ: every changed cell with one reason, or none where there is none to be had.

Rows are claim lines or incident lines. A reason is one of: a new source (a document that was not there before), a new
reader (another origin), a judgement, an erased page, another rule (for adding up figures, for reading vague ones, for
linking). What has none is unexplained, and that is an error: somebody wrote it by hand, or sitrep is at fault.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.paths import children

# Cells of an incident that speak of more than its own claims, and so change with any page of the case.
OF_THE_CORPUS = ("claims", "documents", "first_claim", "independent_sources", "silent_sources", "speakers")
# What a figure has that was added up by a rule; a place has a rule too, by which it was found, and none of this.
ADDED_UP = "low"
# Longer parts of an origin are digests, and told by their beginning.
LONGEST_PART = 16
# What tells the objects of a list apart, the surest first; others go by their place.
KEYS = ("id", "claim", "key", "party")


class Cause(StrEnum):
    """Why a cell changed."""

    SOURCE = "new source"
    READER = "new reader"
    JUDGEMENT = "judgement"
    ERASURE = "erased"
    RULE = "rule change"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed cell; a row that came or went has no field. `detail` says what brought it about."""

    row: str
    field: str | None
    before: JSON
    after: JSON
    cause: Cause
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One state: its rows by id, and what is known of how they came about.

    `documents` are those that were there, with their origin where it is known. `judged` are the judgements in force
    by claim or incident, None where it is not known which were. `profile` names the weights that linked. `erased` are
    the lines of the log that had erased pages, None where it is not known.
    """

    rows: Mapping[str, Record]
    documents: Mapping[str, Record | None]
    judged: Mapping[str, frozenset[str]] | None = None
    profile: str | None = None
    erased: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """What the case knows beside the two sides, for exports that do not say all.

    `spoken` are all judgements ever made, by claim or incident; `reread` the documents that more than one origin read,
    `recaptured` those whose bytes came in more than once; `erased` those erased, with the line of the log that says so.
    """

    spoken: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reread: frozenset[str] = frozenset()
    recaptured: frozenset[str] = frozenset()
    erased: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause with its detail."""

    cause: Cause
    detail: str | None = None


UNEXPLAINED = Reason(Cause.UNEXPLAINED)


@dataclass(frozen=True)
class Comparison:
    """Two sides, and what the case knows of both."""

    before: Side
    after: Side
    background: Background

    @cached_property
    def one_sided(self) -> frozenset[str]:
        """The documents that are on one side only."""
        return frozenset(self.before.documents.keys() ^ self.after.documents.keys())

    @cached_property
    def elsewhere(self) -> Reason | None:
        """The reason in the rest of the case: words weigh by how many pages have them, and links by such weights."""
        before, after = self.before, self.after
        if before.profile != after.profile:
            return Reason(Cause.RULE, f"linked by {before.profile}, then by {after.profile}")
        if gone := self.erasure(self.one_sided):
            return Reason(gone.cause, f"elsewhere in the case: {gone.detail}")
        if self.one_sided:
            return Reason(Cause.SOURCE, f"elsewhere in the case: {len(self.one_sided)} documents")
        if lines := (before.erased or frozenset()) ^ (after.erased or frozenset()):
            return Reason(Cause.ERASURE, f"elsewhere in the case: {told_lines(lines)}")
        names = frozenset((before.judged or {}).keys() | (after.judged or {}).keys())
        if judged := self.judgements(names):
            return Reason(Cause.JUDGEMENT, f"elsewhere in the case: {', '.join(sorted(judged))}")
        return self.reread(frozenset(before.documents))

    @cached_property
    def holders(self) -> Mapping[str, list[Record]]:
        """The incidents on either side that hold each claim."""
        found: dict[str, list[Record]] = defaultdict(list)
        for row in (*self.before.rows.values(), *self.after.rows.values()):
            for claim in texts_at(row, "claims"):
                found[claim].append(row)
        return found

    def changes(self) -> Iterator[Change]:
        """Yield every changed cell, by row and field."""
        for row in sorted(self.before.rows.keys() | self.after.rows.keys()):
            old, new = self.before.rows.get(row), self.after.rows.get(row)
            if old != new:
                yield from self._row_changes(row, old, new)

    def _row_changes(self, row: str, old: Record | None, new: Record | None) -> Iterator[Change]:
        known = IncidentRow(self, row, old, new) if is_incident(old or new or {}) else ClaimRow(self, row, old, new)
        if old is None or new is None:
            reason = known.whole()
            yield Change(row, None, heading(old), heading(new), reason.cause, reason.detail)
            return
        before, after = dict(leaves(dict(old))), dict(leaves(dict(new)))
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) != after.get(path) or (path in before) != (path in after):
                reason = known.cell(path)
                yield Change(row, path, before.get(path), after.get(path), reason.cause, reason.detail)

    def judgements(self, names: frozenset[str]) -> frozenset[str]:
        """The judgements of some claims and incidents that hold on one side only, or might where that is not known."""
        before, after = self.before.judged, self.after.judged
        if before is None or after is None:
            return frozenset().union(*(self.background.spoken.get(name, ()) for name in names))
        return frozenset().union(*(before.get(name, frozenset()) ^ after.get(name, frozenset()) for name in names))

    def came(self, documents: frozenset[str]) -> frozenset[str]:
        """The documents among some that are on one side only."""
        return documents & self.one_sided

    def erasure(self, documents: frozenset[str]) -> Reason | None:
        """The reason that some documents are gone since they were erased; None where none of them was."""
        lines = {self.background.erased[document] for document in documents if document in self.background.erased}
        return Reason(Cause.ERASURE, told_lines(lines)) if lines else None

    def reread(self, documents: frozenset[str]) -> Reason | None:
        """The reason that some documents were read by other origins, or with other options; None when they were not."""
        for document in sorted(documents):
            old, new = self.before.documents.get(document), self.after.documents.get(document)
            if old is not None and new is not None:
                if old != new:
                    return reader_reason(old, new)
            elif document in self.background.reread and old is None and new is None:
                return Reason(Cause.READER, f"{document} was read more than once")
        return None


def told_lines(lines: Iterable[int]) -> str:
    """Lines of the log, for people."""
    return ", ".join(f"line {number} of the log" for number in sorted(lines))


def reader_reason(old: Record, new: Record) -> Reason:
    """Why two origins differ: by their instruments, or only by an option of how vague numbers are read."""
    parts = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    told = ", ".join(f"{part} {short(old.get(part))} → {short(new.get(part))}" for part in parts)
    return Reason(Cause.RULE if parts == ["options"] else Cause.READER, told)


def short(value: JSON) -> str:
    """A part of an origin, for people: digests by their beginning."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {option}" for name, option in value.items()) or "default"
    text = str(value)
    return text if len(text) <= LONGEST_PART else text[:12]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim on both sides, or on one."""

    comparison: Comparison
    row: str
    old: Record | None
    new: Record | None

    def whole(self) -> Reason:
        """Why a claim came or went."""
        line = self.new or self.old or {}
        document = text_at(line, "document", "id") or ""
        gone = self.comparison.erasure(self.comparison.came(frozenset({document})))
        if self.new is None and gone is not None:
            return gone
        judged = self.comparison.judgements(frozenset({self.row}))
        if judged:
            return Reason(Cause.JUDGEMENT, ", ".join(sorted(judged)))
        if document in self.comparison.came(frozenset({document})):
            return self._of_one_sided_document(document, line)
        return self.comparison.reread(frozenset({document})) or UNEXPLAINED

    def _of_one_sided_document(self, document: str, line: Record) -> Reason:
        """Why there are claims of a document on one side only: it is new there, or was read for nothing before."""
        other = self.comparison.before if self.new is not None else self.comparison.after
        origins = [origin for origin in other.documents.values() if origin is not None]
        own = record_at(line, "origin")
        if document in self.comparison.background.reread and origins and own not in origins:
            return reader_reason(origins[0], own)
        return Reason(Cause.SOURCE, text_at(line, "document", "external_id")) if self.new is not None else UNEXPLAINED

    def cell(self, path: str) -> Reason:
        """Why a cell of a claim changed."""
        old, new = self.old or {}, self.new or {}
        origins = record_at(old, "origin"), record_at(new, "origin")
        judged = edits_of(old, path) ^ edits_of(new, path)
        if judged and not (origins[0] != origins[1] and self._reopened(judged, edits_of(old, path))):
            return Reason(Cause.JUDGEMENT, ", ".join(sorted(judged)))
        if origins[0] != origins[1]:
            return reader_reason(*origins)
        document = text_at(new, "document", "id") or ""
        named = path.split(".", maxsplit=1)[0] in ("document", "record")
        renamed = record_at(old, "document") != record_at(new, "document")
        if named and renamed and document in self.comparison.background.recaptured:
            return Reason(Cause.SOURCE, "the same bytes came in again")
        return UNEXPLAINED

    def _reopened(self, judged: frozenset[str], before: frozenset[str]) -> bool:
        """Whether edits are gone because a newer reader reopened them, and not because anybody undid them."""
        after = self.comparison.after.judged
        return judged <= before and (after is None or judged <= after.get(self.row, frozenset()))


def edits_of(line: Record, path: str) -> frozenset[str]:
    """The judgements by which people edited a field of a claim line; of `judged` itself all of them."""
    edits = {text_at(edit, "judgement") or "": text_at(edit, "field") or "" for edit in records_at(line, "judged")}
    own = path.split(".", maxsplit=1)[0] == "judged"
    return frozenset(name for name, edited in edits.items() if own or f"{path}.".startswith(f"{edited}."))


@dataclass(frozen=True)
class IncidentRow:
    """An incident on both sides, or on one, with all that its claims were gathered in on either."""

    comparison: Comparison
    row: str
    old: Record | None
    new: Record | None

    def whole(self) -> Reason:
        """Why an incident came or went."""
        return self.gathered or self.comparison.elsewhere or UNEXPLAINED

    def cell(self, path: str) -> Reason:
        """Why a cell of an incident changed."""
        rule = changed_rule(self.old or {}, self.new or {}, path)
        if rule is not None:
            return rule
        regrouped = set(texts_at(self.old or {}, "claims")) != set(texts_at(self.new or {}, "claims"))
        everywhere = regrouped or path.split(".", maxsplit=1)[0] in OF_THE_CORPUS
        return self.gathered or (self.comparison.elsewhere if everywhere else None) or UNEXPLAINED

    @cached_property
    def gathered(self) -> Reason | None:
        """The reason among the incident's own claims and pages, and those of incidents that it shares claims with."""
        claims = dict.fromkeys((*texts_at(self.old or {}, "claims"), *texts_at(self.new or {}, "claims")))
        rows = [row for claim in claims for row in self.comparison.holders.get(claim, ())]
        documents = frozenset(text_at(one, "id") or "" for row in rows for one in records_at(row, "documents"))
        came = self.comparison.came(documents)
        if came:
            return self.comparison.erasure(came) or Reason(Cause.SOURCE, ", ".join(sorted(came)))
        names = frozenset(name for row in rows for name in (*texts_at(row, "claims"), text_at(row, "id") or ""))
        judged = self.comparison.judgements(names)
        if judged:
            return Reason(Cause.JUDGEMENT, ", ".join(sorted(judged)))
        return self.comparison.reread(documents)


def changed_rule(old: Record, new: Record, path: str) -> Reason | None:
    """The reason that a figure was added up by another rule, or None."""
    before: JSON = dict(old)
    after: JSON = dict(new)
    for key in path.split("."):
        before, after = keyed(before).get(key), keyed(after).get(key)
        if isinstance(before, dict) and isinstance(after, dict) and ADDED_UP in before.keys() & after.keys():
            rules = before.get("rule"), after.get("rule")
            if rules[0] != rules[1]:
                return Reason(Cause.RULE, f"{rules[0]} → {rules[1]}")
    return None


def is_incident(line: Record) -> bool:
    """Whether a line is an incident and not a claim."""
    return isinstance(line.get("claims"), list) and "evidence" not in line


def heading(line: Record | None) -> JSON:
    """What stands for a row that came or went: a claim's words, an incident's claims."""
    if line is None:
        return None
    return [*texts_at(line, "claims")] if is_incident(line) else text_at(line, "evidence", "text")


def keyed(value: JSON) -> dict[str, JSON]:
    """What a value holds, by name; objects of a list by what names them, so that one more moves none of the others."""
    if isinstance(value, list):
        items = [item for item in value if isinstance(item, dict)]
        for key in KEYS:
            names = [name for item in items if (name := text_at(item, key)) is not None]
            if len(names) == len(value) == len(set(names)):
                return dict(zip(names, value, strict=True))
    return children(value)


def leaves(value: JSON, path: str = "") -> Iterator[tuple[str, JSON]]:
    """Yield every leaf of a value with its path; a list of plain values is a leaf."""
    plain = isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)
    held = {} if plain else keyed(value)
    if not held:
        yield path, value
    for key, item in held.items():
        yield from leaves(item, f"{path}.{key}" if path else key)

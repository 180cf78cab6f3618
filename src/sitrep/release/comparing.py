"""Two releases of a case cell by cell, each change with its cause out of the case's log; redirects are followed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sitrep.case.differences import UNEXPLAINED, Cause, Change, Comparison, Reason, Side
from sitrep.case.folders import Case
from sitrep.case.sides import background, sides_of_run
from sitrep.ledger.connections import viewing
from sitrep.ledger.history import run_named
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.identity import JSON, canonical
from sitrep.release.folders import head_of, lines_of, refuse_broken
from sitrep.release.tables import records_in

# The cells of a line that redaction makes, and the sign of what it withheld within another.
MADE_BY_REDACTION = frozenset({"accused_position", "speaker", "withheld", "withheld_reasons"})
MARK = " withheld]"
CUT = "…"
# The reasons that follow from the day of a release.
OF_THE_DAY = frozenset({"planned", "undated", "young"})

# What a release says of itself that may change any of its cells, and the cause that it then is.
GENERAL = {"profile": Cause.RULE, "sitrep": Cause.READER, "lists": Cause.RULE}


@dataclass(frozen=True, slots=True)
class Released:
    """A release read again: what it says of itself, and its two tables as sides of a comparison."""

    head: Record
    claims: Side
    incidents: Side
    redirects: Mapping[str, str]


def changes_of_releases(case: Case, before: Path, after: Path) -> Iterator[Change]:
    """Yield every cell that differs between two releases of a case, of claims first, then of incidents.

    An incident whose id leads to another is that one: its `id` changed. Raises UsageError for what is no sound release
    of this case.
    """
    old, new = released(case, before), released(case, after)
    with viewing(case.ledger) as connection:
        known = background(connection)
    claims = Comparison(old.claims, new.claims, known)
    yield from _explained(claims, old, new, claims.changes())
    yield from _followed(Comparison(old.incidents, new.incidents, known), old, new)


def released(case: Case, folder: Path) -> Released:
    """A release of a case as two sides. Raises UsageError where it does not hold, or is of another case."""
    refuse_broken(folder)
    head = head_of(folder)
    with viewing(case.ledger) as connection:
        try:
            run = run_named(connection, text_at(head, "log", "run") or "-")
        except UsageError as error:
            raise UsageError(f"{folder}: is no release of {case.path}; name the case that it was made of") from error
        sides = sides_of_run(connection, run.number)
    claims, incidents = (
        {text_at(line, "id") or "": line for line in lines_of(folder, name)}
        for name in ("claims.jsonl", "incidents.jsonl")
    )
    # A page that was erased since is in the release, and not in the case.
    own = {text_at(line, "document", "id") or "": record_at(line, "origin") for line in claims.values()}
    first, second = (replace(side, documents={**own, **side.documents}) for side in sides)
    return Released(
        head, replace(first, rows=claims), replace(second, rows=incidents), _redirects(folder / "redirects.csv")
    )


def _redirects(path: Path) -> dict[str, str]:
    """Where ids of incidents lead. Raises UsageError where the table cannot be read."""
    try:
        return {row["old"]: row["new"].split("; ")[0] for row in records_in(path.read_bytes())}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); take a sound copy of the release") from error


def _followed(comparison: Comparison, old: Released, new: Released) -> Iterator[Change]:
    """Yield the changes of incidents: an id that leads on is followed to what it leads to."""
    rows, there = comparison.before.rows, comparison.after.rows
    leads = {name: new.redirects[name] for name in sorted(rows.keys() - there.keys()) if name in new.redirects}
    renamed: dict[str, str] = {}
    for name, target in leads.items():
        if target in there and target not in rows and target not in renamed.values():
            renamed[name] = target
    kept = {renamed.get(name, name): line for name, line in rows.items()}
    followed = replace(comparison, before=replace(comparison.before, rows=kept))
    for change in _explained(followed, old, new, followed.changes()):
        led = leads.get(change.row)
        if change.field is None and change.after is None and led is not None:
            yield replace(change, field="id", before=change.row, after=led, detail=f"redirect: {change.detail}")
        else:
            yield change


def _explained(comparison: Comparison, old: Released, new: Released, found: Iterator[Change]) -> Iterator[Change]:
    """Yield changes, those that the log does not explain with what the releases themselves explain of them."""
    shown = Shown(comparison, old.head, new.head)
    for change in found:
        reason = shown.reason(change) if change.cause is Cause.UNEXPLAINED else UNEXPLAINED
        yield change if reason is UNEXPLAINED else replace(change, cause=reason.cause, detail=reason.detail)


@dataclass(frozen=True)
class Shown:
    """What two releases show of a case: to whom, on which day, by which version of sitrep."""

    comparison: Comparison
    old: Record
    new: Record

    def reason(self, change: Change) -> Reason:
        """Why a cell is shown otherwise that nobody changed."""
        if self.general is not None:
            return self.general
        lines = [side.rows.get(change.row, {}) for side in (self.comparison.before, self.comparison.after)]
        reasons = [frozenset(texts_at(line, "withheld_reasons")) for line in lines]
        if not self._is_redacted(change, reasons[0] != reasons[1]):
            return UNEXPLAINED
        days = [text_at(head, "day") for head in (self.old, self.new)]
        by_day = None if days[0] == days[1] else Reason(Cause.RULE, f"withheld as of {days[0]}, then of {days[1]}")
        if by_day is not None and (reasons[0] ^ reasons[1]) & OF_THE_DAY:
            return by_day
        return self.comparison.elsewhere or by_day or UNEXPLAINED

    @cached_property
    def general(self) -> Reason | None:
        """What may have changed any cell: whom the release is for, the sitrep or the lists that made it."""
        for key, cause in GENERAL.items():
            old, new = text_at(self.old, key), text_at(self.new, key)
            if old != new:
                return Reason(cause, f"{key} {old} → {new}")
        return None

    @staticmethod
    def _is_redacted(change: Change, is_coarsened: bool) -> bool:  # noqa: FBT001 (a fact of the row, no option)
        """Whether a cell holds what redaction made: a field of its own, a mark, a place shown as its division."""
        head = (change.field or "").split(".", maxsplit=1)[0]
        values: list[JSON] = [change.before, change.after]
        marked = any(MARK in canonical(value) or CUT in canonical(value) for value in values)
        return head in MADE_BY_REDACTION or marked or is_coarsened

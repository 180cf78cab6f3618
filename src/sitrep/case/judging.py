"""Judgements into a case, checked; which of them still stand after a newer reading; and claims as people left them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from sitrep.case.adding import new_run
from sitrep.case.folders import Case
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import judgements, latest_linking, reading_with, readings
from sitrep.ledger.store import keep_judgement
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.fields import Record, record_at, text_at, texts_at
from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import GRADES, Judgement, Seen, Verdict, in_force, judged_claims
from sitrep.model.paths import MissingError, value_at, with_value
from sitrep.model.readings import Run
from sitrep.views.claims import claim_lines

PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})
# How many things a verdict on a pair is about.
PAIR = 2
# Verdicts that change a claim's line, or bring it back; and those that no incident has, for it says nothing itself.
CHANGING = frozenset({Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT})
# An edit of an incident decides on a figure, `quantities.killed`, by its bounds.
FIGURE, BOUNDS = "quantities.", ("low", "high", "best")
TIMEX = "event.time.timex"
# What names a claim, and the page's own words: read, never thought.
FIXED = frozenset({"id", "record", "document", "evidence", "passages", "origin"})


def now() -> str:
    """This moment, as judgements are dated: by key one may say, take back and say again within a second."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def judge(case: Case, judgement: Judgement) -> Judgement:
    """Add a judgement to a case's log, with what its maker saw; as it stands there.

    Raises UsageError for a judgement that makes no sense, LedgerError for one of what is not in the case.
    """
    return judge_together(case, [judgement])[0]


def judge_together(case: Case, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Add judgements of one act to a case's log, all of them or none; as they stand there. Raises as `judge` does."""
    given = list(judgements)
    for judgement in given:
        refuse_formless(judgement)
    with writing(case.ledger) as connection:
        run = new_run()
        return [_added(connection, judgement, run) for judgement in given]


def _added(connection: Connection, judgement: Judgement, run: Run) -> Judgement:
    """A judgement with what its maker saw, under the name that the log gave it and the moment that stands there."""
    made = replace(judgement, seen=tuple(_seen(connection, judgement)))
    if judgement.verdict in PAIRS and len({seen.claim for seen in made.seen}) != PAIR:
        raise UsageError(f"{judgement.verdict}: {' and '.join(judgement.targets)} tell of one claim; name another")
    return keep_judgement(connection, made, run).judgement()


def refuse_formless(judgement: Judgement) -> None:
    """Raise UsageError for a judgement that makes no sense, whatever the case holds."""
    verdict, count = judgement.verdict, len(judgement.targets)
    if verdict is Verdict.ERASE:
        raise UsageError("erase: is no judgement of a claim; a page is erased by `sitrep erase CASE PAGE`")
    for name, text in (("--by", judgement.by), ("--why", judgement.why)):
        if not text.strip():
            raise UsageError(f"{verdict}: {name} is empty; a judgement says who made it and why")
    if verdict in PAIRS and len(set(judgement.targets)) != PAIR:
        raise UsageError(f"{verdict}: needs two different claims or incidents; {count} given")
    if verdict not in PAIRS and count != 1:
        raise UsageError(f"{verdict}: needs one claim, incident or judgement; {count} given")
    if verdict is Verdict.EDIT and (judgement.field is None or judgement.value is None):
        raise UsageError("edit: needs --field and --value, such as --field event.quantities.0.best --value 7")
    if verdict not in (Verdict.EDIT, Verdict.ACCEPT, Verdict.GRADE) and judgement.field is not None:
        raise UsageError(f"{verdict}: has no field; leave --field out")
    if verdict not in (Verdict.EDIT, Verdict.GRADE) and judgement.value is not None:
        raise UsageError(f"{verdict}: has no value; leave --value out, or use edit")
    if verdict is Verdict.GRADE:
        _refuse_grade(judgement)


def _refuse_grade(judgement: Judgement) -> None:
    """Raise UsageError for a grade that its scale does not have."""
    scale = GRADES.get(judgement.field or "")
    if scale is None:
        raise UsageError(f"grade: needs one of {', '.join(f'--{name}' for name in GRADES)}")
    if judgement.value not in [canonical(grade) for grade in scale]:
        raise UsageError(f"grade: {judgement.field} has no {judgement.value}; it has {', '.join(map(str, scale))}")


def _seen(connection: Connection, judgement: Judgement) -> Iterator[Seen]:
    """Yield what the maker of a judgement had before them: the claim, or the incident's founding one."""
    if judgement.verdict is Verdict.UNDO:
        return
    members = _members(latest_linking(connection))
    for target in judgement.targets:
        if target in members:
            _refuse_of_incident(target, judgement)
            whole = judgement if judgement.verdict is Verdict.GRADE else replace(judgement, field=None)
            yield seen_in(line_as_read(connection, members[target][0]), whole)
        else:
            yield seen_in(line_as_read(connection, target), judgement)


def _refuse_of_incident(incident: str, judgement: Judgement) -> None:
    """Raise UsageError for what cannot be said of an incident: all but its figures is read from its claims."""
    verdict, field = judgement.verdict, judgement.field
    if verdict is Verdict.REJECT or (verdict is Verdict.ACCEPT and field is not None):
        raise UsageError(f"{verdict}: {incident} is an incident; name one of its claims")
    if verdict is not Verdict.EDIT:
        return
    if not (field or "").startswith(FIGURE):
        raise UsageError(f"edit: of an incident people decide on figures alone, such as --field {FIGURE}killed")
    value: JSON = json.loads(judgement.value or "null")
    bounds = value if isinstance(value, dict) else {}
    numbers = [bounds.get(key) for key in BOUNDS]
    if not bounds or bounds.keys() - set(BOUNDS) or not all(n is None or isinstance(n, int | float) for n in numbers):
        raise UsageError('edit: a figure is an object with any of low, high and best, such as {"low": 5, "high": 12}')


def _members(linking: JSON) -> dict[str, list[str]]:
    """The claims of each incident of a linking, those merged away by the name they had."""
    found = linking if isinstance(linking, dict) else {}
    stored, redirects = record_at(found, "incidents"), record_at(found, "redirects")
    incidents = {name: claims for name in stored if (claims := texts_at(stored, name))}
    led = {old: incidents[new] for old in redirects if (new := text_at(redirects, old)) in incidents}
    return {**led, **incidents}


def line_as_read(connection: Connection, claim: str) -> Record:
    """The line of a claim as the current reader has it. Raises LedgerError where it has none of that name."""
    reading = reading_with(connection, claim)
    lines = claim_lines(reading) if reading is not None else ()
    found = next((line for line in lines if line["id"] == claim), None)
    if found is None:
        raise LedgerError(f"{claim}: the case has no such claim or incident now; `sitrep claims` lists those there are")
    return found


def seen_in(line: Record, judgement: Judgement) -> Seen:
    """What a claim line showed to the maker of a judgement. Raises UsageError for a field that cannot be judged so."""
    evidence = text_at(line, "evidence", "text") or ""
    bare = Seen(text_at(line, "id") or "", text_at(line, "record") or "", evidence)
    if judgement.field is None or judgement.verdict is Verdict.GRADE:
        return bare
    try:
        value = value_at(line, judgement.field)
    except MissingError as error:
        there = f"there are {', '.join(error.fields)}" if error.fields else "nothing is there"
        raise UsageError(f"{bare.claim}: has no field {judgement.field}; {there}") from None
    if judgement.verdict is Verdict.EDIT:
        _refuse_edit(bare.claim, judgement, value)
    return replace(bare, value=canonical(value))


def _refuse_edit(claim: str, judgement: Judgement, value: JSON) -> None:
    """Raise UsageError for an edit of what is no opinion, or to a value of another kind."""
    field = judgement.field or ""
    if field.split(".")[0] in FIXED:
        raise UsageError(f"{claim}: {field} is what the page holds, not how it was read; judge another field")
    new: JSON = json.loads(judgement.value or "null")
    if new is not None and value is not None and _kind(new) != _kind(value):
        held = _kind(value)
        raise UsageError(f"{claim}: {field} holds {held} ({canonical(value)[:60]}); give {held} or null")


def _kind(value: JSON) -> str:
    """What kind of JSON value it is, for people."""
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text in quotation marks"}
    return kinds.get(type(value), "a list" if isinstance(value, list) else "an object")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a judgement in force still stands; `reason` says why it was reopened."""

    judgement: Judgement
    stands: bool
    reason: str | None = None


def standing(made: Iterable[Judgement], claims: Iterable[Record]) -> list[Standing]:
    """Each judgement in force, and whether the claims as they are read now still bear what its maker saw."""
    lines = {text_at(line, "id") or "": line for line in claims}
    return [_standing(judgement, lines) for judgement in in_force(made)]


def standing_in(case: Case) -> list[Standing]:
    """Which of a case's judgements in force still stand on what is read in it now."""
    with viewing(case.ledger) as connection:
        made = list(judgements(connection))
        named = judged_claims(made)
        lines = (line for reading in readings(connection) for line in claim_lines(reading))
        return standing(made, [line for line in lines if line["id"] in named])


def _standing(judgement: Judgement, lines: Mapping[str, Record]) -> Standing:
    reasons = (_reopening(judgement, seen, lines.get(seen.claim)) for seen in judgement.seen)
    reason = _erasure(judgement) or next((found for found in reasons if found is not None), None)
    return Standing(judgement, reason is None, reason)


def _erasure(judgement: Judgement) -> str | None:
    """That a judgement no longer stands since what its maker saw is erased, or None."""
    if not judgement.is_erased:
        return None
    return f"erased: what its maker saw went with its page, by line {judgement.erased_by} of the log"


def _reopening(judgement: Judgement, seen: Seen, line: Record | None) -> str | None:
    """Why a judgement no longer stands on a claim line, or None."""
    if line is None:
        return f"the reader finds no claim {seen.claim} any more"
    evidence = text_at(line, "evidence", "text")
    if evidence != seen.evidence:
        return f"the evidence of {seen.claim} is now “{evidence}”, and was “{seen.evidence}”"
    if seen.value is None or judgement.field is None:
        return None
    try:
        value = canonical(value_at(line, judgement.field))
    except MissingError:
        return f"{seen.claim} has no {judgement.field} any more; it was {seen.value}"
    # A reader that now says what the person said bears the judgement out.
    if value in (seen.value, judgement.value):
        return None
    return f"the reader now has {value} as {judgement.field} of {seen.claim}; it was {seen.value}"


def standing_judgements(made: Iterable[Judgement], claims: Iterable[Record]) -> tuple[Judgement, ...]:
    """The judgements that are in force and still stand."""
    return tuple(found.judgement for found in standing(made, claims) if found.stands)


def apply_judgements(claims: Iterable[Record], made: Iterable[Judgement]) -> Iterator[dict[str, JSON]]:
    """Yield claim lines as people left them: rejected ones are gone, edited fields replaced, and the line says so.

    `judged` names each edit: who, when, which judgement, which field, and what the reader had there. Of two words on
    one field, or on the whole claim, the later holds. Judgements that do not stand change nothing.
    """
    spoken: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in in_force(made):
        if judgement.verdict in CHANGING:
            spoken[judgement.targets[0]].append(judgement)
    for line in claims:
        found = spoken.get(text_at(line, "id") or "", ())
        bearing = [word for word in found if not word.is_erased and _reopening(word, word.seen[0], line) is None]
        if not _rejected(bearing):
            yield _edited(line, bearing)


def _rejected(made: Sequence[Judgement]) -> bool:
    """Whether the last word on a whole claim is that it is none."""
    words = [judgement.verdict for judgement in made if judgement.field is None]
    return bool(words) and words[-1] is Verdict.REJECT


def _edited(line: Record, made: Sequence[Judgement]) -> dict[str, JSON]:
    """A line with some fields replaced, each by its last edit; an edit of what another took away changes nothing."""
    edits = {judgement.field: judgement for judgement in made if judgement.verdict is Verdict.EDIT}
    if not edits:
        return dict(line)
    changed, judged = dict(line), list[JSON]()
    for field, judgement in edits.items():
        try:
            changed = with_value(changed, field or "", json.loads(judgement.value or "null"))
        except MissingError:
            continue
        was: JSON = json.loads(judgement.seen[0].value or "null")
        judged.append({"judgement": judgement.id, "by": judgement.by, "at": judgement.at, "field": field, "was": was})
    return {**_with_timex(changed, edits.keys()), "judged": judged}


def _with_timex(line: dict[str, JSON], edited: AbstractSet[str | None]) -> dict[str, JSON]:
    """A line whose time says the same as its TIMEX value where people edited one end of it, and not that value."""
    if TIMEX in edited or not edited & {"event.time.start", "event.time.end"}:
        return line
    ends = [text_at(line, "event", "time", key) for key in ("start", "end")]
    told = "/".join(dict.fromkeys(end for end in ends if end))
    return with_value(line, TIMEX, told or None)

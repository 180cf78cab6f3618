"""What reviewers decided, claim by claim, as right and wrong: read from the log of judgements.

Accepting a whole claim says that it is told and that each field is right, but those that are edited. Rejecting it says
that it is not told; its fields are then not counted. Editing a field says that the reader had it wrong, accepting one
that the reader had it right, and either that the claim is told. Where the reader by now says what the person said, it
is right. Undone judgements, and those whose evidence no longer stands, must be left out before: see `case/judging.py`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.paths import MissingError, with_value
from sitrep.review.fields import Field, fields_of, load_fields

NO_LINES: Mapping[str, Record] = MappingProxyType({})
# A field that holds nothing, as `said` has it.
EMPTY = canonical({})
DECIDING = frozenset({Verdict.ACCEPT, Verdict.EDIT, Verdict.REJECT})


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a claim: whether it is told, and which fields are right; a field not named is undecided.

    `missed` are those of the wrong fields that the reader left empty and a person filled in. A field that is empty
    and rightly so is not named: it proves little, and would make rare fields look good. `said` is what the person left
    in each field that they decided on, as JSON text, also in those that are rightly empty: `EMPTY`.
    """

    told: bool
    fields: Mapping[str, bool]
    missed: frozenset[str] = frozenset()
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """The decision in a word: accepted, edited or rejected."""
        if not self.told:
            return "rejected"
        return "accepted" if all(self.fields.values()) else "edited"


def reviewed(
    made: Iterable[Judgement], lines: Iterable[Record], before: Mapping[str, Record] = NO_LINES
) -> dict[str, dict[str, Decision]]:
    """The decision of each reviewer on each claim, by claim id and the reviewer's name.

    `made` are the judgements that stand, in the order of the log, `lines` the claims as the reader has them now, not
    as people left them. `before` are claim lines by `record`, as they were when somebody accepted them and are no
    longer: fields that read otherwise since are undecided, and so are all of them where that line is not given.
    """
    of_claim = _of_claim(made, lines)
    return {
        claim: {by: _decision(line, words, before) for by, words in sorted(_of_reviewer(judged).items())}
        for claim, (line, judged) in of_claim.items()
    }


def settled(
    made: Iterable[Judgement], lines: Iterable[Record], before: Mapping[str, Record] = NO_LINES
) -> dict[str, Decision]:
    """The decision on each claim as the record has it: one, whoever spoke; of two words on a thing the later holds."""
    return {claim: _decision(line, judged, before) for claim, (line, judged) in _of_claim(made, lines).items()}


def _of_claim(made: Iterable[Judgement], lines: Iterable[Record]) -> dict[str, tuple[Record, list[Judgement]]]:
    """The lines that somebody decided on, with the judgements that decide; in order of their ids."""
    spoken: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in made:
        if judgement.verdict in DECIDING:
            spoken[judgement.targets[0]].append(judgement)
    found = {claim: line for line in lines if (claim := text_at(line, "id") or "") in spoken}
    return {claim: (found[claim], spoken[claim]) for claim in sorted(found)}


def _of_reviewer(made: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in made:
        found[judgement.by].append(judgement)
    return found


def _decision(line: Record, made: Sequence[Judgement], before: Mapping[str, Record]) -> Decision:
    """What some judgements on one claim come to."""
    whole = [judgement for judgement in made if judgement.field is None]
    if whole and whole[-1].verdict is Verdict.REJECT:
        return Decision(told=False, fields={})
    last = {judgement.field: judgement for judgement in made if judgement.field is not None}
    edits = [judgement for judgement in last.values() if judgement.verdict is Verdict.EDIT]
    named = {name for judgement in last.values() for name in fields_of(judgement.field or "")}
    accepted = whole[-1] if whole else None
    seen = _as_seen(line, accepted, before) if accepted is not None else None
    edited = _with_edits(line, edits)
    told = [(field, *_compared(field, line, edited)) for field in load_fields() if field.paths]
    decided = {
        field.name
        for field, _, _ in told
        if field.name in named or (seen is not None and field.said_in(seen) == field.said_in(line))
    }
    rights = {part.name: right for part, says, right in told if part.name in decided and (says or not right)}
    missed = frozenset(field.name for field, says, right in told if not says and not right)
    said = {field.name: canonical({**field.said_in(edited)}) for field, _, _ in told if field.name in decided}
    return Decision(told=True, fields=rights, missed=missed, said=said)


def _as_seen(line: Record, accepted: Judgement, before: Mapping[str, Record]) -> Record | None:
    """The line that was accepted: as it is, as it was, or None where it changed and is not at hand."""
    record = accepted.seen[0].record if accepted.seen else None
    return line if record == text_at(line, "record") else before.get(record or "")


def _compared(field: Field, line: Record, edited: Record) -> tuple[bool, bool]:
    """Whether the reader says anything of a field, and whether people left that as it is."""
    own = field.said_in(line)
    return bool(own), own == field.said_in(edited)


def _with_edits(line: Record, edits: Iterable[Judgement]) -> Record:
    """A line as its editors would have it; an edit of what another took away changes nothing."""
    changed: Record = line
    for judgement in edits:
        value: JSON = json.loads(judgement.value or "null")
        try:
            changed = with_value(changed, judgement.field or "", value)
        except MissingError:
            continue
    return changed


def outdated(made: Iterable[Judgement], lines: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Yield claim and record of each accepted line that is no longer as it was: what `before` should hold."""
    now = {text_at(line, "id"): text_at(line, "record") for line in lines}
    for judgement in made:
        if judgement.verdict is Verdict.ACCEPT and judgement.field is None and judgement.seen:
            seen, target = judgement.seen[0], judgement.targets[0]
            if target in now and now[target] != seen.record:
                yield target, seen.record

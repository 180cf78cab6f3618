"""What people judged of an incident: how far it is reviewed, its grades, the figures that a team decided on."""

import json
from collections.abc import Iterator, Mapping, Sequence

from sitrep.case.judging import FIGURE
from sitrep.model.fields import Record
from sitrep.model.identity import JSON
from sitrep.model.judgements import GRADES, Judgement, Verdict, grades

JUDGING = frozenset({Verdict.ACCEPT, Verdict.EDIT})


def team_decisions(made: Sequence[Judgement], names: frozenset[str]) -> dict[str, Record]:
    """The figures by measure that people decided on for an incident, by any name that it has or had; the last holds."""
    found: dict[str, Record] = {}
    for judgement in made:
        measure = (judgement.field or "").removeprefix(FIGURE)
        if judgement.verdict is Verdict.EDIT and names.intersection(judgement.targets) and measure != judgement.field:
            value: JSON = json.loads(judgement.value or "null")
            if isinstance(value, dict):
                found[measure] = {**value, "by": judgement.by, "why": judgement.why}
    return found


def review_of(
    made: Sequence[Judgement], reopened: Mapping[str, str], names: frozenset[str], claims: frozenset[str]
) -> dict[str, JSON]:
    """The review of an incident: `reviewed` when it, or each of its claims, is accepted or edited; `partly` for some.

    `grades` are null until a person sets them; `reopened` are judgements that a newer reading no longer bears out.
    """
    own = [judgement for judgement in made if (names | claims).intersection(judgement.targets)]
    standing = [judgement for judgement in own if judgement.id not in reopened]
    judged = {target for judgement in standing if judgement.verdict in JUDGING for target in judgement.targets}
    whole = {
        target
        for j in standing
        if j.verdict is Verdict.ACCEPT and j.field is None
        for target in j.targets
        if target in names
    }
    state = "reviewed" if whole or claims <= judged else "partly" if judged else "unreviewed"
    return {
        "state": state,
        "grades": {scale: _read(grade) for scale, grade in _grades(standing, names).items()},
        "judgements": [judgement.id for judgement in standing],
        "reopened": list(_reopened(own, reopened)),
    }


def _grades(made: Sequence[Judgement], names: frozenset[str]) -> dict[str, str | None]:
    """The grades that an incident has under any of its names."""
    found: dict[str, str | None] = dict.fromkeys(GRADES)
    for target, given in grades(made).items():
        if target in names:
            found.update({scale: grade for scale, grade in given.items() if grade is not None})
    return found


def _read(grade: str | None) -> JSON:
    value: JSON = json.loads(grade) if grade is not None else None
    return value


def _reopened(made: Sequence[Judgement], reasons: Mapping[str, str]) -> Iterator[dict[str, JSON]]:
    """Yield the judgements that no longer stand, with the reason."""
    for judgement in made:
        if judgement.id in reasons:
            yield {"judgement": judgement.id, "reason": reasons[judgement.id]}

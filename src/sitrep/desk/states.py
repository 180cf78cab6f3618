"""How far a claim is reviewed, in the words that stand beside it on every page."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from sitrep.model.judgements import Judgement, Verdict


class State(StrEnum):
    """What people have said of a claim. Nothing that a machine made looks like what a person checked."""

    MACHINE = "machine-made"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


_BY_VERDICT: Mapping[Verdict, State] = {
    Verdict.ACCEPT: State.ACCEPTED,
    Verdict.EDIT: State.EDITED,
    Verdict.REJECT: State.REJECTED,
}


def states(standing: Iterable[Judgement]) -> dict[str, State]:
    """The state of every claim that people judged, by the judgements that stand, in their order.

    The last word on the whole claim holds; an edit makes an accepted claim an edited one, and an accepted field alone
    leaves it as it was.
    """
    found: dict[str, State] = {}
    for judgement in standing:
        state = _BY_VERDICT.get(judgement.verdict)
        if state is None or (judgement.verdict is Verdict.ACCEPT and judgement.field is not None):
            continue
        claim = judgement.targets[0]
        if state is State.ACCEPTED and found.get(claim) is State.EDITED:
            continue
        found[claim] = state
    return found

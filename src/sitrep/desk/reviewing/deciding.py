"""What a reviewer decides at the desk, into the log: accepting, rejecting, changing, joining, parting, undoing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.case.judging import now, refuse_formless, seen_in
from sitrep.desk.desks import Desk, judge_at, judge_together_at, looking
from sitrep.desk.index import line_of
from sitrep.desk.reviewing.editing import editable, edits_of, filled_in
from sitrep.desk.reviewing.inputs import Where
from sitrep.desk.reviewing.passages import passage_of
from sitrep.desk.reviewing.queues import spoken_by, with_own
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import document_with
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record
from sitrep.model.identity import canonical
from sitrep.model.judgements import Judgement, Verdict, in_force

WHOLE = frozenset({Verdict.ACCEPT, Verdict.REJECT})
PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides, and why."""

    by: str
    why: str


def decide(desk: Desk, hand: Hand, verdict: Verdict, targets: Sequence[str]) -> Judgement:
    """Accept or reject a claim, or say that two tell of the same or of different happenings.

    Raises UsageError or LedgerError as `judge` does.
    """
    if verdict not in WHOLE | PAIRS:
        raise UsageError(f"{verdict}: is no decision of the queue; accept or reject, or say same or different")
    return judge_at(desk, Judgement(verdict, tuple(targets), _named(hand).by, now(), hand.why.strip()))


def _named(hand: Hand) -> Hand:
    """The same hand. Raises UsageError where it has no name or gives no reason."""
    if not hand.by.strip():
        raise UsageError("who reviews? Give your name first; the log says who decided")
    if not hand.why.strip():
        raise UsageError("the reason is empty; the log says why, and “reviewed in the queue” will do")
    return hand


def change(desk: Desk, hand: Hand, claim: str, field: str, form: Mapping[str, str]) -> list[Judgement]:
    """Change a field of a claim as a filled-in form says; the edits made, one a value that is another now.

    Either all of them are made or, where one cannot be, none. Raises InputError for an input that cannot be read,
    UsageError where nothing was changed or an edit makes no sense, LookupError for a claim that the case has not.
    """
    _named(hand)
    made = _edits(desk, hand, claim, field, form)
    if not made:
        raise UsageError("nothing was changed; change a value, or go back to the claim")
    return judge_together_at(desk, made)


def _edits(desk: Desk, hand: Hand, claim: str, field: str, form: Mapping[str, str]) -> list[Judgement]:
    with looking(desk) as index, viewing(desk.case.ledger) as ledger:
        row = index.execute("SELECT body, as_read FROM claims WHERE id = ?", (claim,)).fetchone()
        document = document_with(ledger, claim)
        if row is None or document is None:
            raise LookupError(f"the case has no claim {claim} now")
        as_read: Record = line_of(row["as_read"] or row["body"])
        own = [j for j in spoken_by(index, ledger, hand.by).own if claim in j.targets]
    shown = with_own(as_read, own)
    passage = passage_of(document, as_read)
    where = Where(document.text, int(str(passage["start"])), int(str(passage["end"])))
    new = filled_in(editable(field), shown, form, where)
    before = [j.field for j in own if j.verdict is Verdict.EDIT and j.field is not None]
    at = now()
    made = [
        Judgement(Verdict.EDIT, (claim,), hand.by, at, hand.why.strip(), field=path, value=canonical(value))
        for path, value in edits_of(editable(field), as_read, shown, new, before)
    ]
    for judgement in made:
        refuse_formless(judgement)
        seen_in(as_read, judgement)
    return made


def undo(desk: Desk, hand: Hand, names: Sequence[str]) -> tuple[list[Judgement], str]:
    """Undo some judgements of one's own that are in force; the undoing ones, and the claim that they were about.

    Raises UsageError for any other.
    """
    _named(hand)
    with looking(desk) as index, viewing(desk.case.ledger) as ledger:
        made = spoken_by(index, ledger, hand.by).made
    own = {judgement.id: judgement for judgement in in_force(made) if judgement.by == hand.by}
    if not names or not set(names) <= own.keys():
        raise UsageError("there is no decision of yours in this session that could be undone; the log lists all")
    at = now()
    undoing = [Judgement(Verdict.UNDO, (name,), hand.by, at, hand.why.strip()) for name in reversed(names)]
    return judge_together_at(desk, undoing), own[names[-1]].targets[0]

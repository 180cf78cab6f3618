"""The review queue: which claim comes next for a reviewer, and all that they need to decide on it.

A reviewer is blind to the others: the queue leaves out only what they decided themselves, and a claim is shown as the
machine read it, with their own changes and nobody else's. So are its incident and the incidents that it may be joined
to.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sitrep.case.judging import apply_judgements, standing_judgements
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of
from sitrep.desk.reading.readers import claim_title
from sitrep.desk.reviewing.blind import incident_seen_by
from sitrep.desk.reviewing.editing import load_reasons
from sitrep.desk.reviewing.passages import fields_in_words, passage_of
from sitrep.desk.reviewing.steps import EDIT, MERGE, SPLIT, Step, editing_view, merging_view, splitting_view
from sitrep.desk.telling.accusations import answers_of, speaker_of
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import document_with, judgements
from sitrep.model.fields import NOTHING, Record, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, in_force, judged_claims
from sitrep.review.decisions import DECIDING
from sitrep.review.queues import Order, Queued, arranged
from sitrep.review.uncertainty import Uncertainty

# How many other claims of the incident stand beside one.
BESIDE = 5
NO_STEP = Step()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer asks for: an order, a claim by name, how many were skipped, what to do, what was just done.

    `within` are the incidents whose claims are wanted, None for all; `among` are the filters that these passed, as they
    stand in an address.
    """

    order: Order = Order.UNCERTAIN
    claim: str = ""
    skip: int = 0
    step: Step = NO_STEP
    told: str = ""
    within: frozenset[str] | None = None
    among: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What people said so far: the whole log, what of it stands, and what stands of one reviewer's."""

    made: tuple[Judgement, ...]
    standing: tuple[Judgement, ...]
    own: tuple[Judgement, ...]

    @property
    def decided(self) -> frozenset[str]:
        """The claims that the reviewer decided on."""
        return frozenset(judgement.targets[0] for judgement in self.own if judgement.verdict in DECIDING)


def spoken_by(index: sqlite3.Connection, ledger: Connection, by: str) -> Spoken:
    """What people said so far, and a reviewer among them."""
    made = tuple(judgements(ledger))
    standing = standing_judgements(made, lines_as_read(index, judged_claims(made)))
    return Spoken(made, standing, tuple(judgement for judgement in standing if judgement.by == by))


def lines_as_read(index: sqlite3.Connection, claims: Iterable[str]) -> list[Record]:
    """The lines of some claims as the reader has them now; those that the case has no longer are left out."""
    return [line_of(row["as_read"] or row["body"]) for name in sorted(claims) for row in _rows(index, name)]


def _rows(index: sqlite3.Connection, claim: str) -> list[sqlite3.Row]:
    return index.execute("SELECT * FROM claims WHERE id = ?", (claim,)).fetchall()


def waiting(index: sqlite3.Connection, order: Order, done: frozenset[str]) -> list[Queued]:
    """The event claims that are not done, in an order; their reasons and words are looked up when one is shown."""
    rows = index.execute("SELECT id, doubt, incident, page FROM claims WHERE is_event ORDER BY doubt DESC, id")
    return arranged(
        (
            Queued(row["id"], Uncertainty(row["doubt"], ()), row["page"], "", row["incident"])
            for row in rows
            if row["id"] not in done
        ),
        order,
    )


def queue_view(desk: Desk, by: str, asked: Asked, last: str = "") -> dict[str, JSON]:
    """The queue of a reviewer and the claim at its head, or the one asked for.

    `claim` is null where nothing waits, and where nobody has given a name. `last` is a judgement of this session that
    can be undone. Raises LookupError for a claim that the case has not.
    """
    with looking(desk) as index, viewing(desk.case.ledger) as ledger:
        said = spoken_by(index, ledger, by)
        decided = said.decided
        total = index.execute("SELECT count(*) FROM claims WHERE is_event").fetchone()[0]
        left = _in_turn(index, waiting(index, asked.order, decided), asked, said) if by else []
        # Who has gone past the last one begins again with those that they skipped.
        skip = asked.skip % len(left) if left else 0
        name = asked.claim or (left[skip].claim if left and by else "")
        claim = claim_view(index, ledger, name, said) if name and by else None
        if claim is not None:
            claim["step"] = _step(desk, (index, ledger), claim, asked.step, said)
            del claim["shown"]
        own = {text_at(line, "id") for line in lines_as_read(index, decided) if line.get("event")}
        in_turn = bool(left) and left[skip].claim == name
        return {
            "reviewer": by,
            "order": asked.order.value,
            "orders": [order.value for order in Order],
            "skip": skip,
            "next_skip": skip + 1 if in_turn else skip,
            "came_round": bool(left) and asked.skip >= len(left) > 0,
            "among": asked.among,
            "total": total,
            "decided": len(own),
            "waits": len(left),
            "claim": claim,
            "said": _said(index, said.made, asked.told, by),
            "last": last if _may_undo(said.made, last, by) else "",
            "reasons": [*load_reasons()],
        }


def _in_turn(index: sqlite3.Connection, left: list[Queued], asked: Asked, said: Spoken) -> list[Queued]:
    """Those of the claims that are wanted; by incident, first the rest of the one that was decided on last."""
    wanted = [queued for queued in left if asked.within is None or queued.incident in asked.within]
    last = next((judgement.targets[0] for judgement in reversed(said.own) if judgement.verdict in DECIDING), "")
    home = next((row["incident"] for row in _rows(index, last)), None)
    if asked.order is not Order.INCIDENT or home is None:
        return wanted
    return sorted(wanted, key=lambda queued: queued.incident != home)


def _step(desk: Desk, at: tuple[sqlite3.Connection, Connection], claim: Record, step: Step, said: Spoken) -> JSON:
    """What a step needs of a claim; null for none."""
    home = text_at(claim, "incident", "line", "id")
    if step.name == EDIT:
        return editing_view(step, record_at(claim, "shown"))
    if step.name == MERGE:
        return merging_view(desk, at[0], home, said.own)
    return splitting_view(*at, text_at(claim, "id") or "", home) if step.name == SPLIT else None


def claim_view(index: sqlite3.Connection, ledger: Connection, name: str, said: Spoken) -> dict[str, JSON]:
    """A claim as a reviewer sees it. Raises LookupError where the case has none of that name."""
    row = next(iter(_rows(index, name)), None)
    if row is None:
        raise LookupError(f"the case has no claim {name} now; the queue has those that wait")
    as_read = line_of(row["as_read"] or row["body"])
    own = [judgement for judgement in said.own if name in judgement.targets]
    shown = with_own(as_read, own)
    document = document_with(ledger, name)
    incident = incident_seen_by(index, row["incident"], said.own)
    return {
        "id": name,
        "record": text_at(as_read, "record"),
        "heading": claim_title(shown),
        "score": row["doubt"],
        "reasons": json.loads(row["reasons"]),
        "document": dict(record_at(as_read, "document")),
        "fields": fields_in_words(shown, as_read),
        "accused": answers_of(shown, incident),
        "passage": passage_of(document, as_read) if document is not None else None,
        "incident": _incident(index, row, incident) if incident else None,
        "own": [_own(judgement) for judgement in own],
        "shown": shown,
    }


def with_own(as_read: Record, own: Sequence[Judgement]) -> dict[str, JSON]:
    """A line with a reviewer's own edits alone; one that they rejected is as it was read."""
    return next(apply_judgements([as_read], own), dict(as_read))


def _own(judgement: Judgement) -> dict[str, JSON]:
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "field": judgement.field,
        "why": judgement.why,
        "at": judgement.at,
    }


def _incident(index: sqlite3.Connection, row: sqlite3.Row, line: Record) -> JSON:
    """The incident that a claim is in, and a few of the other claims in it as they were read."""
    others = index.execute(
        "SELECT body, as_read FROM claims WHERE incident = ? AND id <> ? ORDER BY page, position",
        (row["incident"], row["id"]),
    ).fetchall()
    lines = [line_of(other["as_read"] or other["body"]) for other in others[:BESIDE]]
    beside: list[JSON] = [neighbour(line) for line in lines]
    return {"line": dict(line), "beside": beside, "others": len(others)}


def neighbour(line: Record) -> dict[str, JSON]:
    """Another claim in a line: where it stands and its words."""
    document = record_at(line, "document") or NOTHING
    return {
        "id": text_at(line, "id"),
        "outlet": text_at(document, "outlet") or text_at(document, "external_id"),
        "published": text_at(document, "published"),
        "evidence": text_at(line, "evidence", "text"),
        "speaker": speaker_of(line),
    }


def _said(index: sqlite3.Connection, made: Sequence[Judgement], told: str, by: str) -> JSON:
    """What was recorded last, for the reviewer who did it; null where nothing of the kind stands in the log."""
    found = next((judgement for judgement in reversed(made) if judgement.id == told and judgement.by == by), None)
    if found is None:
        return None
    undone = found.verdict.value == "undo"
    of = next((j for j in made if j.id == found.targets[0]), found) if undone else found
    lines = lines_as_read(index, [seen.claim for seen in of.seen][:1])
    return {
        "id": found.id,
        "verdict": found.verdict.value,
        "by": found.by,
        "field": found.field,
        "of": of.verdict.value,
        "claim": text_at(lines[0], "id") if lines else None,
        "evidence": text_at(lines[0], "evidence", "text") if lines else None,
    }


def _may_undo(made: Sequence[Judgement], last: str, by: str) -> bool:
    """Whether a judgement is this reviewer's and in force."""
    return any(judgement.id == last and judgement.by == by for judgement in in_force(made))

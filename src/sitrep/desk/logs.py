"""The log of judgements for people: who said what of which claim, when and why, and whether it still holds."""

from collections.abc import Iterable, Mapping, Sequence

from sitrep.case.judging import FIGURE
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import incident_in_brief, line_of
from sitrep.desk.telling.accusations import answers_of, speaker_of
from sitrep.desk.telling.edits import edit_words
from sitrep.desk.telling.grades import load_scales
from sitrep.ledger.chains import broken_links
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgement_log
from sitrep.model.fields import text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict, in_force
from sitrep.views.phrases import bounds

ENTRIES = 50
DONE: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.SAME: "said to be of one happening",
    Verdict.DIFFERENT: "said to be of different happenings",
    Verdict.NOTE: "noted",
    Verdict.UNDO: "undid a judgement",
    Verdict.ERASE: "erased a page",
}


def log_view(desk: Desk, part: int) -> dict[str, JSON]:
    """One part of the log, the newest first, and whether its chain holds.

    Raises LookupError for a part that there is not.
    """
    with viewing(desk.case.ledger) as ledger:
        rows = list(judgement_log(ledger))
    broken: list[JSON] = [{"number": b.number, "id": b.id, "problem": b.problem} for b in broken_links(rows)]
    # A damaged line cannot be read as a judgement; the list of breaks names it.
    damaged = {one["number"] for one in broken if isinstance(one, dict)}
    made = [(row.number, row.judgement()) for row in rows if row.number not in damaged]
    parts = max(1, -(-len(made) // ENTRIES))
    if part > parts:
        raise LookupError(f"the log has {parts} parts, and no part {part}")
    shown = made[::-1][(part - 1) * ENTRIES : part * ENTRIES]
    homes = pages_of(desk, [target for _, judgement in shown for target in judgement.targets])
    undone = undoings([judgement for _, judgement in made])
    entries: list[JSON] = [
        {"number": number, **entry_of(judgement, undone), "pages": pages_in(judgement, homes)}
        for number, judgement in shown
    ]
    quoted = [seen.claim for _, judgement in shown for seen in judgement.seen if seen.evidence]
    return {
        "total": len(rows), "part": part, "parts": parts, "entries": entries, "spoken": spoken_of(desk, quoted),
        "chain": {"holds": not broken, "breaks": broken, "last": rows[-1].hash if rows else None},
    }  # fmt: skip


def pages_of(desk: Desk, claims: Iterable[str]) -> dict[str, str]:
    """The page of each claim that the case has."""
    found = {}
    with looking(desk) as connection:
        for claim in dict.fromkeys(claims):
            row = connection.execute("SELECT page FROM claims WHERE id = ?", (claim,)).fetchone()
            if row is not None:
                found[claim] = row["page"]
    return found


def spoken_of(desk: Desk, claims: Iterable[str]) -> dict[str, JSON]:
    """Who says each claim that the case has, on which page, and what those say whom it accuses."""
    found: dict[str, JSON] = {}
    with looking(desk) as connection:
        for claim in dict.fromkeys(claims):
            row = connection.execute("SELECT body, incident FROM claims WHERE id = ?", (claim,)).fetchone()
            if row is not None:
                line = line_of(row["body"])
                found[claim] = {
                    "speaker": speaker_of(line),
                    "page_name": text_at(line, "document", "outlet") or text_at(line, "document", "external_id"),
                    "accused": answers_of(line, incident_in_brief(connection, row["incident"])),
                }
    return found


def pages_in(judgement: Judgement, homes: Mapping[str, str]) -> dict[str, JSON]:
    """The pages of the claims that a judgement is about, by claim."""
    return {target: homes[target] for target in judgement.targets if target in homes}


def undoings(made: Sequence[Judgement]) -> dict[str, str]:
    """By judgement that does not hold, the one that undid it."""
    held = {judgement.id for judgement in in_force(made)}
    undone = {target: j.id for j in made if j.verdict is Verdict.UNDO for target in j.targets}
    return {j.id: undone[j.id] for j in made if j.id in undone and (j.id not in held or j.verdict is Verdict.UNDO)}


def entry_of(judgement: Judgement, undone: Mapping[str, str]) -> dict[str, JSON]:
    """A judgement for people: what it did in words, and what became of it."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "words": words_of(judgement),
        "raw": _raw(judgement),
        "targets": [*judgement.targets],
        "field": judgement.field,
        "by": judgement.by,
        "at": judgement.at,
        "why": judgement.why,
        "undone_by": undone.get(judgement.id),
        "may_undo": judgement.id not in undone and judgement.verdict is not Verdict.ERASE,
        "erased_by": judgement.erased_by,
        "quotations": [seen.evidence for seen in judgement.seen if seen.evidence],
        "seen": [{"claim": seen.claim, "text": seen.evidence} for seen in judgement.seen if seen.evidence],
    }


def _raw(judgement: Judgement) -> JSON:
    """An edit as the log has it: its field, and as JSON text what stood there and what shall; null for all else."""
    if judgement.verdict is not Verdict.EDIT or judgement.is_erased:
        return None
    before = judgement.seen[0].value if judgement.seen else None
    return {"field": judgement.field, "before": before, "after": judgement.value}


def words_of(judgement: Judgement) -> str:
    """What a judgement did, in words.

    >>> words_of(Judgement(Verdict.GRADE, ("i-1",), "Ana", "2020-01-01", "why", "airwars", '"fair"'))
    'graded: Airwars grade fair'
    """
    field, value = judgement.field or "", judgement.value or ""
    if judgement.is_erased and judgement.verdict is Verdict.EDIT:
        return f"edited {field}, to a value since erased"
    match judgement.verdict:
        case Verdict.GRADE:
            names = {scale["scale"]: scale["name"] for scale in load_scales()}
            return f"graded: {names.get(field, field)} {value.strip(chr(34))}"
        case Verdict.EDIT if field.startswith(FIGURE):
            return f"decided: {bounds(line_of(value)) or 'no figure'} {field.removeprefix(FIGURE)}"
        case Verdict.EDIT:
            return f"edited {edit_words(judgement)}"
        case Verdict.ACCEPT if field:
            return f"accepted {field}"
        case _:
            return DONE[judgement.verdict]

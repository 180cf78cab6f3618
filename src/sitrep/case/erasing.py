"""Pages out of a case, for good: none of their words stay, a tombstone does."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sitrep.case.adding import new_run
from sitrep.case.folders import Case
from sitrep.case.judging import now
from sitrep.case.sweeping import finish_erasing
from sitrep.ledger.connections import BUSY_SECONDS, viewing, writing
from sitrep.ledger.erasing import FREE, Page, erase_line_texts, page_of, sources_named, stone_of_line, tombstone_of
from sitrep.ledger.erasing import erase as erase_rows
from sitrep.ledger.queries import documents, judgement_log, reading_of
from sitrep.ledger.sealing import texts_in
from sitrep.ledger.tables import CLAIMS
from sitrep.ledger.touching import WORD, word_runs
from sitrep.model.documents import Document
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.tombstones import Tombstone, Touched
from sitrep.views.claims import claim_lines

# So many words of a page in a row may not stand in the reason that the log keeps.
REPEATED_WORDS = 3
# A name that is shorter may be a word for something else.
LONG_NAME = 4
# The kinds of those who are persons, or may be.
PERSONS = frozenset({None, "person", "witness", "medical"})
# How the id of a judgement begins.
JUDGEMENT = "j-"


@dataclass(frozen=True, slots=True)
class Erasure:
    """An erasure as it stands in the log; `is_swept` is false while another process keeps the file from being swept."""

    judgement: Judgement
    number: int
    tombstone: Tombstone
    is_swept: bool


def erase(case: Case, target: str, by: str, why: str, patience_seconds: float = BUSY_SECONDS) -> Erasure:
    """Erase a page: its bytes, all that was read in it, and the texts of the log that are of it. It cannot be undone.

    `target` is the id of a judgement, of which the free texts alone go, or names a page: the id of its document, its
    external id, its name, or the SHA-256 of its bytes. For so long it waits for others who read the case, so that the
    file can be swept. Raises UsageError for what is no page or more than one, for a judgement without texts, and for a
    reason that repeats what is erased; LedgerError when the disk refuses.
    """
    for name, text in (("--by", by), ("--why", why)):
        if not text.strip():
            raise UsageError(f"erase: {name} is empty; the tombstone says who erased and why")
    if target.startswith(JUDGEMENT):
        return _erase_judgement(case, target, by, why, patience_seconds)
    with writing(case.ledger) as connection:
        page = _page_meant(connection, target)
        _refuse_repeating(page, why)
        tombstone = tombstone_of(connection, page, _others(connection, page))
        said = Judgement(Verdict.ERASE, tombstone.documents or (page.sha256,), by, now(), why)
        row = erase_rows(connection, page, tombstone, said, new_run())
    swept = finish_erasing(case.path, case.ledger, case.archive, patience_seconds)
    return Erasure(row.judgement(), row.number, tombstone, swept)


def _erase_judgement(case: Case, target: str, by: str, why: str, patience_seconds: float) -> Erasure:
    """Erase the free texts of one line of the log; see `erase`."""
    with writing(case.ledger) as connection:
        tombstone = _stone_of_judgement(connection, target, why)
        said = Judgement(Verdict.ERASE, (target,), by, now(), why)
        row = erase_line_texts(connection, tombstone, said, new_run())
    swept = finish_erasing(case.path, case.ledger, case.archive, patience_seconds)
    return Erasure(row.judgement(), row.number, tombstone, swept)


def _stone_of_judgement(connection: Connection, target: str, why: str) -> Tombstone:
    """What would stand for a judgement's texts. Raises UsageError where there is none, or a reason that repeats one."""
    row = next((row for row in judgement_log(connection) if row.id == target), None)
    if row is None:
        raise UsageError(f"{target}: no line of `sitrep log` has this id")
    tombstone = stone_of_line(row)
    if not tombstone.lines:
        raise UsageError(f"{target}: line {row.number} of `sitrep log` has no texts any more")
    texts = texts_in(row.line())
    if any(
        word_runs(why, REPEATED_WORDS) & word_runs(texts[name], REPEATED_WORDS) for name in tombstone.lines[0].texts
    ):
        raise UsageError("erase: --why repeats words of what is erased, and stays in the log; say it without them")
    return tombstone


def naming(case: Case, target: str) -> tuple[Touched, ...]:
    """The lines of the log whose free texts name a person of a page, and which do not go with it.

    They are for a person to look at: the same name may be somebody else's. Raises UsageError as `erase` does.
    """
    if target.startswith(JUDGEMENT):
        return ()
    with viewing(case.ledger) as connection:
        page = _page_meant(connection, target)
        going = {line.number: line.texts for line in tombstone_of(connection, page, _others(connection, page)).lines}
        read = [reading_of(connection, document.id) for document in page.documents]
        names = {name for reading in read if reading for line in claim_lines(reading) for name in _persons(line)}
        found = []
        for row in judgement_log(connection):
            texts = {name: text for name, text in texts_in(row.line()).items() if name not in going.get(row.number, ())}
            own = tuple(
                sorted(name for name in texts if name.rpartition(".")[2] in FREE and _names(texts[name], names))
            )
            if own:
                found.append(Touched(row.number, own, row.hash))
    return tuple(found)


def _persons(line: Record) -> Iterator[str]:
    """Yield the words of the names of persons in a claim line that are long enough to tell somebody."""
    event = record_at(line, "event")
    for one in (*records_at(line, "sources"), *(a for k in ("actors", "recipients") for a in records_at(event, k))):
        if text_at(one, "type") in PERSONS and one.get("named") is True:
            words = WORD.findall(text_at(one, "name") or "")
            yield from (word.casefold() for word in words if len(word) >= LONG_NAME and word[:1].isupper())


def _names(text: str, names: AbstractSet[str]) -> bool:
    """Whether a text has one of some names as a word."""
    return not names.isdisjoint(WORD.findall(text.casefold()))


def planned(case: Case, target: str, why: str = "") -> Tombstone:
    """What erasing a page would leave of it; nothing is changed. Raises UsageError as `erase` does."""
    with viewing(case.ledger) as connection:
        if target.startswith(JUDGEMENT):
            return _stone_of_judgement(connection, target, why)
        page = _page_meant(connection, target)
        _refuse_repeating(page, why)
        return tombstone_of(connection, page, _others(connection, page))


def _others(connection: Connection, page: Page) -> Iterator[Document]:
    """Yield the pages of the case that are not erased with this one."""
    own = {document.id for document in page.documents}
    return (document for document in documents(connection) if document.id not in own)


def _page_meant(connection: Connection, target: str) -> Page:
    """The one page that a name means. Raises UsageError where it means none, or several."""
    found = sources_named(connection, target)
    if len(found) > 1:
        named = ", ".join(sorted(found.values()))
        raise UsageError(f"{target}: names {len(found)} pages with different bytes ({named}); name one of these")
    if not found:
        raise UsageError(_why_none(connection, target))
    return page_of(connection, next(iter(found)))


def _why_none(connection: Connection, target: str) -> str:
    """Why a name means no page, and what to name."""
    document = connection.scalar(select(CLAIMS.c.document).where(CLAIMS.c.id == target))
    if document is not None:
        return f"{target}: is a claim, and only whole pages are erased; its page is {document}"
    for row in judgement_log(connection):
        stone = row.tombstone()
        if stone is not None and (target in stone.documents or target == stone.sha256):
            said = row.judgement()
            return f"{target}: was erased on {said.at[:10]} by {said.by} (line {row.number} of `sitrep log`)"
    return (
        f"{target}: no page of the case has this id or external id; `sitrep claims` prints both under document, "
        "and `sitrep log` which pages were erased"
    )


def _refuse_repeating(page: Page, why: str) -> None:
    """Raise UsageError for a reason that says what is to be erased: the log keeps it."""
    said = word_runs(why, REPEATED_WORDS)
    repeated = any(said & word_runs(document.text, REPEATED_WORDS) for document in page.documents)
    if repeated or any(len(name) >= LONG_NAME and name.casefold() in why.casefold() for name in page.names):
        raise UsageError("erase: --why repeats words or a name of the page, and stays in the log; say it without them")

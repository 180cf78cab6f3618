"""Lines of the log in and out: a line with the digests of its texts, the texts beside it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace

from sqlalchemy import Connection, Select, func, insert, or_, select

from sitrep.ledger.chains import BEGINNING, LogRow, line_hash, stone_in
from sitrep.ledger.records import written
from sitrep.ledger.sealing import Salted, salted, sealed, texts_in
from sitrep.ledger.tables import JUDGEMENT_LOG, JUDGEMENT_TEXTS, TOMBSTONES
from sitrep.model.fields import Record
from sitrep.model.identity import content_id
from sitrep.model.judgements import Judgement
from sitrep.model.tombstones import Tombstone

STORED = ("number", "id", "previous", "hash", "run", "body")


def log_rows(connection: Connection, wanted: Select[int, str, str, str, str, str]) -> Iterator[LogRow]:
    """Yield the lines that a query of the log finds, with their texts."""
    texts: dict[int, dict[str, Salted]] = defaultdict(dict)
    own = JUDGEMENT_TEXTS.c.line.in_(wanted.with_only_columns(JUDGEMENT_LOG.c.number))
    for text in connection.execute(select(JUDGEMENT_TEXTS).where(own)):
        texts[text.line][text.name] = Salted(text.salt, json.loads(text.text))
    erased = _erased(connection)
    for row in connection.execute(wanted).mappings():
        lost, by = erased.get(row["number"], ((), None))
        yield LogRow(**row, texts=texts.get(row["number"], {}), lost=lost, erased_by=by)


def _erased(connection: Connection) -> dict[int, tuple[tuple[str, ...], int]]:
    """The names of the texts that lines have lost, and the last line that took any, by number."""
    found: dict[int, tuple[tuple[str, ...], int]] = {}
    for number, tombstone in tombstones(connection).items():
        for line in tombstone.lines:
            before, _ = found.get(line.number, ((), 0))
            found[line.number] = tuple(sorted({*before, *line.texts})), number
    return found


def stored_tombstones(connection: Connection) -> dict[int, str]:
    """The tombstones as they are stored, by the number of their line, in order."""
    found = select(TOMBSTONES.c.number, TOMBSTONES.c.body).order_by(TOMBSTONES.c.number)
    return {row.number: row.body for row in connection.execute(found)}


def tombstones(connection: Connection) -> dict[int, Tombstone]:
    """What was erased, by the number of the line that says so, in order."""
    stored = stored_tombstones(connection)
    return {number: stone for number, body in stored.items() if (stone := stone_in(body)) is not None}


def row_saying(connection: Connection, judgement: Judgement) -> LogRow | None:
    """The line of the log that says just what a judgement says, or None."""
    at = written({"at": judgement.at})[1:-1]
    wanted = select(JUDGEMENT_LOG).where(JUDGEMENT_LOG.c.body.contains(at, autoescape=True))
    numbers = select(JUDGEMENT_LOG.c.number).where(JUDGEMENT_LOG.c.body.contains(at, autoescape=True)).limit(1)
    if connection.scalar(numbers) is None:
        return None
    return next((row for row in log_rows(connection, wanted) if row.judgement() == judgement), None)


def row_repeated(connection: Connection, judgement: Judgement) -> LogRow | None:
    """The line that a judgement would only repeat, or None where the judgement says anything new.

    It is the last one that names its targets, by the same person, in the same words and of the same reading, and
    nobody undid it. Whoever never heard that a line was kept, because the power went, says it again.
    """
    body = JUDGEMENT_LOG.c.body
    naming = or_(*(body.contains(target, autoescape=True) for target in judgement.targets))
    last = connection.scalar(select(func.max(JUDGEMENT_LOG.c.number)).where(naming))
    if last is None:
        return None
    row = next(log_rows(connection, select(JUDGEMENT_LOG).where(JUDGEMENT_LOG.c.number == last)))
    if replace(row.judgement(), at=judgement.at) != judgement:
        return None
    later = select(JUDGEMENT_LOG.c.number).where(JUDGEMENT_LOG.c.number > last, body.contains(row.id, autoescape=True))
    return row if connection.scalar(later.limit(1)) is None else None


def next_number(connection: Connection) -> int:
    """The number that the next line of the log will have."""
    return _end(connection)[0] + 1


def _end(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last line."""
    found = select(JUDGEMENT_LOG.c.number, JUDGEMENT_LOG.c.hash).order_by(JUDGEMENT_LOG.c.number.desc()).limit(1)
    last = connection.execute(found).first()
    return (last.number, last.hash) if last is not None else (0, BEGINNING)


def append_line(connection: Connection, content: Record, run: str) -> LogRow:
    """Add a line at the end of the log: its content with digests for its texts, and the texts beside it; the line."""
    texts = {name: salted(text) for name, text in texts_in(content).items()}
    body = sealed(content, texts)
    number, previous = _end(connection)
    bare = LogRow(number + 1, content_id("j", body), previous, "", run, written(body), texts)
    row = {name: value for name, value in asdict(bare).items() if name in STORED}
    connection.execute(insert(JUDGEMENT_LOG), {**row, "hash": line_hash(bare.line())})
    for name, text in texts.items():
        stored = {"line": bare.number, "name": name, "salt": text.salt, "text": written(text.text)}
        connection.execute(insert(JUDGEMENT_TEXTS), stored)
    return bare

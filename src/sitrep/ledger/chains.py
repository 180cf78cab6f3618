"""The log of judgements as a chain: each line holds the hash of the one before, so that no line is changed unseen.

A line's hash is the SHA-256 of the line without `hash`, as JSON with its keys sorted and no spaces: anybody can
count it from what `sitrep log` prints. Lines cut off at the end leave a whole chain behind: whoever
must be sure of the end keeps the last hash elsewhere.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitrep.ledger.records import from_json
from sitrep.model.errors import LedgerError
from sitrep.model.fields import Record
from sitrep.model.identity import JSON, canonical, content_id, sha256_hex
from sitrep.model.judgements import Judgement

# What the first line has in the place of the hash before it.
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log as it is stored; `body` is the judgement as JSON text."""

    number: int
    id: str
    previous: str
    hash: str
    run: str
    body: str

    def line(self) -> dict[str, JSON]:
        """The line as it is printed. Raises ValueError for a body that is no JSON object any more."""
        names: dict[str, JSON] = {
            "number": self.number, "id": self.id, "previous": self.previous, "hash": self.hash, "run": self.run,
        }  # fmt: skip
        return {**names, **dict(json.loads(self.body))}

    def judgement(self) -> Judgement:
        """The judgement of the line. Raises LedgerError for a body that is no judgement any more."""
        try:
            body: JSON = json.loads(self.body)
        except ValueError as error:
            raise LedgerError(
                f"line {self.number} of the log of judgements is damaged ({error}); "
                "run `sitrep log CASE --check`, and bring the ledger back from a copy"
            ) from error
        return from_json(Judgement, body)


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how."""

    number: int
    id: str
    problem: str


def line_hash(line: Record) -> str:
    """The hash of a printed line, of whatever `hash` says already."""
    content = canonical({key: value for key, value in line.items() if key != "hash"})
    return sha256_hex(content.encode("utf-8", "surrogatepass"))


def broken_links(rows: Iterable[LogRow]) -> Iterator[Break]:
    """Yield every place where the rows of a log, in their order, are no chain."""
    number, previous = 0, BEGINNING
    for row in rows:
        if row.number != number + 1:
            yield Break(row.number, row.id, f"the lines {number + 1} to {row.number - 1} are missing")
        elif row.previous != previous:
            yield Break(row.number, row.id, f"the line before has the hash {previous[:12]}, not {row.previous[:12]}")
        if (problem := damage(row)) is not None:
            yield Break(row.number, row.id, problem)
        number, previous = row.number, row.hash


def damage(row: LogRow) -> str | None:
    """What is wrong with a row in itself, or None."""
    try:
        line = row.line()
    except ValueError:
        return "its content is no JSON object any more"
    if line_hash(line) != row.hash:
        return "its content is not what was written: the hash differs"
    if content_id("j", json.loads(row.body)) != row.id:
        return "its content is not that of its id"
    return None

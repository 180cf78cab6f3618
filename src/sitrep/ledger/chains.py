"""The log of judgements as a chain: each line holds the hash of the one before, so that no line is changed unseen.

A line's hash is the SHA-256 of the line as JSON with its keys sorted and no spaces, without `hash`, `salts` and
`erased_by`, and with null where each name in its `digests` leads: anybody can count it from what `sitrep log` prints.
The texts are held by their digests, so that they can be erased and the chain still holds. Lines of the second schema
have no `digests`, and are counted over with their texts. Lines cut off at the end leave a whole chain behind:
whoever must be sure of the end keeps the last hash elsewhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sitrep.ledger.records import from_json, to_json, written
from sitrep.ledger.sealing import DIGESTS, ERASED_BY, Salted, hashed_part, unsealed
from sitrep.model.errors import LedgerError
from sitrep.model.fields import Record, record_at
from sitrep.model.identity import JSON, canonical, content_id, sha256_hex
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.paths import with_value
from sitrep.model.tombstones import Tombstone, Touched

# What the first line has in the place of the hash before it.
BEGINNING = "0" * 64
TOMBSTONE = "tombstone"
TOUCHED = "its content is not what was written: the hash differs"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log as it is stored; `body` is its content as JSON text, with digests in the place of `texts`.

    `lost` are the names of the texts that were erased, `erased_by` is the number of the last line that did so.
    """

    number: int
    id: str
    previous: str
    hash: str
    run: str
    body: str
    texts: Mapping[str, Salted] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    erased_by: int | None = None

    def line(self) -> dict[str, JSON]:
        """The line as it is printed. Raises ValueError or LookupError for a body that is not what was written."""
        names: dict[str, JSON] = {
            "number": self.number, "id": self.id, "previous": self.previous, "hash": self.hash, "run": self.run,
        }  # fmt: skip
        line = {**names, **unsealed(content_of(self.body), self.texts)}
        return line if self.erased_by is None else {**line, ERASED_BY: self.erased_by}

    def judgement(self) -> Judgement:
        """The judgement of the line. Raises LedgerError for a body that is no judgement any more."""
        try:
            line = self.line()
            for name in self.lost:
                line = line if name.endswith("value") else with_value(line, name, "")
        except (ValueError, LookupError) as error:
            raise LedgerError(
                f"line {self.number} of the log of judgements is damaged ({error}); "
                "run `sitrep log CASE --check`, and bring the ledger back from a copy"
            ) from error
        said: JSON = {key: value for key, value in line.items() if key != ERASED_BY}
        return replace(from_json(Judgement, said), name=self.id, lost=self.lost, erased_by=self.erased_by)

    def tombstone(self) -> Tombstone | None:
        """What the line says was erased; None for a line that erased nothing, or is damaged."""
        try:
            body = content_of(self.body)
        except ValueError:
            return None
        found = body.get(TOMBSTONE) if body.get("verdict") == Verdict.ERASE else None
        return None if found is None else stone_in(canonical(found))


def stone_in(body: str) -> Tombstone | None:
    """The tombstone that a JSON text holds; None for one that is damaged, which `broken_tombstones` tells of."""
    try:
        return from_json(Tombstone, dict(content_of(body)))
    except (ValueError, LedgerError):
        return None


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how."""

    number: int
    id: str
    problem: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line whose words were erased, as a later line says: no break."""

    number: int
    id: str
    note: str


def line_hash(line: Record) -> str:
    """The hash of a printed line, of whatever `hash` says already."""
    content = canonical(hashed_part(line))
    return sha256_hex(content.encode("utf-8", "surrogatepass"))


def content_of(body: str) -> Record:
    """The content of a line. Raises ValueError for a body that is no JSON object."""
    try:
        found = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no JSON object")  # noqa: TRY004 (the body is damaged, no type of ours is wrong)
    return found


def broken_links(rows: Iterable[LogRow]) -> Iterator[Break]:
    """Yield every place where the rows of a log, in their order, are no chain."""
    lines = tuple(rows)
    erased = erasures_by_line(lines)
    number, previous = 0, BEGINNING
    for row in lines:
        if row.number != number + 1:
            yield Break(row.number, row.id, f"the lines {number + 1} to {row.number - 1} are missing")
        elif row.previous != previous:
            yield Break(row.number, row.id, f"the line before has the hash {previous[:12]}, not {row.previous[:12]}")
        if (problem := damage(row, erased.get(row.number, {}))) is not None:
            yield Break(row.number, row.id, problem)
        number, previous = row.number, row.hash


def erased_words(rows: Iterable[LogRow]) -> Iterator[Note]:
    """Yield the lines of which later lines say that they erased words."""
    lines = tuple(rows)
    for number, erasures in erasures_by_line(lines).items():
        by, row = max(erasures), next((row for row in lines if row.number == number), None)
        if row is not None:
            left = "its digests still hold" if _has_digests(row) else "its content can no longer be recomputed"
            told = f"{left}, and line {by} has the hash of what is left"
            yield Note(number, row.id, f"words erased by line {by}: {told}")


def erasures_by_line(rows: Iterable[LogRow]) -> dict[int, dict[int, Touched]]:
    """What was erased of each line, by the number of the line that says so, which comes after it."""
    found: dict[int, dict[int, Touched]] = {}
    for row in rows:
        tombstone = row.tombstone()
        for touched in tombstone.lines if tombstone is not None else ():
            if touched.number < row.number:
                found.setdefault(touched.number, {})[row.number] = touched
    return found


def damage(row: LogRow, erasures: Mapping[int, Touched]) -> str | None:
    """What is wrong with a row in itself, but for what later lines say that they erased of it; or None."""
    try:
        line = row.line()
        counted = line_hash(line)
    except (ValueError, LookupError):
        return "its content is no JSON object any more" if not _is_object(row.body) else TOUCHED
    if DIGESTS in line:
        return _damage_of_sealed(row, line, counted, erasures)
    if erasures:
        last = max(erasures)
        return None if counted == erasures[last].hash else f"it is not what line {last} left of it: the hash differs"
    return TOUCHED if counted != row.hash else _damaged_id(row)


def _damage_of_sealed(row: LogRow, line: Record, counted: str, erasures: Mapping[int, Touched]) -> str | None:
    """What is wrong with a row whose texts are held by digests, or None."""
    if counted != row.hash:
        return TOUCHED
    digests = record_at(line, DIGESTS)
    for name in sorted(digests.keys() | row.texts.keys()):
        if name not in row.texts:
            if not any(name in erasure.texts for erasure in erasures.values()):
                return f"its {name} is gone, and no later line says that it was erased"
        elif row.texts[name].digest != digests.get(name):
            return f"its {name} is not what was written: the digest differs"
    return _damaged_id(row)


def _damaged_id(row: LogRow) -> str | None:
    """Whether the content of a row is that of its id."""
    return None if content_id("j", json.loads(row.body)) == row.id else "its content is not that of its id"


def _is_object(body: str) -> bool:
    """Whether a body is a JSON object."""
    try:
        content_of(body)
    except ValueError:
        return False
    return True


def _has_digests(row: LogRow) -> bool:
    """Whether the texts of a row are held by digests."""
    return _is_object(row.body) and DIGESTS in json.loads(row.body)


def broken_tombstones(rows: Iterable[LogRow], tombstones: Mapping[int, str]) -> Iterator[Break]:
    """Yield every tombstone, by the number of its line, that its line does not bear out, and every line without one."""
    lines = {row.number: row for row in rows}
    stated = {number: found for number, row in lines.items() if (found := row.tombstone()) is not None}
    for number in sorted(stated.keys() | tombstones.keys()):
        name = lines[number].id if number in lines else ""
        if number not in stated:
            yield Break(number, name, "rows were erased, and this line does not say so")
        elif tombstones.get(number) != written(to_json(stated[number])):
            yield Break(number, name, "what it says was erased is not what its tombstone says")

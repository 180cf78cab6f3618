"""Records to the rows of a code book: a pure mapping, first match wins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sitrep.codebook.columns import typed
from sitrep.codebook.matching import found_at, holds
from sitrep.codebook.parties import People, codes_of, people_of
from sitrep.codebook.records import Book, Coded, Field, Literal, Taken, Value
from sitrep.codebook.words import Index, index_of, word_of
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON

OTHERWISE, NONE = "otherwise", "none"
JOIN = "; "


def code_all(records: Iterable[Record], book: Book) -> Iterator[Coded]:
    """Yield every record with its code; an empty one, by `none`, where nothing matches and there is no otherwise."""
    index = index_of(book.words)
    for record in records:
        yield code_one(record, book, index)


def code_one(record: Record, book: Book, index: Index) -> Coded:
    """A record with its code: by its words, else by the first kind that it fulfils, else otherwise."""
    word = word_of(record, index) if index else None
    if word is not None:
        kind = next(kind for kind in book.kinds if kind.code == word.code)
        return Coded(record, kind, word.code, f"word at line {word.line}")
    found = next((kind for kind in book.kinds if kind.holds is not None and holds(kind.holds, record)), None)
    if found is not None:
        return Coded(record, found, found.code, f"kind at line {found.line}")
    return Coded(record, None, book.otherwise or "", OTHERWISE if book.otherwise else NONE)


def rows_of(coded: Iterable[Coded], book: Book) -> Iterator[dict[str, JSON]]:
    """Yield the row of each coded record: its id, its code and label, what gave it, and the user's fields."""
    people = people_of(book.parties, book.agents)
    for one in coded:
        yield _row(one, book, people)


def columns_of(book: Book) -> list[str]:
    """The names of a row's columns, in order."""
    return list(next(rows_of([Coded({}, None, "", "")], book)))


def _row(coded: Coded, book: Book, people: People) -> dict[str, JSON]:
    """The row of one coded record."""
    record = coded.record
    row: dict[str, JSON] = {"id": text_at(record, "id")}
    if book.of == "claims":
        row |= {"document_id": text_at(record, "document", "id"), "published": text_at(record, "document", "published")}
    label = coded.kind.label if coded.kind is not None else coded.code
    row |= {"code": coded.code, "label": label, "by": coded.by}
    row |= {field.name: cell(field, record) for field in book.fields}
    if book.parties or book.agents:
        for role in ("actor", "recipient"):
            row[f"{role}_codes"] = JOIN.join(codes_of(record, f"{role}s", people)) or None
    withheld = [f"{kind}={number}" for kind, number in record_at(record, "withheld").items()]
    profile = text_at(record, "profile") or "internal"
    return row | {"book": f"{book.name} {book.version}", "profile": profile, "withheld": JOIN.join(withheld) or None}


def cell(field: Field, record: Record) -> Value:
    """The value of a field: the default where its parts give nothing of its type.

    Several values under a path are joined where the field is text; of another type the first is taken.
    """
    texts = [part.text if isinstance(part, Literal) else _told(part, field, record) for part in field.parts]
    if len(texts) == 1 and field.type != "text":
        values = (value for raw in taken(field.parts[0], record) if (value := _turned(raw, field)) is not None)
        return next(values, field.default)
    if all(not text for part, text in zip(field.parts, texts, strict=True) if isinstance(part, Taken)):
        return field.default
    return "".join(texts)


def _told(part: Taken, field: Field, record: Record) -> str:
    """The values of a part as one text, each once."""
    values = (_turned(raw, field) for raw in taken(part, record))
    return JOIN.join(dict.fromkeys(str(value) for value in values if value not in (None, "")))


def taken(part: Taken | Literal, record: Record) -> Sequence[JSON]:
    """All values under a part's path, of the records that it asks for."""
    if isinstance(part, Literal):
        return [part.text]
    if not part.within:
        return found_at(dict(record), part.take)
    where = part.where
    held = (item for item in found_at(dict(record), part.within) if isinstance(item, dict))
    return [value for item in held if where is None or holds(where, item) for value in found_at(item, part.take)]


def _turned(raw: JSON, field: Field) -> Value:
    """A value by the field's map, where it has one; what the map does not have is nothing. Else as the field's type."""
    if not field.mapped:
        return typed(raw, field.type)
    return dict(field.mapped).get(str(typed(raw, "text")))


def counts_of(coded: Sequence[Coded], book: Book) -> dict[str, int]:
    """How many records each kind has, in the order of the book, unused ones as 0; then `otherwise` or `none`."""
    found = Counter(one.code for one in coded if one.kind is not None)
    left = sum(one.kind is None for one in coded)
    name = f"{OTHERWISE} ({book.otherwise})" if book.otherwise else NONE
    return {kind.code: found[kind.code] for kind in book.kinds} | {name: left}

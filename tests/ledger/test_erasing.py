"""A page leaves the ledger by one door, and the chain of the log holds before, meanwhile and after."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, select
from tests.ledger.readings import NEW, OLD, RUN, capture_of, document_of, read

from sitrep.ledger.chains import BEGINNING, LogRow, broken_links, broken_tombstones, erased_words
from sitrep.ledger.connections import open_ledger, viewing, writing
from sitrep.ledger.erasing import Page, erase, page_of, sources_named, tombstone_of
from sitrep.ledger.lines import stored_tombstones
from sitrep.ledger.migrations import MIGRATIONS, migrate
from sitrep.ledger.queries import documents, judgement_log, judgements, latest_linking
from sitrep.ledger.records import from_json
from sitrep.ledger.store import append_capture, append_judgement, append_linking, append_reading, append_refusal
from sitrep.ledger.tables import CAPTURES, CLAIMS, DOCUMENTS, JUDGEMENT_LOG, METADATA, RUNS, TOMBSTONES
from sitrep.ledger.visits import append_visit, visits
from sitrep.model.documents import Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.identity import canonical, content_id, sha256_hex
from sitrep.model.judgements import Judgement, Seen, Verdict
from sitrep.model.linkings import Linking
from sitrep.model.tombstones import Tombstone
from sitrep.model.visits import Visit

GONE, KEPT = capture_of("tannery.txt", "Obsidian mortars hit the tannery"), capture_of("b.txt", "Shells fell")
GONE_READING, KEPT_READING = read(document_of(GONE)), read(document_of(KEPT))
CLAIM, OTHER = GONE_READING.claims[0].id, KEPT_READING.claims[0].id
SEEN, SEEN_OTHER = Seen(CLAIM, "r-1", "Obsidian", '"asserts"'), Seen(OTHER, "r-2", "Shells")
EDIT = Judgement(Verdict.EDIT, (CLAIM,), "ann", "2020-01-01", "obsidian indeed", "stance", '"denies"', (SEEN,))
SAME = Judgement(Verdict.SAME, (CLAIM, OTHER), "ann", "2020-01-02", "one salvo", seen=(SEEN, SEEN_OTHER))
NOTE = Judgement(Verdict.NOTE, (OTHER,), "ben", "2020-01-03", "as printed", seen=(SEEN_OTHER,))
QUOTE = Judgement(Verdict.NOTE, (OTHER,), "ben", "2020-01-04", "cf. “hit the tannery”", seen=(SEEN_OTHER,))
LONGER = Judgement(Verdict.NOTE, (OTHER,), "ben", "2020-01-05", "“Mortars: hit the tannery”!", seen=(SEEN_OTHER,))
SAID = Judgement(Verdict.ERASE, (GONE_READING.document.id,), "cem", "2020-02-01", "asked to")
LOG = (EDIT, SAME, NOTE, QUOTE, LONGER)


def fill(ledger: Engine) -> None:
    with writing(ledger) as connection:
        for origin in (OLD, NEW):
            for capture in (GONE, KEPT):
                key = append_capture(connection, capture, RUN)
                append_reading(connection, read(document_of(capture), origin), key, RUN)
        append_refusal(connection, Refusal("pages/tannery.txt", "could not be opened", "try again"), RUN)
        append_refusal(connection, Refusal("b.pdf", "a PDF", "convert it"), RUN)
        append_visit(connection, Visit("http://wire.example/e", "2020-01-01", status=404, refusal="none"), RUN)


@pytest.fixture
def filled(ledger: Engine) -> Engine:
    fill(ledger)
    with writing(ledger) as connection:
        for judgement in LOG:
            append_judgement(connection, judgement, RUN)
    return ledger


@pytest.fixture
def second_schema(tmp_path: Path) -> Iterator[Engine]:
    """A ledger that another sitrep wrote under the second schema, opened by this one."""
    path = tmp_path / "old.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, MIGRATIONS[:2])
        connection.execute(insert(RUNS), {"id": RUN.id, "started": RUN.started})
        previous = BEGINNING
        for number, judgement in enumerate(LOG, 1):
            content = judgement.content()
            names = {"number": number, "id": content_id("j", content), "previous": previous, "run": RUN.id}
            previous = sha256_hex(canonical({**names, **content}).encode())
            row = {**names, "hash": previous, "body": canonical(content)}
            connection.execute(insert(JUDGEMENT_LOG), row)
    engine.dispose()
    opened = open_ledger(path)
    fill(opened)
    yield opened
    opened.dispose()


def erased(ledger: Engine, sha256: str = GONE.sha256, said: Judgement = SAID) -> Tombstone:
    with writing(ledger) as connection:
        page = page_of(connection, sha256)
        stone = tombstone_of(connection, page, _others(connection, page))
        erase(connection, page, stone, said, RUN)
    return stone


def _others(connection: object, page: Page) -> list[object]:
    own = {document.id for document in page.documents}
    return [document for document in documents(connection) if document.id not in own]  # type: ignore[arg-type]


def rows_of(ledger: Engine) -> list[LogRow]:
    with viewing(ledger) as connection:
        return list(judgement_log(connection))


def breaks(ledger: Engine) -> list[tuple[int, str]]:
    rows = rows_of(ledger)
    with viewing(ledger) as connection:
        stones = stored_tombstones(connection)
    return [(found.number, found.problem) for found in (*broken_links(rows), *broken_tombstones(rows, stones))]


def content(ledger: Engine) -> str:
    """Every cell of every table."""
    with viewing(ledger) as connection:
        # As plain tuples: rows of SQLAlchemy show long texts cut short.
        return repr([list(map(tuple, connection.execute(table.select()))) for table in METADATA.sorted_tables])


def by_hand(ledger: Engine, *statements: str) -> None:
    """What somebody does who has taken the triggers off."""
    ledger.dispose()
    with closing(sqlite3.connect(str(ledger.url.database), isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_every_row_of_a_page_goes_and_the_others_stay(filled: Engine) -> None:
    stone = erased(filled)
    left = content(filled)
    for word in ("Obsidian", "obsidian", "mortars hit", "tannery.txt", "denies", "one salvo", "Mortars"):
        assert word not in left
    with viewing(filled) as connection:
        assert set(connection.scalars(select(CAPTURES.c.sha256))) == {KEPT.sha256}
        assert set(connection.scalars(select(DOCUMENTS.c.id))) == {KEPT_READING.document.id}
        assert set(connection.scalars(select(CLAIMS.c.id))) == {claim.id for claim in KEPT_READING.claims}
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert "b.pdf" in left
    assert (stone.sha256, stone.documents, stone.claims) == (GONE.sha256, (GONE_READING.document.id,), 5)
    assert stone.texts == (sha256_hex(GONE_READING.document.text.encode()),)


@pytest.mark.parametrize("name", ["filled", "second_schema"])
def test_the_log_loses_the_words_of_the_page_and_no_others(name: str, request: pytest.FixtureRequest) -> None:
    ledger: Engine = request.getfixturevalue(name)
    before = rows_of(ledger)
    assert breaks(ledger) == []
    assert [row.judgement() for row in before] == list(LOG)
    stone = erased(ledger)
    assert {line.number: line.texts for line in stone.lines} == {
        1: ("seen.0.evidence", "seen.0.value", "value", "why"),
        2: ("seen.0.evidence", "seen.0.value", "why"),
        5: ("why",),
    }
    with viewing(ledger) as connection:
        edit, same, note, quote, longer, erasing = judgements(connection)
    assert (edit.why, edit.value, edit.seen[0].evidence, edit.is_erased, edit.erased_by) == ("", None, "", True, 6)
    assert (same.seen[0].evidence, same.seen[1].evidence, same.is_erased) == ("", "Shells", True)
    assert (note, note.erased_by) == (NOTE, None)
    assert quote == QUOTE, "three words in a row are nobody's"
    assert (longer.why, longer.seen, longer.is_erased) == ("", (SEEN_OTHER,), False)
    assert erasing == SAID
    rows = rows_of(ledger)
    assert [row.id for row in rows[:5]] == [row.id for row in before], "ids are not made anew"
    assert breaks(ledger) == []


def test_lines_of_both_kinds_are_told_as_erased_and_not_as_broken(filled: Engine, second_schema: Engine) -> None:
    for ledger, left in ((filled, "its digests still hold"), (second_schema, "can no longer be recomputed")):
        erased(ledger)
        notes = list(erased_words(rows_of(ledger)))
        assert [note.number for note in notes] == [1, 2, 5]
        assert all(note.note.startswith("words erased by line 6: ") and left in note.note for note in notes)


def test_the_hash_of_an_erased_line_is_counted_from_what_is_printed(filled: Engine) -> None:
    before = [row.hash for row in rows_of(filled)]
    erased(filled)
    for row in rows_of(filled):
        line = json.loads(json.dumps(row.line()))
        stated = line.pop("hash")
        line.pop("salts")
        line.pop("erased_by", None)
        line["why"] = line["value"] = None
        line["seen"] = [{**seen, "evidence": None, "value": None} for seen in line["seen"]]
        assert sha256_hex(canonical(line).encode()) == stated
    assert [row.hash for row in rows_of(filled)][:5] == before


@pytest.mark.parametrize("name", ["filled", "second_schema"])
@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE judgement_log SET body = replace(body, 'ann', 'eve') WHERE number = 1""",
        """UPDATE judgement_log SET body = replace(body, 'edit', 'note') WHERE number = 1""",
        """UPDATE judgement_log SET id = 'j-0' WHERE number = 1""",
        """UPDATE judgement_log SET body = replace(body, 'ben', 'eve') WHERE number = 3""",
        """UPDATE judgement_log SET body = replace(body, '"claims":5', '"claims":4') WHERE number = 6""",
        """UPDATE judgement_texts SET text = '"another reason"' WHERE line = 6""",
        """UPDATE tombstones SET body = replace(body, '"claims":5', '"claims":4')""",
        """DELETE FROM tombstones""",
    ],
)
def test_a_hand_in_the_log_is_found_after_an_erasure_too(
    name: str, statement: str, request: pytest.FixtureRequest
) -> None:
    ledger: Engine = request.getfixturevalue(name)
    erased(ledger)
    before = content(ledger)
    by_hand(ledger, statement)
    assert content(ledger) != before
    assert breaks(ledger)


def test_words_that_no_line_says_were_erased_are_a_break(filled: Engine, second_schema: Engine) -> None:
    for ledger in (filled, second_schema):
        erased(ledger)
    by_hand(filled, "DELETE FROM judgement_texts WHERE line = 3 AND name = 'why'")
    assert breaks(filled) == [(3, "its why is gone, and no later line says that it was erased")]
    by_hand(second_schema, "UPDATE judgement_log SET body = json_replace(body, '$.why', NULL) WHERE number = 3")
    assert breaks(second_schema) == [(3, "its content is not what was written: the hash differs")]


def test_what_one_line_erased_of_another_is_all_that_may_be_gone(filled: Engine) -> None:
    erased(filled)
    by_hand(filled, "DELETE FROM judgement_texts WHERE line = 2 AND name = 'seen.1.evidence'")
    assert breaks(filled) == [(2, "its seen.1.evidence is gone, and no later line says that it was erased")]


def test_two_erasures_take_both_halves_of_a_pair(filled: Engine, second_schema: Engine) -> None:
    for ledger in (filled, second_schema):
        erased(ledger)
        stone = erased(ledger, KEPT.sha256, Judgement(Verdict.ERASE, ("d-2",), "cem", "2020-02-02", "asked to"))
        assert {2: ("seen.1.evidence",)}.items() <= {line.number: line.texts for line in stone.lines}.items()
        assert "Shells" not in content(ledger)
        assert breaks(ledger) == []
        assert [note.note[:22] for note in erased_words(rows_of(ledger)) if note.number == 2] == [
            "words erased by line 7"
        ]


def attempt(ledger: Engine, *statements: str, stone: dict[str, object] | None = None) -> None:
    """Run statements in a transaction that may write, after opening a tombstone where one is given."""
    with writing(ledger) as connection:
        if stone is not None:
            connection.execute(insert(TOMBSTONES), stone)
        for statement in statements:
            connection.exec_driver_sql(statement)


DELETIONS = [f"DELETE FROM {name}" for name in METADATA.tables if name not in ("judgements", "linkings", "tombstones")]  # noqa: S608  # our own names


def test_the_visits_to_a_page_go_with_it_and_those_to_other_versions_stay(ledger: Engine) -> None:
    address, led = "http://wire.example/obsidian", "http://wire.example/obsidian/1"
    capture = replace(GONE, name=address, url=led)
    kept = (
        Visit("http://wire.example/b", "2020-01-01", sha256=KEPT.sha256),
        Visit("http://wire.example/c", "2020-01-01", status=404, refusal="none"),
        # Another version of the page has other bytes, and is erased by itself.
        Visit("http://wire.example/obsidian", "2020-01-09", sha256="ff"),
    )
    gone = (
        Visit("http://short.example/1", "2020-01-02", address, 200, sha256=GONE.sha256),
        Visit(address, "2020-01-03", led, 304, '"v1"'),
        Visit("http://short.example/1", "2020-01-04", None, None, refusal="no answer"),
        Visit(led, "2020-01-05", None, 404, refusal="none"),
    )
    with writing(ledger) as connection:
        append_reading(connection, read(document_of(capture)), append_capture(connection, capture, RUN), RUN)
        append_refusal(connection, Refusal(address, "none", "look"), RUN)
        for visit in (*kept, *gone):
            append_visit(connection, visit, RUN)
    erased(ledger)
    with viewing(ledger) as connection:
        assert tuple(visits(connection)) == kept
    assert "short.example" not in content(ledger)
    with pytest.raises(LedgerError, match="never changed or deleted"), writing(ledger) as connection:
        connection.exec_driver_sql("DELETE FROM visits WHERE sha256 IS NULL")


def test_nothing_is_deleted_by_others_before_and_after(filled: Engine) -> None:
    for statement in (*DELETIONS, "UPDATE judgement_log SET body = '{}' WHERE number = 1"):
        with pytest.raises(LedgerError, match="never changed or deleted"):
            attempt(filled, statement)
    erased(filled)
    before = content(filled)
    changes = ("UPDATE judgement_log SET body = '{}' WHERE number = 1", "UPDATE tombstones SET body = '{}'")
    for statement in (*DELETIONS, "DELETE FROM tombstones", *changes):
        with pytest.raises(LedgerError, match="never changed or deleted"):
            attempt(filled, statement)
    assert content(filled) == before


OPENING = canonical({"documents": [GONE_READING.document.id], "refusals": [], "lines": [{"number": 1}]})
OPEN: dict[str, object] = {"number": 6, "sha256": GONE.sha256, "body": OPENING}
DELETE = f"DELETE FROM claims WHERE document = '{GONE_READING.document.id}'"  # noqa: S608  # our own words


@pytest.mark.parametrize(
    "statement",
    [
        DELETE.replace(GONE_READING.document.id, KEPT_READING.document.id),
        "DELETE FROM judgement_texts WHERE line = 3",
        "DELETE FROM judgement_log WHERE number = 1",
        "DELETE FROM refusals",
        "UPDATE judgement_log SET body = '{}' WHERE number = 3",
        "UPDATE judgement_log SET hash = 'ab' WHERE number = 1",
        "UPDATE judgement_texts SET text = '' WHERE line = 1",
        "UPDATE claims SET body = '{}'",
    ],
)
def test_a_tombstone_opens_the_door_for_what_it_names_alone(filled: Engine, statement: str) -> None:
    with pytest.raises(LedgerError, match="never changed"):
        attempt(filled, statement, stone=OPEN)


def test_a_tombstone_is_of_the_next_line_and_never_without_it(filled: Engine) -> None:
    before = content(filled)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        attempt(filled, DELETE, stone=OPEN)
    for number in (1, 3, 5, 7):
        with pytest.raises(LedgerError, match="never changed"):
            attempt(filled, stone={**OPEN, "number": number})
    assert content(filled) == before


def test_rows_that_left_without_a_line_are_found(filled: Engine) -> None:
    filled.dispose()
    with closing(sqlite3.connect(str(filled.url.database))) as connection:
        connection.execute("INSERT INTO tombstones VALUES (:number, :sha256, :body)", OPEN)
        connection.execute(DELETE)
        connection.commit()
    assert breaks(filled) == [(6, "rows were erased, and this line does not say so")]


def test_a_failure_within_an_erasure_leaves_everything(filled: Engine) -> None:
    before = content(filled)
    by_mistake = replace(SAID, by=object())  # type: ignore[arg-type]  # a line that cannot be written
    with pytest.raises(TypeError):
        erased(filled, said=by_mistake)
    assert content(filled) == before


def test_incidents_lose_the_claims_and_vanish_when_empty(filled: Engine) -> None:
    second = GONE_READING.claims[1].id
    document = GONE_READING.document.id
    linking = {
        "incidents": {"i-1": [CLAIM, OTHER], "i-2": [second]}, "redirects": {"i-3": "i-1", "i-4": "i-2"},
        "mains": {document: "i-1"}, "former": {"i-3": [OTHER], "i-4": [second]}, "basis": "b", "profile": "w",
    }  # fmt: skip
    with writing(filled) as connection:
        append_linking(connection, json.loads(json.dumps(linking)), "weights-1", RUN)
    erased(filled)
    with viewing(filled) as connection:
        left = from_json(Linking, latest_linking(connection))
    assert left == Linking({"i-1": (OTHER,)}, {"i-3": "i-1"}, {}, {"i-3": (OTHER,)}, "b", "w")


def test_a_page_is_named_by_its_document_its_names_and_its_bytes(filled: Engine) -> None:
    with viewing(filled) as connection:
        for name in (GONE_READING.document.id, "tannery.txt", GONE.sha256):
            assert sources_named(connection, name) == {GONE.sha256: GONE_READING.document.id}
        assert sources_named(connection, CLAIM) == {}

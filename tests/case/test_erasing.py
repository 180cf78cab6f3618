"""An erased page is nowhere in the case folder any more, its tombstone is, and everything else goes on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.case.hand_readers import one_by_one
from tests.ledger.readings import NEW as NEWER
from tests.ledger.readings import OLD, capture_of, document_of, read

import sitrep.case.erasing
from sitrep.case.adding import AddReport, Progress, Readers, add_sources, new_run
from sitrep.case.archives import archived_path
from sitrep.case.differences import Cause
from sitrep.case.erasing import Erasure, erase, planned
from sitrep.case.folders import Case, init_case, open_case
from sitrep.case.judging import apply_judgements, judge, standing_in
from sitrep.case.revisions import silent_edits
from sitrep.case.sides import changes_between
from sitrep.ledger.chains import broken_links, broken_tombstones
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.history import runs
from sitrep.ledger.lines import stored_tombstones
from sitrep.ledger.queries import documents, judgement_log, judgements, latest_linking, readings
from sitrep.ledger.store import append_linking
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError, LedgerError, UsageError
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

# No word of it is in any other page, and none is a word of ours.
WORDS = ("Obsidian", "Quernstone", "Žižkovák", "قصفوا", "vermilion", "🚑🚒")
TEXT = " ".join(WORDS)
NAME = "marzipan/quern-raid.txt"
PAGE = replace(capture_of(NAME, TEXT), url="https://wire.example/marzipan?x=1")
OTHER, THIRD = capture_of("b.txt", "Shells fell"), capture_of("c.txt", "Mortars hit")
CLAIM = read(document_of(PAGE)).claims[0].id
SECOND = read(document_of(PAGE)).claims[1].id
KEPT = read(document_of(OTHER)).claims[0].id
DISTINCT = (*WORDS, "marzipan", "quern-raid", "bespoke", "wire.example")
READERS = one_by_one(document_of, read, OLD)


def add(case: Case, *captures: Capture, readers: Readers = READERS) -> tuple[AddReport, list[Progress]]:
    told: list[Progress] = []
    return add_sources(case, captures, readers, told.append), told


def say(
    verdict: Verdict, *targets: str, why: str = "as printed", field: str | None = None, value: str | None = None
) -> Judgement:
    return Judgement(verdict, targets, "ann", "2020-01-01", why, field, value)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with init_case(tmp_path / "case") as made:
        add(made, PAGE, OTHER, THIRD)
        link(made, {"i-1": [CLAIM, KEPT], "i-2": [SECOND]})
        yield made


def link(case: Case, incidents: dict[str, list[str]]) -> None:
    linking: JSON = json.loads(json.dumps({"incidents": incidents, "redirects": {}, "mains": {}}))
    with writing(case.ledger) as connection:
        append_linking(connection, linking, "w-1", new_run())


def judged(case: Case) -> list[Judgement]:
    edit = judge(case, say(Verdict.EDIT, CLAIM, field="stance", value='"denies"', why="a bespoke reason"))
    same = judge(case, say(Verdict.SAME, CLAIM, KEPT))
    note = judge(case, say(Verdict.NOTE, KEPT, why="as in Quernstone Žižkovák قصفوا vermilion, says ann"))
    accept = judge(case, say(Verdict.ACCEPT, KEPT, why="the page has it"))
    undo = judge(case, say(Verdict.UNDO, edit.id, why="bespoke slip"))
    return [edit, same, note, accept, undo]


def found_in(folder: Path, words: tuple[str, ...] = DISTINCT) -> dict[str, list[str]]:
    """The words that are in the raw bytes of any file of a folder or its name, in any spelling that a file may have."""
    found: dict[str, list[str]] = {}
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content += str(path.relative_to(folder)).encode()
        for word in words:
            spellings = (
                word.encode(),
                word.encode("utf-16-le"),
                word.encode("utf-16-be"),
                json.dumps(word)[1:-1].encode(),
            )
            if any(spelling in content for spelling in spellings):
                found.setdefault(word, []).append(path.name)
    return found


def breaks(case: Case) -> list[object]:
    with viewing(case.ledger) as connection:
        rows = list(judgement_log(connection))
        return [*broken_links(rows), *broken_tombstones(rows, stored_tombstones(connection))]


def erased(case: Case, target: str = NAME) -> Erasure:
    return erase(case, target, "cem", "asked to")


def test_none_of_the_words_are_left_in_any_file(case: Case) -> None:
    judged(case)
    (case.path / "desk.sqlite").write_text(TEXT, encoding="utf-8")
    (case.path / "desk.sqlite-wal").write_text(TEXT, encoding="utf-16")
    (archived_path(case.archive, PAGE.sha256).parent / "tmp1.part").write_bytes(PAGE.content[:40])
    add_sources(case, [Refusal(f"/pages/{NAME}", "could not be opened", "try again")], READERS, lambda _: None)
    assert set(found_in(case.path)) == set(DISTINCT), "else the search finds nothing ever"
    done = erased(case)
    assert done.is_swept
    assert found_in(case.path) == {}
    assert not list(case.path.glob("desk.sqlite*"))
    case.close()
    with open_case(case.path) as again:
        assert found_in(again.path) == {}
        assert breaks(again) == []
        with closing(sqlite3.connect(again.path / "case.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_left_is_read_judged_and_linked_as_before(case: Case) -> None:
    _, _, _, accept, _ = judged(case)
    done = erased(case)
    with viewing(case.ledger) as connection:
        assert {document.external_id for document in documents(connection)} == {"b.txt", "c.txt"}
        made = list(judgements(connection))
        lines = [line for reading in readings(connection) for line in claim_lines(reading)]
        assert latest_linking(connection)["incidents"] == {"i-1": [KEPT]}  # type: ignore[index, call-overload]
    assert [line["id"] for line in apply_judgements(lines, made)] == [line["id"] for line in lines]
    told = {found.judgement.verdict: found for found in standing_in(case)}
    assert set(told) == {Verdict.SAME, Verdict.NOTE, Verdict.ACCEPT}
    assert (told[Verdict.SAME].stands, told[Verdict.NOTE].stands, told[Verdict.ACCEPT].stands) == (False, True, True)
    assert told[Verdict.SAME].reason == "erased: what its maker saw went with its page, by line 6 of the log"
    assert (told[Verdict.NOTE].judgement.why, told[Verdict.NOTE].judgement.lost) == ("", ("why",))
    assert done.number == 6
    assert list(silent_edits(case)) == []
    judge(case, say(Verdict.UNDO, accept.id))
    judge(case, say(Verdict.UNDO, told[Verdict.SAME].judgement.id))
    assert judge(case, say(Verdict.NOTE, "i-1", why="still there")).seen[0].claim == KEPT
    with pytest.raises(LedgerError, match="has no such claim"):
        judge(case, say(Verdict.NOTE, CLAIM))
    assert breaks(case) == []


def test_the_same_bytes_do_not_come_in_again_whatever_their_name(case: Case) -> None:
    done = erased(case)
    for capture in (PAGE, replace(PAGE, name="other.txt")):
        report, told = add(case, capture)
        assert (report.read, report.refused) == (0, 1)
        refusal = told[0].refusal
        assert refusal is not None
        assert refusal.reason == f"erased on {done.judgement.at[:10]} by cem: its tombstone keeps it out"
        assert f"sitrep judge CASE undo {done.judgement.id}" in refusal.remedy
    assert found_in(case.path) == {}, "the refusal names the page, and is not kept"


def test_who_undoes_an_erasure_lets_the_bytes_in_and_brings_nothing_back(case: Case) -> None:
    judge(case, say(Verdict.REJECT, CLAIM))
    done = erased(case)
    undone = judge(case, say(Verdict.UNDO, done.judgement.id))
    assert found_in(case.path) == {}
    assert add(case, PAGE)[0].read == 1
    assert [found.stands for found in standing_in(case)] == [False], "what was judged is still erased"
    with viewing(case.ledger) as connection:
        read_again = [line for reading in readings(connection) for line in claim_lines(reading)]
        assert CLAIM in {line["id"] for line in apply_judgements(read_again, judgements(connection))}
    judge(case, say(Verdict.UNDO, undone.id))
    assert add(case, replace(PAGE, name="d.txt"))[0].refused == 1
    assert erased(case).number == 5
    assert found_in(case.path) == {}
    assert breaks(case) == []


def test_a_page_that_could_not_be_read_is_erased_by_its_name(case: Case) -> None:
    def refuse(_: object) -> Document:
        raise IngestError("no Obsidian here", "none")

    add(case, capture_of("vermilion.html", "Quernstone"), readers=one_by_one(refuse, read, OLD))
    done = erase(case, "vermilion.html", "cem", "asked to")
    assert (done.tombstone.documents, done.tombstone.claims, len(done.tombstone.refusals)) == ((), 0, 1)
    assert done.judgement.targets == (done.tombstone.sha256,)
    erased(case)
    assert found_in(case.path) == {}


def test_all_documents_of_the_same_bytes_go_together(case: Case) -> None:
    twin = replace(PAGE, name="twin.txt")
    add(case, twin)
    plan = planned(case, "twin.txt")
    assert set(plan.documents) == {document_of(PAGE).id, document_of(twin).id}
    assert erased(case).tombstone == plan
    assert found_in(case.path) == {}


def test_a_plan_changes_nothing(case: Case) -> None:
    judged(case)
    before = (case.path / "case.sqlite").read_bytes()
    plan = planned(case, NAME)
    assert (plan.claims, [line.number for line in plan.lines]) == (len(WORDS), [1, 2, 3, 5])
    assert (case.path / "case.sqlite").read_bytes() == before
    assert archived_path(case.archive, PAGE.sha256).exists()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (CLAIM, f"is a claim, and only whole pages are erased; its page is {document_of(PAGE).id}"),
        ("i-1", "no page of the case has this id or external id"),
        ("twice.txt", "names 2 pages with different bytes"),
    ],
)
def test_what_is_no_single_page_is_refused(case: Case, target: str, words: str) -> None:
    add(case, capture_of("twice.txt", "one"), capture_of("twice.txt", "another"))
    for refuse in (lambda: erased(case, target), lambda: planned(case, target)):
        with pytest.raises(UsageError, match=words):
            refuse()
    with viewing(case.ledger) as connection:
        assert list(judgement_log(connection)) == []


def test_a_reason_that_repeats_the_page_is_refused(case: Case) -> None:
    for why in ("it says obsidian quernstone žižkovák", f"{NAME} is to go", "https://wire.example/marzipan?x=1", " "):
        with pytest.raises(UsageError, match="--why"):
            erase(case, NAME, "cem", why)
    with pytest.raises(UsageError, match="--by is empty"):
        erase(case, NAME, " ", "asked to")


def test_what_was_erased_is_said_when_it_is_asked_for_again(case: Case) -> None:
    done = erased(case)
    for name in (done.tombstone.sha256, *done.tombstone.documents):
        with pytest.raises(UsageError, match=r"was erased on [\d-]+ by cem \(line 1 of `sitrep log`\)"):
            erased(case, name)


def test_an_erasure_stopped_after_its_line_is_finished_by_whoever_opens_the_case(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> bool:
        raise KeyboardInterrupt

    judged(case)
    (case.path / "desk.sqlite").write_text(TEXT, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(sitrep.case.erasing, "finish_erasing", killed)
        with pytest.raises(KeyboardInterrupt):
            erased(case)
    case.close()
    assert found_in(case.path), "the bytes are still there"
    with open_case(case.path) as again:
        assert found_in(again.path) == {}
        assert breaks(again) == []
        with pytest.raises(UsageError, match="was erased on"):
            erased(again, document_of(PAGE).id)


def test_a_reader_at_work_keeps_remains_until_it_ends(case: Case) -> None:
    with closing(sqlite3.connect(case.path / "case.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM claims").fetchone()
        assert not erase(case, NAME, "cem", "asked to", patience_seconds=0.1).is_swept
        with open_case(case.path) as again, viewing(again.ledger) as connection:
            assert len(list(documents(connection))) == 2
        reader.execute("COMMIT")
    open_case(case.path).close()
    assert found_in(case.path) == {}


def test_bytes_that_are_erased_while_another_process_reads_them_stay_out(case: Case) -> None:
    def read_meanwhile(document: Document) -> Reading:
        erased(case)
        return read(document, NEWER)

    newer = one_by_one(document_of, read_meanwhile, NEWER)
    report, _ = add(case, PAGE, readers=newer)
    assert (report.read, report.refused) == (0, 1)
    assert found_in(case.path) == {}


def test_a_diff_says_what_was_erased(case: Case, tmp_path: Path) -> None:
    before = tmp_path / "before.jsonl"
    after = tmp_path / "after.jsonl"

    def export(path: Path) -> None:
        with viewing(case.ledger) as connection:
            lines = [json.dumps(line) for reading in readings(connection) for line in claim_lines(reading)]
        path.write_text("\n".join(lines), encoding="utf-8")

    judge(case, say(Verdict.ACCEPT, SECOND))
    export(before)
    erased(case)
    export(after)
    changes = list(changes_between(case, str(before), str(after)))
    assert {(change.row, change.cause, change.detail) for change in changes} == {
        (claim.id, Cause.ERASURE, "line 2 of the log") for claim in read(document_of(PAGE)).claims
    }
    link(case, {"i-9": [KEPT, read(document_of(THIRD)).claims[0].id]})
    with viewing(case.ledger) as connection:
        names = [summary.run.id for summary in runs(connection)]
    assert list(changes_between(case, names[1], names[-2])) == [], "what was erased was never there"
    changes = list(changes_between(case, names[1], names[-1]))
    assert {change.row for change in changes} == {"i-1", "i-9"}
    assert {change.cause for change in changes} == {Cause.ERASURE}


def test_the_free_texts_of_one_judgement_are_erased_and_the_chain_holds(case: Case) -> None:
    note = judge(case, say(Verdict.NOTE, KEPT, why="Zinnia Thistlewood told me"))
    other = judge(case, say(Verdict.ACCEPT, KEPT, why="the page has it"))
    done = erase(case, note.id, "cem", "a name")
    assert (done.number, done.is_swept, done.tombstone.documents) == (3, True, ())
    assert done.tombstone.lines[0].texts == ("why",)
    assert found_in(case.path, ("Zinnia", "Thistlewood")) == {}
    assert breaks(case) == []
    with viewing(case.ledger) as connection:
        rows = list(judgement_log(connection))
        assert [row.judgement().lost for row in rows] == [("why",), (), ()]
        assert rows[1].judgement().why == other.why
        assert len(list(documents(connection))) == 3
    with pytest.raises(UsageError, match="no texts any more"):
        erase(case, note.id, "cem", "a name")


def test_an_edit_whose_value_is_erased_changes_nothing_any_more(case: Case) -> None:
    edit = judge(case, say(Verdict.EDIT, CLAIM, field="stance", value='"denies"', why="as Zinnia said"))
    assert erase(case, edit.id, "cem", "a name").tombstone.lines[0].texts == ("seen.0.value", "value", "why")
    with viewing(case.ledger) as connection:
        assert next(row.judgement() for row in judgement_log(connection)).is_erased
    assert breaks(case) == []


def test_a_reason_that_repeats_the_judgement_and_an_id_of_none_are_refused(case: Case) -> None:
    note = judge(case, say(Verdict.NOTE, KEPT, why="Zinnia Thistlewood told me"))
    with pytest.raises(UsageError, match="repeats words"):
        planned(case, note.id, "it says Zinnia Thistlewood told")
    with pytest.raises(UsageError, match="no line of `sitrep log` has this id"):
        planned(case, "j-0000000000000000")
    assert planned(case, note.id).lines[0].texts == ("why",)
    assert len(found_in(case.path, ("Zinnia",))) == 1

"""What a case keeps of visits, and what it forgets with an erased page."""

from pathlib import Path

from tests.ledger.readings import RUN, capture_of, document_of, read

from sitrep.case.erasing import erase
from sitrep.case.folders import init_case
from sitrep.case.visits import earlier_visit, held, keep_visit, visits_of
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_capture, append_reading
from sitrep.model.visits import Visit

A = "https://www.wire.example/a"


def test_a_visit_is_kept_and_asked_after(tmp_path: Path) -> None:
    with init_case(tmp_path / "case") as case:
        visit = Visit(A, "2020-01-01T00:00:00Z", A, 200, '"v1"', sha256="ab")
        keep_visit(case, visit, RUN)
        assert visits_of(case) == [visit]
        assert earlier_visit(case, A) == visit
        # It brought bytes that the case does not have.
        assert held(case) == set()


def test_a_visit_that_brings_erased_bytes_leaves_nothing(tmp_path: Path) -> None:
    page = capture_of("wire.txt", "Obsidian mortars hit the tannery")
    with init_case(tmp_path / "case") as case:
        with writing(case.ledger) as connection:
            append_reading(connection, read(document_of(page)), append_capture(connection, page, RUN), RUN)
        keep_visit(case, Visit(A, "2020", A, 200, sha256=page.sha256), RUN)
        assert {A, "wire.example/a", page.name} <= held(case)
        erase(case, page.name, "ann", "asked to")
        assert visits_of(case) == []
        keep_visit(case, Visit(A, "2020", A, 200, sha256=page.sha256), RUN)
        keep_visit(case, Visit(A, "2020", None, None, refusal="closed"), RUN, added=page.sha256)
        assert visits_of(case) == []
        assert not {A, page.name} & held(case)

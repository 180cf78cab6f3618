"""Four releases of the case on the raid, made once: as linked, after an edit and a join, after a rejection, after an
erasure."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from sitrep.case.erasing import erase
from sitrep.case.folders import Case, open_case
from sitrep.case.judging import judge
from sitrep.case.linking import corpus_of, link_case
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.judgements import Judgement, Verdict
from sitrep.release.folders import lines_of, write_release
from sitrep.release.freezing import Wish, frozen

DAY = date(2026, 11, 29)
ERASED = "orontes-idlib-market.html"


@dataclass(frozen=True)
class Releases:
    """The folders of the releases with the case, and what was done between them."""

    case: Path
    first: Path
    joined: Path
    rejected: Path
    erased: Path
    edit: Judgement
    join: Judgement
    reject: Judgement
    incidents: tuple[str, str]


def say(case: Case, verdict: Verdict, *targets: str, field: str | None = None, value: str | None = None) -> Judgement:
    at = "2026-01-02T03:04:05+00:00"
    return judge(case, Judgement(verdict, targets, "ann", at, "as the page has it", field, value))


def two_incidents(case: Case) -> tuple[tuple[str, Sequence[str]], tuple[str, Sequence[str]]]:
    """Two incidents, told by pages that have no other in common, so that people can say that they are one."""
    corpus = corpus_of(case)
    found = list(corpus.linking.incidents.items())
    pages = {name: {corpus.claims[claim]["document"]["id"] for claim in claims} for name, claims in found}
    return next((one, two) for one in found for two in found if one[0] < two[0] and not pages[one[0]] & pages[two[0]])


def make(case: Case, folder: Path, places: PlaceNames, since: Path | None = None, name: str | None = None) -> Path:
    write_release(folder, frozen(case, Wish(name=name, day=DAY, since=since), places))
    return folder


@pytest.fixture(scope="session")
def releases(linked_template: Path, tmp_path_factory: pytest.TempPathFactory, gazetteer: PlaceNames) -> Releases:
    folder = tmp_path_factory.mktemp("releases")
    path = Path(shutil.copytree(linked_template, folder / "case"))
    with open_case(path) as case:
        first = make(case, folder / "first", gazetteer)
        (one, (head, *_)), (other, (claim, *_)) = two_incidents(case)
        edit = say(case, Verdict.EDIT, head, field="certainty", value='"possible"')
        join = say(case, Verdict.SAME, head, claim)
        link_case(case)
        joined = make(case, folder / "joined", gazetteer, first, "2")
        gone = next(line for line in lines_of(joined, "claims.jsonl") if line["event"] is None)
        reject = say(case, Verdict.REJECT, str(gone["id"]))
        link_case(case)
        rejected = make(case, folder / "rejected", gazetteer, joined)
        erase(case, ERASED, "ann", "asked for")
        link_case(case)
        erased = make(case, folder / "erased", gazetteer, rejected)
    return Releases(path, first, joined, rejected, erased, edit, join, reject, (one, other))

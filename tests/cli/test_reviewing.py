"""Reviewing through the command line: queue and rates fit their schemas, and rates stand under what counts."""

import shutil
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Sitrep

from sitrep.case.folders import open_case
from sitrep.case.linking import link_case
from sitrep.export.schemas import load_schema

WHY = ("--why", "read it")


@pytest.fixture
def raid(raid_template: Path, tmp_path: Path) -> str:
    path = Path(shutil.copytree(raid_template, tmp_path / "raid"))
    with open_case(path) as case:
        link_case(case)
    return path.name


def fits(name: str, line: object) -> None:
    jsonschema.Draft202012Validator(load_schema(name)).validate(line)


def accept(sitrep: Sitrep, case: str, count: int, by: str) -> None:
    """The first claims of the draw that this reviewer has not decided, accepted."""
    for line in sitrep("queue", case, "--order", "random", "--by", by, "--limit", str(count)).lines():
        assert sitrep("judge", case, "accept", str(line["claim"]), "--by", by, *WHY).status == 0


def test_the_queue_is_lines_of_its_schema_and_as_long_as_is_asked(sitrep: Sitrep, raid: str) -> None:
    whole, few = sitrep("queue", raid).lines(), sitrep("queue", raid, "--limit", "3").lines()
    for line in whole:
        fits("queued", line)
    assert few == whole[:3]
    scores = [float(str(line["score"])) for line in whole]
    assert scores == sorted(scores, reverse=True)
    for order in ("random", "incident"):
        lines = sitrep("queue", raid, "--order", order).lines()
        assert {line["claim"] for line in lines} == {line["claim"] for line in whole}


def test_a_queue_for_people_says_why_and_how_many(sitrep: Sitrep, raid: str) -> None:
    count = len(sitrep("queue", raid).lines())
    done = sitrep("queue", raid, "--limit", "2", "--table")
    assert "no time is given" in " ".join(done.out.split())
    assert done.out.endswith(f"{count} claims to review, the first 2 of them above\n")
    assert max(map(len, done.out.splitlines())) < 120


def test_an_order_that_there_is_not_is_refused(sitrep: Sitrep, raid: str) -> None:
    assert sitrep("queue", raid, "--order", "sideways").status == 2
    assert sitrep("queue", raid, "--limit", "0").status == 2


def test_nothing_is_known_before_anything_is_reviewed(sitrep: Sitrep, raid: str) -> None:
    (line,) = sitrep("rates", raid).lines()
    fits("rates", line)
    assert (line["sample"], line["agreement"]) == (0, [])
    told = sitrep("rates", raid, "--table").out
    assert "not yet known: no claim of the random sample is reviewed" in told
    assert "--order random" in told
    for counting in ("claims", "incidents"):
        assert "right on this corpus" not in sitrep(counting, raid, "--table").out


def test_rates_and_agreement_come_of_what_two_people_judged(sitrep: Sitrep, raid: str) -> None:
    accept(sitrep, raid, 6, "Ann")
    accept(sitrep, raid, 4, "Ben")
    (line,) = sitrep("rates", raid).lines()
    fits("rates", line)
    assert (line["sample"], line["decided"]) == (6, 6)
    assert "a claim is told by its page in 100 %, 60 to 100 (6 reviewed)" in str(line["fields"])
    assert [(pair["reviewers"], pair["n"]) for pair in line["agreement"]] == [(["Ann", "Ben"], 4)]  # type: ignore[attr-defined]
    table = sitrep("rates", raid, "--table").out
    assert "told at all" in table
    assert "Ann and Ben agree on 4 of 4 claims, 100 %" in table


def test_rates_stand_at_the_foot_of_whatever_counts(sitrep: Sitrep, raid: str) -> None:
    accept(sitrep, raid, 3, "Ann")
    for counting in ("claims", "incidents"):
        foot = " ".join(sitrep(counting, raid, "--table").out.split())
        assert "right on this corpus: told at all 100 % (43 to 100)" in foot, counting
        assert sitrep(counting, raid).err == "" or counting == "incidents"

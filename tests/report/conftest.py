"""A linked case of the example pages on one raid, and its report for each audience, made once."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from sitrep.case.folders import open_case
from sitrep.gazetteer import Gazetteer
from sitrep.redaction import Audience
from sitrep.report.making import Order, Report, report_of
from sitrep.report.pages import page_of

TODAY = date(2026, 11, 30)
DAYS = "2015-12-14", "2015-12-28"


def order(audience: Audience = Audience.INTERNAL, **given: object) -> Order:
    """An order for the days of the raid, with whatever else is asked for."""
    asked = {"admin1": None, "rule": "range", "since": None, "made": "2016-01-04", **given}
    return Order(*DAYS, audience=audience, **asked)  # type: ignore[arg-type]


def made(case: Path, gazetteer: Gazetteer, audience: Audience = Audience.INTERNAL, **given: object) -> Report:
    """A report of a case in a folder."""
    with open_case(case) as opened:
        return report_of(opened, order(audience, **given), gazetteer, TODAY)


@pytest.fixture(scope="session")
def internal(linked_template: Path, gazetteer: Gazetteer) -> Report:
    return made(linked_template, gazetteer)


@pytest.fixture(scope="session")
def public(linked_template: Path, gazetteer: Gazetteer) -> Report:
    return made(linked_template, gazetteer, Audience.PUBLIC)


@pytest.fixture(scope="session")
def page(internal: Report) -> str:
    return page_of(internal)


@pytest.fixture
def own_case(linked_template: Path, tmp_path: Path) -> Path:
    """The linked case, of this test alone."""
    return Path(shutil.copytree(linked_template, tmp_path / "case"))

"""The hand-made readings, and the lines of a linked case under each profile, for the tests of this room."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.export.audiences import Lines
from tests.views.handmade import empty_reading, line, reading, statement_line

from sitrep.case.folders import open_case
from sitrep.export.redacted import redacted_incidents, redacted_lines
from sitrep.gazetteer.index import Gazetteer
from sitrep.redaction import Audience

__all__ = ["empty_reading", "line", "reading", "statement_line"]


@pytest.fixture(scope="session")
def lines_by_profile(
    linked_template: Path, gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Lines]:
    """The lines of the raid under the public profile and the internal one, made once."""
    path, today = Path(shutil.copytree(linked_template, tmp_path_factory.mktemp("lines") / "case")), date(2026, 11, 30)
    with open_case(path) as case:
        return {
            audience.value: Lines(
                [dict(one) for one in redacted_lines(case, audience, today, gazetteer)],
                [dict(one) for one in redacted_incidents(case, audience, today, gazetteer)],
            )
            for audience in (Audience.PUBLIC, Audience.INTERNAL)
        }


@pytest.fixture(params=["public", "internal"])
def told(request: pytest.FixtureRequest, lines_by_profile: dict[str, Lines]) -> Lines:
    """The lines of the raid, under one profile and then the other."""
    return lines_by_profile[request.param]

"""A linked case whose pages' bytes are archived, judged by people, and the bundle of its largest incident."""

import shutil
from pathlib import Path

import pytest
from tests.bundle.checking import EXAMPLES, bundled, judged

from sitrep.case.archives import keep_bytes
from sitrep.case.folders import init_case, open_case
from sitrep.case.linking import link_case
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_capture, append_reading
from sitrep.model.documents import Capture
from sitrep.model.readings import Reading, Run
from sitrep.redaction import Audience


@pytest.fixture(scope="session")
def archived_template(raid_readings: list[Reading], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages on the raid with their bytes, linked, and judged: five lines of the log, two of them on others."""
    path = tmp_path_factory.mktemp("archived") / "case"
    with init_case(path) as case:
        for reading in raid_readings:
            name = reading.document.external_id
            content = (EXAMPLES / name).read_bytes()
            assert keep_bytes(case.archive, content) == reading.document.sha256
            run = Run(f"run-{reading.document.id}", "2020-01-01T00:00:00+00:00")
            capture = Capture(reading.document.sha256, "text/html", name, content)
            with writing(case.ledger) as connection:
                append_reading(connection, reading, append_capture(connection, capture, run), run)
        link_case(case)
        judged(case)
    return path


@pytest.fixture
def archived(archived_template: Path, tmp_path: Path) -> Path:
    """The same case, of this test alone."""
    return Path(shutil.copytree(archived_template, tmp_path / "case"))


@pytest.fixture(scope="session")
def whole(archived_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle, written once and never changed."""
    path = tmp_path_factory.mktemp("whole") / "bundle"
    with open_case(archived_template) as case:
        bundled(case, path, Audience.INTERNAL)
    return path


@pytest.fixture
def bundle(whole: Path, tmp_path: Path) -> Path:
    """The bundle, of this test alone."""
    return Path(shutil.copytree(whole, tmp_path / "bundle"))

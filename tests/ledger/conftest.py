"""An empty ledger for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sitrep.ledger.connections import create_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    engine = create_ledger(tmp_path / "case.sqlite")
    yield engine
    engine.dispose()

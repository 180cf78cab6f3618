"""Positions of the parties that pages of official statements are about."""

from pathlib import Path

import positions
import pytest
from tests.link.told import Line, actor, claim, event, place, source

MINISTRY = source("the ministry of Ruritania", "state", "RUR", named=True)
SILENT = event(None, kind="other", mode="silent", actors=[actor("Ruritania", "state", "RUR", named=True)])
NEAR = place("Zenda", 36.0, 37.0, "admin1", 80)


def line(name: str, document: str, **more: object) -> Line:
    return claim(name, document, **more)  # type: ignore[arg-type]


def test_each_page_has_the_position_of_the_party_that_it_is_about() -> None:
    claims = [
        line("c-1", "d-1", said_by=MINISTRY, told=event(place=NEAR)),
        line("c-2", "d-2", told=SILENT),
        line("c-3", "d-3", said_by=MINISTRY, told=event(), stance="denies"),
        line("c-3", "d-3", said_by=MINISTRY, told=event(), stance="denies"),
    ]
    found = {one["document"]: one["accused_position"] for one in positions.positions(claims)}
    assert found == {"d-1.html": "acknowledges", "d-2.html": "silent", "d-3.html": "denies"}


def test_lines_go_in_and_positions_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "c-1", "document": {"id": "d", "external_id": "x"}, "event": null}\n', encoding="utf-8")
    assert positions.main([str(path)]) == 0
    assert '"accused_position": "not_searched"' in capsys.readouterr().out

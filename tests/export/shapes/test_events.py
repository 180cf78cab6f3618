import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.export.audiences import Lines

from sitrep.export.cells import restored
from sitrep.export.losses import rows_left_out
from sitrep.export.shapes.events import event_losses, event_rows, write_events
from sitrep.export.shapes.sheets import columns_of
from sitrep.model.identity import JSON

Line = dict[str, Any]


def read_lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, columns_of("events"), delimiter="\t", quoting=csv.QUOTE_NONE))


def changed(line: Line, **event: JSON) -> Line:
    return {**line, "event": {**line["event"], **event}}


def test_a_line_has_both_codings_and_points_back_to_its_claim(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    write_events([line], [], path)
    (row,) = read_lines(path)
    assert row == {
        "date": "20151220", "source": "MIL", "target": "---", "cameo": "195", "plover": "ASSAULT", "mode": "aerial",
        "place": "Palmyra", "latitude": "34.56", "longitude": "38.28", "evidence": line["evidence"]["text"],
        "id": "c-told",
    } | {key: row[key] for key in ("target", "cameo", "mode")}  # fmt: skip
    assert row["cameo"] == (line["event"]["cameo"] or "")


def test_each_pair_of_source_and_target_has_a_line(line: Line) -> None:
    actors = [{"country": "SYR", "roles": ["MIL"]}, {"country": "RUS", "roles": ["MIL"]}]
    told = changed(line, actors=actors, recipients=[{"roles": ["REB"]}, {"roles": ["CVL"]}, {"roles": ["CVL"]}])
    pairs = [(row["source"], row["target"]) for row in event_rows(told)]
    assert pairs == [("SYRMIL", "REB"), ("SYRMIL", "CVL"), ("RUSMIL", "REB"), ("RUSMIL", "CVL")]


@pytest.mark.parametrize("stance", ["denies", "questions", "declines"])
def test_what_is_not_asserted_is_no_line(line: Line, stance: str) -> None:
    denied = {**line, "stance": stance}
    assert event_rows(denied) == []
    (lost,) = event_losses(denied)
    assert (lost.field, stance in lost.why) == ("row", True)


@pytest.mark.parametrize("status", ["planned", "threatened", "hypothetical", "prepared"])
def test_what_did_not_happen_is_no_line(line: Line, status: str) -> None:
    assert event_rows(changed(line, status=status)) == []
    assert event_losses(changed(line, status=status))[0].field == "row"


def test_a_page_cannot_put_a_line_or_a_column_into_the_file(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    write_events([{**line, "evidence": {"text": "=shelled\tthe\ndepot"}}], [], path)
    (row,) = read_lines(path)
    assert restored(row["evidence"]) == "=shelled the depot"


def test_every_line_of_a_case_says_what_its_claim_says(told: Lines, tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    lost = write_events(told.claims, told.incidents, path)
    rows, known = read_lines(path), {claim["id"]: claim for claim in told.claims}
    assert {row["id"] for row in rows} == known.keys() - {one.row for one in lost if one.field == "row"}
    assert len({row["id"] for row in rows}) == len(known) - rows_left_out(lost)
    for row in rows:
        claim = known[row["id"]]
        event = claim["event"]
        assert claim["stance"] == "asserts"
        assert (row["cameo"], row["plover"], row["mode"]) == tuple(
            event[key] or "" for key in ("cameo", "type", "mode")
        )
        assert restored(row["evidence"]).split() == claim["evidence"]["text"].split()
        assert row["date"] in (
            "",
            *(str((event["time"] or {}).get(key))[:10].replace("-", "") for key in ("start", "end")),
        )
        assert row["place"] in ("", (event["place"] or {}).get("name"))
        for column, key in (("source", "actors"), ("target", "recipients")):
            codes = {(actor["country"] or "") + "".join(actor["roles"]) for actor in event[key]} or {""}
            assert row[column].removeprefix("---") in codes


def test_names_and_figures_and_speakers_are_reported_as_lost(told: Lines, tmp_path: Path) -> None:
    lost = Counter(one.field for one in write_events(told.claims, told.incidents, tmp_path / "events.tsv"))
    assert {"event.actors", "event.quantities", "sources", "certainty", "row"} <= lost.keys()

"""`--out`: shards into Parquet, by one process or several, stopped or not, the same rows and the same bytes."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.cli.conftest import FRENCH, Sitrep, record

from sitrep.bulk.runs import all_rows, differences

TEXTS = ("Twelve rebels were killed in an air strike near Raqqa.", FRENCH, "Jets bombed Sarmin, a baker said.")


@pytest.fixture
def pages(tmp_path: Path) -> str:
    lines = [record(n, f"{TEXTS[n % 3]} Page {n}.") for n in range(14)]
    (tmp_path / "pages.jsonl").write_text("".join(lines), encoding="utf-8")
    return "pages.jsonl"


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_tables_hold_what_read_prints_and_every_record_is_accounted_for(
    sitrep: Sitrep, tmp_path: Path, pages: str
) -> None:
    printed = sitrep("read", pages)
    done = sitrep("read", pages, "--out", "out", "--shard-records", "4")
    assert (done.status, done.out) == (3, "")
    told = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert told["total"]["records"] == 14 == told["total"]["documents"] + told["total"]["refusals"]
    assert [shard["records"] for shard in told["shards"]] == [4, 4, 4, 2]
    files = [f"claims-{shard['key']}.parquet" for shard in told["shards"]]
    tables = [pq.read_table(tmp_path / "out" / name) for name in files]
    claims = [line for table in tables for line in table["claim"].to_pylist()]
    assert claims == printed.out.splitlines()
    refused = all_rows(tmp_path / "out", "refusals", ("path",))
    assert sorted(refused, key=str) == sorted(printed.refusals(), key=str)
    first = tables[0].to_pylist()[0]
    assert (first["place_country"], first["killed_best"], first["source"]) == ("SYR", 12.0, "pages.jsonl#1")


def test_several_processes_and_a_stopped_run_end_in_the_same_bytes(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    sitrep("read", pages, "--out", "one", "--shard-records", "4")
    sitrep("read", pages, "--out", "two", "--shard-records", "4", "--jobs", "2")
    whole = content(tmp_path / "one")
    assert content(tmp_path / "two") == whole
    names = sorted(name for name in whole if name.startswith("claims-"))
    for name in (*names[:2], "manifest.json"):
        (tmp_path / "two" / name).unlink()
    kept = (tmp_path / "two" / names[2]).stat().st_mtime_ns
    sitrep("read", pages, "--out", "two", "--shard-records", "4")
    assert content(tmp_path / "two") == whole
    assert (tmp_path / "two" / names[2]).stat().st_mtime_ns == kept


def test_tables_of_another_run_in_the_same_folder_are_told_of_and_a_file_named_twice_counts_once(
    sitrep: Sitrep, tmp_path: Path, pages: str
) -> None:
    assert "of other runs" not in sitrep("read", pages, pages, "--out", "out", "--shard-records", "14").err
    told = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert told["total"]["records"] == 14
    assert len(told["shards"]) == 1
    again = sitrep("read", pages, "--out", "out", "--shard-records", "7")
    (note,) = [json.loads(line) for line in again.err.splitlines() if "of other runs" in line]
    assert note["note"].startswith("1 files of claims")
    assert told["shards"][0]["key"] in note["note"]


def test_results_are_compared_row_for_row_however_they_were_cut(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    sitrep("read", pages, "--out", "four", "--shard-records", "4")
    sitrep("read", pages, "--out", "all")
    assert differences(tmp_path / "four", tmp_path / "all") == []
    sitrep("read", pages, "--out", "ucdp", "--convention", "ucdp")
    assert differences(tmp_path / "four", tmp_path / "ucdp") != []


@pytest.mark.parametrize("options", [["--out", "s3://bucket/run"], ["--out", "x", "--engine", "ray"]])
def test_offline_no_tables_go_to_other_machines(sitrep: Sitrep, options: list[str]) -> None:
    assert sitrep("--offline", "read", "pages.jsonl", *options).failed_with_one_line(2, "this run is offline")


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--engine", "ray"], "--engine goes with --out"), (["--out", "x", "--layers"], "leave --layers and --table out")],
)
def test_options_that_do_not_go_together_are_said(sitrep: Sitrep, options: list[str], words: str) -> None:
    assert sitrep("read", "pages.jsonl", *options).failed_with_one_line(2, words)

"""A cluster of two machines' worth of Ray on this one, of which one is killed in the middle of a run.

Run with the long environment, in which Ray is, without the options that the short one gives to pytest:

    PYTHONPATH=src:. .venv-long/bin/python -m pytest -o addopts=--import-mode=importlib -W default tests/faults

It needs two idle cores: a node of Ray that takes longer than 15 seconds to start gives up.
"""

import json
import os
import threading
import time
from pathlib import Path

import pytest

from sitrep.bulk.runs import differences
from sitrep.cli.sharding import Bulk, EngineName, read_into

ray = pytest.importorskip("ray")

PAGES, RECORDS = 160, 8
DEEDS = ("Jets bombed a mill near Raqqa", "Rebels shelled the harbour of Latakia", "Troops seized a bridge in Homs")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    lines = [
        json.dumps(
            {"id": f"p{n}", "published": "2015-12-22", "text": f"{DEEDS[n % 3]}, killing {n + 2} people, a baker said."}
        )
        if n % 11
        else "{}"
        for n in range(PAGES)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def kill_one_when_some_are_written(cluster: object, node: object, out: Path, told: list[int]) -> None:
    """Kill all processes of one node when the first shards are on disk and others are under way."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        written = len(list(out.glob("claims-*.parquet"))) if out.is_dir() else 0
        if written >= 3:
            told.append(written)
            cluster.remove_node(node, allow_graceful=False)
            return
        time.sleep(0.05)


def test_a_node_that_is_killed_costs_no_row_and_doubles_none(tmp_path: Path, pages: Path) -> None:
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - only where Ray is

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    alone, out = tmp_path / "alone", tmp_path / "cluster"
    read_into([str(pages)], str(alone), Bulk(records=RECORDS))
    small = {"num_cpus": 1, "object_store_memory": 80_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**small, "include_dashboard": False})
    killed: list[int] = []
    try:
        node = cluster.add_node(**small)
        cluster.wait_for_nodes()
        killer = threading.Thread(target=kill_one_when_some_are_written, args=(cluster, node, out, killed))
        killer.start()
        read_into([str(pages)], str(out), Bulk(EngineName.RAY, records=RECORDS, ray_address=cluster.address))
        killer.join()
    finally:
        cluster.shutdown()
    assert killed
    assert killed[0] < PAGES // RECORDS
    assert differences(alone, out) == []
    told = [json.loads((folder / "manifest.json").read_text()) for folder in (alone, out)]
    assert told[0] == told[1]
    assert {f.name: f.read_bytes() for f in alone.iterdir()} == {f.name: f.read_bytes() for f in out.iterdir()}

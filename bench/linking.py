"""Scores linking: pages to incidents, and records of one database to those of another.

`python bench/linking.py pages GOLD LAYERS` links the pages of GOLD as `sitrep read --layers` printed them in LAYERS,
and has the shared scorer beside GOLD's folder count the pairs. `python bench/linking.py input GOLD` prints the pages as
input for the reader. `python bench/linking.py databases RECORDS POOL` links records, each of which has a right entry in
the pool: one without an answer counts as wrong.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from entries import airwars_entry, read_lines, ucdp_entry
from pages import Labelled, read_pages

from sitrep.link.databases import link_records
from sitrep.link.linking import link_pages


def main(argv: Sequence[str]) -> int:
    """Print the figures of a task; the exit status."""
    parser = argparse.ArgumentParser(prog="bench/linking.py", description="Score linking.")
    parser.add_argument("task", choices=["pages", "databases", "input"])
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args(argv)
    if options.task == "databases":
        print(score_databases(*options.files))
        return 0
    scorer = options.files[0].resolve().parents[1] / "score.py"
    if options.task == "input":
        return subprocess.run([sys.executable, scorer, "input", options.files[0]], check=False).returncode
    return score_pages(scorer, options.files[0], options.files[1])


def incident_lines(labelled: Iterable[Labelled]) -> Iterator[str]:
    """Yield a line a page with the group of its main incident."""
    pages = list(labelled)
    groups = link_pages(page.page for page in pages)
    for page in pages:
        yield json.dumps({"document": page.external_id, "incident": f"i{groups.mains[page.page.id]}"})


def score_pages(scorer: Path, gold: Path, layers: Path) -> int:
    """Print what the shared scorer says of the groups of pages; its exit status."""
    with tempfile.TemporaryDirectory(prefix="sitrep-linking-") as scratch:
        linked = Path(scratch) / "linked.jsonl"
        linked.write_text("".join(f"{line}\n" for line in incident_lines(read_pages(gold, layers))), encoding="utf-8")
        return subprocess.run([sys.executable, scorer, "linking", gold, linked], check=False).returncode


def score_databases(records: Path, pool: Path) -> str:
    """How many of the records with a right entry in the pool were linked to it, as a line."""
    lines = [line for line in read_lines(records) if line["gold_airwars"]]
    right = {str(line["ucdp_id"]): line["gold_airwars"] for line in lines}
    links = link_records(map(ucdp_entry, lines), map(airwars_entry, read_lines(pool)))
    hits = sum(link.entry in right[link.record] for link in links)
    silent = sum(link.entry is None for link in links)
    return f"databases right {100 * hits / max(1, len(links)):.1f} ({hits}/{len(links)}) unanswered {silent}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

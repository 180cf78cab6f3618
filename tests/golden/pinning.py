"""The golden pages, and what was pinned about them.

Write the decisions of the present reader down, from the root of the checkout, with

    python -m tests.golden.pinning

and with `--raise` also raise the floors of pages that got better. Floors are never lowered by a command: whoever
lowers one edits `floors.json`, where it shows.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import cattrs
from tests.golden.scoring import Decision, GoldPage, decide

from sitrep.case.attempts import attempts
from sitrep.case.reading import Instruments
from sitrep.cli.instruments import load_instruments
from sitrep.ingest import open_sources
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

HERE = Path(__file__).parent
PAGES = HERE.parent.parent / "examples" / "pages"
FLOORS = HERE / "floors.json"
DECISIONS = HERE / "decisions.csv"
HEADER = ["page", "row", "found", "wrong"]

Floors = dict[str, dict[str, int]]


def gold_pages() -> list[GoldPage]:
    """The gold of every page, in the order of the folders."""
    lines = (
        line for path in sorted(HERE.glob("*/expected.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [cattrs.structure(json.loads(line), GoldPage) for line in lines if line.strip()]


def read_pages(instruments: Instruments) -> Iterator[Reading]:
    """Yield each example page, read.

    Raises ValueError for a page that is refused: all of them can be read.
    """
    for found in attempts(open_sources([str(PAGES)]), instruments, instruments.origin()):
        if found.reading is None:
            raise ValueError(f"a page is refused: {found.refusal}")
        yield found.reading


def decisions_on(readings: Iterable[Reading], pages: Iterable[GoldPage]) -> list[Decision]:
    """What became of every gold row, page by page."""
    by_id = {reading.document.external_id: reading for reading in readings}
    return [
        decision
        for page in pages
        for decision in decide(page, by_id[page.id].document.text, claim_lines(by_id[page.id]))
    ]


def tally(decisions: Iterable[Decision]) -> Floors:
    """How many rows each page has, and how many of them are found and whole."""
    counts: dict[str, Counter[str]] = {}
    for decision in decisions:
        page = counts.setdefault(decision.page, Counter(rows=0, found=0, whole=0))
        page.update(rows=1, found=int(decision.found), whole=int(decision.whole))
    return {page: dict(count) for page, count in counts.items()}


def rows_of(decisions: Iterable[Decision]) -> list[list[str]]:
    """The decisions as rows of the table, a heading first."""
    return [HEADER] + [[d.page, d.row, "yes" if d.found else "no", " ".join(d.wrong)] for d in decisions]


def pinned_rows() -> list[list[str]]:
    """The rows of the table as it is pinned."""
    with DECISIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def pinned_floors() -> Floors:
    """The floors as they are pinned."""
    return cast("Floors", json.loads(FLOORS.read_text(encoding="utf-8"))) if FLOORS.exists() else {}


def raised(floors: Floors, reached: Mapping[str, Mapping[str, int]]) -> Floors:
    """The floors with those raised that were passed; the number of rows is what it is."""
    return {
        page: {
            "rows": counts["rows"],
            **{name: max(counts[name], floors.get(page, {}).get(name, 0)) for name in ("found", "whole")},
        }
        for page, counts in reached.items()
    }


def main() -> None:
    """Pin the decisions of the present reader, and the floors where asked."""
    arguments = argparse.ArgumentParser(description=main.__doc__)
    arguments.add_argument(
        "--raise", action="store_true", dest="raise_floors", help="raise the floors that were passed"
    )
    wants = arguments.parse_args()
    decisions = decisions_on(read_pages(load_instruments()), gold_pages())
    with DECISIONS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows_of(decisions))
    if wants.raise_floors:
        floors = raised(pinned_floors(), tally(decisions))
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Scores the ACLED sub-event type of short news texts, each labelled with what it tells.

`python bench/acled.py GOLD [LAYERS]`: GOLD holds `{"id", "text", "label"}` a line (may be gzipped), LAYERS what
`sitrep read --layers` printed of the texts; without LAYERS the reader is run. acled_labels.tsv says which sub-event
type a label means; texts whose label means none are left out of the score and counted apart.

A text is right when the sub-event type of its main incident is its label's; where the main incident has none, that of
its first event claim that has one. It is silent when no event has one.
"""

import argparse
import csv
import gzip
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]

LABELS = Path(__file__).parent / "acled_labels.tsv"
SILENT = "(silent)"
READ = (0, 3)
"""Exit statuses of `sitrep read` that leave readings: all read, some refused."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text's sub-event type as labelled (None where ACLED has none) and as read (None when silent)."""

    gold: str | None
    read: str | None


def main(argv: Sequence[str]) -> int:
    """Print the figures of a gold file; the exit status."""
    parser = argparse.ArgumentParser(prog="bench/acled.py", description="Score ACLED sub-event types.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("layers", type=Path, nargs="?")
    options = parser.parse_args(argv)
    gold = list(lines_of(options.gold))
    layers = lines_of(options.layers) if options.layers else read_texts(gold)
    for line in report(cases_of(gold, layers, load_labels())):
        print(line)
    return 0


def load_labels(path: Path = LABELS) -> dict[str, str | None]:
    """The sub-event type of each label; None where ACLED has none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {row["label"]: row["acled_sub_type"] or None for row in rows}


def lines_of(path: Path) -> Iterator[Line]:
    """The records of a JSONL file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def read_texts(gold: Sequence[Line]) -> list[Line]:
    """What `sitrep read --layers` prints of the texts; CalledProcessError when it fails."""
    sitrep = Path(sys.executable).parent / "sitrep"
    with tempfile.TemporaryDirectory(prefix="sitrep-acled-") as scratch:
        path = Path(scratch) / "texts.jsonl"
        texts = (json.dumps({"id": line["id"], "text": line["text"], "lang": "en"}) for line in gold)
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        command = [str(sitrep), "read", "--layers", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in READ:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cases_of(gold: Iterable[Line], layers: Iterable[Line], labels: Mapping[str, str | None]) -> list[Case]:
    """Each text's label and what was read of it; KeyError for a label that acled_labels.tsv lacks."""
    read = {line["document"]: sub_type_of(line) for line in layers}
    return [Case(labels[line["label"]], read.get(line["id"])) for line in gold]


def sub_type_of(layers: Line) -> str | None:
    """The sub-event type of a text's main incident, else of its first event claim that has one; None when silent."""
    told = [layers["main"], *(claim["event"] for claim in layers["claims"])]
    codes = (event["acled"] for event in told if event is not None)
    return next((code["sub_event_type"] for code in codes if code is not None and code["sub_event_type"]), None)


def report(cases: Sequence[Case]) -> Iterator[str]:
    """The figures as lines: right, silent, beside ACLED, then each sub-event type and the confusions."""
    scored = [case for case in cases if case.gold is not None]
    beside = [case for case in cases if case.gold is None]
    yield share("acled right", sum(case.read == case.gold for case in scored), len(scored))
    yield share("acled silent", sum(case.read is None for case in scored), len(scored))
    yield share("beside acled and coded", sum(case.read is not None for case in beside), len(beside))
    for gold in sorted({case.gold for case in scored if case.gold}):
        read = Counter(case.read or SILENT for case in scored if case.gold == gold)
        wrong = sorted((-n, name) for name, n in read.items() if name != gold)
        others = ", ".join(f"{name} {-n}" for n, name in wrong)
        yield f"  {gold} {read[gold]}/{read.total()}" + (f": {others}" if others else "")


def share(name: str, part: int, whole: int) -> str:
    """A named share in per cent with its counts.

    >>> share("right", 3, 4)
    'right 75.0 (3/4)'
    """
    return f"{name} {100 * part / whole if whole else 0:.1f} ({part}/{whole})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

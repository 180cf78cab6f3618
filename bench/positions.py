"""The accused party's position on each page of official statements.

    python bench/positions.py print CLAIMS > POSITIONS.jsonl
    python bench/positions.py score TEXTS GOLD CLAIMS

CLAIMS is what `sitrep read` printed of TEXTS. A page is about the party whose words or silences it tells most of.
`print` writes a line a page; `score` has the shared scorer beside GOLD's folder say how many are right.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitrep.link.speaking import page_position
from sitrep.model.fields import Record, text_at


def positions(claims: Iterable[Record]) -> Iterator[dict[str, object]]:
    """Yield one line a page with the position and the claims that it rests on."""
    pages: dict[str, list[Record]] = {}
    for claim in claims:
        pages.setdefault(text_at(claim, "document", "external_id") or "", []).append(claim)
    for name, told in pages.items():
        unique = list({text_at(claim, "id"): claim for claim in told}.values())
        stance = page_position(unique)
        yield {"document": name, "accused_position": stance.position, "claims": list(stance.claims)}


def lines_of(claims: Path) -> str:
    """The positions of a file of claims, a line a page."""
    with claims.open(encoding="utf-8") as lines:
        return "".join(f"{json.dumps(line)}\n" for line in positions(json.loads(line) for line in lines))


def score(texts: Path, gold: Path, claims: Path) -> int:
    """Print what the shared scorer says of claims and positions; its exit status."""
    scorer = gold.resolve().parents[1] / "statements_score.py"
    with tempfile.TemporaryDirectory(prefix="sitrep-positions-") as scratch:
        found = Path(scratch) / "positions.jsonl"
        found.write_text(lines_of(claims), encoding="utf-8")
        return subprocess.run([sys.executable, scorer, texts, gold, claims, found], check=False).returncode


def main(arguments: Sequence[str]) -> int:
    """Read claim lines and print positions, or how many are right; the exit status."""
    parser = argparse.ArgumentParser(prog="bench/positions.py", description="Positions of accused parties.")
    parser.add_argument("task", choices=["print", "score"])
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args(arguments)
    if options.task == "score":
        return score(*options.files)
    sys.stdout.write(lines_of(options.files[0]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

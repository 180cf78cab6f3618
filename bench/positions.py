"""The accused party's position on each page of official statements, as `statements_score.py` reads it.

    python bench/positions.py CLAIMS.jsonl > POSITIONS.jsonl

CLAIMS is what `sitrep read` printed. A page is about the party whose words or silences it tells most of.
"""

import json
import sys
from collections.abc import Iterable, Iterator
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


def main(arguments: list[str]) -> int:
    """Read claim lines and print positions."""
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        for line in positions(json.loads(line) for line in lines):
            sys.stdout.write(json.dumps(line) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

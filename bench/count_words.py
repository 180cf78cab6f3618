"""Counts on how many pages of general news a word stands: makes the table of common words that linking goes by.

`python bench/count_words.py NEWS` writes src/sitrep/link/data/common_words.tsv from the pages of a JSON Lines file with
`title` and `text`. Only shares of words that stand on many pages are kept, nothing of a page.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from entries import read_lines

from sitrep.link.words import READ_CHARACTERS, names_in, terms_in

TABLE = Path(__file__).parents[1] / "src" / "sitrep" / "link" / "data" / "common_words.tsv"
FEWEST = 5
FEWEST_OF_A_NAME = 8
ABOUT = (
    "# Words, and pairs of capitalised words, by the share of pages of general news that they stand on: of 500 pages",
    "# of 254 outlets, 2013-2018; words on fewer than 1 % of the pages, and pairs on fewer than 1.6 %, are left out.",
    "# Made by bench/count_words.py; version 1. Term, share.",
)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="bench/count_words.py", description="Count common words.")
    parser.add_argument("news", type=Path)
    lines = table(read_lines(parser.parse_args().news))
    TABLE.write_text("".join(f"{line}\n" for line in (*ABOUT, *lines)), encoding="utf-8")


def table(pages: Iterable[Mapping[str, Any]]) -> list[str]:
    """The rows: terms on enough pages with their share, the most common first."""
    counts: Counter[str] = Counter()
    total = 0
    for page in pages:
        text = f"{page.get('title') or ''}\n{page['text'][:READ_CHARACTERS]}"
        counts.update({*terms_in(text), *names_in(text)})
        total += 1
    kept = [(term, n) for term, n in counts.items() if n >= (FEWEST_OF_A_NAME if " " in term else FEWEST)]
    return [f"{term}\t{n / total:.3g}" for term, n in sorted(kept, key=lambda item: (-item[1], item[0]))]


if __name__ == "__main__":
    main()

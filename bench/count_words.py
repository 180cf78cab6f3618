"""Counts how common a word is in the project's own texts: makes the table of common words that linking goes by.

`python bench/count_words.py` writes src/sitrep/link/data/common_words.tsv. The texts are the example pages, the open
halves of the gold, and the examples of the word tables. They are short; so they are put one after the other and cut
into pages as long as a short news page, and a word's share is that of the pages it stands on. A word that the texts
only write with a capital is left out, unless it is a day or a month: no name of a person or a place is in the table.
"""

import calendar
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from reprints import PAGES, words_of

from sitrep.lexicon.loading import TABLES, load_lexicon
from sitrep.link.words import terms_in

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "sitrep" / "link" / "data" / "common_words.tsv"
GOLD = ROOT / "bench" / "gold"
WORDS_A_PAGE = 350
CALENDAR = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name) if name)
SMALL = re.compile(r"(?<![\w'’])[^\W\d_A-Z][^\W\d_'’]+")
ABOUT = (
    "# source: counted on the project's own texts by bench/count_words.py",
    "# licence: Apache-2.0",
    "# version: 2",
    "# date: 2026-11-30",
    "# The share of pages of {length} words that a word stands on, over {total} pages cut from the example pages,",
    "# the open gold texts and the examples of the word tables. Words that are only written with a capital (days and",
    "# months apart) are left out. Term, share.",
)


def main() -> None:
    """Write the table."""
    pages = list(cut_pages(own_texts()))
    about = (line.format(length=WORDS_A_PAGE, total=len(pages)) for line in ABOUT)
    TABLE.write_text("".join(f"{line}\n" for line in (*about, *table(pages))), encoding="utf-8")


def own_texts() -> Iterator[str]:
    """Yield the project's own texts that are open, in the order of their files."""
    for path in sorted(PAGES.iterdir()):
        yield from words_of(path)
    for path in sorted(GOLD.glob("*_open.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]
    for name in TABLES:
        for row in getattr(load_lexicon(), name):
            yield row.example.replace("[", "").replace("]", "")


def cut_pages(texts: Iterable[str], length: int = WORDS_A_PAGE) -> Iterator[str]:
    """Yield the texts one after the other in pages of so many words; what is left over at the end is no page."""
    words: list[str] = []
    for text in texts:
        words += text.split()
        while len(words) >= length:
            yield " ".join(words[:length])
            words = words[length:]


def table(pages: Iterable[str]) -> list[str]:
    """The rows: words with the share of pages that they stand on, the most common first."""
    counts: Counter[str] = Counter()
    small: set[str] = set(CALENDAR)
    total = 0
    for page in pages:
        counts.update(terms_in(page).keys())
        small.update(terms_in(" ".join(SMALL.findall(page))))
        total += 1
    kept = [(term, n) for term, n in counts.items() if term in small or term.isdecimal()]
    return [f"{term}\t{n / total:.3g}" for term, n in sorted(kept, key=lambda item: (-item[1], item[0]))]


if __name__ == "__main__":
    main()

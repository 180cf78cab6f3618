"""Plain text to blocks: each line marked as what it is, furniture too; nothing is cut.

Wording comes first (`furniture.tsv`), then structure: the title by its place, keyword lists by their commas,
crossheads by their capitals, repeated scraps, what is left above the title and below the last paragraph. A line in
doubt is a paragraph: a real sentence lost is worse than a junk line kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitrep.ingest.furniture import furniture_blocks
from sitrep.ingest.lines import Line, split_lines
from sitrep.lexicon.tables import FurnitureRow
from sitrep.model.documents import Block, BlockKind
from sitrep.model.spans import Span

# A title stands among the first so many lines that are no furniture, and has so many words.
TITLE_LINES, TITLE_WORDS = 12, (4, 30)
# A scrap of a page's template has at most so many words.
SCRAP_WORDS = 8
# A headline of another page has at most so many words.
TEASER_WORDS = 15
# A crosshead in capitals has at most so many words and no figure.
CROSSHEAD_WORDS = 4
# A keyword list has at least so many items, none of more words than this.
KEYWORDS, KEYWORD_WORDS = 4, 5
BLACK = re.compile(r"\S+")
# Words of a sentence's length that stand twice in a row, and how much of a gallery's line they are at least.
TWICE, TWICE_SHARE = re.compile(r"([A-Z\"“'‘][^.!?\n]{29,400}[.!?]?)\s+\1"), 0.6
# So much of a line is looked at for words that stand twice.
TWICE_WITHIN = 4000
# Where one sentence ends and another begins, initials and abbreviations like "U.S." left out.
SENTENCE_BREAK = re.compile(r"[a-z]{3}[.!?] [A-Z]")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page: `known` holds the blocks of those that are furniture or already decided.

    `title`, `first` and `last` are the numbers of the title's line and of the first and last sentence, -1 for none.
    """

    lines: tuple[Line, ...]
    known: Sequence[tuple[Block, ...]]
    counts: Counter[str]
    title: int
    first: int
    last: int

    def interrupted(self, number: int) -> bool:
        """Whether the line before is furniture amid the article."""
        return number > self.first and bool(self.known[number - 1]) and _is_furniture(self.known[number - 1])

    def listed(self, number: int) -> bool:
        """Whether the line before leads to another page."""
        return number > 0 and any(block.kind is BlockKind.RELATED for block in self.known[number - 1][-1:])


Rule = Callable[[Page, int], tuple[BlockKind, str] | None]


def blocks_of(text: str, furniture: Sequence[FurnitureRow], title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text, in order; all of it that is no white space lies in one.

    `title` is the page's title where the input gives it.
    """
    lines = split_lines(text)
    known = [tuple(furniture_blocks(line, furniture)) for line in lines]
    page = _survey(lines, known, title)
    for number, line in enumerate(lines):
        if not known[number]:
            kind, reason = next((v for rule in RULES if (v := rule(page, number))), (BlockKind.PARAGRAPH, "text"))
            known[number] = (Block(line.span, kind, reason),)
    return with_marks(text, [block for blocks in known for block in blocks])


def with_marks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with what lies between them, marks of layout and stray punctuation, as blocks of their own."""
    whole: list[Block] = []
    ends = [0, *(block.span.end for block in blocks)]
    starts = [*(block.span.start for block in blocks), len(text)]
    for number, (end, start) in enumerate(zip(ends, starts, strict=True)):
        marks = BLACK.finditer(text, end, start)
        whole += [Block(Span(*mark.span()), BlockKind.CHROME, "a mark of layout") for mark in marks]
        whole += blocks[number : number + 1]
    return tuple(whole)


def _survey(lines: tuple[Line, ...], known: Sequence[tuple[Block, ...]], title: str | None) -> Page:
    """The page before its structure is read."""
    open_lines = [n for n, blocks in enumerate(known) if not blocks]
    running = [n for n, blocks in enumerate(known) if _is_running(lines[n], blocks)]
    first, last = (running[0], running[-1]) if running else (-1, -1)
    counts = Counter(line.text.casefold() for line in lines)
    return Page(lines, known, counts, _find_title(lines, open_lines, first, title), first, last)


def _is_running(line: Line, blocks: Sequence[Block]) -> bool:
    """Whether a line is running text, perhaps after a dateline."""
    if not blocks:
        return line.is_sentence
    return any(block.kind is BlockKind.PARAGRAPH for block in blocks) and line.is_sentence


def _is_furniture(blocks: Sequence[Block]) -> bool:
    """Whether a line's blocks are all furniture of the template."""
    return all(block.kind in (BlockKind.CHROME, BlockKind.RELATED) for block in blocks)


def _find_title(lines: Sequence[Line], numbers: Sequence[int], first: int, title: str | None) -> int:
    """The number of the title's line: the one given, a first heading, or the first headline above the text."""
    head = [n for n in numbers if first < 0 or n <= first][:TITLE_LINES]
    given = (title or "").strip().casefold()
    named = next((n for n in head if given and lines[n].text.casefold() == given), None)
    if named is not None:
        return named
    marked = next((n for n in head if lines[n].heading == 1), None)
    if marked is not None:
        return marked
    above = [n for n in head if 0 <= n < first and _is_headline(lines[n])]
    return next(
        (n for n in above if _has_plain_word(lines[n])), max(above, key=lambda n: len(lines[n].text), default=-1)
    )


def _is_headline(line: Line) -> bool:
    """Whether a line has a headline's length and no full stop."""
    low, high = TITLE_WORDS
    return low <= len(line.words) <= high and line.text[-1] not in ".:;," and not SENTENCE_BREAK.search(line.text)


def _has_plain_word(line: Line) -> bool:
    """Whether a word beyond the first is in lower case: rows of section names have none."""
    return any(word[0].islower() for word in line.words[1:])


def no_letters(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A rule or an ornament."""
    if not any(c.isalnum() for c in page.lines[number].text):
        return BlockKind.CHROME, "no letters"
    return None


def the_title(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """The headline above the text."""
    return (BlockKind.TITLE, "the headline above the text") if number == page.title else None


def above_the_title(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """Scraps above the title: the outlet's name, its sections."""
    if number < page.title and _is_scrap(page.lines[number]):
        return BlockKind.CHROME, "a scrap above the title"
    return None


def keyword_list(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A line of keywords: capitalised items between commas, no sentence."""
    line = page.lines[number]
    items = [item.split() for item in line.text.split(",")]
    named = all(0 < len(item) <= KEYWORD_WORDS and not item[0][0].islower() for item in items)
    if len(items) >= KEYWORDS and named and not line.ends_sentence:
        return BlockKind.RELATED, "a list of keywords"
    return None


def crosshead(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A few words in capitals among running text."""
    line = page.lines[number]
    plain = line.text.isupper() and not any(c.isdigit() for c in line.text)
    if plain and len(line.words) <= CROSSHEAD_WORDS and not line.ends_sentence and page.first < number < page.last:
        return BlockKind.RELATED, "a few words in capitals amid the text"
    return None


def repeated(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A scrap that stands on the page more than once."""
    line = page.lines[number]
    if page.counts[line.text.casefold()] > 1 and _is_scrap(line) and page.first >= 0:
        return BlockKind.CHROME, "a scrap that is repeated"
    return None


def said_twice(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A gallery's line, which says the caption of each picture or film twice, beside the page's own text."""
    text = page.lines[number].text
    if page.first == page.last or len(text) > TWICE_WITHIN:
        return None
    twice = sum(len(found.group()) for found in TWICE.finditer(text))
    return (BlockKind.RELATED, "captions said twice") if twice >= TWICE_SHARE * len(text) else None


def teaser(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A headline without a full stop right after furniture amid the text: it leads to another page."""
    line = page.lines[number]
    if page.interrupted(number) and len(line.words) <= TEASER_WORDS and not line.ends_sentence and not line.heading:
        return BlockKind.RELATED, "a headline after furniture"
    return None


def headline_in_a_list(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """A headline without a full stop in a list: after one that leads to another page, or beside one below the text."""
    lines = page.lines
    beside = [n for n in (number - 1, number + 1) if page.last < n < len(lines) and _is_open(lines[n])]
    below = 0 <= page.last < number and bool(beside)
    if (page.listed(number) or below) and _is_open(lines[number]) and not lines[number].heading:
        return BlockKind.RELATED, "a headline in a list of headlines"
    return None


def below_the_text(page: Page, number: int) -> tuple[BlockKind, str] | None:
    """Scraps below the last sentence."""
    if 0 <= page.last < number and _is_scrap(page.lines[number]):
        return BlockKind.CHROME, "a scrap below the text"
    return None


def _is_open(line: Line) -> bool:
    """Whether a line has a sentence's length at most and not its mark."""
    return not line.is_sentence and not line.ends_sentence


def _is_scrap(line: Line) -> bool:
    """Whether a line is a few words that end no sentence."""
    return len(line.words) <= SCRAP_WORDS and not line.ends_sentence


RULES: tuple[Rule, ...] = (
    no_letters,
    the_title,
    above_the_title,
    keyword_list,
    crosshead,
    repeated,
    said_twice,
    teaser,
    below_the_text,
    headline_in_a_list,
)

"""Search in the pages of a case: what was typed first, then pages that have it only in another spelling.

All that is typed must stand in a page. A word finds those that begin with it; a name in Latin letters that the pages
have finds only itself ("Hama" is not "Hamas"); in Arabic, Hebrew, Chinese and the like a word is found within others,
too, and so is a word that begins none.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.desk.searching.folding import fold_text, folded_words
from sitrep.desk.searching.queries import BEGINNING, INSIDE, WHOLE, Term, parse_query, spelling_form, usual_form
from sitrep.desk.searching.search_index import (
    create_search,
    index_claim,
    index_page,
    is_ordinary,
    originals,
    pages_with,
    remove_page,
    sounding_like,
    uses,
)
from sitrep.desk.searching.snippets import Mark, Snippet, Way, find_marks, snippets_of
from sitrep.desk.searching.spellings import SOUND, Known, Spelling

__all__ = ["Found", "Hit", "Tried", "create_search", "index_claim", "index_page", "remove_page", "search"]

# Names of up to so many words are known as one; more terms than the most are left out of that.
_MOST_WORDS = 4
_MOST_TERMS = 12
_FEWEST_OF_SOUND = 4
# So many words are compared by their sound with what no list knows.
_MOST_OF_SOUND = 2

Pages = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found. Offsets are code points of its title and text as they are.

    `claims` are those whose evidence has a match; `spellings` are the other spellings that it has, none where it has
    all that was typed to the letter.
    """

    page: str
    title: str
    is_exact: bool
    title_marks: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    claims: tuple[str, ...]
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A spelling that was looked for beside what was typed, and how many pages have it."""

    spelling: Spelling
    pages: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: one screen of pages, how many there are in all, how many of them have what was typed.

    `variants_tried` are the spellings that were looked for, those that stand in pages first.
    """

    hits: tuple[Hit, ...]
    total: int
    exact: int
    variants_tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Terms that go together: how each is looked for and who has them; other spellings with who has those."""

    ways: tuple[Way, ...]
    exact: Pages
    others: tuple[tuple[Way, Pages], ...]
    tried: tuple[Tried, ...]

    @property
    def pages(self) -> Pages:
        """Who has the terms in any spelling."""
        found = dict(self.exact)
        for _, pages in self.others:
            for number, rank in pages.items():
                found[number] = min(rank, found.get(number, 0.0))
        return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A term with how it is looked for, who has it, and whether it is an ordinary word of the pages."""

    term: Term
    way: Way
    pages: Pages
    is_ordinary: bool


def search(
    connection: sqlite3.Connection, query: str, limit: int = 20, offset: int = 0, variants: Known | None = None
) -> Found:
    """The pages with all that was typed, best first; then those that have some of it only in another spelling.

    `variants` tells known spellings of a name; without it no other spellings are looked for.
    """
    words = [_word(connection, term) for term in parse_query(query)[:_MOST_TERMS]]
    if not words:
        return Found((), 0, 0, ())
    units = _units(connection, words, variants)
    exact = _shared([unit.exact for unit in units])
    others = {number: rank for number, rank in _shared([unit.pages for unit in units]).items() if number not in exact}
    order = [number for pages in (exact, others) for number in sorted(pages, key=lambda n: (pages[n], n))]
    ways = [way for unit in units for way in (*unit.ways, *(way for way, _ in unit.others))]
    hits = (_hit(connection, page, ways, exact) for page in originals(connection, order[offset : offset + limit]))
    tried = sorted((one for unit in units for one in unit.tried), key=lambda one: (-one.pages, one.spelling))
    return Found(tuple(hits), len(order), len(exact), tuple(tried))


def _shared(found: Sequence[Pages]) -> dict[int, float]:
    """The pages that all have, with their ranks added up."""
    numbers = set(found[0]).intersection(*found[1:])
    return {number: sum(pages[number] for pages in found) for number in numbers}


def _word(connection: sqlite3.Connection, term: Term) -> _Word:
    """A term as it is best looked for in these pages."""
    form = usual_form(term.text)
    if term.is_phrase and form == BEGINNING:
        form = WHOLE
    whole: Pages = pages_with(connection, term.text, WHOLE) if form != INSIDE else {}
    ordinary = " " not in term.text and bool(whole) and is_ordinary(connection, term.text, whole)
    way = Way(term.text, form, term.typed)
    if ordinary and _is_capitals(term.typed):
        way, whole = replace(way, form=WHOLE, exactly=term.typed), _shouted(connection, term.typed, whole)
        return _Word(term, way, whole, is_ordinary=False)
    if form == BEGINNING and whole and not ordinary and term.text.isascii():
        way = replace(way, form=WHOLE)
    pages = whole if way.form == WHOLE else pages_with(connection, term.text, way.form)
    if not pages and form == BEGINNING:
        way = replace(way, form=INSIDE)
        pages = pages_with(connection, term.text, INSIDE)
    return _Word(term, way, pages, ordinary)


def _is_capitals(typed: str) -> bool:
    """Whether capitals may tell a name from an ordinary word: "IS", "US"."""
    return typed.isupper() and len(typed) > 1 and typed.isascii() and typed.isalpha()


def _shouted(connection: sqlite3.Connection, name: str, pages: Pages) -> Pages:
    """Those of some pages that have a name in capitals."""
    kept = {page[0] for page in originals(connection, pages) if uses(page[3], name) or uses(page[2], name)}
    return {number: rank for number, rank in pages.items() if number in kept}


def _units(connection: sqlite3.Connection, words: Sequence[_Word], known: Known | None) -> list[_Unit]:
    """The terms in units: those that are a name together, longest first from the left, the others each for itself."""
    if known is None:
        return [_unit(connection, [word], ()) for word in words]
    units: list[_Unit] = []
    at = 0
    while at < len(words):
        for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            together = words[at : at + size]
            spellings = _spellings(connection, together, known)
            if spellings or size == 1:
                is_known = any(spelling.kind != SOUND for spelling in spellings)
                units.append(_unit(connection, _whole(together) if is_known else together, spellings))
                at += size
                break
    return units


def _whole(words: Sequence[_Word]) -> Sequence[_Word]:
    """The words of a known name: what only begins with one in Latin letters, or has it within, is another's."""
    return [
        replace(word, way=replace(word.way, form=WHOLE), pages={})
        if word.way.form in {BEGINNING, INSIDE} and word.term.text.isascii() and not word.is_ordinary
        else word
        for word in words
    ]


def _spellings(connection: sqlite3.Connection, words: Sequence[_Word], known: Known) -> tuple[Spelling, ...]:
    """The other spellings of a name of some words; an ordinary word of the pages has none."""
    if len(words) == 1 and (words[0].is_ordinary or len(words[0].term.text) == 1 or words[0].term.text.isdigit()):
        return ()
    if len(words) > 1 and any(word.term.is_phrase for word in words):
        return ()
    typed = " ".join(word.term.typed for word in words)
    folded = " ".join(word.term.text for word in words)
    found = {folded_words(spelling.name): spelling for spelling in known(typed)}
    if len(folded) >= _FEWEST_OF_SOUND and (len(words) <= _MOST_OF_SOUND or found):
        sounding = sounding_like(connection, folded)
        # Words that nobody knows as one name are one only where pages write them as another number of words.
        if len(words) == 1 or found or any(name.count(" ") != folded.count(" ") for name in sounding):
            found = {name: Spelling(name, typed, SOUND) for name in sounding} | found
    return tuple(spelling for name, spelling in sorted(found.items()) if name != folded)


def _unit(connection: sqlite3.Connection, words: Sequence[_Word], spellings: Iterable[Spelling]) -> _Unit:
    """A unit with who has it in which spelling; ordinary words are no spellings of a name."""
    looked = [(spelling, _spelled(connection, spelling)) for spelling in spellings]
    exact = _shared([word.pages for word in words])
    return _Unit(
        ways=tuple(word.way for word in words),
        exact=exact,
        others=tuple(found for _, found in looked if found and found[1]),
        tried=tuple(Tried(spelling, len(found[1])) for spelling, found in looked if found),
    )


def _spelled(connection: sqlite3.Connection, spelling: Spelling) -> tuple[Way, Pages] | None:
    """How another spelling is looked for and who has it; None for what is an ordinary word of the pages."""
    text = folded_words(spelling.name)
    way = Way(text, spelling_form(text), spelling.of, spelling)
    pages = pages_with(connection, way.text, way.form)
    if not pages or " " in text or not is_ordinary(connection, text, pages):
        return way, pages
    if _is_capitals(spelling.name):
        return replace(way, form=WHOLE, exactly=spelling.name), _shouted(connection, spelling.name, pages)
    return None


def _hit(connection: sqlite3.Connection, page: tuple[int, str, str, str], ways: Sequence[Way], exact: Pages) -> Hit:
    """A page with its matches."""
    number, name, title, text = page
    title_marks = find_marks(title, fold_text(title), ways)
    marks = find_marks(text, fold_text(text), ways)
    rows = connection.execute(
        "select claim, first, last from search_claim where page = ? order by first, claim", (name,)
    )
    claims = [claim for claim, first, last in rows if any(m.start < last and first < m.end for m in marks)]
    spellings = {mark.spelling for mark in (*title_marks, *marks) if mark.spelling}
    return Hit(
        name,
        title,
        number in exact,
        title_marks,
        marks,
        snippets_of(text, marks),
        tuple(dict.fromkeys(claims)),
        tuple(sorted(spellings)),
    )

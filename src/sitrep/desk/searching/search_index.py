"""The tables that search reads: pages as they are and as they are searched, evidence, names by their sound.

`search_text` is an FTS5 table of trigrams over folded text, so that every script is found by any three characters of
it; what is shorter is looked for by going through the pages. It is derived: made anew from the record at will.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator

from sitrep.desk.searching.folding import fold_text
from sitrep.desk.searching.name_spans import keyed_names
from sitrep.desk.searching.queries import patterns
from sitrep.desk.searching.sounds import are_alike, key_of, sounds
from sitrep.gazetteer.names import own_words, romanised

_TABLES = """
create table if not exists search_page (
    number integer primary key, page text not null unique, title text not null, text text not null
);
create virtual table if not exists search_text using fts5(title, body, tokenize = 'trigram case_sensitive 1');
create table if not exists search_claim (
    page text not null, claim text not null, first integer not null, last integer not null
);
create index if not exists search_claim_of_page on search_claim (page);
create table if not exists search_word (word text primary key) without rowid;
create table if not exists search_name (key text not null, name text not null, primary key (key, name)) without rowid;
"""
# A match in a title counts as much as several in the text.
_MATCHING = "select rowid, bm25(search_text, 4.0, 1.0) from search_text where search_text match ?"
_GOING_THROUGH = (
    "select rowid, -4.0 * (instr(title, :part) > 0) - (instr(body, :part) > 0) from search_text"
    " where instr(title, :part) > 0 or instr(body, :part) > 0"
)
_FEWEST_INDEXED = 3
_LAST_OF_ALL = "\U0010ffff"
_HALVES = re.compile("[\ud800-\udfff]")
# A word is an ordinary one where more than one in so many of its uses has a small letter, in the first pages with it.
_ONE_IN, _PAGES_READ = 4, 20
# Names with one key are compared one by one: no more than so many.
_MOST_COMPARED = 300
# In hundredths; see the costs in data/alike.tsv.
_NEARLY_THE_SAME = 20


def create_search(connection: sqlite3.Connection) -> None:
    """Make the tables of search in a derived file, unless they are there."""
    for statement in _TABLES.split(";"):
        connection.execute(statement)


def _stored(text: str) -> str:
    """A text of the same length that a database can hold: halves of characters are replaced."""
    return _HALVES.sub("\ufffd", text)


def index_page(connection: sqlite3.Connection, page_id: str, title: str, text: str) -> None:
    """Put a page under search, in place of what stood there under its id; its claims stay."""
    _drop_text(connection, page_id)
    stored = [_stored(title), _stored(text)]
    made = connection.execute("insert into search_page (page, title, text) values (?, ?, ?)", (page_id, *stored))
    folded = [fold_text(given).text for given in stored]
    connection.execute("insert into search_text (rowid, title, body) values (?, ?, ?)", (made.lastrowid, *folded))
    words = {word for text in folded for word in text.split()}
    connection.executemany("insert or ignore into search_word values (?)", [(word,) for word in sorted(words)])
    names = keyed_names(stored[0]) | keyed_names(stored[1])
    connection.executemany("insert or ignore into search_name values (?, ?)", sorted(names))


def index_claim(connection: sqlite3.Connection, claim_id: str, page_id: str, spans: Iterable[tuple[int, int]]) -> None:
    """Put where the evidence of a claim stands in its page under search; `spans` are code points of its text."""
    rows = [(page_id, claim_id, start, end) for start, end in spans]
    connection.executemany("insert into search_claim values (?, ?, ?, ?)", rows)


def remove_page(connection: sqlite3.Connection, page_id: str) -> None:
    """Take a page and its claims out of search. Names that no page has any more are never found again."""
    _drop_text(connection, page_id)
    connection.execute("delete from search_claim where page = ?", (page_id,))


def _drop_text(connection: sqlite3.Connection, page_id: str) -> None:
    row = connection.execute("select number from search_page where page = ?", (page_id,)).fetchone()
    if row:
        connection.execute("delete from search_text where rowid = ?", row)
        connection.execute("delete from search_page where number = ?", row)


def pages_with(connection: sqlite3.Connection, text: str, form: str) -> dict[int, float]:
    """The numbers of the pages with a folded text in a form, each with its rank: the lower the better."""
    found: dict[int, float] = {}
    wanted = [part for part in patterns(text, form) if _may_stand(connection, part)]
    indexed = [part for part in wanted if len(part) >= _FEWEST_INDEXED]
    if indexed:
        expression = " OR ".join('"' + part.replace('"', '""') + '"' for part in indexed)
        found.update(connection.execute(_MATCHING, (expression,)))
    for part in set(wanted) - set(indexed):
        found.update(connection.execute(_GOING_THROUGH, {"part": part}))
    return found


def _may_stand(connection: sqlite3.Connection, part: str) -> bool:
    """Whether the pages have, or had, all words of a pattern; patterns that start within a word always may stand."""
    if not part.startswith(" "):
        return True
    *words, last = part[1:].split(" ")
    if any(not connection.execute("select 1 from search_word where word = ?", (word,)).fetchone() for word in words):
        return False
    beginning = "select 1 from search_word where word >= ? and word < ? limit 1"
    return not last or connection.execute(beginning, (last, last + _LAST_OF_ALL)).fetchone() is not None


def originals(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, str]]:
    """Yield number, id, title and text of pages."""
    for number in numbers:
        row = connection.execute("select page, title, text from search_page where number = ?", (number,)).fetchone()
        yield number, row[0], row[1], row[2]


def is_ordinary(connection: sqlite3.Connection, word: str, numbers: Iterable[int]) -> bool:
    """Whether a folded word mostly stands in the pages `numbers` as no name would: with a small letter."""
    if word.upper() == word:
        return False
    small = all_uses = 0
    for number in sorted(numbers)[:_PAGES_READ]:
        row = connection.execute(
            "select p.text, t.body from search_page p join search_text t on t.rowid = p.number where p.number = ?",
            (number,),
        ).fetchone()
        small += uses(row[0], word)
        all_uses += row[1].count(f" {word} ")
    return small * _ONE_IN > all_uses


def uses(text: str, word: str) -> int:
    """How often a word stands in a text exactly so.

    >>> uses("Strikes: a strike, a STRIKE, airstrike", "strike")
    1
    """
    count, at = 0, text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[at - 1 : at], text[end : end + 1]
        count += not (before.isalnum() or after.isalnum())
        at = text.find(word, end)
    return count


def sounding_like(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The folded names of the pages that may be other spellings of a folded name, by how they sound.

    Names of as many words are compared word by word. Where one has more words than the other, the whole must sound
    nearly the same, and the one must not just be the other with a word beside it.
    """
    key = key_of(sounds(name))
    if not key:
        return ()
    query = "select name from search_name where key = ? order by abs(length(name) - ?), name limit ?"
    rows = connection.execute(query, (key, len(name), _MOST_COMPARED))
    return tuple(sorted(other for (other,) in rows if _are_spellings(name, other)))


def _are_spellings(name: str, other: str) -> bool:
    words, others = (own_words(romanised(given)) or given.split() for given in (name, other))
    if len(words) == len(others):
        return all(one == two or are_alike(one, two) for one, two in zip(words, others, strict=True))
    return not set(words) & set(others) and are_alike(name, other, _NEARLY_THE_SAME)

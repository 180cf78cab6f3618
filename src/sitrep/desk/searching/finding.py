"""What a search of a desk shows: pages with passages, the claims these are evidence of, the spellings tried."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import incident_in_brief, line_of
from sitrep.desk.searching.folding import folded_words
from sitrep.desk.searching.search import Hit, search
from sitrep.desk.searching.snippets import Mark, Snippet
from sitrep.desk.searching.spellings import Known, Spelling, known_spellings
from sitrep.desk.telling.accusations import answers_of
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.model.errors import GazetteerError
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON

HITS = 20
# So many claims of a page are named.
_MOST_CLAIMS = 3
# A number with more digits counts nothing that is looked for.
_MOST_DIGITS = 12


@lru_cache(maxsize=1)
def spellings_known() -> tuple[Known, str]:
    """What knows other spellings, and why it knows none of places; "" where it does."""
    try:
        return known_spellings(open_gazetteer(default_path())), ""
    except GazetteerError as error:
        return known_spellings(None), str(error)


def find(desk: Desk, query: str, part: int = 1, *, variants: bool = True) -> dict[str, JSON]:
    """One part of what a search finds; `variants` says whether other spellings are looked for.

    `tried` are these spellings, `exact` is how many pages have what was typed. Raises LookupError for a part that there
    is not.
    """
    known, missing = spellings_known() if variants else (None, "")
    with looking(desk) as connection:
        found = search(connection, query, HITS, (part - 1) * HITS, known)
        parts = max(1, -(-found.total // HITS))
        if part > parts:
            raise LookupError(f"what was found has {parts} parts, and no part {part}")
        pages = connection.execute("SELECT count(*) FROM pages").fetchone()[0]
        written = _written(found.hits)
        hits: list[JSON] = [_hit(connection, hit) for hit in found.hits]
        figure = _figure(connection, query)
    return {
        "query": query,
        "variants": variants,
        "total": found.total,
        "exact": found.exact,
        "pages": pages,
        "part": part,
        "parts": parts,
        "tried": [{**_spelling(tried.spelling, written), "pages": tried.pages} for tried in found.variants_tried],
        "places_unknown": missing,
        "figure": figure,
        "hits": hits,
    }


def _written(hits: Sequence[Hit]) -> dict[Spelling, str]:
    """How the first of some pages that has a spelling writes it."""
    found: dict[Spelling, str] = {}
    for hit in hits:
        for snippet in hit.snippets:
            for mark in snippet.marks:
                if mark.spelling:
                    words = snippet.text[mark.start - snippet.start : mark.end - snippet.start]
                    found.setdefault(mark.spelling, " ".join(words.split()))
    return found


def _spelling(spelling: Spelling, written: Mapping[Spelling, str]) -> dict[str, JSON]:
    """A spelling as pages write it, else with capitals, which lists of places do not keep."""
    name = spelling.name.title() if spelling.name.islower() else spelling.name
    return {"name": written.get(spelling, name), "of": spelling.of, "kind": spelling.kind}


def _hit(connection: sqlite3.Connection, hit: Hit) -> dict[str, JSON]:
    row = connection.execute("SELECT body, incident, copy_of FROM pages WHERE id = ?", (hit.page,)).fetchone()
    document: Record = line_of(row["body"])
    written = _written([hit])
    claims: list[JSON] = [_claim(connection, claim) for claim in hit.claims[:_MOST_CLAIMS]]
    return {
        **document,
        "incident": row["incident"],
        "copy_of": row["copy_of"],
        "is_exact": hit.is_exact,
        "matches": len(hit.marks),
        "first": [hit.marks[0].start, hit.marks[0].end] if hit.marks else None,
        "title_pieces": [*_pieces(hit.title, 0, hit.title_marks)],
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "spellings": [_spelling(spelling, written) for spelling in hit.spellings],
        "claims": claims,
        "claims_in_all": len(hit.claims),
    }


def _claim(connection: sqlite3.Connection, claim: str) -> dict[str, JSON]:
    row = connection.execute("SELECT body, state, incident FROM claims WHERE id = ?", (claim,)).fetchone()
    line = line_of(row["body"])
    event = record_at(line, "event")
    kind = text_at(event, "acled", "sub_event_type") or (text_at(event, "type") or "Statement").capitalize()
    speakers = [text_at(source, "name") for source in records_at(line, "sources")]
    return {
        "id": claim,
        "told": kind,
        "speaker": speakers[-1] if speakers else None,
        "state": row["state"],
        "accused": answers_of(line, incident_in_brief(connection, row["incident"])),
    }


def _snippet(snippet: Snippet) -> dict[str, JSON]:
    pieces: list[JSON] = [*_pieces(snippet.text, snippet.start, snippet.marks)]
    return {"start": snippet.start, "end": snippet.end, "pieces": pieces}


def _pieces(text: str, start: int, marks: Sequence[Mark]) -> Iterator[dict[str, JSON]]:
    """Yield a passage that starts at `start`, in pieces: between matches and matches, which say where they stand."""
    at = start
    for mark in marks:
        if at < mark.start:
            yield {"text": text[at - start : mark.start - start]}
        match = text[mark.start - start : mark.end - start]
        spelling = _spelling(mark.spelling, {mark.spelling: match}) if mark.spelling else None
        yield {"text": match, "start": mark.start, "end": mark.end, "of": mark.of, "spelling": spelling}
        at = mark.end
    if at < start + len(text):
        yield {"text": text[at - start :]}


def _figure(connection: sqlite3.Connection, query: str) -> dict[str, JSON] | None:
    """The measure and number of a query like "killed 36", which can be followed from page to page."""
    words = folded_words(query).split()
    numbers = [word for word in words if word.isdecimal() and len(word) <= _MOST_DIGITS]
    named = [measure for measure in measures(connection) if measure in words]
    if len(numbers) != 1 or len(named) != 1 or len(words) > _MOST_CLAIMS:
        return None
    return {"measure": named[0], "about": int(numbers[0])}


def measures(connection: sqlite3.Connection) -> list[str]:
    """What the claims of the index count, most frequent first."""
    rows = connection.execute(
        "SELECT json_extract(q.value, '$.measure') AS measure, count(*) AS times FROM claims,"
        " json_each(claims.body, '$.event.quantities') AS q WHERE state <> 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return [row["measure"] for row in rows if row["measure"]]

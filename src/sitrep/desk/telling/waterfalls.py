"""Why a claim is in its incident: what linking compared between its page and the incident's first one."""

import sqlite3
from functools import lru_cache
from pathlib import Path

from sitrep.case.folders import open_case
from sitrep.case.linking import PROFILE
from sitrep.desk.building import judged_now
from sitrep.desk.desks import Desk, looking, refresh
from sitrep.desk.index import incident_in_brief, index_path, line_of, reading_index
from sitrep.desk.telling.accusations import answers_of, speaker_of
from sitrep.desk.texts import pages_with_texts
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import texts_of
from sitrep.link.accounts import Page
from sitrep.link.linking import explain_pair, told_with, words_of_pages
from sitrep.link.words import Rarities
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import decisions

# What each comparison holds against each other, for people.
COMPARED = {
    "type": "what kind of event",
    "time": "when it happened",
    "told": "the days told of",
    "published": "when the pages were published",
    "place": "where it happened",
    "setting": "what kind of place",
    "actors": "who did it",
    "recipients": "to whom",
    "persons": "persons by name",
    "mentions": "names on the page",
    "proper": "single words of names",
    "ages": "ages told",
    "equipment": "with what",
    "killed": "how many killed",
    "injured": "how many injured",
    "words": "words of the page",
    "title": "words of the title",
    "lead": "words of the first lines",
    "address": "the pages' addresses",
}


def why_view(desk: Desk, incident: str, claim: str) -> dict[str, JSON]:
    """What was compared between a claim and the one that its incident was founded on, and what each comparison weighs.

    Raises LookupError for an incident that there is not, or a claim that is not in it.
    """
    with looking(desk) as connection:
        gathered = judged_now(desk.case, connection)
        linking = gathered.earlier
        members = linking.incidents.get(incident, ()) if linking is not None else ()
        if claim not in members:
            raise LookupError(f"{claim} is no claim of {incident}")
        first, other = (_line(connection, name) for name in (members[0], claim))
        brief = incident_in_brief(connection, incident)
        same, different = decisions(gathered.standing)
        pages = {text_at(line, "document", "id") or "" for line in (first, other)}
        told = list(pages_with_texts(desk, connection, pages))
    accounts = [told_with(told, name, different) for name in (members[0], claim)]
    view: dict[str, JSON] = {
        "incident": incident,
        "claim": _brief(other, brief),
        "founder": _brief(first, brief),
        "said_same": any(claim in pair for pair in same),
        "waterfall": None,
        "one_account": False,
    }
    one, two = accounts
    if one is None or two is None:
        return view
    if one == two:
        return {**view, "one_account": True}
    found = explain_pair(one, two, _words(desk), PROFILE).as_json()
    steps: list[JSON] = [
        {**step, "compared": COMPARED.get(text_at(step, "comparison") or "", text_at(step, "comparison"))}
        for step in records_at(found, "steps")
    ]
    return {**view, "waterfall": {**found, "steps": steps}}


def _line(connection: sqlite3.Connection, claim: str) -> Record:
    row = connection.execute("SELECT body FROM claims WHERE id = ?", (claim,)).fetchone()
    return {} if row is None else line_of(row["body"])


def _brief(line: Record, incident: Record) -> JSON:
    document = record_at(line, "document")
    return {
        "id": text_at(line, "id"),
        "quotation": text_at(line, "evidence", "text"),
        "speaker": speaker_of(line),
        "accused": answers_of(line, incident),
        "page": {key: text_at(document, key) for key in ("id", "external_id", "title", "outlet", "published")},
    }


def _words(desk: Desk) -> tuple[Rarities, Rarities]:
    """How rare words are in the case; counted once for each reading of it, and kept in memory."""
    return _counted(desk.case.path, refresh(desk).readings)


@lru_cache(maxsize=2)
def _counted(case: Path, _readings: int) -> tuple[Rarities, Rarities]:
    with open_case(case) as opened, reading_index(index_path(case)) as connection, viewing(opened.ledger) as ledger:
        bodies = {row["id"]: row["body"] for row in connection.execute("SELECT id, body FROM pages")}
        texts = ((name, text) for name, text in texts_of(ledger) if name in bodies)
        return words_of_pages(Page(line_of(bodies[name]), text, ()) for name, text in texts)

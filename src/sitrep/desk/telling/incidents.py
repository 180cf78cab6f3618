"""An incident as its page shows it: the answer first, then who says what, what the accused say, and how it came so."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.case.linking import Corpus, telling_of
from sitrep.desk.building import corpus_around, judged_now
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of
from sitrep.desk.states import State, states
from sitrep.desk.telling.accusations import accusations_of
from sitrep.desk.telling.answers import measures_of, sources_sentence
from sitrep.desk.telling.grades import graded
from sitrep.desk.telling.grids import grid_of
from sitrep.desk.telling.pasts import Subject, past_of
from sitrep.desk.telling.titles import title_of
from sitrep.desk.telling.values import value_words
from sitrep.ledger.connections import viewing
from sitrep.link.contradictions import CONTRADICTS, RETRACTS, UPDATES
from sitrep.link.incidents import Account, Telling, account_of, line_of_account
from sitrep.link.positions import RULES
from sitrep.link.voices import document_of, independent
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.linkings import Linking
from sitrep.views.phrases import bounds, heading

RELATIONS = (CONTRADICTS, RETRACTS, UPDATES, "refines")


@dataclass(frozen=True, slots=True)
class Told:
    """An incident's claims read and added up under a rule, with what is known around them."""

    line: dict[str, JSON]
    account: Account
    given: Telling
    corpus: Corpus


def living(desk: Desk, name: str) -> str:
    """The incident that an id means now, itself unless it was merged away. Raises LookupError where there is none."""
    with looking(desk) as connection:
        found = (judged_now(desk.case, connection).earlier or Linking()).incident_of(name)
    if found is None:
        raise LookupError(f"the case has no incident {name}; the list of incidents has those there are")
    return found


def incident_view(desk: Desk, name: str, rule: str) -> dict[str, JSON]:
    """All that the page of an incident shows, its figures added up by a rule; `line` is its line as it is exported.

    Raises UsageError for an unknown rule, LookupError for an incident of which no claim is left.
    """
    if rule not in RULES:
        raise UsageError(f"no rule is called {rule}; there are {', '.join(RULES)}")
    with looking(desk) as connection, viewing(desk.case.ledger) as ledger:
        told = told_under(desk, connection, name, rule)
        names = frozenset((name, *texts_at(told.line, "merged")))
        subject = Subject(names, frozenset(texts_at(told.line, "claims")))
        past = past_of(ledger, subject, told.corpus.gathered.reopened)
        gone = gone_of(connection, past)
    claims = told.account.claims
    members = [claim for claim in told.corpus.linking.incidents[name] if claim in told.corpus.claims]
    sources = independent(claims, told.account.spoken)
    return {
        "id": name,
        "title": title_of(told.line, claims),
        "rule": rule,
        "rules": [*RULES],
        "line": told.line,
        "measures": measures_of(told.line, told.account),
        "sources": sources_sentence(told.line),
        "decided": [_decided(measure, given) for measure, given in sorted(told.given.team.items())],
        "accusations": accusations_of(told.line, claims, told.account.spoken),
        "grid": grid_of(told.account, told.given.copies, sources),
        "differences": differences_of(told.line),
        "claims": claims_shown(told),
        # The first claim stands for the incident in judgements of pairs, so it is what others are parted from.
        "founder": members[0],
        "may_leave": [*members[1:]],
        "past": [*past],
        "gone": gone,
        "grades": graded(record_at(told.line, "review", "grades"), past),
    }


def _decided(measure: str, given: Record) -> JSON:
    """A figure that a person decided on, shown under every rule: whoever reads another sum knows that there is one."""
    words = bounds(given) or "no bounds"
    return {"measure": measure, "words": words, "by": text_at(given, "by"), "why": text_at(given, "why")}


def told_under(desk: Desk, connection: sqlite3.Connection, name: str, rule: str) -> Told:
    """An incident read from the index, whatever its size only from the pages that tell of it."""
    gathered = judged_now(desk.case, connection)
    corpus = corpus_around(connection, gathered, name)
    members = corpus.linking.incidents.get(name, ())
    claims = [corpus.claims[claim] for claim in members if claim in corpus.claims]
    if not claims:
        raise LookupError(f"no claim of {name} is left: all were rejected, or no page tells of it; the log says more")
    given = telling_of(corpus, name, claims, rule)
    account = account_of(claims, given)
    line = {**line_of_account(name, account, given), "profile": corpus.linking.profile}
    return Told(line, account, given, corpus)


def claims_shown(told: Told) -> dict[str, JSON]:
    """The incident's claims, and those beside that the page speaks of, by id and in the order of the pages."""
    reviewed = states(told.corpus.gathered.standing)
    own = {text_at(claim, "id") for claim in told.account.claims}
    named = set(_named_beside(told.line))
    beside = [claim for claim in told.given.beside if text_at(claim, "id") in named]
    return {
        text_at(claim, "id") or "": _shown(claim, told, reviewed, is_own=text_at(claim, "id") in own)
        for claim in (*told.account.claims, *beside)
    }


def gone_of(connection: sqlite3.Connection, past: Iterable[Record]) -> dict[str, JSON]:
    """The claims that left an incident, by id: their words, page, and the incident that they are in now."""
    found: dict[str, JSON] = {}
    for claim in {claim for one in past for key in ("left", "of_left") for claim in texts_at(one, key)}:
        row = connection.execute("SELECT page, incident, body FROM claims WHERE id = ?", (claim,)).fetchone()
        if row is not None:
            quotation = text_at(line_of(row["body"]), "evidence", "text")
            found[claim] = {"page": row["page"], "incident": row["incident"], "quotation": quotation}
    return found


def _named_beside(line: Record) -> Iterable[str]:
    """The claims that the accused's positions and the silences rest on."""
    for one in records_at(line, "accused"):
        yield from texts_at(one, "claims")
    silent = record_at(line, "silent_sources")
    for field in silent:
        for one in records_at(silent, field):
            yield from texts_at(one, "claims")


def _shown(claim: Record, told: Told, reviewed: Mapping[str, State], *, is_own: bool) -> JSON:
    name, document = text_at(claim, "id") or "", record_at(claim, "document")
    return {
        "id": name,
        "quotation": text_at(claim, "evidence", "text"),
        "speaker": told.account.spoken[name].name,
        "heading": heading(claim),
        "stance": text_at(claim, "stance") or "asserts",
        "state": reviewed.get(name, State.MACHINE).value,
        "page": {key: text_at(document, key) for key in ("id", "external_id", "title", "outlet", "published")},
        "is_copy": document_of(claim) in told.given.copies,
        "is_own": is_own,
    }


def differences_of(line: Record) -> list[JSON]:
    """What the claims differ in, disputes before what only updates or refines, with the values in words."""
    found = records_at(line, "contradictions")
    ordered = sorted(found, key=lambda one: RELATIONS.index(text_at(one, "relation") or "refines"))
    return [
        {**one, "positions": [_position(one, position) for position in records_at(one, "positions")]} for one in ordered
    ]


def _position(one: Record, position: Record) -> JSON:
    return {**position, "words": value_words(position.get("value"), text_at(one, "field") or "")}

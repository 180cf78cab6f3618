"""Who said it first: the chain of a figure through the pages of a desk, and what these pages cover."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.case.linking import Corpus, chain_of
from sitrep.desk.building import homes_of, judged_now, partial_corpus
from sitrep.desk.desks import Desk, looking
from sitrep.desk.followed import (
    given_figures,
    incidents_among,
    most_told,
    name_of_incident,
    narrowed,
    near_figures,
    offered_measures,
)
from sitrep.desk.index import incident_in_brief, line_of
from sitrep.desk.telling.accusations import answers_of
from sitrep.link.chains import AGAINST
from sitrep.link.descent import citation, taken_from
from sitrep.link.order import DAY, is_before
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.model.linkings import Linking


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the claims of a chain: the incident of each, and what the accused say to it."""

    homes: Mapping[str, str]
    answers: Mapping[str, list[JSON]]


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: a figure, by which part of it others may differ, and the place and incident it is narrowed to.

    `place` is part of a name of a place, `incident` an id; "" narrows to nothing.
    """

    measure: str
    about: float
    tolerance: float = 0.0
    place: str = ""
    incident: str = ""


def who_said_first(desk: Desk, asked: Followed) -> dict[str, JSON]:
    """The chain of a figure: `first`, `repeated`, `contradicted`, each with how it hangs on what came before.

    `order_known` is false where another of the pages may have had it before: `may_be_first` are the statements of which
    one was first. `said_earlier` are the claims of later pages that tell that it was said before the day of the first
    page. `against` holds the claims of `contradicted` by their way of being against it, copies under what they copy.
    `near` are figures that a wider search would find, `incidents` those that the claims found are of, `narrowed` the
    incident asked for. `covers` says what the pages cover, and how many of them have no day. Raises LookupError for an
    incident that there is not.
    """
    with looking(desk) as connection:
        gathered = judged_now(desk.case, connection)
        incident = _living(gathered.earlier or Linking(), asked.incident)
        every = narrowed(given_figures(connection, asked.measure), asked.place, incident)
        found = [figure for figure in every if figure.is_about(asked.about, asked.tolerance)]
        corpus = partial_corpus(connection, gathered, [figure.page for figure in found])
        only = _followed(corpus, {figure.claim for figure in every}, incident, asked.place)
        chain = chain_of(corpus, asked.measure, asked.about, asked.tolerance, only)
        known = _known(connection, chain, corpus)
        around: dict[str, JSON] = {
            "measures": [*offered_measures(connection, asked.measure)],
            "near": [*near_figures(every, asked.about, asked.tolerance)],
            "incidents": [*incidents_among(connection, found)],
            "narrowed": name_of_incident(connection, incident) if incident else None,
            "covers": covered(connection),
            "told": [],
        }
    return {
        "measure": asked.measure,
        "about": asked.about,
        "tolerance": asked.tolerance,
        "place": asked.place,
        "incident": incident,
        **around,
        **_linked(chain, corpus, known),
    }


def _living(linking: Linking, incident: str) -> str:
    """The incident that an id means now; "" for "". Raises LookupError where there is none."""
    found = linking.incident_of(incident) if incident else ""
    if found is None:
        raise LookupError(f"the case has no incident {incident}; the list of incidents has those there are")
    return found


def _followed(corpus: Corpus, figures: set[str], incident: str, place: str) -> set[str] | None:
    """The claims that are followed: all, or those of the place and incident asked for and what speaks of these."""
    if not incident and not place:
        return None
    speech = {name for name, claim in corpus.claims.items() if figures.intersection(texts_at(claim, "about"))}
    return figures | speech


def _linked(chain: Record, corpus: Corpus, known: Known) -> dict[str, JSON]:
    """A chain with the link of each statement to those before it, and with what is against it in groups."""
    first = record_at(chain, "first")
    before: list[Record] = [first] if first else []
    repeated: list[dict[str, JSON]] = []
    after = taken_from([*corpus.claims.values()], corpus.copies, corpus.agencies)
    for statement in records_at(chain, "repeated"):
        repeated.append({**_told(statement, corpus, known), "link": _link(statement, before, corpus, after)})
        before.append(statement)
    leading = texts_at(chain, "may_be_first")
    contradicted = [_told(statement, corpus, known) for statement in records_at(chain, "contradicted")]
    return {
        "first": _told(first, corpus, known) if first else None,
        "order_known": chain.get("order_known"),
        "may_be_first": [
            _told(statement, corpus, known) for statement in before if text_at(statement, "claim") in leading
        ],
        "said_earlier": [text_at(said, "claim") for said in before[1:] if _is_told_of_before(said, first)],
        "undated": len({text_at(said, "document", "id") for said in before if not text_at(said, "published")}),
        "repeated": [*repeated],
        "contradicted": [*contradicted],
        "against": [*in_groups(contradicted, corpus.copies)],
    }


def _is_told_of_before(said: Record, first: Record) -> bool:
    """Whether a page tells that its figure was said on a day before the first page."""
    published = text_at(first, "published")
    return is_before(text_at(said, "said_on"), published[:DAY] if published else None)


def in_groups(statements: Sequence[dict[str, JSON]], copies: Mapping[str, str]) -> list[dict[str, JSON]]:
    """What is against a figure by kind, with what one speaker says in copies of one text, or again on it, as one."""
    groups: dict[str, dict[JSON, list[dict[str, JSON]]]] = {kind: {} for kind in AGAINST}
    for said in statements:
        page = text_at(said, "document", "id") or ""
        key = copies.get(page, page), said["speaker_key"], said["low"], said["high"], said["stance"]
        groups[str(said["against"])].setdefault(str(key), []).append(said)
    return [
        {"kind": kind, "claims": sum(map(len, found.values())), "entries": [_entry(group) for group in found.values()]}
        for kind, found in groups.items()
        if found
    ]


def _entry(group: Sequence[dict[str, JSON]]) -> dict[str, JSON]:
    return {**group[0], "again": [*group[1:]]}


def figures_of(desk: Desk, claim: str) -> list[dict[str, JSON]]:
    """The figures of a claim that can be followed: measure and number. Raises LookupError for an unknown claim."""
    with looking(desk) as connection:
        row = connection.execute("SELECT body FROM claims WHERE id = ?", (claim,)).fetchone()
    if row is None:
        raise LookupError(f"{claim}: no claim of this case has this id")
    found: list[dict[str, JSON]] = []
    for quantity in records_at(record_at(line_of(row["body"]), "event"), "quantities"):
        values = [number_at(quantity, key) for key in ("best", "low", "high")]
        about = next((value for value in values if value is not None), None)
        if about is not None:
            found.append({"measure": text_at(quantity, "measure"), "about": about})
    return found


def choices(desk: Desk, measure: str = "") -> dict[str, JSON]:
    """What can be asked: the measures of the pages, the figures that most claims give, and what the pages cover."""
    with looking(desk) as connection:
        return {
            "measures": [*offered_measures(connection, measure)],
            "told": [*most_told(connection)],
            "covers": covered(connection),
        }


def covered(connection: sqlite3.Connection) -> dict[str, JSON]:
    """What the pages cover: how many, of how many outlets, from when to when, how many of them without a day."""
    row = connection.execute(
        "SELECT count(*), count(DISTINCT outlet), min(substr(published, 1, 10)), max(substr(published, 1, 10)),"
        " sum(published IS NULL), sum(outlet IS NULL) FROM pages"
    ).fetchone()
    names = ("pages", "outlets", "from", "to", "undated", "without_outlet")
    return dict(zip(names, row, strict=True))


def _known(connection: sqlite3.Connection, chain: Record, corpus: Corpus) -> Known:
    """What is known of the claims of a chain."""
    homes = homes_of(corpus.linking)
    told = [record_at(chain, "first"), *records_at(chain, "repeated"), *records_at(chain, "contradicted")]
    names = dict.fromkeys(text_at(statement, "claim") or "" for statement in told)
    answers = {
        name: answers_of(corpus.claims[name], incident_in_brief(connection, homes.get(name)))
        for name in names
        if name in corpus.claims
    }
    return Known(homes, answers)


def _told(statement: Record, corpus: Corpus, known: Known) -> dict[str, JSON]:
    """A statement with what its claim says of itself: how sure it is, in which words, where it stands."""
    claim: Record = corpus.claims.get(text_at(statement, "claim") or "", {})
    return {
        **statement,
        "certainty": text_at(claim, "certainty"),
        "hedges": [text_at(hedge, "text") for hedge in records_at(claim, "hedges")],
        "evidence": dict(record_at(claim, "evidence")),
        "incident": known.homes.get(text_at(statement, "claim") or ""),
        "accused": known.answers.get(text_at(statement, "claim") or "", []),
    }


def _link(statement: Record, before: Sequence[Record], corpus: Corpus, after: Mapping[str, str]) -> dict[str, JSON]:
    """How a statement hangs on those before it: a copy, a citation, the same speaker, or nothing that was found.

    `kind` is `same page`, `copied`, `same text` (which of the two was first is not known), `credits`, `cites`,
    `same speaker` or `none found`; `page` or `name` what it is.
    """
    page = text_at(statement, "document", "id") or ""
    if any(text_at(earlier, "document", "id") == page for earlier in before):
        return {"kind": "same page"}
    if original := corpus.copies.get(page):
        kind = "copied" if after.get(page) == original else "same text"
        return {"kind": kind, "page": original, "name": _title(original, corpus)}
    if agency := corpus.agencies.get(page):
        return {"kind": "credits", "name": agency}
    return citation(statement, before)


def _title(page: str, corpus: Corpus) -> str | None:
    claims = corpus.of_document.get(page, ())
    return text_at(record_at(claims[0], "document"), "title") if claims else None

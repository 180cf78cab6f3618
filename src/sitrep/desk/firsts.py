"""Who said it first: the chain of a figure through the pages of a desk, and what these pages cover."""

import sqlite3
from collections.abc import Mapping, Sequence

from sitrep.case.linking import Corpus, chain_of
from sitrep.desk.building import judged_now, partial_corpus
from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import incident_in_brief, line_of
from sitrep.desk.searching.finding import measures
from sitrep.desk.telling.accusations import answers_of
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON


def who_said_first(desk: Desk, measure: str, about: float, tolerance: float) -> dict[str, JSON]:
    """The chain of a figure: `first`, `repeated`, `contradicted`, each with how it hangs on what came before.

    `same_day` is how many other pages have it on the day of the first; `covers` says what the pages cover, and how many
    of them have no day.
    """
    with looking(desk) as connection:
        pages = _pages_that_count(connection, measure, about, tolerance)
        corpus = partial_corpus(connection, judged_now(desk.case, connection), pages)
        chain = chain_of(corpus, measure, about, tolerance)
        answers = _answers(connection, chain, corpus)
        known = measures(connection)
        covers = covered(connection)
    first = record_at(chain, "first")
    before: list[Record] = [first] if first else []
    repeated: list[dict[str, JSON]] = []
    for statement in records_at(chain, "repeated"):
        repeated.append({**_told(statement, corpus, answers), "link": _link(statement, before, corpus)})
        before.append(statement)
    return {
        "measure": measure,
        "about": about,
        "tolerance": tolerance,
        "measures": list(known),
        "first": _told(first, corpus, answers) if first else None,
        "repeated": [*repeated],
        "same_day": _same_day(first, repeated),
        "contradicted": [_told(statement, corpus, answers) for statement in records_at(chain, "contradicted")],
        "covers": covers,
    }


def _same_day(first: Record, repeated: Sequence[Record]) -> int:
    """How many other pages have the figure on the day of the first, and are not known to be copies."""
    copies = {text_at(said, "document", "id") for said in repeated if text_at(said, "link", "kind") == "copied"}
    day = text_at(first, "date")
    pages = {text_at(said, "document", "id") for said in repeated if day and text_at(said, "date") == day}
    return len(pages - copies - {text_at(first, "document", "id")})


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


def choices(desk: Desk) -> dict[str, JSON]:
    """What can be asked: the measures of the pages, and what these cover."""
    with looking(desk) as connection:
        known: list[JSON] = [*measures(connection)]
        return {"measures": known, "covers": covered(connection)}


def covered(connection: sqlite3.Connection) -> dict[str, JSON]:
    """What the pages cover: how many, of how many outlets, from when to when, how many of them without a day."""
    row = connection.execute(
        "SELECT count(*), count(DISTINCT outlet), min(substr(published, 1, 10)), max(substr(published, 1, 10)),"
        " sum(published IS NULL), sum(outlet IS NULL) FROM pages"
    ).fetchone()
    names = ("pages", "outlets", "from", "to", "undated", "without_outlet")
    return dict(zip(names, row, strict=True))


def _pages_that_count(connection: sqlite3.Connection, measure: str, about: float, tolerance: float) -> list[str]:
    """The pages with a figure of about so many."""
    rows = connection.execute(
        "SELECT DISTINCT page FROM claims, json_each(claims.body, '$.event.quantities') AS q"
        " WHERE state <> 'rejected' AND json_extract(q.value, '$.measure') = :measure AND ("
        " abs(json_extract(q.value, '$.best') - :about) <= :by OR abs(json_extract(q.value, '$.low') - :about) <= :by"
        " OR abs(json_extract(q.value, '$.high') - :about) <= :by)",
        {"measure": measure, "about": about, "by": tolerance * about},
    )
    return [row["page"] for row in rows]


def _answers(connection: sqlite3.Connection, chain: Record, corpus: Corpus) -> dict[str, list[JSON]]:
    """What the accused say, for each claim of a chain that accuses somebody."""
    told = [record_at(chain, "first"), *records_at(chain, "repeated"), *records_at(chain, "contradicted")]
    names = dict.fromkeys(text_at(statement, "claim") or "" for statement in told)
    return {
        name: answers_of(corpus.claims[name], incident_in_brief(connection, _home(name, corpus)))
        for name in names
        if name in corpus.claims
    }


def _told(statement: Record, corpus: Corpus, answers: Mapping[str, list[JSON]]) -> dict[str, JSON]:
    """A statement with what its claim says of itself: how sure it is, in which words, where it stands."""
    claim: Record = corpus.claims.get(text_at(statement, "claim") or "", {})
    return {
        **statement,
        "certainty": text_at(claim, "certainty"),
        "hedges": [text_at(hedge, "text") for hedge in records_at(claim, "hedges")],
        "evidence": dict(record_at(claim, "evidence")),
        "incident": _home(text_at(statement, "claim") or "", corpus),
        "accused": answers.get(text_at(statement, "claim") or "", []),
    }


def _home(claim: str, corpus: Corpus) -> str | None:
    return next((name for name, claims in corpus.linking.incidents.items() if claim in claims), None)


def _link(statement: Record, before: Sequence[Record], corpus: Corpus) -> dict[str, JSON]:
    """How a statement hangs on those before it: a copy, a citation, the same speaker, or nothing that was found.

    `kind` is `same page`, `copied`, `credits`, `cites`, `same speaker` or `none found`; `page` or `name` what it is.
    """
    page = text_at(statement, "document", "id") or ""
    if any(text_at(earlier, "document", "id") == page for earlier in before):
        return {"kind": "same page"}
    if original := corpus.copies.get(page):
        return {"kind": "copied", "page": original, "name": _title(original, corpus)}
    if agency := corpus.agencies.get(page):
        return {"kind": "credits", "name": agency}
    return _citation(statement, before)


def _citation(statement: Record, before: Sequence[Record]) -> dict[str, JSON]:
    chain = statement.get("chain")
    cited = {str(name).casefold() for name in chain[1:] if name} if isinstance(chain, list) else set()
    outlets: Mapping[str, Record] = {_outlet(earlier).casefold(): earlier for earlier in before if _outlet(earlier)}
    for name, earlier in outlets.items():
        if name in cited:
            return {"kind": "cites", "name": _outlet(earlier), "page": text_at(earlier, "document", "id")}
    speaker = text_at(statement, "speaker")
    if speaker and any(text_at(earlier, "speaker") == speaker for earlier in before):
        return {"kind": "same speaker", "name": speaker}
    return {"kind": "none found"}


def _outlet(statement: Record) -> str:
    return text_at(statement, "document", "outlet") or ""


def _title(page: str, corpus: Corpus) -> str | None:
    claims = corpus.of_document.get(page, ())
    return text_at(record_at(claims[0], "document"), "title") if claims else None

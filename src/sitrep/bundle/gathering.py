"""What a bundle is made from: an incident, its claims, their pages, and what the ledger says of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from sitrep.case.folders import Case
from sitrep.case.linking import Corpus, corpus_of, incidents
from sitrep.ledger.captures import Kept, kept_of
from sitrep.ledger.chains import LogRow, broken_links
from sitrep.ledger.connections import viewing
from sitrep.ledger.history import claims_there, linkings
from sitrep.ledger.queries import judgement_log, stamp
from sitrep.ledger.visits import visits
from sitrep.link.accounts import Page
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.fields import Record, text_at, texts_at
from sitrep.model.visits import Visit


@dataclass(frozen=True, slots=True)
class Evidence:
    """An incident's line, its claim lines, and their pages with how each was captured.

    `log` are all lines of the log, in order. `names` are the ids of the incident and of all claims that it ever had,
    `erased_claims` those of them that were erased with their pages, `left_out` those that people rejected or a newer
    reading no longer has. `is_stale` says that pages or judgements have come since the claims were linked.
    """

    incident: Record
    claims: tuple[Record, ...]
    pages: tuple[Page, ...]
    captures: tuple[Kept, ...]
    visits: tuple[Visit, ...]
    log: tuple[LogRow, ...]
    names: frozenset[str]
    erased_claims: tuple[str, ...]
    left_out: tuple[str, ...]
    is_stale: bool


def evidence_of(case: Case, name: str, rule: str) -> Evidence:
    """All that a case has on an incident, by any id that it has or had.

    Raises UsageError for what is no incident, LedgerError where nothing is linked, where the log is no whole chain, or
    where the case was written to meanwhile.
    """
    with viewing(case.ledger) as connection:
        before = stamp(connection)
    corpus = corpus_of(case)
    incident = incident_meant(corpus, name, rule)
    claims = tuple(corpus.claims[claim] for claim in texts_at(incident, "claims"))
    documents = {text_at(claim, "document", "id") for claim in claims}
    pages = tuple(page for page in corpus.gathered.pages if page.id in documents)
    with viewing(case.ledger) as connection:
        if stamp(connection) != before:
            raise LedgerError(f"{case.path}: was written to meanwhile; run the command again")
        captures = tuple(kept_of(connection, sorted(page.id for page in pages)))
        ever, names = _ever(connection, text_at(incident, "id") or "")
        return Evidence(
            incident=incident,
            claims=claims,
            pages=pages,
            captures=captures,
            visits=tuple(_visits_to(visits(connection), captures)),
            log=_whole(case, tuple(judgement_log(connection))),
            names=names | ever,
            erased_claims=tuple(sorted(ever - claims_there(connection))),
            left_out=tuple(sorted((ever & claims_there(connection)) - set(texts_at(incident, "claims")))),
            is_stale=corpus.is_stale,
        )


def incident_meant(corpus: Corpus, name: str, rule: str) -> Record:
    """The line of an incident, by any id that it has or had, under a rule. Raises UsageError for what is none."""
    meant = corpus.linking.incident_of(name)
    found = next((line for line in incidents(corpus, rule) if line["id"] == meant), None)
    if found is None:
        raise UsageError(
            f"{name}: no incident of the case has this id, or none of its claims is left; "
            "`sitrep incidents CASE` prints those that there are"
        )
    return found


def _ever(connection: Connection, incident: str) -> tuple[frozenset[str], frozenset[str]]:
    """The claims that an incident has or had in any linking, and the ids that it has or had."""
    known, members = list(linkings(connection)), set[str]()
    names = {incident} | {old for one in known for old, new in one.redirects.items() if new == incident}
    for one in known[-1:]:
        members.update(one.incidents.get(incident, ()))
    for one in known[:-1]:
        members.update(claim for name in names for claim in one.incidents.get(name, ()))
    now = known[-1].incidents if known else {}
    elsewhere = {claim for name, claims in now.items() if name != incident for claim in claims}
    return frozenset(members - elsewhere), frozenset(names)


def _visits_to(all_visits: list[Visit], captures: tuple[Kept, ...]) -> Iterator[Visit]:
    """Yield the visits that brought the captured bytes, and those to the same addresses."""
    hashes = {kept.sha256 for kept in captures}
    addresses: set[str | None] = {kept.url for kept in captures if kept.url}
    addresses |= {address for visit in all_visits if visit.sha256 in hashes for address in (visit.address, visit.final)}
    for visit in all_visits:
        if visit.sha256 in hashes or (visit.address in addresses and visit.sha256 is None):
            yield visit


def _whole(case: Case, log: tuple[LogRow, ...]) -> tuple[LogRow, ...]:
    """The lines of a log that is a whole chain. Raises LedgerError for another."""
    broken = next(broken_links(log), None)
    if broken is not None:
        raise LedgerError(
            f"{case.path}: line {broken.number} of the log of judgements does not hold ({broken.problem}), "
            f"and a bundle of it would prove nothing; run `sitrep log {case.path} --check`"
        )
    return log

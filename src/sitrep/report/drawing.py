"""The incidents that a report is about, drawn from a linked case and shown as its audience may see them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sitrep.case.folders import Case
from sitrep.case.linking import Corpus, corpus_of, telling_of
from sitrep.export.redacted import around_page, counted, kin_in, outlets_in
from sitrep.gazetteer import fold
from sitrep.gazetteer.index import PlaceNames
from sitrep.link.incidents import Account, account_of, line_of_account
from sitrep.link.positions import RULES
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at
from sitrep.redaction import Around, Audience, gathered, redact_claim, redact_incident
from sitrep.redaction.accusations import position_of
from sitrep.report.windows import Standing, Window


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for. `today` is the day from which the age of an event is counted, for its redaction."""

    window: Window
    admin1: str | None
    audience: Audience
    rule: str
    today: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """An incident as its audience may see it, with its claims.

    `holders` are by measure how many independent sources hold the figures that were added up.
    """

    line: Record
    claims: Sequence[Record]
    holders: Mapping[str, int]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made of: its incidents, others asked for by id, how many have no day, what was withheld."""

    within: tuple[Drawn, ...]
    longer: tuple[Drawn, ...]
    others: tuple[Drawn, ...]
    undated: int
    withheld: Mapping[str, int]
    is_stale: bool
    redirects: Mapping[str, str] = field(default_factory=dict)


def material(case: Case, asked: Asked, places: PlaceNames, others: frozenset[str] = frozenset()) -> Material:
    """What the report that was asked for is made of, and the incidents of some ids beside it.

    Raises LedgerError where nothing is linked yet, UsageError for an unknown rule or a division without incidents.
    """
    if asked.rule not in RULES:
        raise UsageError(f"--rule {asked.rule}: no rule is called so; there are {', '.join(RULES)}")
    corpus = corpus_of(case)
    lines = list(_lines(corpus, asked))
    _refuse_unknown(asked.admin1, [one.line for one in lines])
    ids = {corpus.linking.incident_of(name) or name for name in others}
    wanted = [one for one in lines if one.standing in (Standing.WITHIN, Standing.LONGER) or one.line["id"] in ids]
    shown = list(_shown(corpus, wanted, asked, places))
    mine = [one for one in shown if is_in(one.line, asked.admin1)]
    within = tuple(one for one in mine if one.standing is Standing.WITHIN)
    longer = tuple(one for one in mine if one.standing is Standing.LONGER)
    printed = [line for one in within for line in (one.line, *one.claims)]
    return Material(
        within=within,
        longer=longer,
        others=tuple(one for one in shown if one.line["id"] in ids and one not in within),
        undated=sum(one.standing is Standing.UNDATED for one in lines),
        withheld=counted([*printed, *(one.line for one in longer)]),
        is_stale=corpus.is_stale,
        redirects=corpus.linking.redirects,
    )


def is_in(line: Record, admin1: str | None) -> bool:
    """Whether an incident is in a division, given by its name or its code; any is in None."""
    names = (text_at(line, "place", key) for key in ("admin1", "admin1_code"))
    return admin1 is None or fold(admin1) in {fold(name) for name in names if name}


def _refuse_unknown(admin1: str | None, lines: Sequence[Record]) -> None:
    """Raise UsageError for a division in which the case has no incident."""
    if admin1 is None or any(is_in(line, admin1) for line in lines):
        return
    known = sorted({name for line in lines if (name := text_at(line, "place", "admin1"))})
    told = ", ".join(known) or "none"
    raise UsageError(f"--admin1 {admin1}: the case has no incident there; its divisions are {told}")


def _lines(corpus: Corpus, asked: Asked) -> Iterator[Drawn]:
    """Yield every incident of a case with its claims, nothing withheld yet."""
    for name, members in corpus.linking.incidents.items():
        claims = [corpus.claims[claim] for claim in members if claim in corpus.claims]
        if claims:
            given = telling_of(corpus, name, claims, asked.rule)
            account = account_of(claims, given)
            line = line_of_account(name, account, given)
            yield Drawn(line, account.claims, holders_of(account, line), asked.window.of(line))


def holders_of(account: Account, line: Record) -> dict[str, int]:
    """How many independent sources hold the figures that each measure of an incident was added up from."""
    found = record_at(line, "quantities")
    used = {measure: texts_at(record_at(found, measure, "aggregate"), "claims_used") for measure in found}
    return {
        measure: len({f.voice.key for f in account.figures if f.measure == measure and f.claim in claims})
        for measure, claims in used.items()
    }


def _shown(corpus: Corpus, drawn: Sequence[Drawn], asked: Asked, places: PlaceNames) -> Iterator[Drawn]:
    """Yield incidents as the audience may see them: a name withheld on any of their pages is withheld in all.

    A place is withheld in all claims of an incident where it is in one, as on the page of an incident.
    """
    if asked.audience is Audience.INTERNAL:
        yield from drawn
        return
    pages, audience, today = corpus.gathered.pages, asked.audience, asked.today
    kin, outlets = kin_in(pages, corpus.linking, today, audience), outlets_in(pages, today, places, audience)
    said = {text_at(claim, "id") or "": position_of(claim, one.line) for one in drawn for claim in one.claims}
    told = {name for one in drawn for name in _pages_of(one)}
    arounds = {
        page.id: around_page(page, today, places, audience, said, outlets=outlets, kin=kin)
        for page in pages
        if page.id in told
    }
    names = [around.page for around in arounds.values()]
    private = frozenset[str]().union(*(page.private for page in names))
    persons = frozenset[tuple[str, ...]]().union(*(page.persons for page in names))
    for one in drawn:
        own = gathered([arounds[name] for name in _pages_of(one) if name in arounds])
        whole = replace(own, page=replace(own.page, private=private, persons=persons))
        claims = [redact_claim(claim, audience, _within(claim, arounds, whole)) for claim in one.claims]
        yield replace(one, line=redact_incident(one.line, audience, whole), claims=claims)


def _pages_of(one: Drawn) -> list[str]:
    """The pages that an incident's line or its claims speak of."""
    claims = (text_at(claim, "document", "id") for claim in one.claims)
    lines = (text_at(page, "id") for page in records_at(one.line, "documents"))
    return [*dict.fromkeys(name for name in (*claims, *lines) if name)]


def _within(claim: Record, arounds: Mapping[str, Around], whole: Around) -> Around:
    """What a claim of the report is redacted with: its own page, and what is withheld in its incident."""
    own = arounds[text_at(claim, "document", "id") or ""]
    shared = replace(own.page, private=whole.page.private, persons=whole.page.persons, finer=whole.page.finer)
    return replace(own, page=shared)

"""A case's claims to incidents: linked anew under what people judged, and told from the membership that is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sitrep.case.adding import new_run
from sitrep.case.folders import Case
from sitrep.case.judging import apply_judgements, standing
from sitrep.case.reviews import review_of, team_decisions
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import judgements, latest_linking, readings
from sitrep.ledger.records import from_json, to_json
from sitrep.ledger.store import append_linking
from sitrep.link.accounts import Page
from sitrep.link.chains import Around, coverage, who_said
from sitrep.link.identities import name_groups, with_mains
from sitrep.link.incidents import Telling, incident_line, incident_relations
from sitrep.link.linking import Conflict, Groups, link_pages
from sitrep.link.positions import RULES
from sitrep.link.profiles import load_profiles
from sitrep.link.reprints import Text, copies_of
from sitrep.link.voices import credited_agency
from sitrep.link.waterfall import Waterfall
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON, content_id
from sitrep.model.judgements import Judgement, decisions, judged_claims
from sitrep.model.linkings import Linking
from sitrep.views.claims import claim_lines
from sitrep.views.records import document_record

PROFILE = "pages"
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a case holds for linking: its pages with their claims as people left them, and what was decided before.

    `made` are all judgements in force, `standing` those of them whose evidence still stands. `as_read` are the lines
    that people spoke of, by claim id, as the reader has them.
    """

    pages: tuple[Page, ...]
    made: tuple[Judgement, ...]
    standing: tuple[Judgement, ...]
    reopened: Mapping[str, str]
    earlier: Linking | None
    as_read: Mapping[str, Record] = field(default_factory=dict)

    @property
    def basis(self) -> str:
        """A digest of what a linking of this would be made from."""
        records: list[JSON] = [text_at(claim, "record") for page in self.pages for claim in page.claims]
        return content_id("basis", records, [judgement.id for judgement in self.standing])


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What linking did: how much there was, what it came to, and which words of people could not be followed."""

    pages: int
    incidents: int
    shared: int
    redirects: int
    is_new: bool
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The claims of a case with what is known around them, for lines of incidents and chains."""

    linking: Linking
    claims: Mapping[str, Record]
    of_document: Mapping[str, Sequence[Record]]
    copies: Mapping[str, str]
    agencies: Mapping[str, str]
    gathered: Gathered
    covers: Record = field(default_factory=dict)

    @property
    def is_stale(self) -> bool:
        """Whether pages or judgements have come, or changed, since the claims were linked."""
        return self.linking.basis != self.gathered.basis


def gather(case: Case) -> Gathered:
    """The pages of a case and what people and earlier linkings said of them."""
    with viewing(case.ledger) as connection:
        made = tuple(judgements(connection))
        raw = latest_linking(connection)
        read = [(reading.document, claim_lines(reading)) for reading in readings(connection)]
    named = judged_claims(made)
    as_read = {text_at(line, "id") or "": line for _, lines in read for line in lines if line["id"] in named}
    pages = tuple(
        Page(document_record(document), document.text, tuple(apply_judgements(lines, made))) for document, lines in read
    )
    return gathered_of(pages, made, as_read, None if raw is None else from_json(Linking, raw))


def gathered_of(
    pages: tuple[Page, ...], made: Sequence[Judgement], as_read: Mapping[str, Record], earlier: Linking | None
) -> Gathered:
    """Pages as people left them, with which of their words still stand on the lines as they are read now."""
    words = standing(made, as_read.values())
    return Gathered(
        pages=pages,
        made=tuple(word.judgement for word in words),
        standing=tuple(word.judgement for word in words if word.stands),
        reopened={word.judgement.id: word.reason or "" for word in words if not word.stands},
        earlier=earlier,
        as_read=as_read,
    )


def link_case(case: Case) -> LinkReport:
    """Gather the claims of a case to incidents, under what people judged, and keep which claims make which.

    Where another process linked the case meanwhile, it is done again: ids follow from the linking before.
    """
    while True:
        gathered = gather(case)
        groups = linked(gathered)
        linking = named(groups, gathered)
        if _kept(case, linking, gathered.earlier):
            return _report(gathered, groups, linking)


def _kept(case: Case, linking: Linking, earlier: Linking | None) -> bool:
    """Whether a linking was kept as the one that follows an earlier one, which is still the latest."""
    with writing(case.ledger) as connection:
        raw = latest_linking(connection)
        follows = (None if raw is None else from_json(Linking, raw)) == earlier
        if follows:
            append_linking(connection, to_json(linking), linking.profile, new_run())
    return follows


def _report(gathered: Gathered, groups: Groups, linking: Linking) -> LinkReport:
    """What a linking that is kept came to."""
    told = [group for group, claims in zip(groups.groups, groups.claims(), strict=True) if claims]
    documents = [len({groups.accounts[i].document for i in group}) for group in told]
    return LinkReport(
        pages=len(gathered.pages),
        incidents=len(linking.incidents),
        shared=sum(count > 1 for count in documents),
        redirects=len(linking.redirects),
        is_new=linking != gathered.earlier,
        conflicts=groups.conflicts,
    )


def linked(gathered: Gathered) -> Groups:
    """The accounts of the pages in groups, one a happening."""
    same, different = decisions(gathered.standing)
    return link_pages(gathered.pages, same, different, PROFILE)


def named(groups: Groups, gathered: Gathered) -> Linking:
    """The groups under the ids that they have or had."""
    claims = groups.claims()
    found = name_groups(claims, gathered.earlier, judged_claims(gathered.standing))
    founders = {document: claims[n][0] for document, n in groups.mains.items() if claims[n]}
    profile = load_profiles()[groups.profile].id
    return replace(with_mains(found, founders), basis=gathered.basis, profile=profile)


def corpus_of(case: Case) -> Corpus:
    """The claims of a linked case. Raises LedgerError where nothing was linked yet."""
    gathered = gather(case)
    if gathered.earlier is None:
        raise LedgerError(f"{case.path}: nothing is linked yet; run `sitrep link {case.path}`")
    return corpus_from(gathered)


def corpus_from(gathered: Gathered) -> Corpus:
    """The claims gathered, with what is known around them; of a case that was never linked no incident is known."""
    claims = {text_at(claim, "id") or "": claim for page in gathered.pages for claim in page.claims}
    texts = [
        Text(page.id, page.text, text_at(page.document, "published"), text_at(page.document, "outlet"))
        for page in gathered.pages
    ]
    agencies = {page.id: agency for page in gathered.pages if (agency := credited_agency(page.text)) is not None}
    return Corpus(
        linking=gathered.earlier or Linking(),
        claims=claims,
        of_document={page.id: page.claims for page in gathered.pages},
        copies=copies_of(texts),
        agencies=agencies,
        gathered=gathered,
        covers=coverage([*claims.values()]),
    )


def incidents(corpus: Corpus, rule: str = RULES[0]) -> Iterator[dict[str, JSON]]:
    """Yield the line of every incident, in order of their ids. Raises UsageError for an unknown rule."""
    for line in _each(corpus, rule, incident_line):
        yield {**line, "profile": corpus.linking.profile}


def all_relations(corpus: Corpus) -> Iterator[dict[str, JSON]]:
    """Yield how the claims of each incident stand to each other, in order of the incidents' ids."""
    for found in _each(corpus, RULES[0], lambda name, claims, given: _related(name, incident_relations(claims, given))):
        yield from found


def _related(name: str, found: Sequence[dict[str, JSON]]) -> list[dict[str, JSON]]:
    return [{"incident": name, **relation} for relation in found]


def _each(corpus: Corpus, rule: str, made: Callable[[str, Sequence[Record], Telling], R]) -> Iterator[R]:
    """Yield what is made of each incident whose claims are still there."""
    if rule not in RULES:
        raise UsageError(f"no rule is called {rule}; there are {', '.join(RULES)}")
    for name, members in corpus.linking.incidents.items():
        claims = [corpus.claims[claim] for claim in members if claim in corpus.claims]
        if claims:
            yield made(name, claims, telling_of(corpus, name, claims, rule))


def telling_of(corpus: Corpus, name: str, claims: Sequence[Record], rule: str) -> Telling:
    """What the line of an incident is made from beside its claims."""
    own = frozenset(text_at(claim, "id") or "" for claim in claims)
    names = frozenset((name, *(old for old, new in corpus.linking.redirects.items() if new == name)))
    documents = sorted({text_at(claim, "document", "id") or "" for claim in claims})
    told = [claim for document in documents for claim in corpus.of_document.get(document, ())]
    return Telling(
        linking=corpus.linking,
        copies=corpus.copies,
        agencies=corpus.agencies,
        beside=[claim for claim in told if text_at(claim, "id") not in own],
        corpus=corpus.covers,
        rule=rule,
        team=team_decisions(corpus.gathered.standing, names),
        review=review_of(corpus.gathered.made, corpus.gathered.reopened, names, own),
    )


def explained(case: Case, one: str, other: str) -> Waterfall:
    """Why two claims, incidents or pages are held to tell of the same, or not.

    Raises LedgerError for what is not in the case, or tells of nothing that occurred.
    """
    gathered = gather(case)
    groups = linked(gathered)
    first, second = (_claim_meant(name, gathered, groups) for name in (one, other))
    found = groups.explain(first, second)
    if found is None:
        raise LedgerError(f"{one}, {other}: one of them tells of nothing that occurred, and is in no incident")
    return found


def _claim_meant(name: str, gathered: Gathered, groups: Groups) -> str:
    """The claim that a name means: a claim, an incident's first one, or the first of a page's main incident."""
    claims = {text_at(claim, "id") for page in gathered.pages for claim in page.claims}
    if name in claims:
        return name
    linking = gathered.earlier or Linking()
    if members := linking.incidents.get(linking.incident_of(name) or ""):
        return members[0]
    pages = [page for page in gathered.pages if name in (page.id, text_at(page.document, "external_id"))]
    mains = [account for account in groups.accounts if account.is_main and account.document in {p.id for p in pages}]
    if not mains or not mains[0].claims:
        raise LedgerError(f"{name}: no claim, incident or page of the case that tells of what occurred has this name")
    return mains[0].claims[0]


def chain_of(
    corpus: Corpus, measure: str, about: float, tolerance: float, only: AbstractSet[str] | None = None
) -> dict[str, JSON]:
    """Who in the corpus said a figure first, who repeated it, who contradicted it; `only` are the claims followed."""
    homes = {claim: name for name, claims in corpus.linking.incidents.items() for claim in claims}
    around = Around(corpus.copies, corpus.agencies, homes, only)
    return who_said([*corpus.claims.values()], measure, about, tolerance, around)

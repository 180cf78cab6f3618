"""Linking: the accounts of many pages gathered to groups, each of one incident or one story.

The main incidents of pages are grouped first, on the words of whole pages. Then what a page tells besides joins those
groups, or others of its kind; it can never join two groups of main incidents. Two happenings that one page keeps
apart are not joined. What persons said of claims goes before all this. The order of the pages is irrelevant.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sitrep.link.accounts import PERIOD, STORY, Account, Page, accounts_of, read_part
from sitrep.link.blocking import candidates
from sitrep.link.clusters import Clusters, Pair, Said, cluster, follow, pair
from sitrep.link.comparisons import COMPARISONS, Compared, Weighed, speaks_for, weigh
from sitrep.link.profiles import Profile, load_profiles
from sitrep.link.waterfall import Waterfall, probability, waterfall
from sitrep.link.words import Rarities, count_pages, names_in, terms_in

Claims = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A pair of claims that persons said are the same, though what they said besides keeps the two apart."""

    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Groups:
    """What linking found.

    `accounts` are in a fixed order, whatever that of the pages; `groups` are indices of them, `mains` the group of
    each document's main incident (or story), `scores` the probability of each pair of accounts that was compared,
    `conflicts` what persons said that could not be followed.
    """

    profile: str
    accounts: tuple[Account, ...]
    groups: tuple[tuple[int, ...], ...]
    mains: Mapping[str, int]
    scores: Mapping[Pair, float]
    conflicts: tuple[Conflict, ...]
    terms: Rarities
    names: Rarities

    def claims(self) -> list[tuple[str, ...]]:
        """The claim ids of each group; empty for a group of stories."""
        return [tuple(chain.from_iterable(self.accounts[i].claims for i in group)) for group in self.groups]

    def account_of(self, claim: str) -> Account | None:
        """The account that a claim is part of; None for a claim that tells of nothing that occurred."""
        return next((account for account in self.accounts if claim in account.claims), None)

    def explain(self, one: str, other: str) -> Waterfall | None:
        """Why the accounts of two claims score as they do; None where a claim is in none."""
        accounts = [self.account_of(claim) for claim in (one, other)]
        first, second = (weigh(a, self.terms, self.names) if a is not None else None for a in accounts)
        if first is None or second is None:
            return None
        return explain(first, second, load_profiles()[self.profile])


def words_of_pages(pages: Iterable[Page]) -> tuple[Rarities, Rarities]:
    """How rare terms and names are among some pages, from their words alone: what explaining a pair needs of the rest.

    Linking counts the persons of the pages' claims too, who stand on the same pages by the same names; a pair's levels
    come out the same.
    """
    texts = [read_part(page) for page in pages]
    return count_pages(map(terms_in, texts)), count_pages(map(names_in, texts))


def told_with(pages: Iterable[Page], claim: str, apart: Collection[Claims] = ()) -> Account | None:
    """The account among some pages that a claim is part of; None for a claim that tells of nothing that occurred."""
    accounts = chain.from_iterable(accounts_of(page, frozenset(apart)) for page in pages)
    return next((account for account in accounts if claim in account.claims), None)


def explain_pair(one: Account, other: Account, words: tuple[Rarities, Rarities], profile: str = "pages") -> Waterfall:
    """Why two accounts score as they do, as `Groups.explain` says it, from the two and how rare words are."""
    return explain(weigh(one, *words), weigh(other, *words), load_profiles()[profile])


def explain(one: Weighed, other: Weighed, profile: Profile) -> Waterfall:
    """The waterfall of two accounts."""
    return waterfall(compare(one, other), profile)


def compare(one: Weighed, other: Weighed) -> dict[str, Compared]:
    """What every comparison finds of two accounts."""
    return {name: comparison(one, other) for name, comparison in COMPARISONS.items()}


def score(one: Weighed, other: Weighed, profile: Profile) -> float:
    """The probability that two accounts are of one happening."""
    weights = (profile.weight(name, comparison(one, other).level) for name, comparison in COMPARISONS.items())
    return probability(profile.prior + sum(weights))


def link_pages(
    pages: Iterable[Page], same: Collection[Claims] = (), different: Collection[Claims] = (), profile: str = "pages"
) -> Groups:
    """The groups of what some pages tell, `same` and `different` being pairs of claims that persons judged."""
    apart = frozenset(different)
    found = chain.from_iterable(accounts_of(page, apart) for page in pages)
    accounts = in_order(found)
    linker = _Linker.of(accounts, load_profiles()[profile])
    asked, unmet = _accounts_said(accounts, same, different)
    said = follow(*asked)
    grouped = linker.group(said)
    main_of = {a.document: n for n, group in enumerate(grouped) for a in (accounts[i] for i in group) if a.is_main}
    return Groups(
        profile=profile,
        accounts=tuple(accounts),
        groups=grouped,
        mains=dict(sorted(main_of.items())),
        scores=linker.scores,
        conflicts=tuple(sorted([*unmet, *_named(said.conflicts, accounts, same)], key=lambda c: (c.one, c.other))),
        terms=linker.terms,
        names=linker.names,
    )


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """Accounts by day of publication, then by document and claims: an order that no input order changes."""
    return sorted(accounts, key=lambda account: (account.published or 0, account.document, account.claims))


def rarities(accounts: Iterable[Account]) -> tuple[Rarities, Rarities]:
    """How rare terms and names are among the pages of some accounts."""
    mains = [account for account in accounts if account.is_main]
    return count_pages(a.words for a in mains), count_pages(a.mentions | a.names for a in mains)


def weigh_all(accounts: Sequence[Account]) -> list[Weighed]:
    """Accounts weighed by how rare words and names are among their pages."""
    terms, names = rarities(accounts)
    return [weigh(account, terms, names) for account in accounts]


@dataclass(slots=True)
class _Linker:
    """Accounts with their weights, and the scores of those that were compared."""

    weighed: Sequence[Weighed]
    profile: Profile
    terms: Rarities
    names: Rarities
    scores: dict[Pair, float]

    @classmethod
    def of(cls, accounts: Sequence[Account], profile: Profile) -> "_Linker":
        """Accounts weighed by how rare words and names are among their pages."""
        terms, names = rarities(accounts)
        return cls([weigh(account, terms, names) for account in accounts], profile, terms, names, {})

    def score(self, one: int, other: int) -> float:
        """The score of two accounts, kept."""
        key = pair(one, other)
        if key not in self.scores:
            self.scores[key] = score(self.weighed[key[0]], self.weighed[key[1]], self.profile)
        return self.scores[key]

    def group(self, said: Said) -> tuple[tuple[int, ...], ...]:
        """The groups that scores make, and those joined that persons said are the same.

        So nothing leaves a group for a "same", and undoing it brings the two groups back. Only where the groups of the
        scores cannot be joined, for a "different" stands between them, is the "same" followed before any score.
        """
        grown = self._grown(said, ())
        joined = cluster(grown, {}, self.score, 1.0, same=said.same, different=said.different)
        return self._grown(said, said.same) if joined.conflicts else joined.groups

    def _grown(self, said: Said, same: Sequence[Pair]) -> tuple[tuple[int, ...], ...]:
        """The groups that scores make: main incidents first, then what is told besides."""
        accounts = [weighed.account for weighed in self.weighed]
        mains = [index for index, account in enumerate(accounts) if account.is_main]
        first = self._round([(index,) for index in mains], mains, same, said.different, main=True)
        alone = [(index,) for index, account in enumerate(accounts) if not account.is_main]
        return self._round([*first.groups, *alone], range(len(accounts)), same, said.different, main=False).groups

    def _round(
        self,
        start: Sequence[Sequence[int]],
        members: Sequence[int],
        same: Sequence[Pair],
        different: Sequence[Pair],
        *,
        main: bool,
    ) -> Clusters:
        """One round of grouping, of main incidents or of all accounts."""
        known = set(members)
        weighed = [self.weighed[index] for index in members]
        found = candidates(weighed) if main else candidates(weighed, _besides)
        scores = {asked: self.score(*asked) for asked in (pair(members[a], members[b]) for a, b in found)}
        return cluster(
            start,
            scores,
            self.score,
            self.profile.threshold,
            same=[asked for asked in same if known.issuperset(asked)],
            different=[asked for asked in different if known.issuperset(asked)],
            may_join=lambda one, other: self._may_join(one, other, main=main),
        )

    def _may_join(self, one: Sequence[int], other: Sequence[int], *, main: bool) -> bool:
        """Whether a score may join two groups: one of them holds no main incident, and no page is in both.

        What is told of a long time is of no happening.
        """
        groups = [[self.weighed[index].account for index in group] for group in (one, other)]
        is_period = [{account.family == PERIOD for account in group if account.family != STORY} for group in groups]
        if all(is_period) and is_period[0] != is_period[1]:
            return False
        if main:
            return True
        if all(any(account.is_main for account in group) for group in groups):
            return False
        return {account.document for account in groups[0]}.isdisjoint(account.document for account in groups[1])


def _besides(one: Weighed, other: Weighed) -> bool:
    """Whether two accounts are compared in the second round: of one type, one told besides, on two pages.

    What a page tells besides has few words and no title; so its place, names or words must speak for one happening.
    """
    a, b = one.account, other.account
    is_news = a.is_main and b.is_main
    is_alike = STORY not in (a.family, b.family) and a.family == b.family and a.document != b.document
    return not is_news and is_alike and speaks_for(one, other)


def _accounts_said(
    accounts: Sequence[Account], same: Iterable[Claims], different: Iterable[Claims]
) -> tuple[tuple[list[Pair], list[Pair]], list[Conflict]]:
    """What persons said of claims as said of their accounts; and what cannot be followed, since a claim is in none."""
    home = {claim: index for index, account in enumerate(accounts) for claim in account.claims}
    unmet = [
        Conflict(*asked, "no account holds both claims: one tells of nothing that occurred")
        for asked in sorted({*same, *different})
        if not home.keys() >= set(asked)
    ]
    said = []
    for asked in (same, different):
        known = {pair(home[one], home[other]) for one, other in asked if one in home and other in home}
        said.append(sorted(found for found in known if found[0] != found[1]))
    return (said[0], said[1]), unmet


def _named(conflicts: Iterable[Pair], accounts: Sequence[Account], same: Iterable[Claims]) -> list[Conflict]:
    """The claims of which persons said "same" that the conflicts of accounts are of."""
    home = {claim: index for index, account in enumerate(accounts) for claim in account.claims}
    missed = set(conflicts)
    reason = 'a "different" stands between the two groups that this "same" would join'
    return [
        Conflict(one, other, reason)
        for one, other in sorted(set(same))
        if one in home and other in home and pair(home[one], home[other]) in missed
    ]

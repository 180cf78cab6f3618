"""Incident ids that last: a group of claims keeps the id that its members had.

An id is made from the founding claim of a group, the first in order of claim ids. Later runs look at the earlier
linking:

- a group of exactly the claims that a merged id had takes that id back: the merge was undone;
- else it keeps the earlier id that most of its judged members had, and where none is judged most of all members;
- else it takes back a merged id of whose claims it holds most;
- else it is new.

Of several ids that meet in a group one lives on, and the others lead to it. An id never leaves its judged members
while another group holds them, but for those that take a merged id back; a judged claim that has left (it was rejected,
or a newer reader does not find it) keeps no id from the others. Neither the order of the groups nor that of
their claims matters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count

from sitrep.model.identity import content_id
from sitrep.model.linkings import Linking

Group = frozenset[str]
# A group that wants an id, the strongest wish first.
Wish = tuple[tuple[int, ...], str, str, Group]


@dataclass(frozen=True)
class Past:
    """The earlier linking as the rules of this module ask of it."""

    living: Mapping[str, Group]
    former: Mapping[str, Group]
    judged: AbstractSet[str]

    @cached_property
    def merged(self) -> Group:
        """All claims that came from an id merged away."""
        return frozenset(claim for members in self.former.values() for claim in members)

    def shared(self, name: str, group: Group) -> tuple[int, int, int, int]:
        """How many claims an id and a group share, judged ones, those that no merge brought, all; the founder's rank.

        The claim that a new group would be named by has rank 0; an id that no claim of the group founded comes last.
        """
        common = self.living[name] & group
        ranks = (rank for rank, claim in enumerate(sorted(group)) if content_id("i", claim) == name)
        return len(common & self.judged), len(common - self.merged), len(common), next(ranks, len(group))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Groups that want an id, and the group of each claim: no claim is in two."""

    groups: frozenset[Group]
    homes: Mapping[str, Group]

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]]) -> "Wanted":
        """The groups that have a claim."""
        wanted = frozenset(frozenset(group) for group in groups if group)
        return cls(wanted, {claim: group for group in wanted for claim in group})

    def meeting(self, members: Group) -> frozenset[Group]:
        """The groups that hold any of some claims."""
        return frozenset(self.homes[claim] for claim in members if claim in self.homes)


def name_groups(groups: Sequence[Sequence[str]], earlier: Linking | None, judged: AbstractSet[str]) -> Linking:
    """A linking of groups of claim ids, each under the id that it has or had; without the main ones."""
    wanted = Wanted.of(groups)
    before = earlier if earlier is not None else Linking()
    past = Past(_sets(before.incidents), _sets(before.former), judged & wanted.homes.keys())
    named = _granted(_returns(wanted, past), {})
    settled = frozenset(claim for group in named for claim in group)
    named = _granted([*_stays(wanted, past, settled), *_revivals(wanted, past)], named)
    known = {*past.living, *past.former}
    for group in sorted((group for group in wanted.groups if group not in named), key=sorted):
        named[group] = _new_id(group, {*known, *named.values()})
    incidents = {name: tuple(sorted(group)) for group, name in sorted(named.items(), key=lambda item: item[1])}
    dead = {**past.former, **past.living}
    targets = {name: _target(wanted.meeting(dead[name]), dead[name], named, judged) for name in dead.keys() - incidents}
    leads = {name: target for name, target in sorted(targets.items()) if target is not None}
    return Linking(incidents, leads, {}, {name: tuple(sorted(dead[name])) for name in leads})


def with_mains(linking: Linking, mains: Mapping[str, str]) -> Linking:
    """A linking with the main incident of each document, given by one of its claims."""
    homes = {claim: name for name, claims in linking.incidents.items() for claim in claims}
    return replace(linking, mains={doc: homes[claim] for doc, claim in sorted(mains.items()) if claim in homes})


def _sets(members: Mapping[str, Sequence[str]]) -> dict[str, Group]:
    return {name: frozenset(claims) for name, claims in members.items()}


def _returns(wanted: Wanted, past: Past) -> Iterator[Wish]:
    """Yield groups that are exactly what a merged id was."""
    for name, members in past.former.items():
        if members in wanted.groups:
            yield (0,), name, min(members), members


def _stays(wanted: Wanted, past: Past, settled: Group) -> Iterator[Wish]:
    """Yield groups with the living ids that their members had; `settled` are the claims whose groups have theirs."""
    for name, members in past.living.items():
        for group in wanted.meeting(members):
            judged, own, common, founder = past.shared(name, group)
            if common and (judged or not (members - settled) & past.judged):
                yield (1, -judged, -own, -common, founder), name, min(group), group


def _revivals(wanted: Wanted, past: Past) -> Iterator[Wish]:
    """Yield groups with the merged ids most of whose claims they hold."""
    for name, members in past.former.items():
        for group in wanted.meeting(members):
            if 2 * len(members & group) > len(members):
                yield (2, -len(members & group & past.judged), -len(members & group)), name, min(group), group


def _granted(wishes: Iterable[Wish], before: Mapping[Group, str]) -> dict[Group, str]:
    """The ids of groups: each wish in turn, the strongest first, if neither its group nor its id is taken."""
    named = dict(before)
    taken = set(named.values())
    for _, name, _, group in sorted(wishes, key=lambda wish: wish[:3]):
        if group not in named and name not in taken:
            named[group] = name
            taken.add(name)
    return named


def _new_id(group: Group, known: AbstractSet[str]) -> str:
    """An id from the first claim of a group that has not founded another incident."""
    made = (content_id("i", claim) for claim in sorted(group))
    further = (content_id("i", *sorted(group), number) for number in count())
    return next(name for name in chain(made, further) if name not in known)


def _target(
    groups: AbstractSet[Group], members: Group, named: Mapping[Group, str], judged: AbstractSet[str]
) -> str | None:
    """Of the groups that hold a merged id's claims the one that most are in now, judged ones first; None for none."""
    found = [(-len(members & group & judged), -len(members & group), named[group]) for group in groups]
    return min(found)[2] if found else None

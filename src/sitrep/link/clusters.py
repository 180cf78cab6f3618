"""Groups of accounts: average linkage above a threshold, under what persons said is the same or different.

The two groups whose members score highest on average are joined, over and over, until no two reach the threshold.
What a person said always wins: "same" joins first, whatever the scores, and "different" keeps two groups apart, also
where it was said of other members of them. A "same" that would join what "different" keeps apart is a conflict: it is
not followed, and it is reported.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Pair = tuple[int, int]
Score = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of indices, each in order, the group of the lowest index first; and the "same" that were not followed."""

    groups: tuple[tuple[int, ...], ...]
    conflicts: tuple[Pair, ...]


def pair(one: int, other: int) -> Pair:
    """Two indices, the lower one first."""
    return (one, other) if one < other else (other, one)


def cluster(
    start: Sequence[Sequence[int]],
    scores: Mapping[Pair, float],
    score: Score,
    threshold: float,
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    may_join: Callable[[Sequence[int], Sequence[int]], bool] = lambda _one, _other: True,
) -> Clusters:
    """The groups that grow from those of `start`, each named by its lowest index.

    `scores` are those of the pairs to begin with, `score` gives any other; `may_join` says of two groups, beside what
    persons said, whether a score can join them.
    """
    state = _State.of(start, different)
    conflicts = [asked for asked in sorted({pair(*asked) for asked in same}) if not state.join_as_said(*asked)]
    state.read(scores)
    while (best := state.next_pair(threshold)) is not None:
        if may_join(*(state.members[name] for name in best)):
            state.join(*best, score)
        else:
            state.bar(*best)
    groups = sorted(tuple(sorted(members)) for members in state.members.values())
    return Clusters(tuple(groups), tuple(conflicts))


@dataclass(frozen=True, slots=True)
class Said:
    """What persons said with all that follows from it.

    Two that are the same as a third are the same, and different from whatever that is different from;
    `conflicts` are the "same" that contradict this.
    """

    same: tuple[Pair, ...]
    different: tuple[Pair, ...]
    conflicts: tuple[Pair, ...]


def follow(same: Iterable[Pair], different: Iterable[Pair]) -> Said:
    """All that follows from what persons said."""
    same, different = sorted({pair(*asked) for asked in same}), sorted({pair(*asked) for asked in different})
    spoken_of = sorted({index for asked in (*same, *different) for index in asked})
    said = cluster([(i,) for i in spoken_of], {}, lambda _one, _other: 0.0, 1.0, same=same, different=different)
    group_of = {index: group for group in said.groups for index in group}
    together = {asked for group in said.groups for asked in combinations(group, 2)}
    apart = {pair(x, y) for one, other in different for x in group_of[one] for y in group_of[other] if x != y}
    return Said(tuple(sorted(together)), tuple(sorted(apart)), said.conflicts)


@dataclass(slots=True)
class _State:
    """The groups while they grow: members, means between groups, and which are kept apart."""

    members: dict[int, list[int]]
    home: dict[int, int]
    barred: dict[int, set[int]]
    means: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    heap: list[tuple[float, int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, start: Sequence[Sequence[int]], different: Iterable[Pair]) -> "_State":
        """The groups at the start, kept apart as persons said."""
        members = {min(group): sorted(group) for group in start}
        home = {index: name for name, group in members.items() for index in group}
        state = cls(members, home, defaultdict(set))
        for one, other in different:
            state.bar(home[one], home[other])
        return state

    def bar(self, one: int, other: int) -> None:
        """Keep two groups apart."""
        if one != other:
            self.barred[one].add(other)
            self.barred[other].add(one)

    def join_as_said(self, one: int, other: int) -> bool:
        """Join the groups of two members; False where they are kept apart."""
        a, b = pair(self.home[one], self.home[other])
        if a == b:
            return True
        if b in self.barred[a]:
            return False
        self._merge(a, b)
        return True

    def read(self, scores: Mapping[Pair, float]) -> None:
        """Begin with the means of pairs of groups that hold a scored pair."""
        found: dict[Pair, list[float]] = defaultdict(list)
        for (one, other), value in sorted(scores.items()):
            a, b = pair(self.home[one], self.home[other])
            if a != b:
                found[a, b].append(value)
        for (a, b), values in found.items():
            if b not in self.barred[a]:
                self._push(a, b, sum(values) / len(values))

    def next_pair(self, threshold: float) -> Pair | None:
        """The two groups that score highest; None when none reach the threshold."""
        while self.heap:
            value, a, b = heapq.heappop(self.heap)
            if -value < threshold:
                return None
            if self.means.get(a, {}).get(b) == -value and b not in self.barred[a]:
                return a, b
        return None

    def join(self, a: int, b: int, score: Score) -> None:
        """Join two groups by their score, and take the means of their neighbours anew."""
        near = sorted((set(self.means[a]) | set(self.means[b])) - {a, b})
        sizes = len(self.members[a]), len(self.members[b])
        fresh = []
        for other in near:
            if other in self.barred[a] or other in self.barred[b]:
                continue
            means = [self._mean(group, other, score) for group in (a, b)]
            fresh.append((other, (means[0] * sizes[0] + means[1] * sizes[1]) / sum(sizes)))
        for other in near:
            self._forget(a, other)
            self._forget(b, other)
        self._forget(a, b)
        self._merge(a, b)
        for other, mean in fresh:
            self._push(*pair(a, other), mean)

    def _mean(self, a: int, b: int, score: Score) -> float:
        """The mean score between two groups, taken where it is not known."""
        known = self.means[a].get(b)
        if known is not None:
            return known
        values = [score(*pair(x, y)) for x in self.members[a] for y in self.members[b]]
        return sum(values) / len(values)

    def _push(self, a: int, b: int, value: float) -> None:
        self.means[a][b] = self.means[b][a] = value
        heapq.heappush(self.heap, (-value, a, b))

    def _forget(self, a: int, b: int) -> None:
        self.means[a].pop(b, None)
        self.means[b].pop(a, None)

    def _merge(self, a: int, b: int) -> None:
        """Put the members of the second group into the first, kept apart from all that either was."""
        moved = self.members.pop(b)
        self.members[a] = sorted(self.members[a] + moved)
        self.home.update(dict.fromkeys(moved, a))
        for other in self.barred.pop(b, set()):
            self.barred[other].discard(b)
            self.bar(a, other)

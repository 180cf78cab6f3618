"""Which accounts are compared: those that share something rare, never all with all.

Accounts meet in blocks: under a rare word, a name, a cell of the map, an address. In a block of up to `FULL_BLOCK`
accounts all meet; in a larger one each account, in the order of days, meets only the next `NEXT` ones (a sorted
neighbourhood). Of all whom an account meets, the `NEAREST` that share most with it are compared. So the work grows
with the number of accounts and not with its square.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import floor
from typing import NamedTuple

from sitrep.link.comparisons import COARSE, Weighed

FULL_BLOCK = 40
NEXT = 20
NEAREST = 20
# The words that tell most of an account.
TOP_WORDS = 30
# Cells of the map overlap, so that neighbours across a border meet in one of them.
CELL_DEGREES = 0.5
# What meeting in a cell or at an address counts beside the rarity of a word.
CELL_WORTH = 6.0
ADDRESS_WORTH = 20.0


class Key(NamedTuple):
    """A block, and what meeting in it counts."""

    kind: str
    value: str
    worth: float


Pair = tuple[int, int]


def keys_of(weighed: Weighed) -> Iterator[Key]:
    """Yield the blocks of an account."""
    account = weighed.account
    top = sorted(weighed.vector, key=lambda term: (-weighed.vector[term], term))[:TOP_WORDS]
    yield from (Key("word", term, 20 * weighed.vector[term]) for term in top)
    yield from (Key("name", name, rarity) for name, rarity in weighed.rarity.items())
    for point in account.places:
        if point.precision not in COARSE:
            for shift in (0.0, CELL_DEGREES / 2):
                cell = [floor((value + shift) / CELL_DEGREES) for value in (point.lat, point.lon)]
                yield Key("cell", f"{shift}:{cell[0]}:{cell[1]}", CELL_WORTH / 2)
    if account.url:
        yield Key("address", account.url, ADDRESS_WORTH)


def day_order(weighed: Weighed) -> int:
    """The day by which an account is ordered in a large block: of its happening, else of publication."""
    account = weighed.account
    return account.days[0] if account.days else account.published or 0


def candidates(
    accounts: Sequence[Weighed], comparable: Callable[[Weighed, Weighed], bool] = lambda _one, _other: True
) -> list[Pair]:
    """The pairs of accounts to compare, as indices, the lower one first, in order; only those that are comparable."""
    blocks: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for index, weighed in enumerate(accounts):
        for key in dict.fromkeys(keys_of(weighed)):
            blocks[key.kind, key.value].append((index, key.worth))
    shared: list[dict[int, float]] = [defaultdict(float) for _ in accounts]
    for members in blocks.values():
        if len(members) > 1:
            _meet(members, accounts, shared)
    pairs: set[Pair] = set()
    for index, others in enumerate(shared):
        ranked = sorted(others, key=lambda other: (-others[other], other))
        fit = (other for other in ranked if comparable(accounts[index], accounts[other]))
        pairs.update((min(index, other), max(index, other)) for other in islice(fit, NEAREST))
    return sorted(pairs)


def _meet(members: list[tuple[int, float]], accounts: Sequence[Weighed], shared: list[dict[int, float]]) -> None:
    """Add to `shared` what the members of a block share by meeting in it."""
    reach = len(members)
    if reach > FULL_BLOCK:
        reach = NEXT
        members = sorted(members, key=lambda member: (day_order(accounts[member[0]]), member[0]))
    for place, (one, worth) in enumerate(members):
        for other, also in members[place + 1 : place + 1 + reach]:
            if one != other:
                both = min(worth, also)
                shared[one][other] += both
                shared[other][one] += both

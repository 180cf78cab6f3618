"""Whether two mentions in two tellings can be of one person or party."""

from collections.abc import Callable, Sequence

from sitrep.model.annotations import Actor
from sitrep.read.actors.references import HE, is_one

# How many words with its article a phrase needs to mean one party on a page: "the militant group".
DESCRIBING = 3
# How many times, or countries, two tellings have between them if both have one.
PAIR = 2


def shares(some: Sequence[Actor], others: Sequence[Actor], same: Callable[[Actor, Actor], bool]) -> bool:
    """Whether two groups have somebody in common."""
    return any(same(a, b) for a in some for b in others)


def is_same(actor: Actor, other: Actor) -> bool:
    """Whether two mentions are of one person or party: by reference, by name, or by the same definite words."""
    name = actor.name.casefold()
    described = (name.startswith("the ") and len(name.split()) >= DESCRIBING) or name in HE
    return is_one(actor, other) or ((actor.named or described) and name == other.name.casefold())


def is_known_by(actor: Actor, other: Actor) -> bool:
    """Whether a mention takes up another: the same, or "the boy" after "a boy of nine"."""
    words, before = actor.name.casefold().split(), other.name.casefold().split()
    definite = words[:1] == ["the"] and before[:1] in (["a"], ["an"])
    taken_up = definite and len(words) > 1 and set(words[1:]) <= set(before[1:])
    return taken_up or is_same(actor, other)


def is_one_party(actor: Actor, other: Actor) -> bool:
    """Whether two mentions can be of one party: the same, one in more words, or forces of the same description."""
    names = bare_name(actor), bare_name(other)
    longer = (actor.named or other.named) and any(a.startswith(f"{b} ") for a, b in (names, names[::-1]))
    like = not (actor.named or other.named) and bool(set(actor.roles) & set(other.roles))
    return longer or is_same(actor, other) or (like and len({actor.country, other.country} - {None}) < PAIR)


def is_of_one_force(actor: Actor, other: Actor) -> bool:
    """Whether two mentions are of people of one country in like roles: "Syrian troops", "Syrian army recruits"."""
    if not actor.country or actor.country != other.country or actor.named or other.named:
        return False
    fewer, more = sorted((set(actor.roles), set(other.roles)), key=len)
    return bool(fewer) and fewer <= more


def bare_name(actor: Actor) -> str:
    """A name in lower case without its article."""
    name = actor.name.casefold()
    return name.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def is_of_same_sort(actor: Actor, other: Actor) -> bool:
    """Whether two mentions have the same noun: "girl", "a three-year-old girl"."""
    return actor.name.casefold().split()[-1:] == other.name.casefold().split()[-1:]

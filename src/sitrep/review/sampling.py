"""A random sample that needs no memory: claims in the order of a hash of their ids, so that nobody can choose.

The population is the claims of a case that tell of an event, as they are read now, rejected ones among them. The order
is made of the claims' ids, which survive re-reading, and of one fixed seed: two people who work through it get the
same claims in the same order, in every copy of the case, and nothing about it has to be kept.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import sha256_hex

# How many tickets of a draw are kept at hand: more than the claims of a large case.
MANY = 2**17


@dataclass(frozen=True, slots=True)
class Settings:
    """The seed of the draw, the share of a sample that must be decided, and the level of all intervals."""

    seed: str
    decided: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Sample:
    """The reviewed beginning of a draw.

    `claims` are all ids of it, `open` those of them that nobody decided, `beside` how many claims were decided out of
    turn and so do not count, `population` how many there are to draw from.
    """

    claims: tuple[str, ...]
    open: tuple[str, ...]
    beside: int
    population: int

    @property
    def decided(self) -> tuple[str, ...]:
        """The claims of the sample that were decided."""
        left = frozenset(self.open)
        return tuple(claim for claim in self.claims if claim not in left)


@cache
def load_settings() -> Settings:
    """How the sample is drawn, as it ships."""
    raw = json.loads((files("sitrep.review") / "data" / "sample.json").read_text(encoding="utf-8"))
    return Settings(raw["seed"], raw["decided"], raw["confidence"])


def population(lines: Iterable[Record]) -> dict[str, str]:
    """The ids of the claims that tell of an event, those that are sampled and queued, each with that of its page."""
    events = [line for line in lines if record_at(line, "event")]
    return {text_at(line, "id") or "": text_at(line, "document", "id") or "" for line in events}


def draw_order(ids: Iterable[str], seed: str) -> list[str]:
    """The ids in the order of a draw: by the hash of seed and id, each once.

    Taking any away or adding any leaves the order of the others as it was.
    """
    return sorted(set(ids), key=lambda claim: (_ticket(seed, claim), claim))


@lru_cache(maxsize=MANY)
def _ticket(seed: str, claim: str) -> str:
    """What a claim has drawn."""
    return sha256_hex(f"{seed}\n{claim}".encode())


def reviewed_sample(drawn: Sequence[str], decided: Collection[str], least: float) -> Sample:
    """The longest beginning of a draw of which at least the share `least` is decided; it ends with a decided claim.

    Claims decided further on are left out: somebody may have picked them because they looked wrong.
    """
    done = frozenset(decided)
    length = count = 0
    for place, claim in enumerate(drawn, start=1):
        if claim in done:
            count += 1
            if count / place >= least:
                length = place
    claims = tuple(drawn[:length])
    left = tuple(claim for claim in claims if claim not in done)
    return Sample(claims, left, count - (length - len(left)), len(drawn))

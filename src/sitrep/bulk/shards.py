"""Inputs cut into shards, and the key of each: made of what is in it and of what it is read with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sitrep.ledger.store import origin_id
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import JSON, canonical, sha256_hex
from sitrep.model.origins import Origin

# So many records make a shard: some seconds to some minutes of work, which is what a fault costs at most.
RECORDS = 500


@dataclass(frozen=True, slots=True)
class Shard:
    """Some sources of the input, in order, under a key that the same sources and origin always have."""

    key: str
    sources: tuple[Capture | Refusal, ...]


def shards(sources: Iterable[Capture | Refusal], origin: Origin, records: int = RECORDS) -> Iterator[Shard]:
    """Yield sources in order, so many at a time."""
    coming = iter(sources)
    while cut := tuple(islice(coming, records)):
        yield Shard(key_of(cut, origin), cut)


def key_of(sources: Iterable[Capture | Refusal], origin: Origin) -> str:
    """The SHA-256 over the names and hashes of some sources, and their origin."""
    told: list[JSON] = [origin_id(origin), *(_named(source) for source in sources)]
    return sha256_hex(canonical(told).encode("utf-8", "surrogatepass"))


def _named(source: Capture | Refusal) -> JSON:
    """All that a source brings along, its bytes by their hash."""
    if isinstance(source, Refusal):
        return [source.path, source.reason, source.remedy]
    return [source.sha256, source.media_type, source.name, source.url, source.captured, source.charset]

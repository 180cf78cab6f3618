"""The party that a page of official statements is about: whose words or silences it tells most of."""

from collections import Counter
from collections.abc import Sequence

from sitrep.link.sides import party_key
from sitrep.link.stances import Stance, position_of, silence_of
from sitrep.link.voices import name_words, voices
from sitrep.model.fields import Record, record_at, records_at, text_at


def spoken_party(claims: Sequence[Record]) -> str | None:
    """The side whose words or silences most claims of a page are; None where it tells of none."""
    spoken = voices(claims)
    silent = [
        actor for claim in claims if silence_of(claim) for actor in records_at(record_at(claim, "event"), "actors")
    ]
    heard = [spoken[text_at(claim, "id") or ""] for claim in claims if records_at(claim, "sources")]
    silences = Counter(key for actor in silent if (key := party_key(actor)) is not None)
    words = Counter(voice.country or " ".join(name_words(voice.name)) for voice in heard)
    found = silences or words
    return min(found, key=lambda key: (-found[key], -words[key], key), default=None)


def page_position(claims: Sequence[Record]) -> Stance:
    """The position of the party that a page is about, from all its claims."""
    return position_of(claims, spoken_party(claims) or "", voices(claims))

"""The texts of a log line and their digests: the line holds the digests, the texts lie beside it and can be erased.

A digest is the SHA-256 of a salt and the text, in UTF-8, one after the other. Each text has a salt of its own, which is
kept beside the text and goes with it: without it nobody can try out what an erased text may have been.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON, sha256_hex
from sitrep.model.paths import with_value

DIGESTS, SALTS, ERASED_BY = "digests", "salts", "erased_by"
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Salted:
    """A text with its salt, 32 hexadecimal digits."""

    salt: str
    text: str

    @property
    def digest(self) -> str:
        """What a line has in the place of the text."""
        return sha256_hex((self.salt + self.text).encode("utf-8", "surrogatepass"))


def salted(text: str) -> Salted:
    """A text with a new random salt."""
    return Salted(secrets.token_hex(SALT_BYTES), text)


def texts_in(content: Record) -> dict[str, str]:
    """The free texts of a judgement by where they stand: `why`, `value`, `seen.0.evidence`, `seen.0.value`."""
    seen = records_at(content, "seen")
    found = {name: text_at(content, name) for name in ("why", "value")} | {
        f"seen.{place}.{name}": text_at(one, name) for place, one in enumerate(seen) for name in ("evidence", "value")
    }
    return {name: text for name, text in found.items() if text is not None}


def without_texts(content: Record, names: Iterable[str]) -> dict[str, JSON]:
    """A line or its content with null in the place of some of its texts."""
    found = dict(content)
    for name in names:
        found = with_value(found, name, None)
    return found


def sealed(content: Record, texts: Mapping[str, Salted]) -> dict[str, JSON]:
    """The content of a line with digests for its texts."""
    digests: dict[str, JSON] = {name: text.digest for name, text in texts.items()}
    return {**without_texts(content, texts), DIGESTS: digests}


def unsealed(body: Record, texts: Mapping[str, Salted]) -> dict[str, JSON]:
    """The content of a line with the texts that are still there, and their salts. Raises ValueError for strays."""
    if DIGESTS not in body:
        return dict(body)
    found = dict(body)
    for name, text in texts.items():
        found = with_value(found, name, text.text)
    salts: dict[str, JSON] = {name: text.salt for name, text in texts.items()}
    return {**found, SALTS: salts}


def hashed_part(line: Record) -> dict[str, JSON]:
    """What the hash of a printed line is counted over: no text that has a digest, and nothing that can be erased."""
    left = {key: value for key, value in line.items() if key not in ("hash", ERASED_BY)}
    if DIGESTS not in line:
        return left
    return without_texts({key: value for key, value in left.items() if key != SALTS}, record_at(line, DIGESTS))

"""By what something was made: versions and digests, named in every record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The instruments of one reading. Digests are SHA-256 over content, not over file bytes."""

    sitrep: str
    model: str
    model_sha256: str
    lexicon: str
    gazetteer: str
    options: tuple[tuple[str, str], ...] = ()

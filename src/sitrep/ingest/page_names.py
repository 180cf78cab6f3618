"""The names that pages use: elements that run within a line, elements nobody reads, metadata fields."""

from functools import cache
from importlib.resources import files


@cache
def page_names(role: str) -> tuple[str, ...]:
    """The names with one role (`inline`, `unseen`, `published`, `title`), in the order of the file.

    >>> page_names("title")[0]
    'og:title'
    """
    text = (files("sitrep.ingest") / "data" / "page_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(name for name, found in rows[1:] if found == role)

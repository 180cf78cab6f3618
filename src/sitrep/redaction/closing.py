"""The last look at a line that was redacted: what is left in it that tells of something withheld elsewhere."""

import re
from collections.abc import Mapping

from sitrep.model.identity import JSON

# Some distances from places that are shown tell where one lies that is not, to some hundred metres.
DISTANCE = re.compile(r"\b\d+ km from ")
REASONS = "reasons"


def closed(value: JSON, files: Mapping[str, str]) -> JSON:
    """A value without distances among its reasons, and with a page's id for the name of its file.

    A page without an outlet speaks under the name of its file. `files` are the names with the ids.

    >>> closed({"name": "notes.md", "reasons": ["same name", "13 km from Olm: +1.0"]}, {"notes.md": "d-1"})
    {'name': 'd-1', 'reasons': ['same name']}
    """
    if isinstance(value, dict):
        return {key: closed(_without(item) if key == REASONS else item, files) for key, item in value.items()}
    if isinstance(value, list):
        return [closed(item, files) for item in value]
    return _by_ids(value, files) if isinstance(value, str) else value


def _by_ids(text: str, files: Mapping[str, str]) -> str:
    """A text with the ids of pages for the names of their files."""
    for name in sorted((name for name in files if name in text), key=len, reverse=True):
        text = text.replace(name, files[name])
    return text


def _without(reasons: JSON) -> JSON:
    """Reasons less those that are distances."""
    if not isinstance(reasons, list):
        return reasons
    return [one for one in reasons if not (isinstance(one, str) and DISTANCE.search(one))]

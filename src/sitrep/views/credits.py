"""Whom to credit wherever places of the gazetteer show."""

import json
from functools import cache
from importlib.resources import files


@cache
def _data() -> dict[str, object]:
    """What data/attribution.json says."""
    found: dict[str, object] = json.loads(
        (files("sitrep.views") / "data" / "attribution.json").read_text(encoding="utf-8")
    )
    return found


def credit_line() -> str:
    """The credit in one line.

    >>> credit_line()
    'places in part from GeoNames (geonames.org), CC BY 4.0'
    """
    return str(_data()["credit"])


def licence_text(name: str) -> str:
    """The licence of the places in a file, to put beside it."""
    lines = _data()["text"]
    return "\n".join(str(line) for line in lines).format(name=name) if isinstance(lines, list) else ""

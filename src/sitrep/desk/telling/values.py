"""Values of claims in words, as cells, marks and lists of differences show them."""

from sitrep.gazetteer.countries import load_countries
from sitrep.model.identity import JSON
from sitrep.views.phrases import bounds, listed

# Country codes have three capitals; names of armed groups are folded to small letters.
CODE_LENGTH = 3


def party_name(key: str) -> str:
    """What a side is called: a country by its name, a group by its own.

    >>> party_name("FRA"), party_name("northern column")
    ('France', 'Northern Column')
    """
    if len(key) == CODE_LENGTH and key.isupper():
        known = load_countries().rows.get(key)
        return known.name if known is not None else key
    return key.title() if key.islower() else key


def value_words(value: JSON, field: str = "") -> str:
    """A value of a difference: a figure by its bounds, sides by name, days as from and to.

    >>> value_words({"low": 5, "high": 12}), value_words(["FRA"], "actors"), value_words("2020-05-01/2020-05-03")
    ('5 to 12', 'France', '2020-05-01 to 2020-05-03')
    """
    if isinstance(value, dict):
        return bounds(value) or "a figure"
    if isinstance(value, list):
        names = (party_name(str(item)) if field == "actors" else str(item).replace("_", " ") for item in value)
        return listed(names, " and ") or "not said"
    if isinstance(value, int | float):
        return f"{value:,g}"
    return str(value).replace("/", " to ") if field in ("", "time") else str(value)

"""An edit in words: which field, from what to what; the JSON of both is for whoever wants it."""

import json

from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement
from sitrep.review.fields import fields_of, load_fields
from sitrep.views.phrases import bounds

# The keys that stand for a thing in a line, those that say most first.
NAMING = ("name", "text", "measure", "type", "kind", "start")
NOTHING = "nothing"
LONGEST = 80


def edit_words(judgement: Judgement) -> str:
    """An edit in words.

    >>> edit_words(Judgement("edit", ("c-1",), "Ana", "2020-01-01", "why", "certainty", '"possible"'))
    'how certainly (certainty): nothing → possible'
    """
    field, seen = judgement.field or "", judgement.seen[0].value if judgement.seen else None
    labels = {known.name: known.label for known in load_fields()}
    named = [labels[name] for name in fields_of(field)]
    part = field.removeprefix("event.").replace(".", " ").replace("_", " ")
    place = f"{named[0]} ({part})" if len(named) == 1 else part
    return f"{place}: {_read(seen)} → {_read(judgement.value)}"


def _read(text: str | None) -> str:
    value: JSON = json.loads(text) if text else None
    return said(value)


def said(value: JSON) -> str:
    """A value of a claim in words.

    >>> said({"name": "Old Ford", "precision": "exact"}), said({"low": 5, "high": 12, "measure": "killed"}), said(None)
    ('Old Ford, exact', '5 to 12 killed', 'nothing')
    """
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _short("; ".join(said(item) for item in value))
    if not isinstance(value, dict):
        return _short(str(value).replace("_", " ") if isinstance(value, str) else f"{value:g}")
    figure = bounds(value)
    if figure:
        return " ".join([figure, str(value.get("measure") or "")]).strip()
    name = next((str(value[key]) for key in NAMING if isinstance(value.get(key), str)), "")
    span = value.get("span")
    words = name or (said(span) if isinstance(span, dict) else "something without a name")
    return ", ".join([_short(words), *([str(value["precision"])] if value.get("precision") else [])])


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"

"""A whole JSON line under redaction: every value is let through by its key's row in a table, masked, or withheld.

Nothing passes that the table does not know: a new field is withheld until somebody says what it holds.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sitrep.model.identity import JSON
from sitrep.redaction.known import load_known
from sitrep.redaction.masking import ADDRESSES, NAME, NAMES, host_of, redact_parts, redact_text, whole_name
from sitrep.redaction.outlets import outlet_words
from sitrep.redaction.pages import COARSE, Page
from sitrep.redaction.tokens import words_of
from sitrep.redaction.words import is_common, is_name_word, phrase, rows_of

FIELDS, OUTLETS = "fields", "outlets"
# Codes pass as they are where they have this form; whatever has another is read as text.
_FORMS = {
    "id": re.compile(r"[a-z]-[0-9a-f]{8,64}"),
    "hash": re.compile(r"[0-9a-f]{32,128}"),
    "date": re.compile(r"[0-9TPXWQHZDSMYFUAIENVO:.+\-/]{1,40}"),
    "country": re.compile(r"[A-Z]{3}"),
    "division": re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"),
    "lang": re.compile(r"[a-z]{2,3}"),
    "version": re.compile(r"[0-9]+(?:\.[0-9a-z]+)*|lexicon-[0-9a-f]+|en_core_web_[a-z_]+==[0-9.]+"),
    "reason": re.compile(r"population \d+: [+\-\u2212]?\d+(?:\.\d+)?"),
    "credit": re.compile(r"places in part from GeoNames \(geonames\.org\), CC BY 4\.0"),
    "place_code": re.compile(r"[A-Z]{2,3}[0-9]{1,12}"),
    "code": re.compile(r"[A-Z]{2,3}|[<>~=]{1,2}|[A-F]|admin[12]|igo|ngo|candidates/\d|ISO 3166-2:2020"),
}
_PEOPLE = re.compile(r"[A-Z]{3}")
_QUOTE = ("prefix", "text", "suffix")


@dataclass
class Tally:
    """How many values of each kind were withheld so far: the one thing that a walk fills."""

    counts: Counter[str] = field(default_factory=Counter)

    def text(self, text: str, page: Page, start: int | None = None) -> str:
        """A masked text, with what it lost counted; `start` is where it stands in the page's text."""
        masked = redact_text(text, page, start)
        self.counts.update(masked.counts)
        return masked.text

    def name(self, name: str, page: Page) -> str:
        """A name that may be an outlet's, as it may be shown."""
        return _outlet(name, page, self) or self.text(name, page)

    def add(self, kind: str, number: int) -> None:
        """Count some values as withheld."""
        if number:
            self.counts[kind] += number

    def gone(self, kind: str) -> None:
        """Count one value as withheld."""
        self.counts[kind] += 1


@cache
def sorts() -> Mapping[str, str]:
    """What is done with the value under each key."""
    return {key: sort for key, sort, *_ in rows_of("keys.tsv")}


def walked(line: Mapping[str, JSON], page: Page, tally: Tally) -> dict[str, JSON]:
    """A record as it may be shown: each value by its key, quotations masked together with what stands around them."""
    shown: dict[str, JSON] = {}
    own, start, quoted = line.get("id"), line.get("start"), _quoted(line, page, tally)
    for key, value in line.items():
        if key in quoted:
            continue
        name = key if key in sorts() else tally.text(key, page)
        if key == "external_id":
            shown[key] = own if isinstance(own, str) and _FORMS["id"].fullmatch(own) else _lost(value, tally)
        elif _is_division(line, key, page):
            shown[key] = value
        elif key == "text" and isinstance(value, str) and isinstance(start, int):
            shown[key] = tally.text(value, page, start)
        else:
            shown[name] = _value(key, value, page, tally)
    return _with_name(_whole_person(shown) if "named" in line else shown) | quoted


def _whole_person(shown: dict[str, JSON]) -> dict[str, JSON]:
    """A person, or a body, no part of whose name is shown where another is withheld; titles and callings are."""
    name, span = shown.get("name"), shown.get("span")
    changed = {**shown, "name": whole_name(name)} if isinstance(name, str) else shown
    if not isinstance(span, dict) or not isinstance(text := span.get("text"), str):
        return changed
    return {**changed, "span": {**span, "text": whole_name(text)}}


def _with_name(shown: dict[str, JSON]) -> dict[str, JSON]:
    """A record whose name is withheld where the words on the page that have it are."""
    span = shown.get("span")
    whole = isinstance(span, dict) and span.get("text") == NAME
    return {**shown, "name": NAME} if whole and isinstance(shown.get("name"), str) else shown


def _is_division(line: Mapping[str, JSON], key: str, page: Page) -> bool:
    """Whether a value is the name of a first-order division or country, which is shown also where a town has it."""
    value = line.get(key)
    if not isinstance(value, str) or not (key == "admin1" or (key == "name" and line.get("precision") in COARSE)):
        return False
    found = page.places.find(value) if page.places is not None else ()
    return phrase(value) in load_known().countries or any(c.kind in _COARSE_KINDS and c.name == value for c in found)


_COARSE_KINDS = frozenset({"admin1", "country", "continent", "region"})


def _lost(value: JSON, tally: Tally) -> JSON:
    """Null, counted where there was something."""
    if value is not None:
        tally.gone(FIELDS)
    return None


def _value(key: str, value: JSON, page: Page, tally: Tally) -> JSON:
    """A value under its key; null where the key is not known, or where the value is of another sort than its key's."""
    sort = sorts().get(key)
    if value is None or sort is None:
        return _lost(value, tally)
    if isinstance(value, Mapping):
        return _record(key, value, page, tally)
    if isinstance(value, list):
        return [
            walked(item, page, tally) if isinstance(item, Mapping) else _value(key, item, page, tally) for item in value
        ]
    if isinstance(value, bool | int | float):
        return value
    return _string(sort, value, page, tally)


def _record(key: str, value: Mapping[str, JSON], page: Page, tally: Tally) -> JSON:
    """A record; under `quantities` and `silent_sources` its keys are words of pages."""
    if key in {"quantities", "silent_sources"}:
        return {tally.name(name, page): _value("event", inner, page, tally) for name, inner in value.items()}
    if key == "withheld":
        return {tally.text(name, page): number for name, number in value.items() if isinstance(number, int)}
    return walked(value, page, tally)


def _string(sort: str, value: str, page: Page, tally: Tally) -> JSON:
    """A string: as it is where it has its sort's form, masked otherwise."""
    form = _FORMS.get(sort)
    if form is not None and form.fullmatch(value):
        return value
    if sort == "code" and _is_code(value):
        return value
    if sort in _MASKED:
        return _MASKED[sort](value, page, tally)
    if sort == "reviewer":
        tally.gone(NAMES)
        return NAME
    if sort == "container" and (_PEOPLE.fullmatch(value) or _FORMS["id"].fullmatch(value)):
        return value
    return tally.name(value, page)


def _outlet(value: str, page: Page, tally: Tally) -> str | None:
    """The name of an outlet of the case as it may be shown: whole, or its mark where a part is withheld."""
    words = outlet_words(value)
    if words not in page.outlets:
        return None
    mark = page.outlets[words]
    if mark is None:
        return value
    if NAME not in redact_text(value, page).text:
        return None
    tally.gone(OUTLETS)
    return mark


def _reason(value: str, page: Page, tally: Tally) -> str:
    """Why a place was chosen; a place that the page has as a person's name and no event has is withheld there too."""
    private = [w for w in words_of(value) if w.plain in page.private and (w.plain,) not in page.located and w.capital]
    for word in reversed(private):
        value = f"{value[: word.start]}{NAME}{value[word.end :]}"
    if private:
        tally.gone(NAMES)
    return tally.text(value, page)


@lru_cache(maxsize=10_000)
def _is_code(value: str) -> bool:
    """Whether a code is made of English words in lower case, none of which is a name too."""
    words = re.split(r"[_\-]", value)
    return all(word.isascii() and word.islower() and is_common(word) and not is_name_word(word) for word in words)


def _host(value: str, page: Page, tally: Tally) -> str | None:
    """The scheme and host of an address; what else it had counts as withheld."""
    host = host_of(value, page)
    if host != value:
        tally.gone(ADDRESSES)
    return host


_MASKED = {"host": _host, "reason": _reason}


def _quoted(line: Mapping[str, JSON], page: Page, tally: Tally) -> dict[str, JSON]:
    """The words of a quotation and those around it, masked as one text; nothing where these are no three strings."""
    parts: Sequence[JSON] = [line.get(key) for key in _QUOTE]
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(_QUOTE):
        return {}
    start = line.get("start")
    first = start - len(texts[0]) if isinstance(start, int) else None
    masked = redact_parts(texts, page, first)
    for part in masked:
        tally.counts.update(part.counts)
    return dict(zip(_QUOTE, (part.text for part in masked), strict=True))

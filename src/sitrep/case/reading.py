"""A document through all rooms: parsed, read, resolved; with the instruments it was done with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitrep import __version__
from sitrep.gazetteer.countries import Countries
from sitrep.gazetteer.index import PlaceNames
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, PlaceMention, Timex
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.origins import Origin
from sitrep.model.parses import Parse
from sitrep.model.readings import Reading
from sitrep.model.resolutions import Resolutions
from sitrep.model.spans import Span
from sitrep.read.grammar.parser import Parser
from sitrep.read.numbers.bounds import NEUTRAL
from sitrep.read.reader import PageReading, read_page, stages
from sitrep.read.triage.skipping import triaged
from sitrep.read.triage.weighing import Triage
from sitrep.resolve.actors import resolve_actors
from sitrep.resolve.codes import resolve_codes
from sitrep.resolve.event_places import resolve_event_places
from sitrep.resolve.event_times import resolve_event_times
from sitrep.resolve.place_clues import PlaceContext
from sitrep.resolve.places import resolve_places
from sitrep.resolve.times import resolve_times

# "BEIRUT/MOSCOW, Dec 21 (Agency) -" was written in Beirut; "Mon Dec 21" and "22:31" name no place.
PLACE_OF_WRITING = re.compile(r"(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)[A-Z][^\W\d][^,/(\d–—-]{1,40}")
# So many words of a title's beginning that come again begin the same title again.
REPEATED = 3
# The length of a country code; "IGO" and "NGO" are no countries but harm nobody here.
ISO3 = 3


@dataclass(frozen=True)
class Instruments:
    """What a reading is done with: the language model, the words, the country table, the place names.

    `convention` is the profile that reads vague numbers ("dozens"): neutral, acled or ucdp. With a `triage`, sentences
    that can tell no happening are not read.
    """

    parser: Parser
    lexicon: Lexicon
    countries: Countries
    places: PlaceNames
    convention: str = NEUTRAL
    triage: Triage | None = None

    def origin(self) -> Origin:
        """The versions and digests that every record of a reading names, and options other than the default."""
        options = options_of(self.convention, self.triage.weights.digest if self.triage is not None else None)
        return Origin(
            sitrep=__version__,
            model=self.parser.name,
            model_sha256=self.parser.sha256,
            lexicon=self.lexicon.digest(),
            gazetteer=self.places.digest,
            options=options,
        )


def options_of(convention: str, triage: str | None) -> tuple[tuple[str, str], ...]:
    """The options that change what is read, other than the default, by name; `triage` is the digest of its weights."""
    named = {"convention": convention if convention != NEUTRAL else None, "triage": triage}
    return tuple((name, value) for name, value in named.items() if value is not None)


def worth_reading(document: Document, instruments: Instruments) -> Document:
    """A document, or with a triage what it leaves of it."""
    return triaged(document, instruments.triage.may_tell) if instruments.triage is not None else document


def read_document(document: Document, instruments: Instruments, origin: Origin) -> Reading:
    """All that is found in a document, or in what triage leaves of it, and thought of it."""
    return read_parse(instruments.parser.parse(worth_reading(document, instruments)), instruments, origin)


def read_parse(parse: Parse, instruments: Instruments, origin: Origin) -> Reading:
    """All that is found in a parsed document and thought of it."""
    planned = stages(instruments.countries, instruments.places.knows, instruments.convention)
    page = read_page(parse, instruments.lexicon, instruments.countries, planned)
    document = parse.document
    return Reading(document, page.annotations(), page.claims, resolve(document, page, instruments), origin)


def read_with_headline(parse: Parse, instruments: Instruments, origin: Origin) -> Reading:
    """The reading of a parsed document with that of its headline, which only its main incident asks for."""
    title = headline_of(parse.document)
    headline = read_document(title, instruments, origin) if title is not None else None
    return replace(read_parse(parse, instruments, origin), headline=headline)


def headline_of(document: Document) -> Document | None:
    """The title as a page of its own; None where the text holds it, or there is none."""
    title = once(" ".join((document.title or "").split()))
    if not title or title in " ".join(document.text.split()):
        return None
    published = replace(document.published, evidence=None) if document.published else None
    block = Block(Span(0, len(title)), BlockKind.TITLE, "the page's title")
    return replace(document, text=title, blocks=(block,), title=None, published=published)


def once(title: str) -> str:
    """A title, told once where a page's metadata repeat it: "Mill burns Mill burns - The Olm Post".

    >>> once("Mill burns in Olm Mill burns in Olm - The Olm Post")
    'Mill burns in Olm'
    """
    words = title.split()
    starts = (n for n in range(REPEATED, len(words)) if words[n : n + REPEATED] == words[:REPEATED])
    return " ".join(words[: next(starts, len(words))])


def resolve(document: Document, page: PageReading, instruments: Instruments) -> Resolutions:
    """The opinions on a page's times, places, happenings and actors."""
    mentions = page.layers.of(PlaceMention)
    places = resolve_places(mentions, place_context(document, page), instruments.places)
    times = resolve_times(page.layers.of(Timex), document)
    return Resolutions(
        times=times,
        places=places,
        actors=resolve_actors(actors_of(page), places, document),
        codes=resolve_codes([claim.event for claim in page.claims if claim.event is not None]),
        event_times=resolve_event_times(page.claims, times, document),
        event_places=resolve_event_places(page.claims, mentions, places),
    )


def actors_of(page: PageReading) -> Iterator[Actor]:
    """All who are named on a page: its layer, and those whom only its claims name."""
    yield from page.layers.of(Actor)
    for claim in page.claims:
        yield from (source.actor for source in claim.sources)
        if claim.event is not None:
            yield from (*claim.event.actors, *claim.event.recipients)


def place_context(document: Document, page: PageReading) -> PlaceContext:
    """What the page says beside its place names: the countries of its actors, and its dateline."""
    countries = tuple(a.country for a in page.layers.of(Actor) if a.country and len(a.country) == ISO3)
    datelines = [document.quote(b.span) for b in document.blocks if b.kind is BlockKind.DATELINE]
    places = [name for d in datelines if (name := PLACE_OF_WRITING.match(d))]
    return PlaceContext(document.text, countries, dateline=places[0][0].strip() if places else None)

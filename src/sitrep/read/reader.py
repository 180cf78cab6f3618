"""The plan of reading: which stages there are, and a whole page through them."""

from dataclasses import dataclass

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import (
    Actor,
    Annotation,
    Attribution,
    Equipment,
    Event,
    Hedge,
    PlaceMention,
    Quantity,
    Timex,
)
from sitrep.model.claims import Claim
from sitrep.model.parses import Parse
from sitrep.read.actors.layer import ActorReader
from sitrep.read.claims import assemble
from sitrep.read.grammar.periods import with_periods
from sitrep.read.happenings.events import read_events
from sitrep.read.numbers.bounds import NEUTRAL
from sitrep.read.numbers.quantities import quantity_reader
from sitrep.read.places.layer import PlaceReader
from sitrep.read.places.spans import Knows
from sitrep.read.sayings.attributions import AttributionReader
from sitrep.read.sayings.hedges import read_hedges
from sitrep.read.stages import Layers, Stage, plan, run
from sitrep.read.things.equipment import read_equipment
from sitrep.read.times.timexes import read_timexes


@dataclass(frozen=True)
class PageReading:
    """What reading one page gives: its layers, its happenings, its claims."""

    layers: Layers
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]

    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, layer by layer."""
        return tuple(a for found in self.layers.found.values() for a in found)


def stages(countries: Countries, knows: Knows, convention: str = NEUTRAL) -> tuple[Stage, ...]:
    """All stages in an order that fits; `knows` says whether a place name exists, `convention` reads vague words."""
    return plan(
        (
            Stage("timexes", read_timexes, frozenset(), frozenset({Timex})),
            Stage("equipment", read_equipment, frozenset(), frozenset({Equipment})),
            Stage("quantities", quantity_reader(convention), frozenset({Timex, Equipment}), frozenset({Quantity})),
            Stage("actors", ActorReader(countries), frozenset({Equipment}), frozenset({Actor})),
            Stage("places", PlaceReader(knows, countries), frozenset({Actor, Timex}), frozenset({PlaceMention})),
            Stage("hedges", read_hedges, frozenset(), frozenset({Hedge})),
            Stage(
                "attributions", AttributionReader(countries), frozenset({Actor, Equipment}), frozenset({Attribution})
            ),
        )
    )


def read_page(parse: Parse, lexicon: Lexicon, countries: Countries, planned: tuple[Stage, ...]) -> PageReading:
    """A parsed page's layers, happenings and claims."""
    layers = run(planned, parse, lexicon)
    events = read_events(parse, layers, lexicon, countries)
    claims = with_periods(parse, layers, assemble(parse, layers, events))
    return PageReading(layers, tuple(events), claims)

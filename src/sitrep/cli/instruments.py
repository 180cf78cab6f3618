"""Loading what a reading is done with, and saying what is being loaded."""

from enum import StrEnum
from typing import Annotated

import typer

from sitrep.case.reading import Instruments
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.lexicon import load_lexicon
from sitrep.read.grammar.parsing import load_parser
from sitrep.read.numbers.bounds import ACLED, NEUTRAL, UCDP
from sitrep.read.triage.weighing import load_triage


class Profile(StrEnum):
    """Who reads vague numbers ("dozens"): as bounds, or by a published convention's figures."""

    NEUTRAL = NEUTRAL
    ACLED = ACLED
    UCDP = UCDP


Convention = Annotated[
    Profile,
    typer.Option("--convention", help="Who reads vague numbers such as 'dozens': neutral gives bounds."),
]


Skipping = Annotated[
    bool,
    typer.Option(
        "--triage", help="Leave sentences unread that can tell no happening; about 1 in 100 claims is missed."
    ),
]


def load_instruments(convention: str = NEUTRAL, *, triage: bool = False) -> Instruments:
    """The default model, words, country table and place names; the quick checks first.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = open_gazetteer(default_path())
    lexicon, countries, parser = load_lexicon(), load_countries(), load_parser()
    skipping = load_triage(lexicon, parser.lemmas) if triage else None
    return Instruments(parser, lexicon, countries, places, convention, skipping)

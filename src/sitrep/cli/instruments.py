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


class Profile(StrEnum):
    """Who reads vague numbers ("dozens"): as bounds, or by a published convention's figures."""

    NEUTRAL = NEUTRAL
    ACLED = ACLED
    UCDP = UCDP


Convention = Annotated[
    Profile,
    typer.Option("--convention", help="Who reads vague numbers such as 'dozens': neutral gives bounds."),
]


def load_instruments(convention: str = NEUTRAL) -> Instruments:
    """The default model, words, country table and place names; the quick checks first.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = open_gazetteer(default_path())
    lexicon = load_lexicon()
    return Instruments(load_parser(), lexicon, load_countries(), places, convention)

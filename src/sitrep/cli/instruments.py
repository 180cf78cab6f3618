"""Loading what a reading is done with, and saying what is being loaded."""

import gc
from enum import StrEnum
from typing import Annotated

import typer

from sitrep.case.reading import Instruments
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.lexicon import load_lexicon
from sitrep.read.grammar.parsing import load_parser
from sitrep.read.numbers.bounds import ACLED, NEUTRAL, UCDP

# So many more objects are made than freed before garbage is searched for again; Python's own figure is 700.
SEARCHED_AFTER = 50_000


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
    loaded = Instruments(load_parser(), lexicon, load_countries(), places, convention)
    keep_loaded()
    return loaded


def keep_loaded() -> None:
    """Take what is loaded out of the search for garbage, and search less often.

    The model, the words and the tables live as long as the process, and nearly all that reading makes is freed without
    a search: looking through both again and again only takes time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SEARCHED_AFTER)

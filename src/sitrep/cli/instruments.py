"""Loading what a reading is done with, and saying what is being loaded."""

from sitrep.case.reading import Instruments
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.lexicon import load_lexicon
from sitrep.read.parsing import load_parser


def load_instruments() -> Instruments:
    """The default model, words, country table and place names; the quick checks first.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = open_gazetteer(default_path())
    lexicon = load_lexicon()
    return Instruments(load_parser(), lexicon, load_countries(), places)

"""Loading what a reading is done with, and saying what is being loaded."""

import gc
import os
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from sitrep import __version__
from sitrep.case.parse_cache import ParseCache
from sitrep.case.reading import Instruments, options_of
from sitrep.cli.caching import tell_unused
from sitrep.crew.workers import forks
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer, read_info
from sitrep.lexicon import load_lexicon
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin
from sitrep.read.grammar.models import find_model, load_parser
from sitrep.read.grammar.parser import Parser
from sitrep.read.numbers.bounds import ACLED, NEUTRAL, UCDP
from sitrep.read.triage.weighing import load_triage, load_weights

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


Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="How many processes read; 0: one a core. One is this process itself."),
]


Skipping = Annotated[
    bool,
    typer.Option(
        "--triage", help="Leave sentences unread that can tell no happening; about 1 in 100 claims is missed."
    ),
]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says of how pages are read: where it changes what is found, and the file of parses.

    `parses` is a file that `caching.usable` gave. It changes nothing that is found, and no record names it.
    """

    convention: str = NEUTRAL
    triage: bool = False
    parses: Path | None = None


DEFAULT = Choices()


def load_instruments(choices: Choices = DEFAULT, parser: Parser | None = None) -> Instruments:
    """The default model, words, country table and place names; the quick checks first.

    `parser` is the model where it is loaded already. The place names are opened anew: no two processes may share that
    file's connection. Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = open_gazetteer(default_path())
    lexicon, countries = load_lexicon(), load_countries()
    parser = parser or load_parser()
    triage = load_triage(lexicon, parser.lemmas) if choices.triage else None
    if choices.parses is not None:
        parser = parser.keeping(ParseCache(choices.parses, parser.maker, tell_unused))
    keep_loaded()
    return Instruments(parser, lexicon, countries, places, choices.convention, triage)


def origin_with(choices: Choices) -> Origin:
    """The origin of what `load_instruments` would give, without loading the model, which takes seconds.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = read_info(default_path()).digest
    words = load_lexicon().digest()
    model = find_model()
    options = options_of(choices.convention, load_weights().digest if choices.triage else None)
    return Origin(__version__, model.name, model.sha256, words, places, options)


def load_as(origin: Origin, choices: Choices, parser: Parser | None) -> Instruments:
    """What `load_instruments` gives, where it is what an origin names: whoever gave the work may be another machine.

    Raises UsageError where it is not, and as `load_instruments` does.
    """
    instruments = load_instruments(choices, parser)
    here = instruments.origin()
    if here != origin:
        other = [field.name for field in fields(Origin) if getattr(here, field.name) != getattr(origin, field.name)]
        raise UsageError(
            f"what reads here is not what the run began with (other: {', '.join(other)}); "
            "install the same sitrep and the same place names everywhere, and let nobody change them during a run"
        )
    return instruments


def shared_parser(jobs: int) -> Parser | None:
    """The model, loaded now where processes are to be made that share it; None where each must load its own."""
    return load_parser() if jobs == 1 or forks() else None


def processes(jobs: int) -> int:
    """The number of processes that `--jobs` asks for: for 0 as many as there are cores for this process."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def keep_loaded() -> None:
    """Take what is loaded out of the search for garbage, once a process, and search less often.

    The model, the words and the tables live as long as the process, and nearly all that reading makes is freed without
    a search: looking through both again and again only takes time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SEARCHED_AFTER)

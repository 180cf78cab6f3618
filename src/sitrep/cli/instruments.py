"""Loading what a reading is done with, and saying what is being loaded."""

import os
from enum import StrEnum
from typing import Annotated

import typer

from sitrep.case.reading import Instruments, origin_of
from sitrep.crew.workers import forks
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import default_path, open_gazetteer, read_info
from sitrep.lexicon import load_lexicon
from sitrep.model.origins import Origin
from sitrep.read.grammar.models import find_model, load_parser
from sitrep.read.grammar.parser import Parser
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


Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", min=0, help="How many processes read; 0: one a core. One is this process itself."),
]


def load_instruments(convention: str = NEUTRAL, parser: Parser | None = None) -> Instruments:
    """The default model, words, country table and place names; the quick checks first.

    `parser` is the model where it is loaded already. The place names are opened anew: no two processes may share that
    file's connection. Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = open_gazetteer(default_path())
    lexicon = load_lexicon()
    return Instruments(parser or load_parser(), lexicon, load_countries(), places, convention)


def origin_with(convention: str) -> Origin:
    """The origin of what `load_instruments` would give, without loading the model, which takes seconds.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    places = read_info(default_path()).digest
    words = load_lexicon().digest()
    model = find_model()
    return origin_of(model.name, model.sha256, words, places, convention)


def shared_parser(jobs: int) -> Parser | None:
    """The model, loaded now where processes are to be made that share it; None where each must load its own."""
    return load_parser() if jobs == 1 or forks() else None


def processes(jobs: int) -> int:
    """The number of processes that `--jobs` asks for: for 0 as many as there are cores for this process."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""`--cache`: a file of parses that outlasts the command, where the user asks for one."""

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from sitrep.case.parse_cache import ready
from sitrep.cli.output import print_note

Cached = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="FILE",
        envvar="SITREP_CACHE",
        help="Keep there what the model says of each paragraph, and parse none twice.",
    ),
]


def usable(path: Path | None) -> Path | None:
    """The file of parses that was asked for, made where there is none; None, with a note, where it cannot be written.

    Raises UsageError where the file is something else.
    """
    why = ready(path) if path is not None else None
    if path is not None and why is not None:
        tell_unused(path, why)
        return None
    return path


@cache
def tell_unused(path: Path, why: str) -> None:
    """Note, once a process, why a file of parses is not used."""
    print_note(str(path), f"the file of parses is not used: {why}", "nothing is missing, the run only takes longer")

"""All commands in one list, and the exit status they end with."""

import os
import sys

import typer

from sitrep.cli.cases import add, claims, export, init
from sitrep.cli.erasing import erase
from sitrep.cli.gazetteers import app as gazetteer_app
from sitrep.cli.health import doctor, schema
from sitrep.cli.health import lexicon as lexicon_app
from sitrep.cli.histories import diff, edits, refusals, runs
from sitrep.cli.judging import judge, log
from sitrep.cli.linking import incidents, link, relations, who_said
from sitrep.cli.reading import read
from sitrep.cli.reviewing import queue, rates
from sitrep.cli.searching import search
from sitrep.cli.serving import serve
from sitrep.model.errors import NO_ROOM, SitrepError, UsageError

FAILED, USAGE = 1, 2
TO_DO = "what is in a case is kept: free some space, then run the command again"

app = typer.Typer(
    name="sitrep",
    help="Reads conflict reporting and keeps a ledger of claims: who is said to have done what, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
READING = (read, init, add, refusals, claims, export)
LINKED = (link, incidents, relations)
REVIEWED = (queue, rates, judge, log, erase)
COMMANDS = (*READING, *LINKED, *REVIEWED, runs, edits, diff, search, serve, schema, doctor)
for command in COMMANDS:
    app.command()(command)
app.command("who-said")(who_said)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(lexicon_app, name="lexicon")


def main() -> None:
    """Run the command line. Exit status: 0 all read, 3 some refused, 2 usage, 1 failed."""
    try:
        _run()
    except UsageError as error:
        sys.stderr.write(f"sitrep: {error}\n")
        sys.exit(USAGE)
    except SitrepError as error:
        sys.stderr.write(f"sitrep: {error}\n")
        sys.exit(FAILED)
    except BrokenPipeError:
        # The reader of our output has gone ("sitrep read ... | head"): nothing is lost that anybody wanted.
        sys.stderr.close()
        sys.exit(FAILED)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        sys.stderr.write(f"sitrep: the disk is full ({error.strerror}), so not all was written; {TO_DO}\n")
        # What is still to be printed would fail once more as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)


def _run() -> None:
    """The command, and all that it prints out of the door."""
    try:
        app()
    except SystemExit:
        sys.stdout.flush()
        raise

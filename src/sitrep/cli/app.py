"""All commands in one list, and the exit status they end with."""

import sys
from typing import Annotated

import typer

from sitrep.cli.cases import add, claims, export, init
from sitrep.cli.erasing import erase
from sitrep.cli.fetching import fetch, visits, watch
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
from sitrep.fetch.guarding import stay_offline
from sitrep.model.errors import SitrepError, UsageError

FAILED, USAGE = 1, 2

app = typer.Typer(
    name="sitrep",
    help="Reads conflict reporting and keeps a ledger of claims: who is said to have done what, according to whom.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
READING = (read, init, add, fetch, watch, visits, refusals, claims, export)
# The commands that open connections; no other does.
CONNECTING = frozenset({fetch.__name__, watch.__name__})
LINKED = (link, incidents, relations)
REVIEWED = (queue, rates, judge, log, erase)
COMMANDS = (*READING, *LINKED, *REVIEWED, runs, edits, diff, search, serve, schema, doctor)
for command in COMMANDS:
    app.command()(command)
app.command("who-said")(who_said)
app.add_typer(gazetteer_app, name="gazetteer")
app.add_typer(lexicon_app, name="lexicon")


@app.callback()
def beginning(
    context: typer.Context,
    *,
    offline: Annotated[
        bool, typer.Option("--offline", envvar="SITREP_OFFLINE", help="Open no connection: fetch and watch refuse.")
    ] = False,
) -> None:
    """Reads conflict reporting and keeps a ledger of claims: who is said to have done what, according to whom."""
    stay_offline()
    if offline and context.invoked_subcommand in CONNECTING:
        raise UsageError(
            f"{context.invoked_subcommand}: opens connections, and this run is offline; "
            "leave out --offline and unset SITREP_OFFLINE, or add files with `sitrep add`"
        )


def main() -> None:
    """Run the command line. Exit status: 0 all read, 3 some refused, 2 usage, 1 failed."""
    try:
        app()
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

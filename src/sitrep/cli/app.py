"""All commands in one list, and the exit status they end with."""

import os
import sys
from typing import Annotated

import typer

from sitrep.cli.lazy import Entry, group_of
from sitrep.fetch.guarding import stay_offline
from sitrep.model.errors import NO_ROOM, SitrepError, UsageError

FAILED, USAGE = 1, 2
TO_DO = "what is in a case is kept: free some space, then run the command again"

COMMANDS = {
    "read": Entry("reading", "read", "Read documents and print their claims, one JSON object a line."),
    "init": Entry("cases", "init", "Make an empty case folder."),
    "add": Entry("cases", "add", "Archive and read documents into a case."),
    "fetch": Entry("fetching", "fetch", "Fetch pages of the web into a case and read them."),
    "watch": Entry("fetching", "watch", "Look at feeds again and again, and fetch the pages that are new."),
    "visits": Entry("fetching", "visits", "Print every visit to the web that a case keeps, one JSON object a line."),
    "refusals": Entry(
        "histories",
        "refusals",
        "Print what could not be read and has not been read since, with the reason and what to do about it.",
    ),
    "claims": Entry("cases", "claims", "Print the claims of a case, one JSON object a line."),
    "export": Entry("exporting", "export", "Write the claims or incidents of a case to a file."),
    "report": Entry("reporting", "report", "Write a cited situation report of some days of a linked case."),
    "bundle": Entry(
        "bundling",
        "bundle",
        "Write an incident's originals, texts, claims, log and hashes, with a program by which a stranger checks them.",
    ),
    "code": Entry("coding", "code", "Write a case in the kinds and fields of your own code book."),
    "link": Entry("linking", "link", "Gather the claims of a case to incidents."),
    "incidents": Entry("linking", "incidents", "Print the incidents of a linked case, one JSON object a line."),
    "relations": Entry(
        "linking",
        "relations",
        "Print how the claims of each incident stand to each other: repeats, copies, denies, corrects, updates ...",
    ),
    "queue": Entry(
        "reviewing",
        "queue",
        "Print the event claims that wait for review, with how unsure the machine is of each and why.",
    ),
    "rates": Entry(
        "reviewing",
        "rates",
        "Print how often each field is right on the reviewed random sample, and how far reviewers agree.",
    ),
    "judge": Entry("judging", "judge", "Add a person's judgement to a case's log."),
    "log": Entry(
        "judging",
        "log",
        "Print what people judged, one JSON object a line, in order, each with the hash of the one before.",
    ),
    "erase": Entry("erasing", "erase", "Erase a page for good, or the free texts of one judgement."),
    "runs": Entry(
        "histories",
        "runs",
        "Print the runs that wrote to a case, one JSON object a line, in order, with what each added.",
    ),
    "edits": Entry(
        "histories",
        "edits",
        "Print pages that were captured again with another text, and the claims that vanished, appeared or changed.",
    ),
    "diff": Entry(
        "histories", "diff", "Print every cell that changed, and why: new source, new reader, judgement, rule change."
    ),
    "release": Entry(
        "releasing", "release", "Freeze a linked case in a dated folder that can be cited, checked and compared."
    ),
    "verify": Entry("releasing", "verify", "Tell whether every hash and count of a folder holds, as one JSON object."),
    "search": Entry(
        "searching",
        "search",
        "Find pages by words in any script; names in their other spellings too, after those that have them as typed.",
    ),
    "serve": Entry("serving", "serve", "Open a case as a desk in the browser: read, compare, judge."),
    "users": Entry("accounts", "app", "Who may use the desk of a case from other machines: users, roles, tokens."),
    "schema": Entry("health", "schema", "Print the JSON Schema of a record."),
    "doctor": Entry("health", "doctor", "Say what is installed, and what to run where something is missing."),
    "who-said": Entry(
        "linking", "who_said", "Print who in this case said a figure first, who repeated it, and who contradicted it."
    ),
    "codebook": Entry("coding", "app", "Code books: your own kinds and fields."),
    "gazetteer": Entry("gazetteers", "app", "The index of place names."),
    "lexicon": Entry("health", "lexicon", "The word files."),
}
"""All commands in the order of the help; a test reads that each entry says what its command says."""

app = typer.Typer(
    name="sitrep",
    cls=group_of(COMMANDS),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# The commands that open connections; no other does.
CONNECTING = frozenset({"fetch", "watch"})


@app.callback()
def beginning(
    context: typer.Context,
    *,
    offline: Annotated[
        bool, typer.Option("--offline", envvar="SITREP_OFFLINE", help="Open no connection: what needs one refuses.")
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

"""What the commands print: one JSON object a line, refusals to standard error."""

import json
import sys
from dataclasses import asdict

import typer

from sitrep.model.documents import Refusal
from sitrep.model.identity import JSON

SOME_REFUSED = 3


def line_of(record: JSON) -> str:
    """One JSON object as a line."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def print_line(record: JSON) -> None:
    """One JSON object on a line of standard output."""
    sys.stdout.write(line_of(record))


def print_refusal(refusal: Refusal) -> None:
    """A refusal `{path, reason, remedy}` on a line of standard error."""
    sys.stderr.write(json.dumps(asdict(refusal), ensure_ascii=False) + "\n")


def print_note(path: str, note: str, remedy: str) -> None:
    """A note `{path, note, remedy}` on a line of standard error: the source is no refusal, but something is amiss."""
    told = {"path": path, "note": note, "remedy": remedy}
    sys.stderr.write(json.dumps(told, ensure_ascii=False) + "\n")


def end(refused: int) -> None:
    """End the command with status 3 if anything was refused."""
    sys.stdout.flush()
    if refused:
        raise typer.Exit(SOME_REFUSED)

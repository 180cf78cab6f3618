"""`sitrep doctor`, `schema` and `lexicon check`: is everything there, and of which make."""

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from sitrep import __version__
from sitrep.cli.output import print_line
from sitrep.export.schemas import load_schema
from sitrep.gazetteer.index import default_path, read_info
from sitrep.lexicon import TABLES, load_lexicon
from sitrep.model.errors import SitrepError
from sitrep.model.identity import JSON
from sitrep.read.grammar.models import load_parser

lexicon = typer.Typer(help="The word files.", no_args_is_help=True, rich_markup_mode=None)
FAILED = 1


@lexicon.callback()
def words() -> None:
    """The word files."""


@lexicon.command()
def check() -> None:
    """Check every row of every word file, and count them."""
    loaded = load_lexicon()
    rows: JSON = {table: len(getattr(loaded, table)) for table in TABLES}
    print_line({"digest": loaded.digest(), "rows": rows})


def schema(
    name: Annotated[
        str, typer.Argument(help="claim, layers, incident, relation, capture, run, judgement, tombstone or visit.")
    ],
) -> None:
    """Print the JSON Schema of a record."""
    print_line(load_schema(name))


def doctor() -> None:
    """Say what is installed, and what to run where something is missing."""
    well = True
    print_line({"what": "sitrep", "ok": True, "version": __version__})
    for what, look in CHECKS.items():
        try:
            print_line({"what": what, "ok": True, **dict(look())})
        except SitrepError as error:
            well = False
            print_line({"what": what, "ok": False, "problem": str(error)})
    if not well:
        raise typer.Exit(FAILED)


def model() -> Iterator[tuple[str, JSON]]:
    """Yield the language model's name and the hash of its weights."""
    parser = load_parser()
    yield "name", parser.name
    yield "sha256", parser.sha256


def gazetteer() -> Iterator[tuple[str, JSON]]:
    """Yield what the index of place names holds."""
    found = read_info(default_path())
    yield "digest", found.digest
    yield "places", found.places
    yield "attribution", found.attribution


def word_files() -> Iterator[tuple[str, JSON]]:
    """Yield the digest of the word files."""
    yield "digest", load_lexicon().digest()


CHECKS: dict[str, Callable[[], Iterator[tuple[str, JSON]]]] = {
    "model": model,
    "lexicon": word_files,
    "gazetteer": gazetteer,
}

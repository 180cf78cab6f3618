"""`sitrep gazetteer`: the index of place names, built and described."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from sitrep.cli.output import print_line
from sitrep.gazetteer.building import build_gazetteer, inputs_digest
from sitrep.gazetteer.index import GazetteerInfo, default_path, read_info
from sitrep.model.errors import GazetteerError
from sitrep.model.identity import JSON

app = typer.Typer(help="The index of place names.", no_args_is_help=True, rich_markup_mode=None)
Where = Annotated[
    Path | None, typer.Option("--path", help="Where the index is; else SITREP_GAZETTEER or the user's data.")
]


@app.command()
def build(
    path: Where = None,
    *,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Do nothing where a current index stands.")] = False,
) -> None:
    """Build the index from the installed data packages."""
    target = path or default_path()
    if if_needed and is_current(target):
        return
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(source: str, done: int, total: int) -> None:
            if source not in tasks:
                tasks[source] = progress.add_task(source, total=total)
            progress.update(tasks[source], completed=done, total=total)

        described = build_gazetteer(target, report)
    console.print(f"gazetteer: {described.places:,} places under {described.names:,} names", highlight=False)


def is_current(path: Path) -> bool:
    """Whether the index at a path was made by this schema from the data installed now."""
    try:
        return read_info(path).inputs == inputs_digest()
    except GazetteerError:
        return False


@app.command()
def info(path: Where = None) -> None:
    """Say what the index holds and whom to credit for it."""
    print_line(info_record(read_info(path or default_path())))


def info_record(described: GazetteerInfo) -> JSON:
    """A description of an index, without its place on this machine."""
    return {
        "schema": described.schema,
        "digest": described.digest,
        "places": described.places,
        "names": described.names,
        "packages": dict(described.packages),
        "attribution": described.attribution,
    }

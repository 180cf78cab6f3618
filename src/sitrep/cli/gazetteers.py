"""`sitrep gazetteer`: the index of place names, built and described."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from sitrep.cli.output import print_line
from sitrep.gazetteer.building import Wanted, build_gazetteer, inputs_digest
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.dumps import select_rows
from sitrep.gazetteer.index import GazetteerInfo, default_path, read_info
from sitrep.gazetteer.tables import ISO_3166_2
from sitrep.model.errors import GazetteerError, UsageError
from sitrep.model.identity import JSON

app = typer.Typer(help="The index of place names.", no_args_is_help=True, rich_markup_mode=None)
Where = Annotated[
    Path | None, typer.Option("--path", help="Where the index is; else SITREP_GAZETTEER or the user's data.")
]
DumpFile = Annotated[
    Path | None, typer.Argument(metavar="[DUMP]", help="A GeoNames dump to add: allCountries.zip, SY.zip or its text.")
]
CountryCodes = Annotated[str | None, typer.Option("--countries", help="Countries to take from the dump: SY,IQ.")]
PCodeFile = Annotated[
    Path | None, typer.Option("--pcodes", metavar="FILE.csv", help="A CSV of P-codes to give places.")
]
FeatureClasses = Annotated[str | None, typer.Option("--classes", help="Feature classes to take from it: P,A,S.")]


@app.command()
def build(
    dump: DumpFile = None,
    path: Where = None,
    *,
    countries: CountryCodes = None,
    classes: FeatureClasses = None,
    pcodes: PCodeFile = None,
    if_needed: Annotated[bool, typer.Option("--if-needed", help="Do nothing where a current index stands.")] = False,
) -> None:
    """Build the index from the installed data packages and, where given, a dump of all of GeoNames."""
    target = path or default_path()
    wanted = choose_dump(dump, countries, classes)
    console = Console(stderr=True)
    if if_needed and (wanted or pcodes):
        raise UsageError(
            "--if-needed is for the installed packages: an index from a dump or with P-codes is always built anew"
        )
    if if_needed and stands(target, console):
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(source: str, done: int, total: int) -> None:
            if source not in tasks:
                tasks[source] = progress.add_task(source, total=total)
            progress.update(tasks[source], completed=done, total=total)

        described = build_gazetteer(target, report, wanted, pcodes)
    console.print(f"gazetteer: {described.places:,} places under {described.names:,} names", highlight=False)


def choose_dump(dump: Path | None, countries: str | None, classes: str | None) -> Wanted | None:
    """The dump and what is wanted of it. Raises UsageError for a choice without a dump, or one that is none."""
    selection = select_rows(countries, classes, load_countries())
    if dump is None and (countries is not None or classes is not None):
        raise UsageError("--countries and --classes choose from a GeoNames dump: name one, such as allCountries.zip")
    return Wanted(dump, selection) if dump else None


def stands(path: Path, console: Console) -> bool:
    """Whether nothing need be built: a current index is there, or any from files that the user named."""
    try:
        described = read_info(path)
    except GazetteerError:
        return False
    dump = dict(described.dump)
    pcodes = dict(described.pcodes)
    current = described.inputs == inputs_digest(dump, pcodes)
    files = " and ".join(told["file"] for told in (dump, pcodes) if told)
    if files and not current:
        console.print(f"gazetteer: kept, but sitrep's own names have changed since: build it again with {files}")
    return current or bool(files)


def is_current(path: Path) -> bool:
    """Whether the index at a path was made by this schema from the data installed now, and nothing more."""
    try:
        return read_info(path).inputs == inputs_digest()
    except GazetteerError:
        return False


@app.command()
def info(
    path: Where = None,
    *,
    measured: Annotated[
        bool, typer.Option("--measure", help="Also time look-ups and say how much memory the index holds.")
    ] = False,
) -> None:
    """Say what the index holds and whom to credit for it."""
    target = path or default_path()
    record = info_record(read_info(target))
    if measured:
        from sitrep.gazetteer.measuring import measure  # noqa: PLC0415 - asks the system what not every one tells

        record["measured"] = dict(asdict(measure(target)))
    print_line(record)


def info_record(described: GazetteerInfo) -> dict[str, JSON]:
    """A description of an index, without its place on this machine."""
    given: dict[str, JSON] = {"dump": dict(described.dump)} if described.dump else {}
    if described.pcodes:
        given["pcodes"] = dict(described.pcodes)
    return {
        "schema": described.schema,
        "digest": described.digest,
        "places": described.places,
        "names": described.names,
        "packages": dict(described.packages),
        "admin1_codes": ISO_3166_2,
        **given,
        "attribution": described.attribution,
    }

"""`sitrep code` and `sitrep codebook`: a case in the user's own kinds and fields, and the code books that say them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sitrep.case.folders import Case, open_case
from sitrep.cli.cases import CasePath, lines_of
from sitrep.cli.output import end, print_line, print_note, print_refusal
from sitrep.codebook.coding import code_all, counts_of
from sitrep.codebook.importing import imported, text_of
from sitrep.codebook.reading import read_book
from sitrep.codebook.records import Book, Problem
from sitrep.export.coded import SCHEMAS, vocabularies, write_coded, writer_for
from sitrep.export.files import in_order, write_whole
from sitrep.export.redacted import counted, redacted_incidents, redacted_lines, told, write_withheld
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.model.documents import Refusal
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record
from sitrep.model.identity import JSON
from sitrep.redaction import Audience
from sitrep.views.phrases import several

app = typer.Typer(help="Code books: your own kinds and fields.", no_args_is_help=True, rich_markup_mode=None)
BOOK = "codebook.yaml"
BookPath = Annotated[Path, typer.Argument(metavar="BOOK", help="The code book, a YAML file.")]


def code(
    case: CasePath,
    book: Annotated[Path, typer.Option("--book", metavar="BOOK", help="The code book, a YAML file.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The .csv or .jsonl file to write.")],
    *,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: names and places are withheld for all but internal.")
    ] = Audience.PUBLIC,
) -> None:
    """Write a case in the kinds and fields of your own code book."""
    writer_for(output)
    read = usable(book)
    with open_case(case) as opened:
        lines = records_of(opened, read.of, profile)
    coded = list(code_all(lines, read))
    written = write_coded(coded, read, output)
    shown = [one.record for one in coded if one.code]
    write_withheld(output, profile, shown, read.of)
    kinds: JSON = dict(counts_of(coded, read))
    print_line({"book": f"{read.name} {read.version}", read.of: len(coded), "written": written, "kinds": kinds})
    typer.echo(f"{output}: {several(written, 'row')}; withheld: {told(counted(shown))}", err=True)


def records_of(case: Case, of: str, profile: Audience) -> Sequence[Record]:
    """The claims or incidents of a case under a profile, in order. Raises LedgerError where no incident is linked."""
    if of == "claims" and profile is Audience.INTERNAL:
        return in_order(lines_of(case))
    places, today = open_gazetteer(default_path()), datetime.now(UTC).date()
    if of == "claims":
        return in_order(redacted_lines(case, profile, today, places))
    return list(redacted_incidents(case, profile, today, places))


def usable(path: Path) -> Book:
    """The code book of a file. Raises UsageError for a wrong one, with the first place that is."""
    book, problems = read_book(bytes_of(path), vocabularies())
    if book is not None:
        return book
    grave = [problem for problem in problems if problem.grave]
    first = grave[0]
    more = f" ({len(grave) - 1} more: sitrep codebook check {path})" if len(grave) > 1 else ""
    raise UsageError(f"{path}:{first.line}:{first.column}: {first.reason}; {first.remedy}{more}")


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises UsageError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as why:
        raise UsageError(f"{path}: cannot be read ({why.strerror}); name a file that is there") from why


@app.command()
def check(path: BookPath) -> None:
    """Check a code book, and say of each thing that is wrong where it stands and what would be right."""
    book, problems = read_book(bytes_of(path), vocabularies())
    for problem in problems:
        print_problem(path, problem)
    if book is not None:
        counts = {"kinds": len(book.kinds), "fields": len(book.fields), "words": len(book.words)}
        people = {"actors": len(book.parties), "agents": len(book.agents)}
        print_line(
            {"book": book.name, "version": book.version, "of": book.of, **counts, **people, "notes": len(problems)}
        )
    end(sum(problem.grave for problem in problems))


def print_problem(path: Path, problem: Problem) -> None:
    """A problem by file, line and column: a refusal where it is grave, else a note."""
    where = f"{path}:{problem.line}:{problem.column}"
    if problem.grave:
        print_refusal(Refusal(where, problem.reason, problem.remedy))
    else:
        print_note(where, problem.reason, problem.remedy)


@app.command()
def show(
    of: Annotated[str, typer.Argument(metavar="[RECORD]", help=f"One of: {', '.join(SCHEMAS)}.")] = "claims",
) -> None:
    """Print every path that can be mapped from, one JSON object a line, with its types and codes."""
    if of not in SCHEMAS:
        raise UsageError(f"there is nothing to code as {of!r}; there are {', '.join(SCHEMAS)}")
    for path, known in vocabularies()[of].known.items():
        types: list[JSON] = [*sorted(known.types)]
        line: dict[str, JSON] = {"path": ".".join(path), "types": types, "several": known.many}
        codes: dict[str, JSON] = {"codes": [*known.codes], "other_codes": known.is_open} if known.codes else {}
        print_line(line | codes)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Dictionaries of verbs, actors or agents.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="The folder for codebook.yaml.")],
) -> None:
    """Make a code book of dictionaries in PETRARCH's format, row by row; rows that do not fit are refused by line."""
    target = output / BOOK
    if target.exists():
        raise UsageError(f"{target}: stands already; name another folder with -o, or move it away")
    found = imported({str(path): bytes_of(path) for path in files})
    for refusal in found.refusals:
        print_refusal(refusal)
    rows = {"words": len(found.words), "actors": len(found.parties), "agents": len(found.agents)}
    if any(rows.values()):
        write_book(target, text_of(found, output.name or "imported"))
    print_line({"book": str(target) if any(rows.values()) else None, **rows, "refused": len(found.refusals)})
    end(len(found.refusals))


def write_book(target: Path, text: str) -> None:
    """Write an imported code book. Raises UsageError where it is more than a code book can hold."""
    _, problems = read_book(text.encode(), vocabularies())
    grave = next((problem for problem in problems if problem.grave), None)
    if grave is not None:
        raise UsageError(f"the rows make no code book: {grave.reason}; import fewer files at once")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise UsageError(f"{target.parent}: cannot be made ({why.strerror}); name another folder with -o") from why
    write_whole(target, text)

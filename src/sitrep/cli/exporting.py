"""`sitrep export`: the claims or incidents of a case as a file for other programs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import corpus_of
from sitrep.cli.cases import CasePath
from sitrep.export.analysis import write_rates
from sitrep.export.contents import Content, What, beside, content_of
from sitrep.export.formats import FORMATS, Format, format_named, write_as
from sitrep.export.losses import Lost
from sitrep.export.redacted import counted, told
from sitrep.export.tables.lines import BOM, HXL
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.model.errors import UsageError
from sitrep.redaction import Audience

# As many losses as are told one by one; the file beside the export has all of them.
SHOWN = 5


def export(
    case: CasePath,
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"One of: {', '.join(sorted(FORMATS))}.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")],
    *,
    what: Annotated[
        What | None, typer.Option("--what", help="What the rows are; claims, where the format holds them.")
    ] = None,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: names and places are withheld for all but internal.")
    ] = Audience.PUBLIC,
    bom: Annotated[bool, typer.Option("--bom", help="With --as csv: begin the file as Excel needs it.")] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="With --as csv or xlsx: a second header row with the tags of HXL.")
    ] = False,
) -> None:
    """Write the claims or incidents of a case to a file."""
    asked = format_named(form)
    options = frozenset(name for name, is_asked in ((BOM, bom), (HXL, hxl)) if is_asked)
    refuse_unknown(asked, options)
    with open_case(case) as opened:
        if asked.what(what) is not What.CLAIMS:
            refuse_stale(opened)
        content = replace(contents(opened, asked, asked.what(what), profile), options=options)
        lost = write_as(asked, content, output)
        write_rates(opened, output)
    note = f"{output}: {made_of(content)}; withheld: {told(counted(content.lines))}"
    for line in (note, *losses(output, lost)):
        Console(stderr=True, soft_wrap=True).print(line, highlight=False, markup=False)


def made_of(content: Content) -> str:
    """Of what a file was made: `266 claims`, or `made of 266 claims and 85 incidents`."""
    numbers = {What.CLAIMS: len(content.claims), What.INCIDENTS: len(content.incidents)}
    if content.what is What.BOTH:
        return "made of " + " and ".join(f"{number} {what}" for what, number in numbers.items())
    return f"{numbers[content.what]} {content.what}"


def refuse_stale(case: Case) -> None:
    """Raise UsageError for a case that was linked before its last pages or judgements came.

    Its incidents would be old ones, and what is withheld of one claim for another of its incident would be too little.
    """
    if corpus_of(case).is_stale:
        raise UsageError(
            f"{case.path}: pages or judgements have changed since the claims were linked; run `sitrep link {case.path}`"
        )


def refuse_unknown(form: Format, options: frozenset[str]) -> None:
    """Raise UsageError for an option that a format does not know."""
    for option in sorted(options - form.options):
        knowing = " or ".join(f"--as {one.name}" for one in FORMATS.values() if option in one.options)
        raise UsageError(
            f"--{option} goes with {knowing}; leave it out, or add one of these in the place of {form.name}"
        )


def contents(case: Case, form: Format, what: What, audience: Audience) -> Content:
    """What of a case goes into a file of a format, under the profile of an audience."""
    today = datetime.now(UTC).date()
    found = content_of(case, what, audience, today, lambda: open_gazetteer(default_path()))
    return beside(case, found) if form.is_table else found


def losses(path: Path, lost: Sequence[Lost]) -> list[str]:
    """What is said of what a file could not hold: how much, the first of it, and where the rest stands."""
    if not lost:
        return []
    told_one_by_one = [f"{path}: lost of {one.row}, {one.field}: {one.what} ({one.why})" for one in lost[:SHOWN]]
    return [*told_one_by_one, f"{path}: {len(lost)} losses in all, in {path.name}.LOSSES.json"]

"""`sitrep search`: the pages of a case with some words, in any script and spelling."""

from collections.abc import Iterator
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.desk.desks import Desk
from sitrep.desk.searching.finding import find
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, number_at, records_at, text_at
from sitrep.views.phrases import printable, several

KINDS = {"place": "a spelling of the place", "actor": "another name of", "sound": "sounds like"}


def search(
    case: CasePath,
    query: Annotated[str, typer.Argument(help="Words that a page must have; phrases in quotation marks.")],
    *,
    no_variants: Annotated[bool, typer.Option("--no-variants", help="No other spellings of names.")] = False,
    part: Annotated[int, typer.Option(min=1, help="Which twenty of the pages.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object, with the place of every match.")] = False,
) -> None:
    """Find pages by words in any script; names in their other spellings too, after those that have them as typed."""
    with open_case(case) as opened:
        try:
            found = find(Desk(opened), query, part, variants=not no_variants)
        except LookupError as error:
            raise UsageError(str(error.args[0])) from None
    if as_json:
        print_line(found)
        return
    for line in _lines(found):
        typer.echo(line)


def _lines(found: Record) -> Iterator[str]:
    """Yield what was found, for people: matches in square brackets."""
    yield f"{several(_count(found, 'total'), 'page')}, {_count(found, 'exact')} of them as typed"
    for tried in records_at(found, "tried"):
        if number_at(tried, "pages"):
            yield f"  {_spelled(tried)}: {several(_count(tried, 'pages'), 'page')}"
    for hit in records_at(found, "hits"):
        yield ""
        yield printable(text_at(hit, "title") or text_at(hit, "external_id") or "")
        yield f"  {printable(text_at(hit, 'outlet') or 'outlet not known')}, {text_at(hit, 'published') or 'no day'}"
        for spelling in records_at(hit, "spellings"):
            yield f"  has {_spelled(spelling)}"
        for snippet in records_at(hit, "snippets"):
            yield f"  ... {_passage(snippet)} ..."


def _count(record: Record, key: str) -> int:
    return int(number_at(record, key) or 0)


def _spelled(spelling: Record) -> str:
    name, typed = (printable(text_at(spelling, key) or "") for key in ("name", "of"))
    return f"{name}, {KINDS[text_at(spelling, 'kind') or 'sound']} {typed}"


def _passage(snippet: Record) -> str:
    pieces = records_at(snippet, "pieces")
    said = "".join(f"[{text_at(p, 'text')}]" if "start" in p else text_at(p, "text") or "" for p in pieces)
    return printable(" ".join(said.split()))

"""Files that a desk hands out: claims or incidents under a profile, with what was withheld and whose the places are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import gather
from sitrep.export.contents import Content, What, beside
from sitrep.export.formats import FORMATS, Format, write_as
from sitrep.export.redacted import counted, redacted_incidents, redacted_lines
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, text_at
from sitrep.redaction import Audience

# What can be had, under the name that an address has for it: of what it is, and in which format.
FILES: Mapping[str, tuple[What, Format]] = {
    f"{what}-{name}": (what, FORMATS[name])
    for what, names in (
        (What.CLAIMS, ("csv", "xlsx", "jsonl")),
        (What.INCIDENTS, ("csv", "xlsx", "jsonl", "geojson", "gpkg")),
    )
    for name in names
}


@dataclass(frozen=True, slots=True)
class Ordered:
    """A file that somebody asked for. `incidents` are those that it is about, None for the whole case."""

    what: str
    audience: Audience
    incidents: frozenset[str] | None
    today: date


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it is handed out and the two that go beside it, how many lines it has and what was withheld."""

    name: str
    media_type: str
    content: bytes
    withheld_file: bytes
    licence: bytes
    lines: int
    withheld: dict[str, int]


def file_name(what: str, audience: Audience) -> str:
    """What a file is called: whoever has it sees whether it may be published.

    >>> file_name("claims-csv", Audience.PUBLIC), file_name("claims-csv", Audience.INTERNAL)
    ('claims.public.csv', 'claims.internal-not-for-publication.csv')
    """
    of, form = FILES[what]
    kept = "" if audience is Audience.PUBLIC else "-not-for-publication"
    return f"{of}.{audience.value}{kept}.{form.name}"


def download(case: Path, ordered: Ordered, places: PlaceNames) -> Download:
    """The file that was asked for, of the case in a folder.

    Raises UsageError for a file that there is not, LedgerError for incidents of a case that was never linked.
    """
    if ordered.what not in FILES:
        raise UsageError(f"there is no file {ordered.what!r}; the files are {', '.join(FILES)}")
    of, form = FILES[ordered.what]
    name = file_name(ordered.what, ordered.audience)
    with open_case(case) as opened, TemporaryDirectory() as folder:
        content = _content(opened, of, ordered, places)
        path = Path(folder) / name
        write_as(form, beside(opened, content) if form.is_table else content, path)
        return Download(
            name=name,
            media_type=form.media_type,
            content=path.read_bytes(),
            withheld_file=path.with_name(f"{name}.WITHHELD.json").read_bytes(),
            licence=path.with_name(f"{name}.LICENCE.txt").read_bytes(),
            lines=len(content.lines),
            withheld=counted(content.lines),
        )


def _content(case: Case, what: What, ordered: Ordered, places: PlaceNames) -> Content:
    """What is in a file that was asked for."""
    if what is What.INCIDENTS:
        return Content(what, ordered.audience, incidents=_incidents(case, ordered, places))
    return Content(what, ordered.audience, claims=_claims(case, ordered, places))


def _incidents(case: Case, ordered: Ordered, places: PlaceNames) -> Sequence[Record]:
    lines = redacted_incidents(case, ordered.audience, ordered.today, places)
    return [line for line in lines if ordered.incidents is None or text_at(line, "id") in ordered.incidents]


def _claims(case: Case, ordered: Ordered, places: PlaceNames) -> Sequence[Record]:
    if ordered.audience is Audience.INTERNAL:
        lines: list[Record] = [line for page in gather(case).pages for line in page.claims]
    else:
        lines = list(redacted_lines(case, ordered.audience, ordered.today, places))
    if ordered.incidents is None:
        return lines
    linking = gather(case).earlier
    homes = {} if linking is None else linking.incidents
    kept = {claim for name in ordered.incidents for claim in homes.get(name, ())}
    return [line for line in lines if text_at(line, "id") in kept]

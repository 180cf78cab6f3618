"""Files that a desk hands out: claims or incidents under a profile, with what was withheld and whose the places are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import gather
from sitrep.export.analysis import analysed
from sitrep.export.files import exporter
from sitrep.export.redacted import counted, redacted_incidents, redacted_lines, write_withheld
from sitrep.gazetteer.index import PlaceNames
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, text_at
from sitrep.redaction import Audience

# What can be had, under the name that an address has for it: of what it is, and in which format.
FILES = {
    "claims-csv": ("claims", "csv"),
    "claims-jsonl": ("claims", "jsonl"),
    "incidents-jsonl": ("incidents", "jsonl"),
}
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


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
    return f"{of}.{audience.value}{kept}.{form}"


def download(case: Path, ordered: Ordered, places: PlaceNames) -> Download:
    """The file that was asked for, of the case in a folder.

    Raises UsageError for a file that there is not, LedgerError for incidents of a case that was never linked.
    """
    if ordered.what not in FILES:
        raise UsageError(f"there is no file {ordered.what!r}; the files are {', '.join(FILES)}")
    of, form = FILES[ordered.what]
    name = file_name(ordered.what, ordered.audience)
    with open_case(case) as opened, TemporaryDirectory() as folder:
        lines = _incidents(opened, ordered, places) if of == "incidents" else _claims(opened, ordered, places)
        path = Path(folder) / name
        exporter(form)(analysed(opened, lines, ordered.audience) if form == "csv" else lines, path)
        write_withheld(path, ordered.audience, lines, of)
        return Download(
            name=name,
            media_type=MEDIA_TYPES[form],
            content=path.read_bytes(),
            withheld_file=path.with_name(f"{name}.WITHHELD.json").read_bytes(),
            licence=path.with_name(f"{name}.LICENCE.txt").read_bytes(),
            lines=len(lines),
            withheld=counted(lines),
        )


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

"""The formats that a case can be exported in: a further one is one entry of FORMATS."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from sitrep.export.contents import Content, What, Writer
from sitrep.export.files import write_attribution, write_whole
from sitrep.export.geo.geojson import write_geojson
from sitrep.export.geo.geopackage import write_gpkg
from sitrep.export.losses import Lost
from sitrep.export.redacted import write_withheld
from sitrep.export.shapes.acled import write_acled
from sitrep.export.shapes.events import write_events
from sitrep.export.shapes.ucdp import write_ucdp
from sitrep.export.tables.lines import BOM, HXL, write_csv, write_jsonl
from sitrep.export.web.annotations import write_annotations
from sitrep.export.web.claimreview import write_claimreview
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what writes it, and what its rows may be: the first of these where nobody says.

    `options` are those of a file that it knows; `is_table` has each claim come with what a table says beside it.
    """

    name: str
    media_type: str
    write: Writer
    holds: tuple[What, ...] = (What.CLAIMS, What.INCIDENTS)
    options: frozenset[str] = field(default_factory=frozenset)
    is_table: bool = True

    def what(self, asked: What | None) -> What:
        """What a file is to hold. Raises UsageError for what the format has no room for."""
        if asked is None:
            return self.holds[0]
        if asked not in self.holds:
            rows = " or ".join(self.holds)
            raise UsageError(f"--as {self.name} holds {rows}, not {asked}; leave --what out, or choose another format")
        return asked


def of_lines(write: Callable[[Sequence[Record], Sequence[Record], Path], Sequence[Lost]]) -> Writer:
    """What writes a content with a function of its claims, its incidents and a path."""
    return lambda content, path: write(content.claims, content.incidents, path)


def _foreign(name: str, media_type: str, write: Callable[..., Sequence[Lost]]) -> Format:
    """A shape of other people's tools: its rows are made of claims and incidents together."""
    return Format(name, media_type, of_lines(write), holds=(What.BOTH,), is_table=False)


def later(module: str, name: str) -> Writer:
    """The writer of a module that is imported when it writes: the libraries it needs take long to load."""

    def write(content: Content, path: Path) -> Sequence[Lost]:
        found: Writer = getattr(import_module(module), name)
        return found(content, path)

    return write


_ALL = (
    Format("jsonl", "application/x-ndjson", write_jsonl, is_table=False),
    Format("csv", "text/csv; charset=utf-8", write_csv, options=frozenset({BOM, HXL})),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        later("sitrep.export.tables.workbooks", "write_xlsx"),
        options=frozenset({HXL}),
    ),
    Format("geojson", "application/geo+json", write_geojson),
    Format("gpkg", "application/geopackage+sqlite3", write_gpkg),
    Format(
        "geoparquet",
        "application/vnd.apache.parquet",
        later("sitrep.export.geo.geoparquet", "write_geoparquet"),
    ),
    _foreign("acled", "text/csv; charset=utf-8", write_acled),
    _foreign("ucdp", "text/csv; charset=utf-8", write_ucdp),
    _foreign("events", "text/tab-separated-values; charset=utf-8", write_events),
    _foreign("annotations", "application/ld+json", write_annotations),
    _foreign("claimreview", "application/ld+json", write_claimreview),
)
FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})


def format_named(name: str) -> Format:
    """The format of a name. Raises UsageError for one that there is not."""
    if name not in FORMATS:
        raise UsageError(f"there is no export as {name!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def write_as(form: Format, content: Content, path: Path) -> Sequence[Lost]:
    """Write a content to a file, and beside it the licence of its places, what was withheld and what was lost.

    What was lost is given too; where nothing was, there is no PATH.LOSSES.json. Raises UsageError for a file that
    cannot be written, RoomError for a full disk.
    """
    lost = form.write(content, path)
    write_attribution(path)
    write_withheld(path, content.audience, content.lines, content.what.value)
    beside = path.with_name(f"{path.name}.LOSSES.json")
    if lost:
        write_whole(beside, json.dumps([asdict(one) for one in lost], indent=2, ensure_ascii=False) + "\n")
    else:
        beside.unlink(missing_ok=True)
    return lost

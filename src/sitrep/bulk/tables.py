"""Claims and refusals as Arrow tables: the fields of the contract that people filter by, and each line whole."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sitrep.model.documents import Capture, Refusal
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at
from sitrep.model.identity import canonical
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

Row = dict[str, str | int | float | bool | None]
TEXTS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "record": ("record",),
    "document": ("document", "id"),
    "external_id": ("document", "external_id"),
    "sha256": ("document", "sha256"),
    "url": ("document", "url"),
    "title": ("document", "title"),
    "outlet": ("document", "outlet"),
    "published": ("document", "published"),
    "lang": ("document", "lang"),
    "evidence": ("evidence", "text"),
    "kind": ("kind",),
    "stance": ("stance",),
    "denied_part": ("denied_part",),
    "certainty": ("certainty",),
    "outlet_distance": ("outlet_distance",),
    "event_type": ("event", "type"),
    "event_kind": ("event", "kind"),
    "event_mode": ("event", "mode"),
    "event_status": ("event", "status"),
    "acled_type": ("event", "acled", "event_type"),
    "acled_sub_type": ("event", "acled", "sub_event_type"),
    "responsibility": ("event", "responsibility"),
    "time_start": ("event", "time", "start"),
    "time_end": ("event", "time", "end"),
    "place": ("event", "place", "name"),
    "place_country": ("event", "place", "country"),
    "place_admin1": ("event", "place", "admin1"),
    "place_precision": ("event", "place", "precision"),
}
NUMBERS: dict[str, tuple[str, ...]] = {
    "lat": ("event", "place", "lat"),
    "lon": ("event", "place", "lon"),
    "radius_km": ("event", "place", "radius_km"),
    "geonames_id": ("event", "place", "geonames_id"),
}
COUNTS = ("killed", "injured")
BOUNDS = ("low", "best", "high")
CLAIMS = pa.schema(
    [
        ("source", pa.string()),
        *((name, pa.string()) for name in TEXTS),
        ("evidence_start", pa.int64()),
        ("evidence_end", pa.int64()),
        ("sources", pa.list_(pa.string())),
        ("historical", pa.bool_()),
        *((name, pa.float64()) for name in NUMBERS),
        *((f"{measure}_{bound}", pa.float64()) for measure in COUNTS for bound in BOUNDS),
        ("claim", pa.string()),
    ]
)
REFUSALS = pa.schema([(name, pa.string()) for name in ("path", "reason", "remedy")])


@dataclass(frozen=True, slots=True)
class Counts:
    """What a shard came to. `records` is always `documents` and `refusals` together."""

    records: int
    documents: int
    refusals: int
    claims: int


def rows_of(reading: Reading) -> list[Row]:
    """The rows of a page's claims, in order."""
    return [_row(line) for line in claim_lines(reading)]


def _row(claim: Record) -> Row:
    """A claim as a row: null where it does not say, never a default."""
    event = record_at(claim, "event")
    row: dict[str, Any] = {name: text_at(claim, *path) for name, path in TEXTS.items()}
    row |= {name: number_at(claim, *path) for name, path in NUMBERS.items()}
    row["evidence_start"] = number_at(claim, "evidence", "start")
    row["evidence_end"] = number_at(claim, "evidence", "end")
    row["sources"] = [text_at(source, "name") or "" for source in records_at(claim, "sources")]
    row["historical"] = flag_at(event, "historical") if event else None
    for measure in COUNTS:
        counted = next((q for q in records_at(event, "quantities") if text_at(q, "measure") == measure), {})
        row |= {f"{measure}_{bound}": number_at(counted, bound) for bound in BOUNDS}
    row["claim"] = json.dumps(claim, ensure_ascii=False)
    return row


def tables(
    sources: Sequence[Capture | Refusal], found: Sequence[list[Row] | Refusal]
) -> tuple[pa.Table, pa.Table, Counts]:
    """The claims and the refusals of a shard, in the order of its sources, and how many there were of all."""
    names = [source.path if isinstance(source, Refusal) else source.name for source in sources]
    rows = [
        {"source": name, **row}
        for name, page in zip(names, found, strict=True)
        if isinstance(page, list)
        for row in page
    ]
    refused = [page for page in found if isinstance(page, Refusal)]
    counts = Counts(len(names), len(names) - len(refused), len(refused), len(rows))
    told = [{"path": r.path, "reason": r.reason, "remedy": r.remedy} for r in refused]
    return _table(rows, CLAIMS, counts), _table(told, REFUSALS, counts), counts


def _table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema, counts: Counts) -> pa.Table:
    """Rows as a table that names the counts of its shard."""
    told = {name: getattr(counts, name) for name in Counts.__slots__}
    named = schema.with_metadata({"sitrep": canonical(told)})
    return pa.Table.from_pylist([{key: _storable(cell) for key, cell in row.items()} for row in rows], named)


def _storable(cell: object) -> object:
    """A cell; of text what UTF-8 can hold, a lone surrogate as its escape."""
    return cell.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(cell, str) else cell


def packed(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file: the same table, the same bytes."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def counts_in(schema: pa.Schema) -> Counts:
    """The counts that a table of a finished shard names."""
    return Counts(**json.loads(schema.metadata[b"sitrep"]))

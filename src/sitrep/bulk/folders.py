"""Where the tables go: a folder of this machine, or one of an object store that Arrow can reach (s3://, gs://)."""

import json
from collections.abc import Container
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from sitrep.bulk.tables import Counts, counts_in, packed
from sitrep.case.durable import sync_folder, write_whole
from sitrep.model.errors import NO_ROOM, RoomError, UsageError
from sitrep.model.identity import JSON
from sitrep.model.origins import Origin

MANIFEST = "manifest.json"
# Tables are for whoever may enter the folder.
READABLE = 0o644


@dataclass(frozen=True, slots=True)
class Output:
    """A folder by its address. It is opened anew at each use, so that it can be sent to other machines."""

    address: str

    def write(self, name: str, content: bytes) -> None:
        """Put a file there, whole or not at all. Raises RoomError when the disk is full, else UsageError."""
        try:
            if "://" in self.address:
                system, folder = self._place()
                # An object store shows a file only when its stream is closed.
                with system.open_output_stream(f"{folder}/{name}") as out:
                    out.write(content)
            else:
                write_durably(Path(self.address), name, content)
        except (OSError, pa.ArrowException) as error:
            if isinstance(error, OSError) and error.errno in NO_ROOM:
                raise RoomError(
                    f"{self.address}: cannot be written ({error.strerror}); what is finished stands: "
                    "free some space, then run the command again"
                ) from error
            raise UsageError(f"{self.address}: cannot be written ({error}); name a folder with room for it") from error

    def finished(self, key: str) -> Counts | None:
        """The counts of a shard whose tables are there, or None. The claims are written last."""
        try:
            return counts_in(self._schema(claims_name(key)))
        except FileNotFoundError:
            return None

    def others(self, keys: Container[str]) -> list[str]:
        """The files of claims there that are of no shard with one of these keys, by name."""
        system, folder = self._place()
        names = sorted(found.base_name for found in system.get_file_info(fs.FileSelector(folder)))
        shards = [(name, name.removeprefix("claims-").removesuffix(".parquet")) for name in names]
        return [name for name, key in shards if name == claims_name(key) and key not in keys]

    def _place(self) -> tuple[fs.FileSystem, str]:
        """The folder as Arrow knows it."""
        if "://" in self.address:
            system, folder = fs.FileSystem.from_uri(self.address)
            return system, folder
        return fs.LocalFileSystem(), self.address

    def _schema(self, name: str) -> pa.Schema:
        system, folder = self._place()
        return pq.read_schema(f"{folder}/{name}", filesystem=system)

    def write_shard(self, key: str, claims: pa.Table, refusals: pa.Table) -> None:
        """Put the tables of a shard there; whoever does it again writes the same bytes."""
        self.write(f"refusals-{key}.parquet", packed(refusals))
        self.write(claims_name(key), packed(claims))

    def write_manifest(self, origin: Origin, finished: list[tuple[str, Counts]]) -> dict[str, JSON]:
        """Put the list of all shards there, in the order of the input, with their counts; what it says."""
        parts: list[JSON] = [{"key": key, **asdict(counts)} for key, counts in finished]
        total: dict[str, JSON] = {
            name: sum(getattr(counts, name) for _, counts in finished) for name in Counts.__slots__
        }
        told: dict[str, JSON] = {"origin": json.loads(json.dumps(asdict(origin))), "total": total, "shards": parts}
        self.write(MANIFEST, (json.dumps(told, indent=1, sort_keys=True) + "\n").encode("utf-8"))
        return total


def claims_name(key: str) -> str:
    """The file of a shard's claims."""
    return f"claims-{key}.parquet"


def write_durably(folder: Path, name: str, content: bytes) -> None:
    """Put a file into a folder, for everybody to read: it has its name only when all of it is on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / name, content, start=".", mode=READABLE)
    sync_folder(folder)

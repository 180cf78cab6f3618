"""WACZ files: web archives zipped with a list of what is in them and what it must hash to."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sitrep.ingest.members import CHUNK, LARGEST_UNPACKED, TIGHTEST, DamageError
from sitrep.ingest.web_archives import read_archive
from sitrep.model.documents import Capture, Refusal
from sitrep.model.fields import Record, records_at, text_at
from sitrep.model.identity import JSON

LIST, LIST_DIGEST = "datapackage.json", "datapackage-digest.json"
FOLDER = "archive/"
WARCS = (".warc", ".warc.gz")
# A list of contents larger than this is none.
LARGEST_LIST = 10_000_000
AGAIN = "fetch the file again, or bring it back from a copy"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def read_wacz(path: str, name: str, stream: BinaryIO) -> Iterator[Capture | Refusal]:
    """Yield what the web archives in a WACZ file hold; an archive that is not what the list says is refused whole."""
    try:
        packed = zipfile.ZipFile(stream)
    except BROKEN as error:
        yield Refusal(path, f"damaged: {error}", AGAIN)
        return
    with packed:
        try:
            listed = listed_digests(packed)
        except DamageError as error:
            yield Refusal(f"{path}/{LIST}", f"damaged: {error}", AGAIN)
            listed = {}
        yield from read_entries(path, name, packed, listed)


def read_entries(
    path: str, name: str, packed: zipfile.ZipFile, listed: dict[str, str | None]
) -> Iterator[Capture | Refusal]:
    """Yield what each web archive holds, in order of their names; a refusal for one that is not there."""
    there = set(packed.namelist())
    entries = sorted(entry for entry in there | set(listed) if is_archive(entry))
    if not entries:
        yield Refusal(path, "it holds no web archive", "give one with archive/*.warc.gz in it")
    for entry in entries:
        try:
            refuse_entry(packed, entry, listed.get(entry))
            with packed.open(entry) as stream:
                # typeshed knows it as a stream of bytes of another family.
                yield from read_archive(f"{path}/{entry}", f"{name}/{entry}", stream)  # type: ignore[arg-type]
        except (DamageError, *BROKEN) as error:
            yield Refusal(f"{path}/{entry}", f"damaged: {error}", AGAIN)


def is_archive(entry: str) -> bool:
    """Whether a name in a WACZ file is that of a web archive."""
    return entry.startswith(FOLDER) and entry.lower().endswith(WARCS)


def listed_digests(packed: zipfile.ZipFile) -> dict[str, str | None]:
    """What a WACZ file says that its files must hash to. Raises DamageError for a list that is damaged."""
    if LIST not in packed.namelist():
        return {}
    content = small_entry(packed, LIST)
    if LIST_DIGEST in packed.namelist():
        stated = text_at(json_of(small_entry(packed, LIST_DIGEST)), "hash")
        if stated is not None and not has_digest([content], stated):
            raise DamageError(f"it is not what {LIST_DIGEST} says")
    resources = records_at(json_of(content), "resources")
    return {path: text_at(one, "hash") for one in resources if (path := text_at(one, "path")) is not None}


def small_entry(packed: zipfile.ZipFile, entry: str) -> bytes:
    """The content of a list. Raises DamageError for one that cannot be read or is too large for one."""
    try:
        with packed.open(entry) as stream:
            content = stream.read(LARGEST_LIST + 1)
    except BROKEN as error:
        raise DamageError(f"{entry} cannot be read ({error})") from error
    if len(content) > LARGEST_LIST:
        raise DamageError(f"{entry} is larger than {LARGEST_LIST:,} bytes")
    return content


def json_of(content: bytes) -> Record:
    """A list as a JSON object. Raises DamageError for what is none."""
    try:
        value: JSON = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DamageError(f"no JSON ({error})") from error
    if not isinstance(value, dict):
        raise DamageError("no JSON object")
    return value


def refuse_entry(packed: zipfile.ZipFile, entry: str, stated: str | None) -> None:
    """Raise DamageError for an archive that is missing, packed to do harm, or not what the list says."""
    if entry not in packed.namelist():
        raise DamageError(f"it is missing, and {LIST} lists it")
    info = packed.getinfo(entry)
    if info.file_size > max(LARGEST_UNPACKED, TIGHTEST * info.compress_size):
        raise DamageError(f"unpacks to more than {TIGHTEST} times its size")
    if stated is not None:
        with packed.open(entry) as stream:
            if not has_digest(iter(lambda: stream.read(CHUNK), b""), stated):
                raise DamageError(f"it is not what {LIST} says")


def has_digest(chunks: Iterable[bytes], stated: str) -> bool:
    """Whether some bytes have a digest, `ALGORITHM:HEXADECIMAL`; one by an unknown algorithm says nothing."""
    name, _, digest = stated.partition(":")
    try:
        found = hashlib.new(name, usedforsecurity=False)
    except ValueError:
        return True
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest() == digest.strip().lower()

"""The bytes of captures as files, each named by its SHA-256: ``archive/ab/abcdef...``."""

from pathlib import Path

from sitrep.case.durable import sync_folder, write_whole
from sitrep.model.errors import LedgerError
from sitrep.model.identity import sha256_hex


def archived_path(archive: Path, sha256: str) -> Path:
    """Where the bytes of a hash are, or would be."""
    return archive / sha256[:2] / sha256


def keep_bytes(archive: Path, content: bytes) -> str:
    """The SHA-256 of some bytes that are now in the archive, on disk. Bytes that are there are left alone.

    A file has its name only when it is whole: a killed process leaves at most a ``.part`` file,
    which nothing reads. Raises LedgerError when the disk refuses.
    """
    sha256 = sha256_hex(content)
    path = archived_path(archive, sha256)
    if path.exists():
        return sha256
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        sync_folder(path.parent)
        sync_folder(archive)
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be written ({error.strerror}); what was acknowledged is kept: "
            "check the disk and the permissions, then run the command again"
        ) from error
    return sha256


def remove_bytes(archive: Path, sha256: str) -> None:
    """Take the bytes of a hash out of the archive, with what killed processes left half-written beside them.

    Raises LedgerError when the disk refuses. What is not there is gone already.
    """
    path = archived_path(archive, sha256)
    if not path.parent.is_dir():
        return
    try:
        for gone in (path, *path.parent.glob("*.part")):
            gone.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be removed ({error.strerror}) and was to be erased; "
            "check the disk and the permissions, then run the command again"
        ) from error


def kept_bytes(archive: Path, sha256: str) -> bytes:
    """The archived bytes of a hash, checked. Raises LedgerError when they are missing or others."""
    path = archived_path(archive, sha256)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise LedgerError(f"{path}: is missing from the archive; bring it back from a copy of the case") from None
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read ({error.strerror}); check the disk and the permissions") from error
    if sha256_hex(content) != sha256:
        raise LedgerError(f"{path}: its bytes are no longer those of its name; bring it back from a copy of the case")
    return content

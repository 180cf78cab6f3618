"""Files into a folder or a zip archive, all of them or nothing; an archive of the same files has the same bytes."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from sitrep.case.durable import sync_folder
from sitrep.case.durable import write_whole as write_bytes
from sitrep.model.errors import NO_ROOM, RoomError, UsageError

ZIP = ".zip"
# The first moment that an archive can name: what is in it tells of no clock.
EPOCH = (1980, 1, 1, 0, 0, 0)
FILE, FOLDER, UNIX = 0o644, 0o755, 3


def write_bundle(files: Mapping[str, bytes], path: Path, inside: str) -> None:
    """Files as a zip archive where the path ends in .zip, in it below a folder called `inside`; else as a folder.

    Raises UsageError where something is there already or the path cannot be written, RoomError where the disk is full.
    """
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path}: is there already, and a bundle replaces nothing; name another")
    try:
        if path.suffix.lower() == ZIP:
            write_bytes(path, archive(files, inside), start=f".{path.name}.", mode=FILE)
        else:
            _write_folder(files, path)
        sync_folder(path.parent)
    except OSError as why:
        if why.errno in NO_ROOM:
            raise RoomError(
                f"{path}: cannot be written ({why.strerror}), and nothing is there; "
                "free some space, then run the command again"
            ) from why
        raise UsageError(
            f"{path}: cannot be written ({why.strerror}); name a folder or .zip beside which you may write"
        ) from why


def archive(files: Mapping[str, bytes], inside: str) -> bytes:
    """A zip archive of files below a folder: sorted, stored as they are, with one date for all."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
        for name, content in sorted(files.items()):
            member = zipfile.ZipInfo(f"{inside}/{name}", EPOCH)
            member.create_system, member.external_attr = UNIX, FILE << 16
            out.writestr(member, content)
    return made.getvalue()


def _write_folder(files: Mapping[str, bytes], path: Path) -> None:
    """A folder of files that has its name only when all of them are on disk. Raises OSError; nothing is left then."""
    part = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    try:
        for name, content in sorted(files.items()):
            target = part / name
            target.parent.mkdir(exist_ok=True)
            write_bytes(target, content, mode=FILE)
        for folder in (*(one for one in part.iterdir() if one.is_dir()), part):
            folder.chmod(FOLDER)
            sync_folder(folder)
        os.rename(part, path)  # noqa: PTH104 (a folder that came meanwhile is not replaced, if anything is in it)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise

"""Two source archives of one commit have the same bytes, whenever and by whomever they are packed."""

import io
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from release import ReleaseError, refuse_gaps, settled

EPOCH = 1_600_000_000


def packed(names: list[str], mtime: float, user: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.uname = len(name), mtime, user
            archive.addfile(member, io.BytesIO(name.encode()))
    return out.getvalue()


def test_times_users_and_order_of_packing_leave_no_trace() -> None:
    one = packed(["s/b.py", "s/a.py"], 1_700_000_000.5, "ann")
    other = packed(["s/a.py", "s/b.py"], 1_800_000_000.25, "bob")
    assert one != other
    assert settled(one, EPOCH) == settled(other, EPOCH)
    with tarfile.open(fileobj=io.BytesIO(settled(one, EPOCH))) as archive:
        found = [(m.name, m.mtime, m.uname) for m in archive]
        contents = [file.read() for m in archive.getmembers() if (file := archive.extractfile(m))]
    assert found == [("s/a.py", EPOCH, ""), ("s/b.py", EPOCH, "")]
    assert contents == [b"s/a.py", b"s/b.py"]


def wheel(folder: Path, *names: str) -> Path:
    for name in ("sitrep/__init__.py", "sitrep/data/words.tsv"):
        (folder / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "src" / name).touch()
    with ZipFile(folder / "w.whl", "w") as made:
        for name in names:
            made.writestr(name, "")
    return folder / "w.whl"


LICENCES = [f"sitrep-1.dist-info/licenses/{name}" for name in ("LICENSE", "NOTICE", "THIRD_PARTY.md")]


def test_a_wheel_with_every_file_passes(tmp_path: Path) -> None:
    refuse_gaps(wheel(tmp_path, "sitrep/__init__.py", "sitrep/data/words.tsv", *LICENCES), tmp_path)


def test_a_wheel_without_a_data_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"differ in \['sitrep/data/words.tsv'\]"):
        refuse_gaps(wheel(tmp_path, "sitrep/__init__.py", *LICENCES), tmp_path)


def test_a_wheel_without_the_notices_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"lacks \['THIRD_PARTY.md'\]"):
        refuse_gaps(wheel(tmp_path, "sitrep/__init__.py", "sitrep/data/words.tsv", *LICENCES[:2]), tmp_path)

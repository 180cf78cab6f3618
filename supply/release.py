"""A release in dist/, made from the last commit: `make dist`.

The source archive, the wheel, the bill of materials and their sums. All times in them are the commit's, so two builds
of one commit give the same bytes. Nothing that is not committed gets in.
"""

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from bill import bill
from lock import ROOT

DIST = ROOT / "dist"
PAGE = Path("examples") / "pages" / "northwire-idlib-strikes.html"


class ReleaseError(RuntimeError):
    """A release that lacks something; says what."""


def main() -> None:
    """Build, check and try out the release of the last commit."""
    os.umask(0o022)
    os.environ["SOURCE_DATE_EPOCH"] = epoch = said("git", "log", "-1", "--format=%ct").decode().strip()
    with TemporaryDirectory() as folder:
        source, out = Path(folder) / "sitrep", Path(folder) / "out"
        checked_out(source)
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source))
        (archive,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
        archive.write_bytes(settled(archive.read_bytes(), int(epoch)))
        refuse_gaps(wheel, source)
        try_out(wheel, source / PAGE, Path(folder) / "venv")
        version = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        files = {path.name: path.read_bytes() for path in (archive, wheel)}
        files[f"sitrep-{version}.cdx.json"] = bill(source, version).encode()
        kept(files)


def checked_out(folder: Path) -> None:
    """The files of the last commit, in a folder of their own."""
    with tarfile.open(fileobj=io.BytesIO(said("git", "archive", "--format=tar", "HEAD"))) as tree:
        tree.extractall(folder, filter="data")


def settled(archive: bytes, epoch: int) -> bytes:
    """A source archive with its members in order, all of one time and of nobody, as setuptools does not make it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(archive)) as old, tarfile.open(fileobj=packed, mode="w") as new:
        for member in sorted(old.getmembers(), key=lambda m: m.name):
            content = old.extractfile(member) if member.isfile() else None
            member.mtime, member.uid, member.gid, member.uname, member.gname = epoch, 0, 0, "", ""
            member.pax_headers = {}
            new.addfile(member, content)
    return gzip.compress(packed.getvalue(), mtime=epoch)


def refuse_gaps(wheel: Path, source: Path) -> None:
    """Raise ReleaseError where a wheel lacks a file of the package, or holds another."""
    package = source / "src"
    wanted = {str(p.relative_to(package)) for p in (package / "sitrep").rglob("*") if p.is_file()}
    with ZipFile(wheel) as opened:
        found = {name for name in opened.namelist() if name.startswith("sitrep/")}
        licences = {Path(name).name for name in opened.namelist() if ".dist-info/licenses/" in name}
    if wanted != found:
        raise ReleaseError(
            f"the wheel and src/ differ in {sorted(wanted ^ found)[:5]}; see package-data in pyproject.toml"
        )
    if missing := {"LICENSE", "NOTICE", "THIRD_PARTY.md"} - licences:
        raise ReleaseError(f"the wheel lacks {sorted(missing)}; see license-files in pyproject.toml")


def try_out(wheel: Path, page: Path, folder: Path) -> None:
    """Install the wheel in an environment of its own, beside the packages of this one, and read a page with it."""
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    (site / "needed.pth").write_text("\n".join(p for p in sys.path if p.endswith("site-packages")), encoding="utf-8")
    python = str(folder / "bin" / "python")
    where = said(python, "-c", "import sitrep; print(sitrep.__file__)").decode()
    if str(site) not in where:
        raise ReleaseError(f"not the wheel's sitrep ran, but {where}")
    sitrep = [python, "-c", "from sitrep.cli import main; main()"]
    run(*sitrep, "gazetteer", "build", "--if-needed")
    if not said(*sitrep, "read", str(page)).splitlines():
        raise ReleaseError(f"the wheel's sitrep read nothing in {page.name}")


def kept(files: dict[str, bytes]) -> None:
    """Write the files and their sums into dist/, which then holds nothing else."""
    DIST.mkdir(exist_ok=True)
    sums = {name: sha256(content).hexdigest() for name, content in files.items()}
    files["SHA256SUMS"] = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()
    for old in DIST.iterdir():
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (DIST / name).write_bytes(content)
        print(f"dist/{name}: {len(content):,} bytes")


def said(*command: str) -> bytes:
    """What a command writes. Raises CalledProcessError where it fails."""
    return subprocess.run(command, check=True, cwd=ROOT, env=_own(), stdout=subprocess.PIPE).stdout


def run(*command: str) -> None:
    """Run a command, its chatter on standard error. Raises CalledProcessError where it fails."""
    subprocess.run(command, check=True, cwd=ROOT, env=_own(), stdout=subprocess.DEVNULL)


def _own() -> dict[str, str]:
    """This environment less what would put another sitrep before the wheel's."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


if __name__ == "__main__":
    main()

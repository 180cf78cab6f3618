"""The audit says what was audited: a service that is silent, or knows nothing, audits nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lock import ROOT

HASH = f"    --hash=sha256:{'0' * 64}\n"
LOCK = f"one==1.0 \\\n{HASH}two==2.0 \\\n{HASH}"
CLEAN_ONE, CLEAN_TWO = {"name": "one", "version": "1.0", "vulns": []}, {"name": "two", "version": "2.0", "vulns": []}
HOLED = {"name": "Two", "version": "2.0", "vulns": [{"id": "EX-2020-1", "fix_versions": ["2.1"]}]}
UNKNOWN = {"name": "two", "skip_reason": "Dependency not found and could not be audited: two (2.0)"}

Audit = Callable[..., tuple[int, str]]


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """Runs the script with a pip-audit of our own in front, which writes and ends as told."""

    def run(*packages: object, status: int = 0, says: str = "", wrote: str | None = None) -> tuple[int, str]:
        out = json.dumps({"dependencies": packages, "fixes": []}) if wrote is None else wrote
        fake = f"#!{sys.executable}\nimport sys\nprint({out!r})\nprint({says!r}, file=sys.stderr)\nsys.exit({status})\n"
        (tmp_path / "pip-audit").write_text(fake, encoding="utf-8")
        (tmp_path / "pip-audit").chmod(0o755)
        return audited(tmp_path, LOCK)

    return run


def audited(folder: Path, lock: str) -> tuple[int, str]:
    (folder / "lock.txt").write_text(lock, encoding="utf-8")
    command = [sys.executable, str(ROOT / "supply" / "audit.py"), str(folder / "lock.txt")]
    done = subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def test_nothing_known_against_anything(audit: Audit) -> None:
    assert audit(CLEAN_ONE, CLEAN_TWO) == (0, "audited: nothing is known against any of 2 packages\n")


def test_what_is_vulnerable_fails_the_audit(audit: Audit) -> None:
    assert audit(CLEAN_ONE, HOLED, status=1, says="Found 1 known vulnerability") == (1, "vulnerable: two (EX-2020-1)\n")


def test_a_package_that_the_service_does_not_know_is_not_audited(audit: Audit) -> None:
    told = "not audited: 1 of 2 packages, of which the service knows nothing: two\n"
    assert audit(CLEAN_ONE, UNKNOWN) == (0, told)
    assert audit(CLEAN_ONE) == (0, told)


def test_a_service_that_knows_no_package_has_audited_none(audit: Audit) -> None:
    """As behind a mirror, where pip-audit ends well and says that it found no vulnerability."""
    says = "No known vulnerabilities found"
    assert audit(UNKNOWN, says=says) == (0, "not audited: the service knows none of the 2 packages\n")


def test_a_service_that_nobody_reaches_is_told_from_a_vulnerability(audit: Audit) -> None:
    """Both end with the same status."""
    status, told = audit(status=1, wrote="", says="Traceback\nConnectionError: no route")
    assert (status, told) == (0, "not audited: pip-audit ended with status 1: ConnectionError: no route\n")


def test_an_answer_of_another_shape_audits_nothing(audit: Audit) -> None:
    assert audit(wrote='["a"]')[1].startswith("not audited: ")
    assert audit(wrote='{"dependencies": null}')[1].startswith("not audited: ")


def test_without_pip_audit_nothing_is_audited(tmp_path: Path) -> None:
    assert audited(tmp_path, LOCK) == (0, "not audited: pip-audit is not installed; make audit installs it\n")


def test_a_lock_file_that_pins_no_hash_is_an_error_of_ours(audit: Audit, tmp_path: Path) -> None:
    assert audit(CLEAN_ONE, CLEAN_TWO)[0] == 0
    status, told = audited(tmp_path, "one>=1\n")
    assert status == 2
    assert "lock.txt:1: 'one>=1' pins no package by hash" in told

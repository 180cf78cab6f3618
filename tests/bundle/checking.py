"""How the tests write bundles, change them, and have them checked by the program inside."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from sitrep.bundle.files import bundle_files
from sitrep.bundle.gathering import Evidence, evidence_of
from sitrep.bundle.writing import write_bundle
from sitrep.case.folders import Case
from sitrep.case.judging import judge
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import latest_linking
from sitrep.ledger.records import from_json
from sitrep.link.positions import RULES
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.linkings import Linking
from sitrep.redaction import Audience

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "pages"
REVIEWER, WHY = "Quillon Marsh", "the page shows it plainly"


def largest(case: Case) -> str:
    """The incident with most claims."""
    with viewing(case.ledger) as connection:
        found = from_json(Linking, latest_linking(connection)).incidents
    return max(found, key=lambda name: (len(found[name]), name))


def judged(case: Case) -> None:
    """Five judgements: on two claims of the largest incident and on that itself; between them two on others."""
    own = largest(case)
    with viewing(case.ledger) as connection:
        linking = from_json(Linking, latest_linking(connection))
    other = next(name for name in sorted(linking.incidents) if name != own)
    one, two = linking.incidents[own][:2]

    def say(verdict: Verdict, target: str, why: str, field: str | None = None, value: str | None = None) -> None:
        judge(case, Judgement(verdict, (target,), REVIEWER, "2020-01-02T00:00:00+00:00", why, field, value))

    say(Verdict.ACCEPT, one, WHY)
    say(Verdict.NOTE, other, "something about another incident")
    say(Verdict.NOTE, linking.incidents[other][0], "something about another claim")
    say(Verdict.EDIT, two, "the verb says so", "certainty", '"possible"')
    say(Verdict.GRADE, own, "two sources", "airwars", '"fair"')


def bundled(case: Case, path: Path, audience: Audience, name: str | None = None) -> Evidence:
    """Write the bundle of the largest incident, or of another; what it was made from."""
    evidence = evidence_of(case, name or largest(case), RULES[0])
    write_bundle(bundle_files(case, evidence, audience, RULES[0]), path, f"evidence-{evidence.incident['id']}")
    return evidence


def check(folder: Path) -> tuple[int, str]:
    """The exit status of a bundle's own program, and what it printed; it may print no traceback."""
    ran = subprocess.run(
        [sys.executable, "-I", "-W", "error", str(folder / "verify.py")], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def faults(folder: Path) -> list[str]:
    """The faults that a bundle's own program names, at least one of them."""
    status, told = check(folder)
    found = [line for line in told.splitlines() if line.startswith("FAULT ")]
    assert status == 1
    assert found
    return found


def resealed(folder: Path) -> None:
    """Do what a forger would: write all hashes and sizes anew."""
    manifest = folder / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    files = [one for one in folder.rglob("*") if one.is_file() and one.name not in ("manifest.json", "SHA256SUMS")]
    said["files"] = {
        one.relative_to(folder).as_posix(): {
            "sha256": sha256(one.read_bytes()).hexdigest(),
            "size": len(one.read_bytes()),
        }
        for one in files
    }
    manifest.write_text(json.dumps(said), encoding="utf-8")
    hashes = {name: about["sha256"] for name, about in said["files"].items()}
    hashes["manifest.json"] = sha256(manifest.read_bytes()).hexdigest()
    sums = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")


def lines_of(path: Path) -> list[dict[str, JSON]]:
    """The objects of a file of lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def relined(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the lines of a file."""
    lines = change(path.read_text(encoding="utf-8").split("\n")[:-1])
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

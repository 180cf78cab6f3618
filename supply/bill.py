"""The bill of materials: what a release of sitrep brings along, as CycloneDX JSON.

cyclonedx-py reads the lock file; what it cannot know there is added: licences, who needs whom, the vendored files. What
says nothing of the release is left out: the registry's addresses, the lines and paths of the machine that built it.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from licences import licence_of, table
from lock import PROJECT, Locked, direct_needs, read_lock, with_their_needs

_PATH = re.compile(r"(?<![\w.:@])/(?:[\w.+-]+/)+|[A-Za-z]:\\\\|file:")


class BillError(ValueError):
    """Something in the bill that says where it was made, not what it is of."""


def bill(root: Path, version: str) -> str:
    """The bill for the project at root, as JSON. Raises BillError where an address or a path stands in it."""
    run = with_their_needs(direct_needs(root / "pyproject.toml"), read_lock(root / "requirements.txt"))
    made: dict[str, Any] = json.loads(_components(run))
    made.pop("$schema", None)
    read = {row["package"]: row["licence"] for row in table("licences.tsv")}
    for component in made["components"]:
        _completed(component, licence_of(component["name"], read))
    made["components"] += vendored(root / "src" / "sitrep" / "serve" / "vendor" / "VENDOR.tsv")
    made["metadata"] = {**_dated(made), "component": _itself(version)}
    made["dependencies"] = dependencies(run, made)
    text = json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    refuse_whereabouts(text)
    return text


def refuse_whereabouts(text: str) -> None:
    """Raise BillError where a text holds an address of the net or an absolute path.

    >>> refuse_whereabouts('{"purl": "pkg:pypi/attrs@26.1.0"}')
    """
    for number, line in enumerate(text.splitlines(), 1):
        if "://" in line or _PATH.search(line):
            raise BillError(f"line {number} of the bill says where it was made: {line.strip()[:100]}")


def vendored(listing: Path) -> list[dict[str, Any]]:
    """The vendored projects, each with the hashes of its files."""
    rows = csv.DictReader(listing.read_text(encoding="utf-8").splitlines()[1:], delimiter="\t")
    return [_vendored(*key, [*files]) for key, files in groupby(rows, key=lambda row: (row["package"], row["version"]))]


def dependencies(run: Mapping[str, Locked], made: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who needs whom, by reference: the project its direct needs, and each package those that name it."""
    refs = {c["name"]: c["bom-ref"] for c in made["components"]}
    needs: dict[str, list[str]] = {made["metadata"]["component"]["bom-ref"]: [], **{ref: [] for ref in refs.values()}}
    for package in run.values():
        for parent in package.needed_by:
            who = made["metadata"]["component"]["bom-ref"] if parent == PROJECT else refs.get(parent)
            if who:
                needs[who].append(refs[package.name])
    needs[made["metadata"]["component"]["bom-ref"]] += [refs[n] for n in refs if n not in run]
    return [{"ref": ref, "dependsOn": sorted(on)} for ref, on in sorted(needs.items())]


def _components(run: Mapping[str, Locked]) -> str:
    """What cyclonedx-py makes of the packages' lines in a lock file."""
    lines = "\n".join(f"{p.name}=={p.version} {' '.join(f'--hash=sha256:{h}' for h in p.hashes)}" for p in run.values())
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "-"]
    return subprocess.run(command, input=lines, check=True, capture_output=True, encoding="utf-8").stdout


def _completed(component: dict[str, Any], licence: str) -> None:
    """Give a component its licence and a name of its own, and its files' hashes without an address."""
    component.pop("description", None)
    component["bom-ref"] = component["purl"]
    component["licenses"] = [{"expression": licence}]
    for reference in component.get("externalReferences", []):
        reference["url"] = component["purl"]
        reference["comment"] = "one hash for each file that the lock file accepts"


def _vendored(name: str, version: str, files: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """A vendored project as a component."""
    files = [*files]
    purl = f"pkg:npm/{name}@{version}"
    parts = [
        {
            "type": "file",
            "name": f["file"],
            "bom-ref": f["file"],
            "hashes": [{"alg": "SHA-256", "content": f["sha256"]}],
        }
        for f in files
    ]
    licence = files[0]["licence"].partition(";")[0]
    return {"type": "library", "name": name, "version": version, "purl": purl, "bom-ref": purl,
            "licenses": [{"expression": licence}], "components": parts}  # fmt: skip


def _dated(made: Mapping[str, Any]) -> dict[str, Any]:
    """When the bill was made, if it says, and with which tool, by name and version."""
    kept = {key: value for key, value in made["metadata"].items() if key == "timestamp"}
    tools = [
        {key: t[key] for key in ("type", "name", "version") if key in t}
        for t in made["metadata"].get("tools", {}).get("components", [])
    ]
    return {**kept, "tools": {"components": tools}}


def _itself(version: str) -> dict[str, Any]:
    """The release that the bill is of."""
    purl = f"pkg:pypi/{PROJECT}@{version}"
    return {"type": "application", "name": PROJECT, "version": version, "purl": purl, "bom-ref": purl,
            "licenses": [{"expression": "Apache-2.0"}]}  # fmt: skip

"""The bill of materials says what a release is made of, and nothing of where it was made."""

from hashlib import sha256
from typing import Any

import pytest
from bill import BillError, dependencies, refuse_whereabouts, vendored
from lock import PROJECT, ROOT, Locked

VENDOR = ROOT / "src" / "sitrep" / "serve" / "vendor"


@pytest.mark.parametrize(
    "text", ["https://registry.example/simple", "/home/ann/sitrep/", "at C:\\\\build", "file:x", "in /srv/x/y"]
)
def test_an_address_or_a_path_in_the_bill_is_refused(text: str) -> None:
    with pytest.raises(BillError, match="line 2 of the bill says where it was made"):
        refuse_whereabouts(f'{{\n"comment": "{text}"}}')


@pytest.mark.parametrize(
    "text", ["pkg:pypi/attrs@26.1.0", "leaflet/leaflet.js", "MIT AND PSF-2.0", "2026-11-30T14:00:00+00:00"]
)
def test_what_tells_of_the_release_passes(text: str) -> None:
    refuse_whereabouts(text)


def test_vendored_projects_stand_in_it_with_the_hash_of_each_file() -> None:
    parts = {p["name"]: p["hashes"][0]["content"] for c in vendored(VENDOR / "VENDOR.tsv") for p in c["components"]}
    assert parts == {name: sha256((VENDOR / name).read_bytes()).hexdigest() for name in parts}
    assert {"leaflet/leaflet.js", "world-atlas/countries-50m.json"} <= set(parts)


def test_who_needs_whom_is_told_of_the_release_and_its_packages() -> None:
    run = {"a": Locked("a", "1", (), (PROJECT,)), "b": Locked("b", "1", (), ("a", "not-needed-to-run"))}
    made: dict[str, Any] = {
        "components": [{"name": n, "bom-ref": f"pkg:{n}"} for n in ("a", "b", "leaflet")],
        "metadata": {"component": {"bom-ref": "pkg:sitrep"}},
    }
    assert dependencies(run, made) == [
        {"ref": "pkg:a", "dependsOn": ["pkg:b"]},
        {"ref": "pkg:b", "dependsOn": []},
        {"ref": "pkg:leaflet", "dependsOn": []},
        {"ref": "pkg:sitrep", "dependsOn": ["pkg:a", "pkg:leaflet"]},
    ]

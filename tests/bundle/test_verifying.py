"""The program inside a bundle finds what was changed, and says where; what was not changed it lets stand."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bundle.checking import WHY, check, faults, lines_of, relined, resealed
from tests.within import printed

import sitrep.bundle
from sitrep.ledger.chains import BEGINNING, line_hash
from sitrep.model.identity import JSON

VERIFY = Path(sitrep.bundle.__file__).parent / "verify.py"


def test_a_bundle_that_nobody_touched_holds(whole: Path) -> None:
    status, told = check(whole)
    assert status == 0, told
    assert [line.split()[:2] for line in told.splitlines()[:4]] == [
        ["files", "ok"], ["pages", "ok"], ["claims", "ok"], ["log", "ok"],
    ]  # fmt: skip
    assert "5 entries in order, 3 of them shown" in told
    assert "5 pages" in told


def test_the_program_is_short_and_needs_the_standard_library_of_3_9_alone() -> None:
    source = VERIFY.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 200
    tree = ast.parse(source, feature_version=(3, 9))
    named = {one.module for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names}
    assert {(name or "").split(".")[0] for name in named} <= sys.stdlib_module_names
    assert not [one for one in ast.walk(tree) if isinstance(one, ast.Match)]
    assert "strict=" not in source


def test_the_program_needs_no_folder_that_it_may_write_to(bundle: Path) -> None:
    before = sorted(one.name for one in bundle.rglob("*"))
    for one in [*bundle.rglob("*"), bundle]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    assert check(bundle)[0] == 0
    assert sorted(one.name for one in bundle.rglob("*")) == before
    for one in [bundle, *bundle.rglob("*")]:
        one.chmod(0o755)


def test_a_changed_byte_is_found_in_each_file(bundle: Path) -> None:
    """In one run each; the program itself is changed in a comment, so that it still runs."""
    kinds = ["LICENCE.txt", "README.txt", "captures.jsonl", "claims.jsonl", "incident.json", "log.jsonl"]
    kinds += ["pages.jsonl", next(f"originals/{one.name}" for one in (bundle / "originals").iterdir())]
    kinds += [next(f"texts/{one.name}" for one in (bundle / "texts").iterdir())]
    for name in kinds:
        content = (bundle / name).read_bytes()
        middle = len(content) // 2
        (bundle / name).write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    (bundle / "verify.py").write_bytes((bundle / "verify.py").read_bytes() + b"# changed\n")
    (bundle / "visits.jsonl").write_bytes(b"{}\n")
    told = faults(bundle)
    for name in [*kinds, "verify.py", "visits.jsonl"]:
        assert f"FAULT {name}: changed: its size or SHA-256 is not that of the manifest" in told


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
def test_a_changed_list_of_hashes_is_found(bundle: Path, name: str) -> None:
    path = bundle / name
    path.write_bytes(path.read_bytes().replace(b"README.txt", b"readme.txt"))
    assert any(line.startswith("FAULT SHA256SUMS:") for line in faults(bundle))


def without_first(lines: list[str]) -> list[str]:
    return lines[1:]


def turned(lines: list[str]) -> list[str]:
    return [lines[0], lines[2], lines[1], *lines[3:]]


def repeated(lines: list[str]) -> list[str]:
    return [*lines, lines[-1]]


def cut_off(lines: list[str]) -> list[str]:
    return lines[:-1]


FORGED = [
    ("claims.jsonl", without_first, "FAULT claims.jsonl: differ from the incident's"),
    ("claims.jsonl", repeated, "FAULT claims.jsonl: differ from the incident's"),
    ("log.jsonl", without_first, "FAULT log.jsonl line 1: entry 2 does not follow on 0"),
    ("log.jsonl", turned, "FAULT log.jsonl line 2: entry 3 does not follow on 1"),
    ("log.jsonl", cut_off, "FAULT log.jsonl: does not end, or show the entries, as the manifest says"),
    ("captures.jsonl", without_first, "FAULT captures.jsonl: no line says how originals/"),
    ("pages.jsonl", without_first, "FAULT originals/"),
]


@pytest.mark.parametrize(("name", "change", "told"), FORGED)
def test_lines_missing_or_out_of_order_are_found_though_all_hashes_were_made_anew(
    bundle: Path, name: str, change: Callable[[list[str]], list[str]], told: str
) -> None:
    relined(bundle / name, change)
    resealed(bundle)
    assert any(line.startswith(told) for line in faults(bundle))


def test_a_log_put_in_order_by_new_numbers_is_found(bundle: Path) -> None:
    def renumbered(lines: list[str]) -> list[str]:
        found = [json.loads(line) for line in turned(lines)]
        return [json.dumps({**line, "number": number}) for number, line in enumerate(found, 1)]

    relined(bundle / "log.jsonl", renumbered)
    resealed(bundle)
    assert any(line.startswith("FAULT log.jsonl line 2: entry 2 does not follow on 1") for line in faults(bundle))


def test_a_shown_line_of_the_log_says_what_it_said(bundle: Path) -> None:
    path = bundle / "log.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace(WHY, "another reason"), encoding="utf-8")
    resealed(bundle)
    assert faults(bundle) == ["FAULT log.jsonl line 1: its why is not what was written: the digest differs"]
    path.write_text(path.read_text(encoding="utf-8").replace("Quillon", "Quentin"), encoding="utf-8")
    resealed(bundle)
    assert "FAULT log.jsonl line 1: changed: its content is not that of its hash" in faults(bundle)


def test_a_text_that_is_gone_and_that_no_line_says_was_erased_is_found(bundle: Path) -> None:
    first, *others = lines_of(bundle / "log.jsonl")
    salts = first["salts"]
    assert isinstance(salts, dict)
    del salts["why"]
    relined(bundle / "log.jsonl", lambda _: [json.dumps(line) for line in ({**first, "why": None}, *others)])
    resealed(bundle)
    assert faults(bundle) == ["FAULT log.jsonl line 1: its why is gone, and no later entry says that it was erased"]


def test_a_file_too_many_or_too_few_is_found_and_named(bundle: Path) -> None:
    (bundle / "texts" / "more \x1b[31m.txt").write_text("planted", encoding="utf-8")
    (bundle / ".hidden").write_text("planted", encoding="utf-8")
    gone = next((bundle / "originals").iterdir())
    gone.unlink()
    told = faults(bundle)
    assert "FAULT .hidden: is in the folder, and the manifest does not list it" in told
    assert "FAULT texts/more \\x1b[31m.txt: is in the folder, and the manifest does not list it" in told
    assert any(line.startswith(f"FAULT originals/{gone.name}: stands in the manifest and is missing") for line in told)


def test_swapped_texts_are_found_though_all_hashes_were_made_anew(bundle: Path) -> None:
    one, two = sorted((bundle / "texts").iterdir())[:2]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    resealed(bundle)
    assert f"FAULT texts/{one.name}: is not what its name says" in faults(bundle)
    pages = lines_of(bundle / "pages.jsonl")
    names = {one.name: two.name, two.name: one.name}
    one.write_bytes(first)
    two.write_bytes(second)
    swapped = [{**page, "text": f"texts/{names.get(str(page['text'])[6:], str(page['text'])[6:])}"} for page in pages]
    relined(bundle / "pages.jsonl", lambda _: [json.dumps(page) for page in swapped])
    resealed(bundle)
    assert any("quotes what does not stand at" in line for line in faults(bundle))


def test_an_original_in_the_place_of_another_is_found(bundle: Path) -> None:
    first, second, *others = lines_of(bundle / "pages.jsonl")
    forged = {**first, "original": second["original"], "sha256": second["sha256"]}
    relined(bundle / "pages.jsonl", lambda _: [json.dumps(page) for page in (forged, second, *others)])
    resealed(bundle)
    assert any(line.startswith("FAULT pages.jsonl line 1: its original is not") for line in faults(bundle))


def test_a_claim_that_says_another_thing_is_found_at_its_record_and_at_its_span(bundle: Path) -> None:
    found = lines_of(bundle / "claims.jsonl")
    place = next(number for number, line in enumerate(found) if "judged" not in line)
    found[place]["stance"] = "denies"
    relined(bundle / "claims.jsonl", lambda _: [json.dumps(line) for line in found])
    resealed(bundle)
    record = found[place]["record"]
    assert faults(bundle) == [f"FAULT claims.jsonl line {place + 1}: its content is not that of its record {record}"]
    evidence = found[place]["evidence"]
    assert isinstance(evidence, dict)
    evidence["text"] = str(evidence["text"])[:-1] + "X"
    relined(bundle / "claims.jsonl", lambda _: [json.dumps(line) for line in found])
    resealed(bundle)
    assert any(f"line {place + 1}: evidence quotes what does not stand at" in line for line in faults(bundle))


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "texts/../../outside.txt", "a/b/c.txt", "..", ""])
def test_no_name_in_the_manifest_leads_out_of_the_folder(bundle: Path, name: str) -> None:
    (bundle.parent / "outside.txt").write_text("outside", encoding="utf-8")
    said = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    said["files"][name] = {"sha256": "0" * 64, "size": 7}
    (bundle / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    assert any(
        line.startswith(f"FAULT {name}: stands in the manifest and is missing, or no plain file inside the folder")
        for line in faults(bundle)
    )


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made otherwise there")
def test_links_and_pipes_are_not_followed(bundle: Path) -> None:
    text = next((bundle / "texts").iterdir())
    outside = bundle.parent / "outside.txt"
    text.rename(outside)
    text.symlink_to(outside)
    (bundle / "README.txt").unlink()
    os.mkfifo(bundle / "README.txt")
    (bundle / "more").symlink_to(bundle.parent)
    told = faults(bundle)
    for name in (f"texts/{text.name}", "README.txt"):
        assert any(line.startswith(f"FAULT {name}: stands in the manifest and is missing, or no") for line in told)
    assert "FAULT more: is in the folder, and the manifest does not list it" in told


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"[" * 200_000, b'{"files": 3}', b'{"files": {"a": 1}, "files": {}}', b"\xff"]
)
def test_a_manifest_of_anything_is_a_fault_and_no_traceback(bundle: Path, content: bytes) -> None:
    (bundle / "manifest.json").write_bytes(content)
    assert faults(bundle)


def test_lines_of_anything_are_faults_and_no_traceback(bundle: Path) -> None:
    for name in ("claims.jsonl", "log.jsonl", "pages.jsonl", "captures.jsonl"):
        (bundle / name).write_bytes(b'[]\n{}\n{"number": "x", "id": 1}\nnull\n\xff\n' + b"[" * 100_000 + b"\n{")
    told = faults(bundle)
    for name in ("claims.jsonl", "log.jsonl", "pages.jsonl", "captures.jsonl"):
        assert f"FAULT {name}: its last line is cut off" in told
        assert any(line.startswith(f"FAULT {name} line 1: cannot be checked") for line in told)


def test_a_folder_can_be_named(bundle: Path, whole: Path, tmp_path: Path) -> None:
    shutil.copy(whole / "verify.py", tmp_path / "own.py")
    (bundle / "README.txt").unlink()
    ran = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "own.py"), str(bundle)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "README.txt" in ran.stdout


def hashed(line: dict[str, JSON]) -> dict[str, JSON]:
    return {**line, "hash": line_hash(line)}


def test_a_line_of_an_older_log_is_counted_with_its_texts_or_by_what_an_erasure_left(bundle: Path) -> None:
    """Lines of the second schema have no digests: once their texts are erased, a later line has the new hash."""
    old = hashed({"number": 1, "id": "j-1", "previous": BEGINNING, "run": "r", "verdict": "note", "why": "as it was"})
    left: dict[str, JSON] = {**old, "why": None}
    stone: JSON = {"lines": [{"number": 1, "texts": ["why"], "hash": line_hash(left)}]}
    end = {"number": 2, "id": "j-2", "previous": old["hash"], "run": "r", "verdict": "erase", "tombstone": stone}
    erasing = hashed(end)
    said = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    said["log"] = {"lines": 2, "head": erasing["hash"], "shown": [1, 2]}
    (bundle / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    relined(bundle / "log.jsonl", lambda _: [json.dumps({**left, "erased_by": 2}), json.dumps(erasing)])
    resealed(bundle)
    assert check(bundle)[0] == 0
    relined(bundle / "log.jsonl", lambda _: [json.dumps({**left, "why": "forged"}), json.dumps(erasing)])
    resealed(bundle)
    assert faults(bundle) == ["FAULT log.jsonl line 1: changed: its content is not that of its hash"]


def test_the_command_checks_a_bundle_as_its_own_program_does(bundle: Path, tmp_path: Path) -> None:
    held, _ = printed(tmp_path, {}, "verify", str(bundle))
    assert json.loads(held) == {"path": str(bundle), "kind": "bundle", "holds": True, "problems": []}
    (bundle / "claims.jsonl").write_bytes((bundle / "claims.jsonl").read_bytes().replace(b"claim", b"clain", 1))
    (bundle / "verify.py").write_text("print('all holds')\n", encoding="utf-8")
    broken = json.loads(printed(tmp_path, {}, "verify", str(bundle))[0])
    assert not broken["holds"]
    assert {"claims.jsonl", "verify.py"} <= {problem["file"].partition(" ")[0] for problem in broken["problems"]}

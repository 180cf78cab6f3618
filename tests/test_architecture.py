"""The walls of the house: who may import whom, and which names are public."""

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import sitrep

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "sitrep"

# The names that a package offers to whoever imports it.
PUBLIC = {
    "sitrep": {
        "Case", "Claim", "Document", "Incident", "Quoted", "Rows", "SitrepError", "Table", "open_case", "read",
    },
    "sitrep.bulk": set(),
    "sitrep.bundle": set(),
    "sitrep.case": set(),
    "sitrep.cli": {"main"},
    "sitrep.codebook": set(),
    "sitrep.crew": set(),
    "sitrep.desk": set(),
    "sitrep.desk.charts": set(),
    "sitrep.desk.reading": set(),
    "sitrep.desk.reviewing": set(),
    "sitrep.desk.searching": set(),
    "sitrep.desk.telling": set(),
    "sitrep.door": set(),
    "sitrep.export": set(),
    "sitrep.export.shapes": set(),
    "sitrep.export.web": set(),
    "sitrep.export.geo": set(),
    "sitrep.export.tables": set(),
    "sitrep.fetch": set(),
    "sitrep.gazetteer": {
        "Countries", "Gazetteer", "GazetteerInfo", "PlaceNames", "build_gazetteer", "default_path", "fold",
        "load_countries", "open_gazetteer", "read_info", "skeleton",
    },
    "sitrep.ingest": {"open_sources", "read_capture", "refuse_language", "refuse_length"},
    "sitrep.ledger": set(),
    "sitrep.lexicon": {"TABLES", "Lexicon", "load_lexicon"},
    "sitrep.link": set(),
    "sitrep.link.pages": set(),
    "sitrep.model": set(),
    "sitrep.read": set(),
    "sitrep.read.actors": set(),
    "sitrep.read.frames": set(),
    "sitrep.read.grammar": set(),
    "sitrep.read.happenings": set(),
    "sitrep.read.numbers": set(),
    "sitrep.read.places": set(),
    "sitrep.read.sayings": set(),
    "sitrep.read.senses": set(),
    "sitrep.read.things": set(),
    "sitrep.read.triage": set(),
    "sitrep.read.times": set(),
    "sitrep.redaction": {
        "NOWHERE",
        "Around",
        "Audience",
        "Masked",
        "Page",
        "around_of",
        "gathered",
        "less_private",
        "outlets_of",
        "redact_claim",
        "redact_incident",
        "redact_text",
        "same_incident",
    },
    "sitrep.report": set(),
    "sitrep.release": set(),
    "sitrep.resolve": set(),
    "sitrep.review": set(),
    "sitrep.serve": set(),
    "sitrep.serve.accounts": set(),
    "sitrep.views": set(),
}  # fmt: skip
# Names that say nothing of what is inside.
NAMELESS = {"utils", "util", "common", "misc", "helpers", "base", "core"}


def modules() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(sitrep.__path__, "sitrep.")]


def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_packages_are_exactly_these() -> None:
    packages = [m.name for m in pkgutil.walk_packages(sitrep.__path__, "sitrep.") if m.ispkg]
    assert sorted(["sitrep", *packages]) == sorted(PUBLIC)


@pytest.mark.parametrize("package", sorted(PUBLIC))
def test_the_public_names_are_exactly_these_and_exist(package: str) -> None:
    module = importlib.import_module(package)
    offered = set(getattr(module, "__all__", ()))
    assert offered == PUBLIC[package]
    assert all(hasattr(module, name) for name in offered)


@pytest.mark.parametrize("package", sorted(name for name, public in PUBLIC.items() if not public))
def test_a_package_without_public_names_imports_nothing(package: str) -> None:
    path = SOURCE.parent.joinpath(*package.split("."), "__init__.py")
    imports = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert imports == []


def test_every_module_is_named_by_what_it_makes() -> None:
    assert [name for name in modules() if name.rpartition(".")[2] in NAMELESS] == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_every_module_says_what_it_is_for_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    assert len(said) > len("TODO.")
    assert len(text.splitlines()) <= 400

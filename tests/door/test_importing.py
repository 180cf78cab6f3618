"""`import sitrep` is quick and its names are typed: nothing heavy is loaded before it is asked for."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import sitrep
from sitrep.door.texts import read

HEAVY = ("spacy", "thinc", "numpy", "pandas", "polars", "pyarrow", "sqlalchemy", "typer", "sitrep.door")
FRAMES = ("pandas", "polars", "spacy")


def test_importing_loads_nothing_heavy_and_a_case_needs_neither_the_model_nor_a_frame() -> None:
    code = (
        f"import sys, sitrep; print([name for name in {HEAVY} if name in sys.modules])\n"
        f"sitrep.open_case, sitrep.Table; print([name for name in {FRAMES} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["[]", "[]"]


def test_the_names_that_type_checkers_see_are_those_that_are_offered() -> None:
    tree = ast.parse(Path(sitrep.__file__).read_text("utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    own = (n for n in block.body if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("sitrep."))
    assert sorted(alias.name for node in own for alias in node.names) == sorted(sitrep.__all__)
    assert set(sitrep.__all__) <= set(dir(sitrep))


def test_the_room_is_called_as_the_function_is() -> None:
    assert list(inspect.signature(sitrep.read).parameters) == list(inspect.signature(read).parameters)
    assert [p.default for p in inspect.signature(sitrep.read).parameters.values()] == [
        p.default for p in inspect.signature(read).parameters.values()
    ]


def test_a_name_that_is_not_there_is_said() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'open_cases'"):
        sitrep.open_cases  # noqa: B018

"""The command line as a whole: wrong calls are told plainly, and a reader who leaves harms nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from tests.cli.conftest import SITREP, Sitrep, record

from sitrep.cli.app import COMMANDS, app


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("frobnicate",), "No such command 'frobnicate'"),
        (("read",), "Missing argument 'PATH'"),
        (("read", "--tables", "x"), "No such option: --tables"),
        (("export", "case", "--as", "csv"), "Missing option '-o' / '--output'"),
        (("add", "case"), "Missing argument 'PATH'"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_where_help_is(
    sitrep: Sitrep, arguments: tuple[str, ...], words: str
) -> None:
    done = sitrep(*arguments)
    assert (done.status, done.out) == (2, "")
    assert words in done.err
    assert "--help" in done.err
    assert "╭" not in done.err


def test_help_names_every_command(sitrep: Sitrep) -> None:
    done = sitrep("--help")
    commands = ("read", "init", "add", "claims", "export", "gazetteer", "lexicon", "schema", "doctor")
    assert done.status == 0
    assert [name for name in commands if f"  {name} " not in done.out] == []


def test_a_reader_who_leaves_early_ends_the_command_quietly(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "pages.jsonl").write_text("".join(record(n) for n in range(60)), encoding="utf-8")
    process = subprocess.Popen(
        [SITREP, "read", "pages.jsonl"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


@pytest.mark.parametrize(
    ("asked", "threads"),
    [({}, "1"), ({"OMP_NUM_THREADS": "3"}, "3"), ({"OMP_NUM_THREADS": "3", "OPENBLAS_NUM_THREADS": "2"}, "2")],
)
def test_the_number_of_threads_is_set_before_numpy_is_loaded(
    environment: dict[str, str], asked: dict[str, str], threads: str
) -> None:
    # In place of the commands stands what says how it is when they are imported.
    script = (
        "import os, sys, types; from sitrep.cli import main; app = types.ModuleType('sitrep.cli.app');"
        "app.main = lambda: print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS']);"
        "sys.modules[app.__name__] = app; main()"
    )
    others = {name: value for name, value in environment.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", script], env={**others, **asked}, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["False", threads]


def test_the_list_of_commands_says_of_each_what_it_says_of_itself() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert {name: entry.help for name, entry in COMMANDS.items()} == {
        name: command.get_short_help_str(10_000) for name, command in commands.items()
    }


def test_the_help_imports_no_model() -> None:
    code = "import sys; from sitrep.cli.app import app; app(['--help'], standalone_mode=False); "
    code += "print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"

"""The command line as a whole: wrong calls are told plainly, and a reader who leaves harms nothing."""

import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import SITREP, Sitrep, record


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

"""The command, as a process of its own or within this one, and a few pages to give it."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitrep.cli import main
from sitrep.read.grammar.parsing import SpacyParser

SITREP = str(Path(sys.executable).parent / "sitrep")
RAID = "Twelve rebels were killed in an air strike near Raqqa on Monday, the Hill Monitor said."
FRENCH = (
    "Le ministère a annoncé mardi que plus de cinquante personnes avaient été tuées dans la nuit lors de frappes "
    "aériennes contre la ville assiégée, selon des sources médicales locales citées par la télévision publique. "
    "Les secours continuaient de chercher des survivants sous les décombres de plusieurs immeubles."
)


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    status: int
    out: str
    err: str

    def lines(self) -> list[dict[str, object]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def refusals(self) -> list[dict[str, str]]:
        """The JSON lines of standard error."""
        return [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]

    def failed_with_one_line(self, status: int, words: str) -> bool:
        """Whether it failed as it should: one plain line that says why, nothing on standard output."""
        one = len(self.err.splitlines()) == 1 and self.err.startswith("sitrep: ")
        return self.status == status and one and words in self.err and not self.out


Sitrep = Callable[..., Done]


@pytest.fixture
def process(tmp_path: Path, environment: dict[str, str]) -> Sitrep:
    """Runs the command as a process in a folder of its own."""

    def run(*arguments: str, given: str = "", env: Mapping[str, str] | None = None) -> Done:
        ended = subprocess.run(
            [SITREP, *arguments],
            cwd=tmp_path, env={**environment, "PYTHONIOENCODING": "utf-8", **(env or {})},
            input=given, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert "Traceback" not in ended.stderr
        return Done(ended.returncode, ended.stdout, ended.stderr)

    return run


@pytest.fixture
def sitrep(
    tmp_path: Path,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    parser: SpacyParser,
) -> Sitrep:
    """Runs the command's own entry in this process: the same but for the time that starting takes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sitrep.cli.instruments.load_parser", lambda: parser)

    def run(*arguments: str, given: str = "", env: Mapping[str, str] | None = None) -> Done:
        with monkeypatch.context() as patched:
            for name, value in {**environment, **(env or {})}.items():
                patched.setenv(name, value)
            patched.setattr(sys, "argv", ["sitrep", *arguments])
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
            with pytest.raises(SystemExit) as ended:
                main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return run


def record(number: int, text: str = RAID, **fields: str) -> str:
    """A line of JSONL."""
    return json.dumps({"id": f"page-{number}", "published": "2015-12-22", "text": text, **fields}) + "\n"

"""The command's own entry, run within the process at hand where the process is not what is tested."""

import io
import os
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

from sitrep.cli import main
from sitrep.read.grammar.models import load_parser
from sitrep.read.grammar.parsing import SpacyParser


def printed(folder: Path, environment: Mapping[str, str], *arguments: str) -> tuple[str, str]:
    """What `sitrep ARGUMENTS` writes in a folder to standard output and error; the model is loaded once a process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        chdir(folder), redirect_stdout(out), redirect_stderr(err), suppress(SystemExit),
        patch.dict(os.environ, environment), patch.object(sys, "argv", ["sitrep", *arguments]),
        patch("sitrep.cli.instruments.load_parser", loaded),
    ):  # fmt: skip
        main()
    return written(out), written(err)


@cache
def loaded() -> SpacyParser:
    """The model that the command would load."""
    return load_parser()


def written(stream: io.TextIOWrapper) -> str:
    """What was written to a stream so far."""
    stream.seek(0)
    return stream.read()

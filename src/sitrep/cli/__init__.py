"""The command line: `sitrep COMMAND`. Data to standard output, progress and refusals to standard error."""

from sitrep.cli.app import main

__all__ = ["main"]

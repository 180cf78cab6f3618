"""The command line: `sitrep COMMAND`. Data to standard output, progress and refusals to standard error."""

import os

__all__ = ["main"]


def main() -> None:
    """Run the command line, on one thread unless the environment asks for more.

    The model's matrices are small: on two threads they take as long, and one of the two only waits, at full load. The
    number is read when numpy is loaded, so it must be set before anything else is imported.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", os.environ.get("OMP_NUM_THREADS", "1"))
    from sitrep.cli.app import main as run  # noqa: PLC0415 - not before the line above

    run()

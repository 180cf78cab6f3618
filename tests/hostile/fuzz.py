"""Every fuzzer for a while: `python -m tests.hostile.fuzz --seconds 60` prints how often each ran and what broke it.

Each runs in a process of its own, with the project's code watched so that new paths through it are looked for.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DONE = re.compile(r"Done (\d+) runs? in")
LONGEST_INPUT, LONGEST_SECONDS, MEGABYTES = 4096, 30, 2500


def main(argv: Sequence[str] | None = None) -> int:
    """Run the fuzzers; 1 where one broke what it fuzzes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60, help="how long each is run")
    options.add_argument("--only", nargs="*", help="the names of those to run")
    options.add_argument("--one", help="be the process of this fuzzer")
    options.add_argument("rest", nargs="*")
    given = options.parse_args(argv)
    if given.one:
        be(given.one, given.rest)
    return report(given.seconds, given.only)


def be(name: str, rest: Sequence[str]) -> None:
    """Run one fuzzer in this process, and never come back."""
    import atheris  # noqa: PLC0415 (only the long targets have it)

    with atheris.instrument_imports(include=["sitrep"]):
        from tests.hostile.fuzzers import run  # noqa: PLC0415 (watched from here on)
    atheris.Setup([sys.argv[0], *rest], lambda data: run(name, data))
    atheris.Fuzz()


def report(seconds: int, only: Sequence[str] | None) -> int:
    """Print a line a fuzzer: its name, its runs, and its fault where it has one."""
    from tests.hostile.fuzzers import FUZZERS  # noqa: PLC0415 (the processes of single fuzzers watch it)

    broken = 0
    for name in only or FUZZERS:
        runs, fault = fuzzed(name, seconds)
        broken += fault is not None
        sys.stdout.write(f"{name:16}{runs:>12,} runs{'' if fault is None else f'  BROKEN: {fault}'}\n")
        sys.stdout.flush()
    return 1 if broken else 0


def fuzzed(name: str, seconds: int) -> tuple[int, str | None]:
    """How often a fuzzer ran in some seconds, and what broke it."""
    limits = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={LONGEST_SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "tests.hostile.fuzz",
            "--one",
            name,
            "--",
            *limits,
            "-seed=8",
            f"-artifact_prefix={folder}/",
        ]
        done = subprocess.run([*command, folder], cwd=ROOT, check=False, capture_output=True)
        told = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        inputs = [
            path.read_bytes()[:200]
            for path in Path(folder).glob("*-*")
            if path.name.startswith(("crash", "timeout", "oom"))
        ]
    runs = DONE.search(told)
    fault = None if done.returncode == 0 else f"{told[-1500:]} on {inputs}"
    return (int(runs[1]) if runs else 0), fault


if __name__ == "__main__":
    sys.exit(main())

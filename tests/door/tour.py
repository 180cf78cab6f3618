"""The tour of the Python door, run: each block of Python in turn, and under it what it prints, word for word.

    <!-- prints -->

stands over every block of text that the block of Python before it prints. Write all of them anew, from the root of the
checkout, with

    python -m tests.door.tour
"""

import os
import re
import tempfile
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

from tests.docs.blocks import ROOT, Workshop, workshop
from tests.door.declared import load_factory

TOUR = ROOT / "docs" / "python.md"
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```$(?P<between>\n\n<!-- prints -->\n```text\n)?(?(between)(?P<shown>.*?)^```$)",
    re.DOTALL | re.MULTILINE,
)


def renewed(page: str, folder: Path) -> str:
    """A page with what its blocks print made again in a folder, all of them in one session of Python."""
    known: dict[str, object] = {"__name__": "tour"}
    load_factory()

    def run(block: re.Match[str]) -> str:
        with chdir(folder), redirect_stdout(StringIO()) as out:
            exec(compile(block["code"], str(TOUR), "exec"), known)  # noqa: S102 - the tour's own code
        shown = out.getvalue()
        code = f"```python\n{block['code']}```"
        return f"{code}\n\n<!-- prints -->\n```text\n{shown}```" if shown else code

    return BLOCK.sub(run, page)


def prepare(made_by: Workshop) -> None:
    """Run the commands that the tour begins with: the case that it opens."""
    commands = SHELL.findall(TOUR.read_text(encoding="utf-8"))[1]
    for line in commands.splitlines():
        made_by.command(line.removeprefix("sitrep "))


def main() -> None:
    """Write what the blocks of the tour print anew."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(workshop(Path(folder), os.environ))
        TOUR.write_text(renewed(TOUR.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The files of a report: into a folder all three, or one of them with the snapshot beside it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sitrep.export.files import write_bytes
from sitrep.model.errors import UsageError
from sitrep.report.making import Report
from sitrep.report.pages import page_of
from sitrep.report.papers import paper_of


def _page(report: Report) -> bytes:
    return page_of(report).encode("utf-8", "backslashreplace")


def _snapshot(report: Report) -> bytes:
    return report.snapshot.text().encode("utf-8", "backslashreplace")


FORMS: Mapping[str, Callable[[Report], bytes]] = {".html": _page, ".docx": paper_of}


def files_of(output: Path) -> tuple[Path, ...]:
    """The files that a report is written to: one where its form is named, else all forms in a folder, and a snapshot.

    Raises UsageError for a file of another form.

    >>> [path.name for path in files_of(Path("week.html"))]
    ['week.html', 'week.json']
    """
    if output.suffix in FORMS and not output.is_dir():
        return output, output.with_suffix(".json")
    if output.suffix and not output.is_dir():
        forms = " or ".join(FORMS)
        raise UsageError(f"-o {output}: no report is written as {output.suffix}; name a folder, or a file in {forms}")
    return *(output / f"report{suffix}" for suffix in FORMS), output / "report.json"


def write_report(report: Report, output: Path) -> tuple[Path, ...]:
    """Write a report, each file whole or not at all; the files. Raises UsageError where they cannot be written."""
    paths = files_of(output)
    contents = [
        FORMS[path.suffix](report) if path.suffix in FORMS else report.snapshot.text().encode() for path in paths
    ]
    snapshot = paths[-1]
    if snapshot.exists() and snapshot.read_bytes() != contents[-1]:
        raise UsageError(
            f"-o {output}: another report is there already, which the next one is told against; name another folder"
        )
    try:
        paths[0].parent.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise UsageError(f"-o {output}: cannot be made ({why.strerror}); name a folder that can be written") from why
    for path, content in zip(paths, contents, strict=True):
        write_bytes(path, content)
    return paths

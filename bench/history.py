"""Every figure ever measured, one row each, only appended to: the table of docs/quality.md is the latest of each."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from figures import BenchError
from scoring import Score
from versions import Versions


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its day and what made it, as text; `of` and `refused` are empty where they do not apply."""

    date: str
    task: str
    metric: str
    figure: str
    of: str
    refused: str
    commit: str
    sitrep: str
    python: str
    spacy: str
    model: str
    lexicon: str
    gazetteer: str

    @property
    def versions(self) -> Versions:
        """What made the figure."""
        return Versions(**{field.name: getattr(self, field.name) for field in fields(Versions)})


COLUMNS = [field.name for field in fields(Row)]


def rows_of(scores: Iterable[Score], versions: Versions, date: str) -> list[Row]:
    """The rows of one run."""
    made_by = asdict(versions)
    return [
        Row(
            date=date,
            task=figure.task,
            metric=figure.metric.name,
            figure=f"{figure.value:g}",
            of="" if figure.of is None else str(figure.of),
            refused="" if score.refused is None else str(score.refused),
            **made_by,
        )
        for score in scores
        for figure in score.figures
    ]


def read_history(path: Path) -> list[Row]:
    """All rows of the file, oldest first; none where there is no file; BenchError for other columns."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise BenchError(f"{path.name} has the columns {reader.fieldnames}; wanted {COLUMNS}")
        return [Row(**row) for row in reader]


def append_history(path: Path, rows: Sequence[Row]) -> None:
    """Add the rows of a run at the end of the file, with a header where it is new."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def latest(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """The last row of each task and metric."""
    return {(row.task, row.metric): row for row in rows}

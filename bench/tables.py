"""The table of docs/quality.md: the latest figures, their floors, and what made them."""

from collections.abc import Sequence
from pathlib import Path

from figures import BenchError
from floors import Floor, Floors
from history import Row, latest
from tasks import Better, Metric, Task
from versions import Versions

BEGIN = "<!-- figures: written by bench/run.py -->"
END = "<!-- end of figures -->"


def render(history: Sequence[Row], floors: Floors, tasks: Sequence[Task]) -> str:
    """The latest figure of each task and metric, then one line for each state of the project that made some of them."""
    found = latest(history)
    shown = [
        (task, metric, found[task.name, metric.name])
        for task in tasks
        for metric in task.metrics
        if (task.name, metric.name) in found
    ]
    runs = number_runs([row for _, _, row in shown])
    lines = ["| task | metric | figure | floor | commit | run |", "| --- | --- | ---: | ---: | --- | ---: |"]
    lines += [figure_line(metric, row, floors, runs) for _, metric, row in shown]
    lines += ["", refusals_line([row for _, _, row in shown]), ""]
    lines += ["| run | date | commit | sitrep | Python | spaCy | model | lexicon | gazetteer |"]
    lines += ["| ---: | --- | --- | --- | --- | --- | --- | --- | --- |"]
    lines += [run_line(number, date, versions) for (date, versions), number in runs.items()]
    return "\n".join(lines)


def refusals_line(rows: Sequence[Row]) -> str:
    """Which tasks had documents that the reader refused, and how many."""
    by_task = {row.task: row.refused for row in rows if row.refused not in ("", "0")}
    told = ", ".join(f"{task} {count}" for task, count in by_task.items()) or "none"
    return f"Documents that the reader refused (they score as silent): {told}."


Runs = dict[tuple[str, Versions], int]


def number_runs(rows: Sequence[Row]) -> Runs:
    """A number for each day and state of the project among the rows, oldest first."""
    distinct = dict.fromkeys((row.date, row.versions) for row in rows)
    return {run: number for number, run in enumerate(sorted(distinct, key=lambda run: run[0]), start=1)}


def figure_line(metric: Metric, row: Row, floors: Floors, runs: Runs) -> str:
    """One row of the table."""
    floor = floors.get(f"{row.task} {row.metric}")
    figure = f"{row.figure} of {row.of}" if row.of else row.figure
    name = row.metric if metric.better is Better.HIGHER else f"{row.metric} (fewer is better)"
    number = runs[row.date, row.versions]
    return f"| {row.task} | {name} | {figure} | {floor_cell(floor)} | {row.commit} | {number} |"


def floor_cell(floor: Floor | None) -> str:
    """A floor as shown: a bound from below, or from above where less is better."""
    if floor is None:
        return ""
    return f"{floor.value:g}" if floor.better is Better.HIGHER else f"at most {floor.value:g}"


def run_line(number: int, date: str, made_by: Versions) -> str:
    """One row of the table of versions."""
    cells = (
        str(number),
        date,
        made_by.commit,
        made_by.sitrep,
        made_by.python,
        made_by.spacy,
        made_by.model,
        made_by.lexicon,
        made_by.gazetteer,
    )
    return f"| {' | '.join(cells)} |"


def replace_between(text: str, table: str) -> str:
    """The text with the table between its two marker comments, all else kept; BenchError unless each stands once."""
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise BenchError(f"the page needs {BEGIN!r} and after it {END!r}, each once")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"


def write_table(page: Path, table: str) -> None:
    """Put the table into the page, between its marker comments."""
    page.write_text(replace_between(page.read_text(encoding="utf-8"), table), encoding="utf-8")

"""Figures read off the lines that a scorer prints."""

import re
from dataclasses import dataclass

from tasks import Metric, Task

NUMBER = r"\d+(?:\.\d+)?"


class BenchError(Exception):
    """Something could not be measured: no figure comes of it, and never a zero."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `of` is how many there were to get, where the scorer counts and gives no share."""

    task: str
    metric: Metric
    value: float
    of: int | None = None

    @property
    def name(self) -> str:
        """What its floor is kept under: task, a blank, metric."""
        return f"{self.task} {self.metric.name}"


def line_pattern(template: str) -> re.Pattern[str]:
    """The whole line that a template describes, whatever the width of its columns.

    >>> line_pattern("tolls killed {figure} both {}").fullmatch("tolls killed  41.5 both 20.0")["figure"]
    '41.5'
    """
    holes = {"{figure}": f"(?P<figure>{NUMBER})", "{of}": r"(?P<of>\d+)", "{}": r"\S+"}
    pieces = re.split(r"(\{figure\}|\{of\}|\{\}|\s+)", template)
    return re.compile("".join(r"\s+" if piece.isspace() else holes.get(piece, re.escape(piece)) for piece in pieces))


def read_figure(task: Task, metric: Metric, printed: str) -> Figure:
    """The figure of one metric; BenchError unless exactly one printed line carries it."""
    pattern = line_pattern(metric.line)
    found = [match for line in printed.splitlines() if (match := pattern.fullmatch(line.strip()))]
    if len(found) != 1:
        raise BenchError(f"{len(found)} lines of the scorer read like {metric.line!r}; wanted one")
    groups = found[0].groupdict()
    of = groups.get("of")
    return Figure(task.name, metric, float(groups["figure"]), None if of is None else int(of))


def read_figures(task: Task, printed: str) -> tuple[Figure, ...]:
    """Every figure of a task, in the order of its metrics."""
    return tuple(read_figure(task, metric, printed) for metric in task.metrics)

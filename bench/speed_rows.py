"""What `make bench-speed` measures: each row with its floor and goal, and a figure held against them."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """What a figure must reach. `goal` may be None; `most` marks figures that may not be exceeded."""

    floor: float
    goal: float | None
    what: str
    most: bool = False


ROWS = {
    "read": Row(1.0, 1.6, "speed of `sitrep read` / stock nlp.pipe, 500 articles"),
    "pages": Row(1.0, 1.6, "speed of `sitrep read` / stock nlp.pipe, the project's pages"),
    "triage": Row(2.0, 3.0, "speed of `sitrep read --triage` / stock nlp.pipe, 500 articles"),
    "recall": Row(0.99, None, "event claims of the full run that --triage finds"),
    "glue": Row(1.0, 2.0, "speed of `sitrep read` / what a student glues together"),
    "processes": Row(1.8, 1.95, "speed of two processes / one"),
    "memory": Row(900, 600, "MB of a process of `sitrep read`", most=True),
    "memory-add": Row(900, 600, "MB of a process of `sitrep add`", most=True),
    "start": Row(0.3, None, "time of `sitrep --help` / import spacy", most=True),
    "again": Row(50, None, "speed of a second `sitrep add` / the first"),
    "profile": Row(0, None, "where the time goes"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured row: least, median and most of its rounds, and of their ratios on the clock where these differ."""

    name: str
    values: list[float]
    clock: list[float]

    @property
    def value(self) -> float:
        """What is held against floor and goal."""
        return median(self.values)

    def verdict(self) -> str:
        """`ok`, `floor` (at least that) or `MISSED`."""
        row = ROWS[self.name]
        sign = -1 if row.most else 1
        if sign * self.value < sign * row.floor:
            return "MISSED"
        return "ok" if row.goal is None or sign * self.value >= sign * row.goal else "floor"

    def line(self) -> str:
        """The row as it is printed."""
        row = ROWS[self.name]
        spread = " ".join(f"{v:8.3f}" for v in (min(self.values), self.value, max(self.values)))
        clock = f"clock {median(self.clock):8.3f}" if self.clock else " " * 14
        goal = f"goal {row.goal:g}" if row.goal is not None else ""
        return f"{self.name:<11} {spread}  {clock}  floor {row.floor:<5g} {goal:<10} {self.verdict():<7} {row.what}"

"""What the runs work on: invented pages, and the commands as work to do in processes of their own."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random

from tests.faults.killing import Board

from sitrep.case.reading import Instruments
from sitrep.cli import app, cases
from sitrep.gazetteer.index import default_path, open_gazetteer

TOWNS = ("Idlib", "Homs", "Aleppo", "Raqqa", "Hama", "Daraa", "Palmyra", "Manbij")
DEEDS = (
    "shelled a market in {town}, killing {n} people, the health department said.",
    "raided a village near {town} and wounded {n} civilians, witnesses said.",
    "denied that its aircraft had bombed {town}, where {n} people were killed.",
    "said that {n} of its soldiers were killed in an ambush near {town}.",
)
WHO = ("The army", "A rebel group", "The air force", "A militia")


def invented_page(number: int) -> dict[str, str]:
    """A page of two short sentences, the same for the same number and unlike all others."""
    draw = Random(number)  # noqa: S311  # made-up words, no secret
    town, day = draw.choice(TOWNS), 1 + number % 28
    told = [f"{draw.choice(WHO)} {draw.choice(DEEDS).format(town=town, n=draw.randint(2, 40))}" for _ in range(2)]
    return {
        "id": f"invented-{number:06}",
        "url": f"https://invented.example/{number}",
        "title": f"Report {number} from {town}",
        "outlet": f"Invented Post {number % 40}",
        "published": f"2015-{1 + number // 28 % 12:02}-{day:02}",
        "text": f"{told[0]} {told[1]}\n\nInvented page number {number}.",
    }


def write_pages(path: Path, numbers: Sequence[int], *, refused: bool = True) -> Path:
    """Pages as JSONL; with one line that is no JSON, which is refused each time."""
    lines = [json.dumps(invented_page(number)) for number in numbers]
    if refused:
        lines.insert(len(lines) // 2, '{"text": "cut off')
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Stage:
    """Where the runs work: the instruments, loaded once, and a folder for what they print and make."""

    folder: Path
    instruments: Instruments

    def loaded(self, _choices: object, _parser: object = None) -> Instruments:
        """The instruments for a process of its own, with the places opened by it."""
        return replace(self.instruments, places=open_gazetteer(default_path()))

    def command(self, *words: str, board: Board | None = None, heard: Path | None = None) -> Callable[[], None]:
        """The command line with these words, as work for a process of its own.

        `heard` is a file to which `add` says each source that it has acknowledged.
        """

        def work() -> None:
            cases.load_instruments = self.loaded  # type: ignore[assignment]  # they were loaded before the fork
            cases.shared_parser = lambda _jobs: self.instruments.parser  # type: ignore[attr-defined]  # as above
            listen(board, heard)
            sys.argv = ["sitrep", *words]
            app.main()

        return work


def listen(board: Board | None, heard: Path | None) -> None:
    """Have this process say on the board what it is about to do, and to a file what it has acknowledged."""
    add_sources = cases.add_sources

    def added(*given: object, **named: object) -> object:
        def both(done: cases.Acknowledged) -> None:
            acknowledge(done)
            if handle is not None:
                os.write(handle, f"{done.outcome} {done.name}\n".encode())
            if board is not None:
                board.begin("acknowledged")

        case, sources, readers, acknowledge, *more = given
        assert callable(acknowledge)
        return add_sources(case, sources, readers, both, *more, **named)  # type: ignore[arg-type]  # passed on as they came

    handle = os.open(heard, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o644) if heard else None
    cases.add_sources = added  # type: ignore[assignment]  # the same, and says so
    if board is None:
        return
    for module, name in MARKED:
        setattr(module, name, marked(board, name, getattr(module, name)))


def marked(board: Board, name: str, does: Callable[..., object]) -> Callable[..., object]:
    """A function that says its name on the board and then does what it does."""

    def doing(*given: object, **named: object) -> object:
        board.begin(f"call {name}")
        return does(*given, **named)

    return doing


def marks() -> list[tuple[object, str]]:
    """The functions between whose statements and files a run spends its time, in the modules that call them."""
    names = {
        "sitrep.case.attempts": ("read_capture", "read_document", "read_in_batches"),
        "sitrep.case.linking": ("link_pages", "name_groups", "gathered_of"),
        "sitrep.cli.cases": ("read_capture", "read_document"),
        "sitrep.export.contents": ("redacted_lines",),
        "sitrep.export.formats": ("write_withheld",),
        "sitrep.export.tables.columns": ("in_order",),
        "sitrep.export.tables.lines": ("in_order",),
        "sitrep.desk.building": ("entry_of",),
    }
    found = [(import_module(name), own) for name, own in names.items() if find_spec(name) is not None]
    return [(module, name) for module, own in found for name in own if hasattr(module, name)]


MARKED = marks()

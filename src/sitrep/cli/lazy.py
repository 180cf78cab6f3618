"""Commands that are imported when they are called: the help of all of them takes no longer than reading a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

# What every command of ours is made with.
PLAIN: Mapping[str, Any] = {"add_completion": False, "pretty_exceptions_enable": False, "rich_markup_mode": None}
# As much of a help text as there may be.
LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command stands: its module in this room, its name there, and the first sentence of its help."""

    module: str
    name: str
    help: str


class Commands(dict[str, Any]):
    """Commands by name, in the order of a list, each imported when it is asked for.

    It is a dict as the command line expects one; entries are replaced by commands as these are used.
    """

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - the library's own type is private
        """The command itself. Raises KeyError where there is none of that name."""
        found = super().__getitem__(name)
        if isinstance(found, Entry):
            found = loaded(name, found)
            self[name] = found
        return found

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as above
        """The command itself, or the default."""
        return self[name] if name in self else default  # noqa: SIM401 - this is that method

    def items(self) -> Any:  # noqa: ANN401 - as above
        """All commands with their names, all of them imported."""
        return [(name, self[name]) for name in self]

    def helps(self) -> Iterator[tuple[str, str]]:
        """Yield name and help of each command; nothing is imported."""
        for name, found in super().items():
            yield name, found.help if isinstance(found, Entry) else found.get_short_help_str(LONGEST)


def loaded(name: str, entry: Entry) -> Any:  # noqa: ANN401 - the library's own type is private
    """A command or group of commands, imported."""
    found = getattr(import_module(f"sitrep.cli.{entry.module}"), entry.name)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(**PLAIN)
        single.command(name)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command


def shortened(text: str, width: int) -> str:
    """A sentence that fits a width, cut at a word.

    >>> shortened("Print what could not be read.", 20), shortened("Print.", 20)
    ('Print what could...', 'Print.')
    """
    if len(text) <= width:
        return text
    kept = text[: width - 2].rpartition(" ")[0]
    return f"{kept}..."


def group_of(entries: Mapping[str, Entry]) -> type[TyperGroup]:
    """A kind of group that holds the commands of a list."""

    class Listed(TyperGroup):
        """The commands of the list, with their help from the list."""

        def __init__(self, **given: Any) -> None:  # noqa: ANN401 - passed on as it comes
            super().__init__(**given)
            self.commands = Commands(entries)

        def list_commands(self, _: Any) -> list[str]:  # noqa: ANN401 - not used
            """The names in order."""
            return list(self.commands)

        def format_commands(self, _: Any, formatter: Any) -> None:  # noqa: ANN401 - private types
            """Write the list of commands into the help."""
            helps = list(Commands(entries).helps())
            width = formatter.width - 6 - max(len(name) for name, _ in helps)
            with formatter.section("Commands"):
                formatter.write_dl([(name, shortened(text, width)) for name, text in helps])

    return Listed

"""The docs say what is so: shown output is real, commands parse, every option is told of, links lead somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from tests.docs.blocks import BLOCK, PAGES, ROOT, Workshop, workshop

from sitrep.cli.app import app

COMMANDS = ROOT / "docs" / "commands.md"
FENCE = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`sitrep ([a-z][^`]*)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ROOT_COMMAND = typer.main.get_command(app)


def leaves(command: object = ROOT_COMMAND, path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every command's full name and the names of its options."""
    inner = getattr(command, "commands", None)
    if inner:
        for name, sub in inner.items():
            yield from leaves(sub, (*path, name))
        return
    options = (o for p in getattr(command, "params", []) if p.param_type_name == "option" for o in p.opts)
    yield " ".join(path), tuple(options)


LEAVES = dict(leaves())


def documented_lines() -> Iterator[tuple[str, str]]:
    """Yield each `sitrep` line of a console block and the page it stands on, less pipes and redirections."""
    for page in PAGES:
        for fence in FENCE.findall(page.read_text(encoding="utf-8")):
            for line in fence.splitlines():
                for part in line.removeprefix("$ ").split(" | "):
                    command = part.strip().removeprefix(".venv/bin/")
                    if command.startswith("sitrep "):
                        yield page.name, re.split(r" (?:2?>|<) ", command)[0]


def parse(arguments: list[str]) -> None:
    """Parse a command line as the command itself would, and run nothing."""
    command, name = ROOT_COMMAND, "sitrep"
    while hasattr(command, "commands"):
        name, *arguments = arguments
        command = command.commands[name]
    with command.make_context(name, arguments):
        pass


@pytest.fixture(scope="session")
def made_by(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Workshop:
    return workshop(tmp_path_factory.mktemp("docs"), environment)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_shown_output_is_what_the_command_prints(page: Path, made_by: Workshop) -> None:
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        made = made_by.make(block["recipe"])
        assert block["shown"] == made, f"if it is meant: python -m tests.docs.blocks ({block['recipe']})"


def test_readme_and_tour_show_real_output() -> None:
    for name in ("README.md", "docs/tour.md"):
        page = (ROOT / name).read_text(encoding="utf-8")
        assert page.count("<!-- shows:") == len(BLOCK.findall(page)) > 0


@pytest.mark.parametrize("command", LEAVES)
def test_every_command_has_a_section_with_each_option_and_an_example(command: str) -> None:
    sections = re.split(r"^## ", COMMANDS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    section = next((s for s in sections if s.startswith(f"`sitrep {command}")), "")
    assert section, f"docs/commands.md has no section on sitrep {command}"
    assert [option for option in LEAVES[command] if f"`{option}" not in section] == []
    assert any(f"sitrep {command}" in fence for fence in FENCE.findall(section))


def test_no_section_tells_of_a_command_that_is_not_there() -> None:
    told = re.findall(r"^## `sitrep ([a-z -]+?)(?: [A-Z.]+)*`", COMMANDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(told) == set(LEAVES)


@pytest.mark.parametrize(("page", "line"), list(documented_lines()))
def test_every_documented_command_line_parses(page: str, line: str) -> None:
    assert page
    parse(shlex.split(line, comments=True)[1:])


@pytest.mark.parametrize("line", ["read", "read --tables x", "export case --as csv", "gazetteer"])
def test_a_wrong_command_line_would_not_parse(line: str) -> None:
    with pytest.raises(Exception, match=r"Missing|No such option|unpack"):
        parse(line.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_named_in_sentences_are_there(page: Path) -> None:
    for named in INLINE.findall(page.read_text(encoding="utf-8")):
        known = [c for c in LEAVES if named == c or named.startswith(f"{c} ") or c.startswith(f"{named} ")]
        assert known, f"`sitrep {named}`"
        assert set(re.findall(r"--[a-z-]+", named)) <= {o for c in known for o in LEAVES[c]}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    local = [link for link in LINK.findall(text) if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_decision_says_what_was_turned_down_and_what_would_change_it() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        page = path.read_text(encoding="utf-8")
        assert [h for h in ("## Turned down", "## What would change our mind") if h not in page] == [], path.name


def test_decisions_that_the_code_points_to_are_there() -> None:
    sources = (ROOT / "src").rglob("*.py")
    named = {m for path in sources for m in re.findall(r"docs/decisions/[\w-]+\.md", path.read_text(encoding="utf-8"))}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []

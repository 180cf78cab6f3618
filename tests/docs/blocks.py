"""The blocks of the docs that show what sitrep makes, and how each is made again.

A block stands under a comment that says where it comes from:

    <!-- shows: sitrep read --table examples/pages/x.html | card struck -->

First a source: a `sitrep` command, `linked COMMAND CASE ...` (a command on a case of all example pages, which is made
and linked before), `page PATH`, `files FOLDER`, or `rows LEDGER QUERY`. Then filters: `card WORD` and `claim WORD` (the
one whose event is told by this word), `incident` (the one that most pages tell), `only LABEL, LABEL` (rows of a card),
`dead PLACE` (claims of killed people there, as a table), `lines FROM TO`, `first N`, `at a.b.0`, `keep a b`,
`without a b`. Write all blocks anew, from the root of the checkout, with

    python -m tests.docs.blocks
"""

import json
import os
import re
import shlex
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.within import printed

from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON

ROOT = Path(__file__).parents[2]
PAGES = (
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *(ROOT / folder / "README.md" for folder in ("bench", "examples")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
BLOCK = re.compile(
    r"<!-- shows: (?P<recipe>[^\n]+) -->\n(?P<fence>```\w*)\n(?P<shown>.*?)^```$", re.DOTALL | re.MULTILINE
)
# Where the label of a card's row ends.
LABEL_END = 16


@dataclass(frozen=True)
class Workshop:
    """A folder with the examples in it, where commands run; each command runs once."""

    folder: Path
    environment: Mapping[str, str]
    done: dict[str, str] = field(default_factory=dict)

    def make(self, recipe: str) -> str:
        """What a recipe gives: its source through its filters."""
        source, *filters = recipe.split(" | ")
        if source not in self.done:
            self.done[source] = self.fetch(source)
        text = self.done[source]
        for step in filters:
            name, _, argument = step.partition(" ")
            text = FILTERS[name](text, argument)
        return text.strip("\n") + "\n"

    def fetch(self, source: str) -> str:
        """What a source gives, as text."""
        kind, _, rest = source.partition(" ")
        if kind == "sitrep":
            return self.command(rest)
        if kind == "linked":
            self.link(shlex.split(rest)[1])
            return self.command(rest)
        if kind == "page":
            return (self.folder / rest).read_text(encoding="utf-8")
        if kind == "files":
            found = (path.relative_to(self.folder) for path in (self.folder / rest).rglob("*") if path.is_file())
            return "\n".join(sorted(str(path) for path in found))
        ledger, _, query = rest.partition(" ")
        return self.rows(self.folder / ledger, query)

    def link(self, case: str) -> None:
        """Make and link a case of all example pages where it is not there yet."""
        if not (self.folder / case).exists():
            for line in (f"init {case}", f"add {case} examples/pages", f"link {case}"):
                self.command(line)

    def command(self, line: str) -> str:
        """What the command prints, refusals and notes last."""
        return "".join(printed(self.folder, self.environment, *shlex.split(line)))

    def rows(self, ledger: Path, query: str) -> str:
        """The rows of a query, one JSON object a line."""
        with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute(query)
            names = [column[0] for column in found.description]
            return "\n".join(spelled(dict(zip(names, row, strict=True))) for row in found)


def workshop(folder: Path, environment: Mapping[str, str]) -> Workshop:
    """A workshop in a folder; the examples are there under their usual name."""
    (folder / "examples").symlink_to(ROOT / "examples")
    return Workshop(folder, {**environment, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"})


def spelled(value: JSON) -> str:
    """A JSON value on one line."""
    return json.dumps(value, ensure_ascii=False)


def spread(value: JSON) -> str:
    """A JSON value with one entry a line."""
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"  {spelled(key)}: {spelled(item)}" for key, item in value.items()) + "\n}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {spelled(item)}" for item in value) + "\n]"
    return spelled(value)


def card(text: str, word: str) -> str:
    """The first card whose event is told by a word."""
    cards = re.findall(r"^╭.*?^╰[^\n]*$", text, re.DOTALL | re.MULTILINE)
    return next(found for found in cards if f"“{word}”" in found)


def claim(text: str, word: str) -> str:
    """The first claim whose event is told by a word."""
    lines = (json.loads(line) for line in text.splitlines())
    return spread(next(line for line in lines if line["event"] and line["event"]["trigger"]["text"] == word))


def incident(text: str, _: str) -> str:
    """The incident that most pages tell."""
    return spread(max((json.loads(line) for line in text.splitlines()), key=lambda line: len(line["documents"])))


def only(text: str, labels: str) -> str:
    """Rows of a card by their labels, in its frame."""
    wanted, kept, is_wanted = labels.split(", "), [], True
    for line in text.splitlines():
        label = line[2:LABEL_END].strip()
        if label or line[:1] in "╭╰":
            is_wanted = line[:1] in "╭╰" or label in wanted
        if is_wanted:
            kept.append(line)
    return "\n".join(kept)


def at(text: str, path: str) -> str:
    """The value under a path of keys and indexes."""
    value = json.loads(text)
    for step in path.split("."):
        value = value[int(step)] if step.isdigit() else value[step]
    return spread(value)


def keep(text: str, keys: str) -> str:
    """A record with some of its keys only, or each record of a list."""
    value = json.loads(text)
    if isinstance(value, list):
        return spread([{key: item[key] for key in keys.split()} for item in value])
    return spread({key: value[key] for key in keys.split()})


def without(text: str, keys: str) -> str:
    """A record less some of its keys."""
    return spread({key: value for key, value in json.loads(text).items() if key not in keys.split()})


def first(text: str, count: str) -> str:
    """The first lines; of a list in JSON, the first entries."""
    if text.startswith("[\n"):
        return spread(json.loads(text)[: int(count)])
    return "\n".join(text.splitlines()[: int(count)])


def lines(text: str, numbers: str) -> str:
    """Some lines, the first and the last by number from 1."""
    start, end = map(int, numbers.split())
    return "\n".join(text.splitlines()[start - 1 : end])


def dead(text: str, place: str) -> str:
    """Who counts how many killed at a place, a claim a line, by date."""
    rows = sorted(row for line in text.splitlines() for row in deaths(json.loads(line), place))
    heads = ("published", "page of", "according to", "killed", "certainty")
    table = [heads, *dict.fromkeys(rows)]
    widths = [max(len(row[n]) for row in table) for n in range(len(heads))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in table)


def deaths(line: Record, place: str) -> Iterator[tuple[str, ...]]:
    """Yield a row for each number of people killed by a claim's event at a place."""
    event, document = record_at(line, "event"), record_at(line, "document")
    if text_at(event, "place", "name") != place:
        return
    who = " → ".join(text_at(source, "name") or "?" for source in records_at(line, "sources"))
    page = text_at(document, "outlet") or text_at(document, "external_id") or "?"
    for counted in records_at(event, "quantities"):
        if text_at(counted, "measure") == "killed":
            quoted = f"{text_at(counted, 'span', 'text')}"
            certainty = " ".join(filter(None, (text_at(line, "stance"), text_at(line, "certainty"))))
            yield text_at(document, "published") or "?", page, who or "the page itself", quoted, certainty


FILTERS: Mapping[str, Callable[[str, str], str]] = {
    "card": card,
    "claim": claim,
    "incident": incident,
    "only": only,
    "dead": dead,
    "lines": lines,
    "first": first,
    "at": at,
    "keep": keep,
    "without": without,
}


def renewed(page: str, made_by: Workshop) -> str:
    """A page with every block made again."""

    def made(block: re.Match[str]) -> str:
        shown = made_by.make(block["recipe"])
        return f"<!-- shows: {block['recipe']} -->\n{block['fence']}\n{shown}```"

    return BLOCK.sub(made, page)


def main() -> None:
    """Write the blocks of all docs anew."""
    with tempfile.TemporaryDirectory() as folder:
        made_by = workshop(Path(folder), os.environ)
        for path in PAGES:
            page = path.read_text(encoding="utf-8")
            if BLOCK.search(page):
                path.write_text(renewed(page, made_by), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Actor and agent dictionaries in PETRARCH's format as actors and agents of a code book.

An actor is `NAME_ [CODE]`, other names below with a `+`, further codes on indented lines of their own, each with the
days that it is for: `[CODE <960101]` (before it), `[CODE >20110101]` (from it
on), `[CODE 960101-991231]`. An agent is `WORD {PLURAL} [~CODE]`,
the ~ where the code of the party stands; `!SET! = A, B` names words, and a name with `!SET!` stands for each of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.codebook.dictionaries import BRACKETS, CODE, Line, day_before, day_of, name_of
from sitrep.model.documents import Refusal

NAME = re.compile(r"[\w'’.&/ -]{1,200}")
SET = re.compile(r"(?P<name>!\w+!)\s*=\s*(?P<words>.+)")
SET_IN = re.compile(r"!\w+!")
AGENT = re.compile(r"(?P<name>[^\[\]{}]+?)\s*(?:\{(?P<plural>[^{}]*)\})?\s*\[(?P<code>[^\[\]]*)\]")
DATED = re.compile(r"(?P<code>\S+)(?:\s+(?:(?P<sign>[<>])\s*(?P<day>\d+)|(?P<since>\d+)\s*-\s*(?P<until>\d+)))?")
MAX_NAMES = 64


@dataclass(frozen=True, slots=True)
class PartyRow:
    """An actor's names with one of its codes, and the days that it is for."""

    code: str
    names: tuple[str, ...]
    since: str | None
    until: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A calling's words with its code, and whether that stands before the party's."""

    code: str
    names: tuple[str, ...]
    leads: bool
    line: Line


def parties_in(lines: Sequence[Line]) -> list[PartyRow | Refusal]:
    """The actors of a dictionary, a row for each of their codes, and a refusal for each line that gives none."""
    found: list[PartyRow | Refusal] = []
    for group in _groups(lines):
        found += _party(group)
    return found


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines by actor: one that begins with a name, and those with a + or indented below it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (line.indented or line.text[0] in "+["):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _party(group: Sequence[Line]) -> list[PartyRow | Refusal]:
    """The rows of one actor."""
    names: list[str] = []
    codes: list[tuple[str, Line]] = []
    found: list[PartyRow | Refusal] = []
    for line in group:
        name = name_of(BRACKETS.sub(" ", line.text).strip().removeprefix("+"))
        codes += [(code, line) for code in BRACKETS.findall(line.text)]
        if NAME.fullmatch(name):
            names.append(name)
        elif name or not BRACKETS.search(line.text):
            found.append(line.refused("this is no name of an actor", "write NAME_ [CODE], other names below with a +"))
    if not names:
        return found or [group[0].refused("the code has no name before it", "write the name on the line before")]
    if not codes:
        return [*found, group[0].refused(f"{names[0]} has no code", "write it in brackets behind the name: [CODE]")]
    return found + [_dated(code, tuple(dict.fromkeys(names)), line) for code, line in codes]


def _dated(text: str, names: tuple[str, ...], line: Line) -> PartyRow | Refusal:
    """A code with its days."""
    found = DATED.fullmatch(text.strip())
    if found is None or not CODE.fullmatch(found["code"]):
        return line.refused(
            f"[{text[:40]}] is no code with days", "write [CODE], [CODE <960101] or [CODE 960101-991231]"
        )
    raw = [found["since"], found["until"]]
    if found["sign"] is not None:
        raw = [None, found["day"]] if found["sign"] == "<" else [found["day"], None]
    days = [day_of(day) if day is not None else None for day in raw]
    if found["sign"] == "<" and days[1] is not None:
        days[1] = day_before(days[1])
    wrong = next((day for day, iso in zip(raw, days, strict=True) if day is not None and iso is None), None)
    if wrong is not None:
        return line.refused(f"{wrong} is no day", "write days as YYMMDD or YYYYMMDD")
    if days[0] and days[1] and days[0] > days[1]:
        return line.refused(f"{raw[0]} is after {raw[1]}", "change their order")
    return PartyRow(found["code"], names, days[0], days[1], line)


def agents_in(lines: Sequence[Line]) -> list[AgentRow | Refusal]:
    """The agents of a dictionary, and a refusal for each line that gives none."""
    sets = {one["name"]: _listed(one["words"]) for line in lines if (one := SET.fullmatch(line.text))}
    return [_agent(line, sets) for line in lines if not SET.fullmatch(line.text)]


def _listed(words: str) -> tuple[str, ...]:
    """The words of a set."""
    return tuple(name for word in words.split(",") if (name := name_of(word)))


def _agent(line: Line, sets: Mapping[str, tuple[str, ...]]) -> AgentRow | Refusal:
    """One agent with all its names."""
    found = AGENT.fullmatch(line.text)
    code = found["code"].strip() if found else ""
    if found is None or code.count("~") != 1 or not CODE.fullmatch(code.strip("~")):
        return line.refused("this is no agent", "write WORD {PLURAL} [~CODE], the ~ where the party's code stands")
    single, plural = found["name"], found["plural"]
    written = [single, plural] if plural else [single] if single.endswith(("_", "!")) else [single, f"{single}S"]
    names: list[str] = []
    for one in written:
        unknown = next((name for name in SET_IN.findall(one) if name not in sets), None)
        if unknown is not None:
            return line.refused(f"there is no set of words {unknown} in this file", f"add {unknown} = WORD, WORD")
        names += _spread(one, sets)
    if not names or len(names) > MAX_NAMES or not all(NAME.fullmatch(name) for name in names):
        reason = f"its names are none, more than {MAX_NAMES}, or no words"
        return line.refused(reason, "write one name a line, in words")
    return AgentRow(code.strip("~"), tuple(dict.fromkeys(names)), code.endswith("~"), line)


def _spread(text: str, sets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A name once for each word of the first set in it; those of a further set only while they are few."""
    ways = [text]
    for name in dict.fromkeys(SET_IN.findall(text)):
        ways = [way.replace(name, word) for way in ways[:MAX_NAMES] for word in sets[name]]
    return [name_of(way) for way in ways]

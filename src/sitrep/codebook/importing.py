"""Dictionaries in PETRARCH's format to the text of a code book, row by row, with a refusal for each row left out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.codebook.actor_dictionaries import AgentRow, PartyRow, agents_in, parties_in
from sitrep.codebook.dictionaries import Line, lines_of, sort_of
from sitrep.codebook.verb_dictionaries import WordRow, words_in
from sitrep.model.documents import Refusal
from sitrep.model.identity import JSON, sha256_hex
from sitrep.resolve.ontology import load_ontology

NOTHING_CODED = "EVENT"


@dataclass(frozen=True, slots=True)
class Imported:
    """What dictionaries gave: rows in their order, the refusals of the rest, and the hash of each file."""

    words: tuple[WordRow, ...]
    parties: tuple[PartyRow, ...]
    agents: tuple[AgentRow, ...]
    refusals: tuple[Refusal, ...]
    hashes: Mapping[str, str]


def imported(dictionaries: Mapping[str, bytes]) -> Imported:
    """All rows of dictionaries, given by the names of their files. Nothing is raised, whatever the bytes are."""
    rows: list[WordRow | PartyRow | AgentRow | Refusal] = []
    for file, data in dictionaries.items():
        rows += _rows(file, data)
    found = _without_doubles(rows)
    return Imported(
        tuple(row for row in found if isinstance(row, WordRow)),
        tuple(row for row in found if isinstance(row, PartyRow)),
        tuple(row for row in found if isinstance(row, AgentRow)),
        tuple(row for row in found if isinstance(row, Refusal)),
        {file: sha256_hex(data) for file, data in dictionaries.items()},
    )


def _rows(file: str, data: bytes) -> list[WordRow | PartyRow | AgentRow | Refusal]:
    """The rows of one dictionary and its refusals, those of lines that are no text first."""
    read = list(lines_of(file, data))
    lines = [line for line in read if isinstance(line, Line)]
    rows: list[WordRow | PartyRow | AgentRow | Refusal] = [line for line in read if isinstance(line, Refusal)]
    sort = sort_of(lines)
    if sort is None:
        remedy = "give a file of verbs (--- LABEL [CODE] ---), actors (NAME_ [CODE]) or agents (WORD [~CODE])"
        return [*rows, Refusal(file, "no line has a code in brackets, so this is no dictionary", remedy)]
    if sort == "verbs":
        return [*rows, *words_in(lines)]
    return [*rows, *(parties_in(lines) if sort == "actors" else agents_in(lines))]


def _without_doubles(
    rows: Sequence[WordRow | PartyRow | AgentRow | Refusal],
) -> list[WordRow | PartyRow | AgentRow | Refusal]:
    """The same with a refusal in the place of each word that an earlier row has already, with the same needs."""
    first: dict[tuple[object, ...], WordRow] = {}
    found: list[WordRow | PartyRow | AgentRow | Refusal] = []
    for row in rows:
        if not isinstance(row, WordRow):
            found.append(row)
            continue
        keys = [(form, row.before, row.after) for form in row.forms]
        if all(key in first for key in keys):
            other = first[keys[0]]
            where = f"{other.line.file}:{other.line.number}"
            reason = f"{row.forms[0]} with these words has a code already: {other.code}, {where}"
            found.append(row.line.refused(reason, "keep one of the two rows"))
            continue
        first |= {key: row for key in keys if key not in first}
        found.append(row)
    return found


def text_of(found: Imported, name: str) -> str:
    """What was imported as the YAML of a code book: a kind for each code, words, actors, agents, a row a line."""
    head = [
        "# Imported by `sitrep codebook import`, row by row; behind each row stands the line that it is from.",
        *(f"# {json.dumps(file, ensure_ascii=True)} sha256 {digest}" for file, digest in found.hashes.items()),
        f"name: {_flow(name)}",
        'version: "1"',
        "kinds:",
        *(f"  - {_flow(kind)}" for kind in _kinds(found.words)),
    ]
    words = [(_word(row), row.line) for row in found.words]
    parties = [(_party(row), row.line) for row in found.parties]
    agents = [(_agent(row), row.line) for row in found.agents]
    parts = {"words": words, "actors": parties, "agents": agents}
    body = [line for key, rows in parts.items() if rows for line in (f"{key}:", *(_line(*row) for row in rows))]
    return "\n".join([*head, *body, ""])


def _kinds(words: Sequence[WordRow]) -> list[dict[str, JSON]]:
    """A kind for each code, with CAMEO's name, else its block's label; one for every event where there are no words."""
    if not words:
        any_event: JSON = {"not": {"event": None}}
        return [{"code": NOTHING_CODED, "label": "Any event", "from": any_event}]
    cameo = load_ontology().cameo
    labels: dict[str, str] = {}
    for row in words:
        if row.label:
            labels.setdefault(row.code, row.label)
    codes = dict.fromkeys(row.code for row in words)
    return [{"code": code, "label": f"{cameo.get(code) or labels.get(code, 'Imported')} ({code})"} for code in codes]


def _word(row: WordRow) -> dict[str, JSON]:
    """A word as it stands in a code book; all its forms are written, so that none is guessed again."""
    needs = {"before": row.before, "after": row.after}
    sides: dict[str, JSON] = {key: [_either(one) for one in side] for key, side in needs.items() if side}
    return {"lemma": row.forms[0], "forms": list(row.forms), **sides, "code": row.code}


def _either(alternatives: tuple[str, ...]) -> JSON:
    """A needed word, or the list of those of which one is needed."""
    return alternatives[0] if len(alternatives) == 1 else list(alternatives)


def _party(row: PartyRow) -> dict[str, JSON]:
    """An actor as it stands in a code book."""
    days: dict[str, JSON] = {key: day for key, day in (("since", row.since), ("until", row.until)) if day}
    return {"names": list(row.names), "code": row.code, **days}


def _agent(row: AgentRow) -> dict[str, JSON]:
    """An agent as it stands in a code book."""
    leads: dict[str, JSON] = {"leads": True} if row.leads else {}
    return {"names": list(row.names), "code": row.code, **leads}


def _line(row: dict[str, JSON], line: Line) -> str:
    """A row of the YAML with the line that it is from."""
    return f"  - {_flow(row)}  # {json.dumps(line.file, ensure_ascii=True)[1:-1]}:{line.number}"


def _flow(value: JSON) -> str:
    """A value on one line of YAML: JSON is that, with all texts in quotes."""
    return json.dumps(value, ensure_ascii=False)

"""Names of actors with the user's codes, and the codes of a claim's people by them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitrep.codebook.columns import typed
from sitrep.codebook.matching import has_word
from sitrep.codebook.nodes import Node
from sitrep.codebook.records import Agent, Party
from sitrep.codebook.shapes import Problems, mapping_of, shown, tell, text_of, texts_of
from sitrep.model.fields import Record, record_at, records_at, text_at

PARTY = ("code", "names", "since", "until")
WORD = re.compile(r"\w+")
AGENT = ("code", "names", "leads")


def party_of(node: Node, problems: Problems) -> tuple[Party, ...] | None:
    """The names of one row of `actors`, each with the row's code and days; None where the row is wrong."""
    held = mapping_of(node, "an actor", PARTY, ("code", "names"), problems)
    if held is None:
        return None
    code = text_of(held.pairs["code"], "code:", problems)
    names = [name for name, _ in texts_of(held.pairs["names"], "names:", problems)]
    days = []
    for key in ("since", "until"):
        text = text_of(held.pairs.get(key), f"{key}:", problems)
        day = typed(text, "date") if text is not None else None
        if text is not None and day != text:
            tell(problems, held.pairs[key].at, f"{shown(text)} is no day", "write it as 2015-12-20")
        days.append(str(day) if day is not None else None)
    if days[0] and days[1] and days[0] > days[1]:
        tell(problems, held.places["since"], f"since {days[0]} is after until {days[1]}", "change their order")
    return None if code is None else tuple(Party(name, code, days[0], days[1]) for name in names)


def agent_of(node: Node, problems: Problems) -> Agent | None:
    """One row of `agents`; its names are one pattern."""
    held = mapping_of(node, "an agent", AGENT, ("code", "names"), problems)
    if held is None:
        return None
    code = text_of(held.pairs["code"], "code:", problems)
    names = tuple(name for name, _ in texts_of(held.pairs["names"], "names:", problems))
    leads = text_of(held.pairs.get("leads"), "leads:", problems) or "false"
    if leads not in {"true", "false"}:
        tell(problems, held.pairs["leads"].at, f"leads: is true or false, not {shown(leads)}", "write true or false")
    return None if code is None or not names else Agent(names, code, leads == "true")


@dataclass(frozen=True, slots=True)
class People:
    """The actors and agents of a book, each under the first word of its names."""

    parties: Mapping[str, Sequence[Party]]
    agents: Mapping[str, Sequence[Agent]]


def people_of(parties: Sequence[Party], agents: Sequence[Agent]) -> People:
    """Actors and agents by the first word of their names, in their order."""
    by_party: dict[str, list[Party]] = {}
    by_agent: dict[str, dict[Agent, None]] = {}
    for party in parties:
        by_party.setdefault(_first(party.name), []).append(party)
    for agent in agents:
        for name in agent.names:
            by_agent.setdefault(_first(name), {})[agent] = None
    return People(by_party, {word: tuple(found) for word, found in by_agent.items()})


def _first(name: str) -> str:
    """The first word of a name in small letters; empty where it has no letters."""
    return next(iter(WORD.findall(name.lower())), "")


def codes_of(claim: Record, role: str, people: People) -> list[str]:
    """The codes of a claim's `actors` or `recipients`, in order, each once; none for whom no row has a name."""
    event = record_at(claim, "event")
    day = text_at(event, "time", "start") or text_at(claim, "document", "published")
    found = (code_of(actor, day, people) for actor in records_at(event, role))
    return list(dict.fromkeys(code for code in found if code))


def code_of(actor: Record, day: str | None, people: People) -> str | None:
    """The code of one actor: that of the longest name on the day, with that of its calling behind or before it.

    A calling alone stands with the actor's country. A row with days is not used where no day is known.
    """
    name = text_at(actor, "name") or ""
    words = dict.fromkeys(["", *WORD.findall(name.lower())])
    parties = [party for word in words for party in people.parties.get(word, ())]
    agents = [agent for word in words for agent in people.agents.get(word, ())]
    party = max((p for p in parties if has_word(name, (p.name,)) and _in_time(p, day)), key=_length, default=None)
    agent = next((agent for agent in agents if has_word(name, agent.names)), None)
    if agent is None:
        return party.code if party is not None else None
    whose = party.code if party is not None else text_at(actor, "country") or ""
    return f"{agent.code}{whose}" if agent.leads else f"{whose}{agent.code}"


def _length(party: Party) -> int:
    """How long a name is."""
    return len(party.name)


def _in_time(party: Party, day: str | None) -> bool:
    """Whether a row is for a day."""
    if party.since is None and party.until is None:
        return True
    if day is None:
        return False
    return (party.since or "") <= day[:10] and (party.until is None or day[:10] <= party.until)

"""The project's own tables of event codes: PLOVER, CAMEO, ACLED and UCDP, and how they meet."""

import json
import typing
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from sitrep.lexicon.loading import parse_cell, read_provenance
from sitrep.model.errors import LexiconError, UsageError

R = TypeVar("R")

DATA = "sitrep.resolve"
UCDP_FIELDS = ("type_of_violence", "where_prec", "date_prec", "event_clarity")


@dataclass(frozen=True, slots=True)
class Ontology:
    """The vocabularies of the four schemes and the crosswalk from CAMEO to PLOVER.

    `modes` and `quads` are by PLOVER type, `crosswalk` gives type, mode and contexts by CAMEO code, `cameo` the name of
    every CAMEO code, `retired` what names of PLOVER's first draft became, `acled` the sub-event types by event type,
    `deadly` the PLOVER types that UCDP may count, less the modes in `not_deadly`. `acled_codes` and `ucdp_codes` say
    by field what the numbers mean.
    """

    modes: dict[str, tuple[str, ...]]
    quads: dict[str, str]
    contexts: tuple[str, ...]
    auxiliary_modes: tuple[str, ...]
    retired: dict[str, str | None]
    cameo: dict[str, str]
    crosswalk: dict[str, tuple[str, str | None, tuple[str, ...]]]
    without_plover: tuple[str, ...]
    acled: dict[str, tuple[str, ...]]
    deadly: frozenset[str]
    not_deadly: frozenset[str]
    acled_codes: dict[str, dict[int, str]]
    ucdp_codes: dict[str, dict[int, str]]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of codes.tsv: which events it fits, and the codes that it gives them."""

    key: str
    type: str | None
    mode: str | None
    kind: str | None
    when: tuple[str, ...]
    cameo: str | None
    acled_type: str | None
    acled_sub_type: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One row of parties.tsv: the party of actors with this status, type, role or word of the name."""

    party: str
    by: str
    value: str
    note: str | None


@dataclass(frozen=True, slots=True)
class WeaponRow:
    """One row of weapons.tsv: the ASSAULT mode that equipment or an actor's name means, and the modes it overrules."""

    by: str
    value: str
    mode: str
    over: tuple[str, ...]


def _text(name: str) -> str:
    """The text of one of the room's data files."""
    return (files(DATA) / "data" / name).read_text(encoding="utf-8")


def load_rows(name: str, row_type: type[R]) -> tuple[R, ...]:
    """The rows of a data file as records. Raises LexiconError for a wrong header or cell."""
    text = _text(name)
    read_provenance(name, text)
    hints = typing.get_type_hints(row_type)
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if lines[0][1].split("\t") != list(hints):
        raise LexiconError(f"{name}: the columns must be {' '.join(hints)}")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        cells += [""] * (len(hints) - len(cells))
        values = {c: parse_cell(f"{name}:{number}: {c}", hints[c], cell) for c, cell in zip(hints, cells, strict=True)}
        rows.append(row_type(**values))
    return tuple(rows)


@cache
def load_ontology() -> Ontology:
    """The project's ontology file as a record."""
    raw = json.loads(_text("ontology.json"))
    events, crosswalk = raw["plover"]["events"], raw["cameo_to_plover"]
    return Ontology(
        modes={name: tuple(event["modes"]) for name, event in events.items()},
        quads={name: event["quad"] for name, event in events.items()},
        contexts=tuple(raw["plover"]["contexts"]),
        auxiliary_modes=tuple(raw["plover"]["auxiliary_modes"]),
        retired=raw["plover"]["retired_names"],
        cameo=raw["cameo"]["roots"] | raw["cameo"]["codes"],
        crosswalk={code: (kind, mode, tuple(contexts)) for code, (kind, mode, contexts) in crosswalk.items()},
        without_plover=tuple(raw["cameo_without_plover"]),
        acled={name: tuple(subs) for name, subs in raw["acled"].items()},
        deadly=frozenset(raw["ucdp"]["deadly_types"]),
        not_deadly=frozenset(raw["ucdp"]["modes_left_out"]),
        acled_codes={field: _by_number(codes) for field, codes in raw["acled_codes"].items()},
        ucdp_codes={field: _by_number(raw["ucdp"][field]) for field in UCDP_FIELDS},
    )


def _by_number(codes: dict[str, str]) -> dict[int, str]:
    """Codes as the numbers that they are; JSON has only text there."""
    return {int(code): meaning for code, meaning in codes.items()}


def plover_of(cameo: str) -> tuple[str, str | None] | None:
    """The PLOVER type and mode of a CAMEO code; None for statements and appeals (01 and 02).

    A two-digit root stands for its first code. Raises UsageError for what is no CAMEO code.

    >>> plover_of("193")
    ('ASSAULT', 'firearms')
    >>> plover_of("163")
    ('COERCE', 'restrict')
    """
    found = _crossed(cameo)
    return None if found is None else found[:2]


def contexts_of(cameo: str) -> tuple[str, ...]:
    """The PLOVER contexts of a CAMEO code, by the crosswalk; none for statements and appeals. Raises as plover_of does.

    >>> contexts_of("0312")
    ('military',)
    """
    found = _crossed(cameo)
    return () if found is None else found[2]


def _crossed(cameo: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """The row of the crosswalk for a code, None for what PLOVER leaves out; UsageError for what is no code."""
    ontology = load_ontology()
    if cameo[:2] in ontology.without_plover and cameo in ontology.cameo:
        return None
    found = ontology.crosswalk.get(cameo) or ontology.crosswalk.get(f"{cameo}0")
    if found is None:
        raise UsageError(f"{cameo!r} is no CAMEO code; codes have two to four digits, such as 195")
    return found

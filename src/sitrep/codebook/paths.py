"""What a code book can map from: every path in a record, and the codes that stand under it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sitrep.lexicon import load_lexicon
from sitrep.model.fields import Record, record_at, records_at, texts_at
from sitrep.model.identity import JSON
from sitrep.resolve.actors import organisations
from sitrep.resolve.ontology import load_ontology

Path = tuple[str, ...]
ANY = "*"
REFERENCE = "#/$defs/"
# Lists that pages add to: a code that is not on them may still come.
OPEN = frozenset({"measures", "modes", "equipment"})


@dataclass(frozen=True, slots=True)
class Known:
    """What stands under a path: its JSON types, its codes where these are a list, and whether it may be several.

    `is_open` where pages may bring codes that the list does not have.
    """

    types: frozenset[str] = frozenset()
    codes: tuple[str, ...] = ()
    many: bool = False
    is_open: bool = False

    @property
    def is_leaf(self) -> bool:
        """Whether values stand here, not records."""
        return "object" not in self.types


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that a kind of record has, by path; a segment `*` stands for any name."""

    known: Mapping[Path, Known]

    def at(self, path: Path) -> Known | None:
        """What stands under a path, or None where nothing does."""
        found = self.known.get(path)
        if found is not None:
            return found
        for number, _ in enumerate(path):
            found = self.known.get((*path[:number], ANY, *path[number + 1 :]))
            if found is not None:
                return found
        return None

    def under(self, path: Path) -> "Vocabulary":
        """What the records under a path have; a segment of any name counts as that."""
        ways = [path, *((*path[:n], ANY, *path[n + 1 :]) for n, _ in enumerate(path))]
        size = len(path)
        return Vocabulary(
            {key[size:]: found for key, found in self.known.items() if len(key) > size and key[:size] in ways}
        )

    def nearest(self, text: str) -> list[str]:
        """Up to three known paths that a wrong one may have meant, those that end alike first."""
        names = [".".join(path) for path in self.known]
        ending = [name for name in names if name.endswith(f".{text}")]
        return list(dict.fromkeys([*sorted(ending, key=len), *difflib.get_close_matches(text, names, 3, 0.8)]))[:3]


@cache
def lists() -> Mapping[str, tuple[str, ...]]:
    """The lists of codes that coded_paths.tsv names, sorted, each code once."""
    ontology, lexicon = load_ontology(), load_lexicon()
    bodies = (row.roles for rows in organisations().values() for row in rows)
    worn = [row.roles for row in lexicon.persons] + [row.roles for row in lexicon.names] + list(bodies)
    modes = (mode for several in ontology.modes.values() for mode in several)
    return {
        "modes": _sorted([*modes, *ontology.auxiliary_modes]),
        "contexts": _sorted(ontology.contexts),
        "cameo": _sorted(ontology.cameo),
        "acled": _sorted(ontology.acled),
        "acled_sub": _sorted(sub for subs in ontology.acled.values() for sub in subs),
        "roles": _sorted(role for roles in worn for role in roles),
        "equipment": _sorted(row.kind for row in lexicon.equipment),
        "measures": _sorted(row.measure for row in lexicon.measures if row.measure),
    }


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes in order, each once."""
    return tuple(sorted(set(codes)))


@cache
def _endings() -> tuple[tuple[Path, str], ...]:
    """The rows of coded_paths.tsv: how a path ends, and the list of its codes."""
    text = (files("sitrep.codebook") / "data" / "coded_paths.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((tuple(ending.split(".")), codes) for ending, codes in rows if codes != "codes")


def vocabulary_of(schema: Record) -> Vocabulary:
    """The vocabulary of a record by its JSON Schema with all definitions; codes from the ontology where it has none."""
    found: dict[Path, Known] = {}
    for path, known in _walk(schema, record_at(schema, "$defs"), (), frozenset(), many=False):
        before = found.get(path, Known())
        codes = tuple(dict.fromkeys([*before.codes, *known.codes]))
        many = before.many or known.many
        found[path] = Known(before.types | known.types, codes, many)
    return Vocabulary({path: _coded(path, known) for path, known in found.items() if path})


def _coded(path: Path, known: Known) -> Known:
    """The same with the codes of the list that coded_paths.tsv names for the path."""
    for ending, name in _endings():
        if path[-len(ending) :] == ending and known.is_leaf:
            return replace(known, codes=lists()[name], is_open=name in OPEN)
    return known


def _walk(
    schema: Record, defs: Record, path: Path, within: frozenset[str], *, many: bool
) -> Iterator[tuple[Path, Known]]:
    """Yield every path of a schema with what one place of it says; a definition within itself is not entered."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        name = reference.removeprefix(REFERENCE)
        if name not in within:
            yield from _walk(record_at(defs, name), defs, path, within | {name}, many=many)
        return
    for way in ("anyOf", "oneOf", "allOf"):
        for part in records_at(schema, way):
            yield from _walk(part, defs, path, within, many=many)
    items = schema.get("items")
    if isinstance(items, dict):
        yield from _walk(items, defs, path, within, many=True)
        return
    yield path, Known(_types(schema), _codes(schema.get("enum")), many)
    for name, inner in record_at(schema, "properties").items():
        if isinstance(inner, dict):
            yield from _walk(inner, defs, (*path, name), within, many=many)
    rest = schema.get("additionalProperties")
    if isinstance(rest, dict):
        yield from _walk(rest, defs, (*path, ANY), within, many=many)


def _types(schema: Record) -> frozenset[str]:
    """The JSON types that a schema allows itself; those of its codes where it only lists these."""
    named = schema.get("type")
    if isinstance(named, str):
        return frozenset({named})
    listed = texts_at(schema, "type")
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return frozenset([*listed, *(_type_of(value) for value in values)] if isinstance(values, list) else listed)


def _type_of(value: JSON) -> str:
    """The JSON type of a value."""
    names = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
    return names.get(type(value), "object")


def _codes(enum: JSON) -> tuple[str, ...]:
    """The codes of an enumeration as a user writes them."""
    return tuple(str(code) for code in enum if code is not None) if isinstance(enum, list) else ()

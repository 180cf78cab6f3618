"""Every regular expression of the package: in its modules, made of its word files, written in place."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from types import ModuleType

import sitrep
from sitrep.ingest.furniture import compiled as furniture
from sitrep.lexicon import load_lexicon
from sitrep.link.voices import load_words
from sitrep.read.things.designations import Designations
from sitrep.read.things.designations import compiled as designation

Pattern = re.Pattern[str] | re.Pattern[bytes]
SOURCE = Path(sitrep.__file__).parent
USES = {"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"}
AT_THE_BEGINNING = {"match", "fullmatch"}
# Objects are looked into so deep: a table of rows of rules is three.
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: where it stands, and the name by which the code uses it."""

    where: str
    name: str
    pattern: Pattern


def every_pattern() -> list[Found]:
    """The expressions, each once under each name that it is used by, in order of their places."""
    found: dict[tuple[Pattern, str], Found] = {}
    for one in (*of_modules(), *of_words(), *in_place()):
        found.setdefault((one.pattern, one.name), one)
    return list(found.values())


def uses() -> dict[str, set[str]]:
    """How the package uses expressions: the names that they are called by -> the methods called on them."""
    found: dict[str, set[str]] = {}
    for _, call in calls():
        name = used_on(call.func)
        if name is not None and isinstance(call.func, ast.Attribute):
            found.setdefault(name, set()).add(call.func.attr)
    return found


def calls() -> Iterator[tuple[Path, ast.Call]]:
    """Yield every call that the package's code makes, with its file."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def modules() -> Iterator[ModuleType]:
    """Yield every module of the package."""
    for info in sorted(pkgutil.walk_packages(sitrep.__path__, "sitrep."), key=lambda info: info.name):
        yield importlib.import_module(info.name)


def of_modules() -> Iterator[Found]:
    """Yield what modules and classes hold, and what functions without arguments give that say they give one."""
    for module in modules():
        for key, value in list(vars(module).items()):
            where = f"{module.__name__}.{key}"
            yield from (Found(where, name, pattern) for name, pattern in within(value, key, 0))
            own = getattr(value, "__module__", None) == module.__name__
            if own and isinstance(value, type):
                for name, held in vars(value).items():
                    yield from (Found(f"{where}.{name}", n, pattern) for n, pattern in within(held, name, 0))
            elif own and callable(value) and gives_pattern(value):
                yield Found(where, key, value())


def gives_pattern(value: Callable[..., object]) -> bool:
    """Whether a function takes nothing and gives an expression."""
    told = inspect.signature(value)
    return not told.parameters and "Pattern" in str(told.return_annotation)


def within(value: object, name: str, depth: int) -> Iterator[tuple[str, Pattern]]:
    """Yield the expressions in an object and in what it holds, under the names of the fields that hold them."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth < DEEPEST:
        for inner, held in held_by(value, name):
            yield from within(held, inner, depth + 1)


def held_by(value: object, name: str) -> Iterable[tuple[str, object]]:
    """What an object holds: items, fields, and the expression that a time rule makes when it is asked."""
    if isinstance(value, Mapping):
        return [(name, held) for held in (*value.keys(), *value.values())]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [(name, held) for held in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [(field, getattr(value, field, None)) for field in (*value.__dataclass_fields__, "expression")]
    return ()


def of_words() -> Iterator[Found]:
    """Yield the expressions that the word files are made into."""
    lexicon = load_lexicon()
    for row in lexicon.furniture:
        yield Found(f"furniture.tsv:{row.key}", "compiled", furniture(row.pattern))
    yield Found("equipment.tsv", "anywhere", Designations.of(lexicon.equipment).anywhere)
    for item in lexicon.equipment:
        yield Found(f"equipment.tsv:{item.term}", "compiled", designation(item.term))
    yield from (Found("voices.json", "credits", pattern) for pattern in load_words().credits)


def in_place() -> Iterator[Found]:
    """Yield the expressions that are written where they are used: `re.sub("...", ...)`."""
    for path, call in calls():
        if used_on(call.func) == "re" and isinstance(call.func, ast.Attribute) and call.args:
            given = call.args[0]
            if isinstance(given, ast.Constant) and isinstance(given.value, (str, bytes)):
                beginning = call.func.attr in AT_THE_BEGINNING
                where = f"{path.relative_to(SOURCE)}:{call.lineno}"
                yield Found(where, "at the beginning" if beginning else "anywhere", re.compile(given.value))


def used_on(function: ast.expr) -> str | None:
    """The last name before the use of an expression: `re` in `re.sub`, `LINE` in `lines.LINE.search`."""
    if not isinstance(function, ast.Attribute) or function.attr not in USES:
        return None
    held = function.value
    if isinstance(held, ast.Call):
        held = held.func
    return held.attr if isinstance(held, ast.Attribute) else held.id if isinstance(held, ast.Name) else None

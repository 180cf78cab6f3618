"""Pages written for redaction: templates, each filled with names of several peoples, and the names in each page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PEOPLE = (
    ("Ahmad", "Haddad"), ("Grace", "Baker"), ("Oksana", "Kovalenko"), ("Rose", "Hunter"), ("Yusuf", "Abdi"),
    ("Layla", "Barakat"), ("Mark", "Young"), ("Dmytro", "Shevchenko"), ("Zhang", "Wei"), ("Siobhan", "O'Brien"),
    ("Amal", "Qabbani"), ("Hope", "Weaver"), ("Nguyen", "Tran"), ("Faith", "Okafor"), ("Mehmet", "Kaya"),
    ("Jihad", "Sabbagh"), ("Will", "Stone"), ("Tetiana", "Melnyk"), ("Abebe", "Tadesse"), ("José", "Núñez"),
)  # fmt: skip
EACH = 5


@dataclass(frozen=True)
class Case:
    """A page as a line of input, the parts of names that no output may hold, and names that must survive."""

    record: dict[str, str]
    private: tuple[str, ...]
    public: tuple[str, ...]


def cases(path: Path) -> Iterator[Case]:
    """Each template of a file filled with EACH pairs of people."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for number, row in enumerate(rows[1:]):
        cells = dict(zip(rows[0], row, strict=True))
        for turn in range(EACH):
            at = (number + turn * 4) % len(PEOPLE)
            yield _filled(cells, PEOPLE[at], PEOPLE[(at + 7) % len(PEOPLE)], f"{path.stem}-{number}-{turn}")


def whole_cases(path: Path) -> Iterator[Case]:
    """Each page of a file of whole pages, with the parts of names that are listed for it."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in rows[1:]:
        cells = {key: cell.replace("\\n", "\n").replace("\\t", "\t") for key, cell in zip(rows[0], row, strict=True)}
        record = {key: cells[key] for key in ("id", "url", "title", "outlet", "published", "text") if cells[key]}
        private, public = (tuple(name for name in cells[key].split("|") if name) for key in ("private", "public"))
        yield Case(record, private, public)


def _filled(cells: dict[str, str], one: tuple[str, str], two: tuple[str, str], name: str) -> Case:
    """A template with two people in it."""
    slots: dict[str, str] = {}
    for mark, (given, family) in (("", one), ("2", two)):
        whole = f"{given} {family}"
        slots |= {f"N{mark}": whole, f"F{mark}": given, f"L{mark}": family, f"U{mark}": whole.upper()}
        slots |= {f"l{mark}": whole.lower(), f"s{mark}": whole.lower().replace(" ", "-").replace("'", "")}
        slots |= {f"I{mark}": given[0], f"Z{mark}": "\u200b".join(whole), f"W{mark}": _wide(whole)}
        slots |= {f"H{mark}": f"{given} {family[:3]}\u00ad{family[3:]}", f"R{mark}": f"{family}, {given}"}
        slots |= {f"S{mark}": " ".join(family), f"C{mark}": given + family.replace("'", "")}
    text = {key: cells[key].replace("\\n", "\n") for key in ("title", "url", "outlet", "published", "text")}
    record = {key: value.format(**slots) for key, value in text.items() if value}
    record["id"] = f"{name}-{cells['id'].format(**slots)}"
    used = "".join(cells.values())
    parts = [part for mark, person in (("", one), ("2", two)) for part in _used(used, mark, person)]
    extra = [part for part in cells.get("private", "").split("|") if part]
    return Case(record, tuple(dict.fromkeys([*parts, *extra])), tuple(cells["public"].split("|")))


def _used(template: str, mark: str, person: tuple[str, str]) -> list[str]:
    """The parts of a person's name that a template holds."""
    both = any(f"{{{slot}{mark}}}" in template for slot in "NUlsZWHRC")
    found = [person[0]] if both or f"{{F{mark}}}" in template else []
    return found + ([person[1]] if both or any(f"{{{slot}{mark}}}" in template for slot in "LS") else [])


def _wide(text: str) -> str:
    """Text in the wide letters that go with Chinese ones."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

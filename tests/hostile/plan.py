"""The list of hostile inputs: which format, which damage, made how; the same for the same seed."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tests.hostile import damages_archives as archives
from tests.hostile import damages_html as html
from tests.hostile import damages_tables as tables
from tests.hostile.articles import FORMATS, Article, articles
from tests.hostile.damages import BYTES, WORDS

SEED = 8
# How many inputs of each kind of damage a format gets.
OF_WORDS, OF_BYTES = 8, 36
# One input in so many is read to its claims; of the others all is done up to the document.
READ = 8
# What could harm a reader of words, and is read to the end more often: one in so many.
NASTY, READ_NASTY = frozenset({"million-character line", "endless sentence", "overlong word", "huge numbers"}), 3
Own = Callable[[random.Random, Article], bytes]

# What is done to one format alone: name -> the endings, what makes it, how many of each.
OWN: Mapping[str, tuple[tuple[str, ...], Own, int]] = {
    "deep nesting": ((".html",), html.nested_html, 24),
    "endless attributes": ((".html",), html.attributes, 16),
    "many elements": ((".html",), html.many_elements, 32),
    "entities": ((".html",), html.entities, 12),
    "declared charset": ((".html",), html.declared, 120),
    "data for machines": ((".html",), html.linked_data, 40),
    "JSON shapes": ((".jsonl",), archives.json_shapes, 120),
    "bombs": ((".jsonl.gz",), archives.bomb_lines, 10),
    "bombs in records": ((".warc.gz",), archives.bomb_records, 8),
    "hostile headers": ((".warc",), archives.hostile_headers, 120),
    "hostile headers, packed": ((".warc.gz",), archives.hostile_headers_packed, 120),
    "hostile member names": ((".wacz",), archives.hostile_names, 60),
    "zip bombs": ((".wacz",), archives.bomb_zip, 6),
    "zip fields": ((".wacz",), archives.zip_fields, 120),
    "deep XML": ((".rss", ".atom", ".xml"), tables.nested_xml, 8),
    "XML entities": ((".rss", ".atom", ".xml"), tables.xml_entities, 10),
    "table shapes": ((".csv",), tables.table_shapes, 60),
    "paper shapes": ((".pdf",), tables.paper_shapes, 80),
    "column shapes": ((".parquet",), tables.parquet_shapes, 45),
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One input: its number, the ending of its name, what was done to it, whether it is read to its claims."""

    number: int
    ending: str
    damage: str
    read: bool


@cache
def plan(endings: tuple[str, ...] = tuple(FORMATS)) -> tuple[Hostile, ...]:
    """Every input, in order; numbers stay as they are when endings are left out."""
    made = (Hostile(n, ending, damage, _is_read(n, damage)) for n, (ending, damage) in enumerate(_kinds()))
    return tuple(hostile for hostile in made if hostile.ending in endings)


def _kinds() -> Iterator[tuple[str, str]]:
    """Yield the format and the damage of every input."""
    for ending in FORMATS:
        for names, count in ((WORDS, OF_WORDS), (BYTES, OF_BYTES)):
            for damage in names:
                yield from [(ending, damage)] * count
    for damage, (endings, _, count) in OWN.items():
        for ending in endings:
            yield from [(ending, damage)] * count


def _is_read(number: int, damage: str) -> bool:
    """Whether an input is read to its claims."""
    return number % (READ_NASTY if damage in NASTY else READ) == 0


def made(hostile: Hostile) -> bytes:
    """The bytes of an input, the same each time."""
    rng = random.Random(f"{SEED}:{hostile.number}:{hostile.damage}")  # noqa: S311 (no secret: the same each time)
    article = rng.choice(articles())
    if hostile.damage in WORDS:
        return FORMATS[hostile.ending](WORDS[hostile.damage](rng, article))
    if hostile.damage in BYTES:
        return BYTES[hostile.damage](rng, FORMATS[hostile.ending](article))
    return OWN[hostile.damage][1](rng, article)

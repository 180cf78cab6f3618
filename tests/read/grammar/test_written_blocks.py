"""A parsed block comes back from its bytes as it was, or not at all; what is written has a number that is kept up."""

import hashlib
import io
import json
import time
import tokenize
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.read.grammar.test_quick_model import TEXTS

from sitrep.model.documents import Document
from sitrep.read.grammar import blocks
from sitrep.read.grammar.blocks import Block, parsed_blocks
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.grammar.written_blocks import FORM, read_back, written

MakePage = Callable[..., Document]
MORE = (
    *TEXTS,
    "",
    " \n ",
    "Anne-Lise ÖZTÜRK of the Straße İpek press said 3,000 fled; \U0001f600 “go!”",
    "Hoping\t\tthe  convoys overran Kamara\u2028– they've retook it.",
)
GRAMMAR = Path(blocks.__file__).parent
STEPS = ("blocks.py", "stepping.py", "word_forms.py", "word_vectors.py", "written_blocks.py")
# What FORM stands for. Where the first differs, a step from a text to its bytes was changed: if any text may now be
# parsed otherwise, or is written otherwise, raise FORM; where the second differs, some text surely is. Then pin anew.
PINNED_FORM = 1
PINNED_STEPS = "60ab37bd25a1f189"
PINNED_BLOCKS = "17dbca78d153e3d3"


@pytest.fixture(scope="module")
def parsed(parser: SpacyParser) -> dict[str, Block]:
    return parsed_blocks(parser.nlp, parser.forms, MORE)


@dataclass
class Kept:
    """A store in memory."""

    rows: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def remembered(self, texts: Sequence[str]) -> dict[str, bytes]:
        self.asked += texts
        return {text: self.rows[text] for text in texts if text in self.rows}

    def keep(self, written: Mapping[str, bytes]) -> None:
        self.rows.update(written)


def code_of(path: Path) -> str:
    """The code of a file less comments, layout and texts that stand by themselves, which are its docstrings."""
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: list[list[tokenize.TokenInfo]] = [[]]
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.NEWLINE:
            lines.append([])
        elif token.type not in layout:
            lines[-1].append(token)
    told = (line for line in lines if not all(token.type == tokenize.STRING for token in line))
    return "\n".join("".join(token.string for token in line) for line in told)


def test_the_form_is_raised_when_the_steps_change(parsed: dict[str, Block]) -> None:
    steps = hashlib.sha256("\n".join(code_of(GRAMMAR / name) for name in STEPS).encode()).hexdigest()[:16]
    bodies = [zlib.decompress(written(block)).decode() for block in parsed.values()]
    found = hashlib.sha256("\n".join(bodies).encode()).hexdigest()[:16]
    assert (FORM, steps, found) == (PINNED_FORM, PINNED_STEPS, PINNED_BLOCKS)


def test_a_block_comes_back_as_it_was(parsed: dict[str, Block]) -> None:
    assert {text: read_back(text, written(block)) for text, block in parsed.items()} == parsed


def least_seconds(work: Callable[[], object]) -> float:
    """The least processor time of three tries."""
    tries = []
    for _ in range(3):
        begun = time.process_time()
        work()
        tries.append(time.process_time() - begun)
    return min(tries)


def test_reading_a_block_back_is_far_cheaper_than_parsing_it(parser: SpacyParser) -> None:
    texts = [f"{TEXTS[2]} {number} {TEXTS[4]}" for number in range(40)]
    bodies = {text: written(block) for text, block in parsed_blocks(parser.nlp, parser.forms, texts).items()}
    parsing = least_seconds(lambda: parsed_blocks(parser.nlp, parser.forms, texts))
    reading = least_seconds(lambda: [read_back(text, body) for text, body in bodies.items()])
    assert parsing > 5 * reading


def test_a_damaged_block_is_none(parsed: dict[str, Block]) -> None:
    text = MORE[2]
    body = written(parsed[text])
    for place in range(len(body)):
        damaged = body[:place] + bytes((body[place] ^ 0x10,)) + body[place + 1 :]
        assert read_back(text, damaged) in {None, parsed[text]}
        assert read_back(text, body[:place]) is None
    assert read_back(text[:20], body) is None


@pytest.mark.parametrize(
    "columns",
    [[], {}, 1, [[0], [4], [0], [["NN", "NOUN", "ROOT"]], [0], [7], [], []], [[0], [4], [0], [], [0], [0], [], []]],
)
def test_what_is_no_block_is_none(columns: object) -> None:
    assert read_back("mill", zlib.compress(json.dumps(columns).encode())) is None
    assert read_back("mill", zlib.compress(b"[" * 100_000)) is None


def test_what_a_store_has_is_not_parsed_again(parser: SpacyParser, make_page: MakePage) -> None:
    page, store = make_page("A ferry sank off Port Sella.\nNine were hurt."), Kept()
    parser.blocks.clear()
    first = parser.keeping(store).parse(page)
    assert list(store.rows) == ["A ferry sank off Port Sella.", "Nine were hurt."]
    # The store is believed: what is found there is what it says, not what the model would.
    store.rows["Nine were hurt."] = written(parser.blocks["A ferry sank off Port Sella."])
    parser.blocks.clear()
    assert parser.keeping(store).parse(page).sentences == first.sentences
    parser.blocks.clear()


def test_what_is_known_is_not_asked_of_the_store_and_damage_is_parsed_anew(
    parser: SpacyParser, make_page: MakePage
) -> None:
    page, store = make_page("The ferry at Olm sank."), Kept()
    parser.blocks.clear()
    first = parser.keeping(store).parse(page)
    parser.keeping(store).parse(page)
    assert store.asked == ["The ferry at Olm sank."]
    good = store.rows["The ferry at Olm sank."]
    store.rows["The ferry at Olm sank."] = good[:-3]
    parser.blocks.clear()
    assert parser.keeping(store).parse(page) == first
    assert store.rows["The ferry at Olm sank."] == good


def test_another_form_model_or_package_is_another_maker(parser: SpacyParser) -> None:
    assert parser.maker.split()[:2] == [parser.name, parser.sha256]
    assert [part.partition("==")[0] for part in parser.maker.split()[2:]] == [
        "spacy", "thinc", "numpy", "python", "form",
    ]  # fmt: skip

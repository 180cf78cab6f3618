"""Parsed blocks as bytes, for a store that outlasts the process: JSON in columns, compressed, and never a pickle.

What can be had from the block's own text is left out: a word is a gap and a length, and a lemma that is the word in
lower case is 0. The words of one tag, class and place share one entry of a list.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any, Protocol

from sitrep.read.grammar.blocks import Block
from sitrep.read.grammar.word_forms import Form

# The number of what is written and of what the steps from a text to a block do: raised when either changes, so that
# what was written before is not found any more. A test knows the sources that it stands for.
FORM = 1
# A block is a piece of at most 50,000 characters; written, its words take far less than this many bytes.
MOST_BYTES = 1 << 24
# How many forms that were read back are held, about 15 MB: the words that come again and again are far fewer.
MOST_FORMS = 50_000
# What goes wrong when damaged bytes are read.
DAMAGE = (ValueError, TypeError, IndexError, KeyError, RecursionError, zlib.error)


class BlockStore(Protocol):
    """What keeps written blocks by the text that went to the model, beyond this process."""

    def remembered(self, texts: Sequence[str]) -> dict[str, bytes]:
        """What was kept of some texts; nothing of those that are not known."""

    def keep(self, written: Mapping[str, bytes]) -> None:
        """Keep written blocks by their texts. Whatever keeps it from that is no failure of the reading."""


def written(block: Block) -> bytes:
    """A block as bytes, of which `read_back` makes it again beside its text."""
    ends = [start + len(form.text) for start, form in zip(block.starts, block.forms, strict=True)]
    kinds = [(form.tag, form.pos, form.dep) for form in block.forms]
    number = {kind: n for n, kind in enumerate(dict.fromkeys(kinds))}
    columns = (
        [start - before for start, before in zip(block.starts, chain([0], ends), strict=False)],
        [len(form.text) for form in block.forms],
        [0 if form.lemma == form.text.lower() else form.lemma for form in block.forms],
        list(number),
        [number[kind] for kind in kinds],
        [head - n for n, head in enumerate(block.heads)],
        block.sentences,
        block.entities,
    )
    return zlib.compress(json.dumps(columns, separators=(",", ":")).encode("ascii"))


def read_back(text: str, body: bytes) -> Block | None:
    """The block of a text that was written to these bytes; None where they are damaged or of another text."""
    try:
        unpacker = zlib.decompressobj()
        columns = json.loads(unpacker.decompress(body, MOST_BYTES))
        return _block(text, columns) if unpacker.eof else None
    except DAMAGE:
        return None


@lru_cache(MOST_FORMS)
def form_of(text: str, lemma: str, tag: str, pos: str, dep: str) -> Form:
    """A form, made once: most words of a page were on others."""
    return Form(text, lemma, tag, pos, dep)


def _block(text: str, columns: Sequence[Any]) -> Block | None:
    """A block of its columns. Raises one of DAMAGE, or gives None, where they do not fit each other and the text."""
    gaps, lengths, lemmas, kinds, numbers, reaches, sentences, entities = columns
    ends = list(accumulate(gap + length for gap, length in zip(gaps, lengths, strict=True)))
    starts = tuple(end - length for end, length in zip(ends, lengths, strict=True))
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    forms = tuple(
        form_of(word, lemma or word.lower(), *kinds[number])
        for word, lemma, number in zip(words, lemmas, numbers, strict=True)
    )
    heads = tuple(n + reach for n, reach in enumerate(reaches))
    fits = len(heads) == len(forms) and all(0 <= head < len(forms) for head in heads)
    if not fits or (ends and ends[-1] > len(text)):
        return None
    return Block(
        starts,
        forms,
        heads,
        tuple((start, end) for start, end in sentences),
        tuple((start, end, label) for start, end, label in entities),
    )

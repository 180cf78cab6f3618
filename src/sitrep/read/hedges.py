"""Words that weaken or vouch: hedges, where they stand and what they are about."""

from collections.abc import Iterator

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Hedge
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import hull
from sitrep.read.naming import words_of
from sitrep.read.stages import Layers


def read_hedges(parse: Parse, _layers: Layers, lexicon: Lexicon) -> Iterator[Hedge]:
    """Yield every hedge phrase of the lexicon, the longest at each place.

    A possibility verb counts only as an auxiliary: "may" the month and "will" the noun do not.
    """
    rows = {words_of(row.phrase): row for row in lexicon.hedges}
    longest = max((len(words) for words in rows), default=0)
    i = 0
    while i < len(parse.tokens):
        for length in range(longest, 0, -1):
            tokens = parse.tokens[i : i + length]
            row = rows.get(tuple(t.lower for t in tokens))
            if row is None or len(tokens) < length or parse.sentence(tokens[0]) is not parse.sentence(tokens[-1]):
                continue
            if length == 1 and not fits(parse, tokens[0], row.kind):
                continue
            yield Hedge(hull(t.span for t in tokens), row.kind, row.scope, row.certainty, f"hedges:{row.key}")
            i += length - 1
            break
        i += 1


def fits(parse: Parse, token: Token, kind: str) -> bool:
    """Whether a word has the class that makes it a hedge: "May" and "around the town" are none."""
    if kind == "possibility":
        return token.pos not in ("PROPN", "NOUN")
    if kind == "approximation":
        following = parse.tokens[token.i + 1 : token.i + 3]
        return any(t.tag == "CD" or t.pos == "NUM" for t in following)
    return True

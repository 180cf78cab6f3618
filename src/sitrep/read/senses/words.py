"""The sense table as the rules ask it: the class of a word, what a sign of war is, what a sentence talks of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import zip_longest

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import SenseRow
from sitrep.model.parses import Parse, Sentence, Token
from sitrep.model.spans import Span

# A word of a domain counts so much; a domain is the talk's with so much.
WEIGHTS = {"strong": 3, "weak": 1}
ENOUGH = 2
# A noun so short has no ending worth reading ("city", "nation").
LONG = 7
# A "store" and a "bakery" are hit and a "guard" is hurt in war too, so that they hint at no other talk.
ANCHORED = ("target", "people")
# The slots in which two words are looked up together.
PAIRED = frozenset({"domain"})

# A word with the row that lists it.
Listed = tuple[Token, SenseRow]


@dataclass(frozen=True)
class Senses:
    """The rows of the sense table by slot and word."""

    rows: Mapping[tuple[str, str], SenseRow]

    def find(self, slot: str, token: Token) -> SenseRow | None:
        """The row of a word in a slot, by its form, its lemma or its ending."""
        return self.listed(slot, token) or (self.ending(slot, token) if token.pos == "NOUN" else None)

    def listed(self, slot: str, token: Token) -> SenseRow | None:
        """The row that lists a word itself in a slot."""
        listed = self.words.get(slot, {})
        return listed.get(token.lower) or listed.get(token.lemma.lower())

    def is_strong(self, slot: str, token: Token) -> bool:
        """Whether a strong row lists a word in a slot."""
        row = self.listed(slot, token)
        return row is not None and row.strength == "strong"

    def ending(self, slot: str, token: Token) -> SenseRow | None:
        """The row of a noun's ending ("-ness"), where no anchor row names the noun as a place or as people."""
        if len(token.lemma) < LONG or ("anchor", token.lemma.lower()) in self.rows:
            return None
        return next((row for end, row in self.endings.get(slot, ()) if token.lemma.lower().endswith(end)), None)

    def pair(self, slot: str, token: Token, after: Token | None) -> SenseRow | None:
        """The row that lists a word and the one after it together in a slot."""
        if after is None or token.lower not in self.openers:
            return None
        return self.rows.get((slot, f"{token.lower} {after.lower}"))

    @cached_property
    def words(self) -> dict[str, dict[str, SenseRow]]:
        """The rows of each slot by word."""
        found: dict[str, dict[str, SenseRow]] = {}
        for (slot, word), row in self.rows.items():
            found.setdefault(slot, {})[word] = row
        return found

    @cached_property
    def openers(self) -> frozenset[str]:
        """The first words of what rows list of several words."""
        return frozenset(word.split(" ")[0] for _, word in self.rows if " " in word)

    @cached_property
    def endings(self) -> dict[str, list[tuple[str, SenseRow]]]:
        """The endings that rows name, by slot: words written with a hyphen before them."""
        found: dict[str, list[tuple[str, SenseRow]]] = {}
        for (slot, word), row in self.rows.items():
            if word.startswith("-"):
                found.setdefault(slot, []).append((word[1:], row))
        return found


@cache
def senses_of(lexicon: Lexicon) -> Senses:
    """The sense table of a lexicon, indexed once."""
    return Senses({(row.slot, word): row for row in lexicon.senses for word in row.words})


def sign_of(senses: Senses, token: Token) -> str | None:
    """What a word is a sign of: `war`, `target` (what is built and can be hit), `people`; or None."""
    row = senses.listed("anchor", token)
    return row.sense if row is not None else None


@dataclass(frozen=True)
class Talk:
    """What the sentences of a page talk of. The words of a sentence are looked up when first it is asked for."""

    parse: Parse
    senses: Senses
    found: dict[tuple[str, int], Sequence[Listed]] = field(default_factory=dict, repr=False, compare=False)

    def words_of(self, slot: str, number: int) -> Sequence[Listed]:
        """The words of a sentence that stand in a slot, with their rows; none beyond the ends of the page."""
        if (slot, number) not in self.found:
            inside = 0 <= number < len(self.parse.sentences)
            words = self._looked_up(slot, self.parse.sentences[number]) if inside else ()
            self.found[slot, number] = tuple(words)
        return self.found[slot, number]

    def _looked_up(self, slot: str, sentence: Sentence) -> Iterator[Listed]:
        tokens = self.parse.sentence_tokens(sentence)
        for token, after in zip_longest(tokens, tokens[1:]):
            pair = self.senses.pair(slot, token, after) if slot in PAIRED else None
            row = pair or self.senses.find(slot, token)
            if row is not None:
                yield token, row

    def domain(self, number: int, besides: Token | None = None) -> int:
        """The weight of the strongest domain: its words in a sentence, and its strong ones next to it, for one each.

        One word can be left out. The talk seldom changes from one sentence to the next (one sense per discourse).
        """
        weights: dict[str, int] = {}
        seen = {besides.lemma} if besides is not None else set()
        for n in (number, number - 1, number + 1):
            for token, row in self.words_of("domain", n):
                if token.lemma in seen:
                    continue
                if row.strength == "weak" and (n != number or sign_of(self.senses, token) in ANCHORED):
                    continue
                seen.add(token.lemma)
                weights[row.sense] = weights.get(row.sense, 0) + (WEIGHTS[row.strength] if n == number else 1)
        return max(weights.values(), default=0)


def is_meant(talk: Talk, span: Span) -> bool:
    """Whether a weapon or force is one: not in "hit him like a bullet", nor a rocket of a shot in a match report."""
    parse = talk.parse
    head = parse.at(span)
    if head is None:
        return False
    governor = parse.head(head)
    if head.dep == "pobj" and governor.lower in ("like", "as"):
        return False
    row = talk.senses.rows.get(("anchor", head.lemma.lower()))
    loose = row is not None and row.strength == "weak"
    return not loose or talk.domain(parse.sentence_number(head)) < ENOUGH

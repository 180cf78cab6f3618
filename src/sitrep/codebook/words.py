"""Words of a code book: their forms, and the first of them that a claim's trigger and sentence have."""

from collections.abc import Mapping, Sequence

from sitrep.codebook.records import Word
from sitrep.model.fields import Record, text_at

VOWELS = frozenset("aeiou")
# Endings after which English puts -es.
HISSING = ("s", "x", "z", "ch", "sh", "o")
EDGES = ".,;:!?\"'()[]\u201c\u201d\u2018\u2019\u2026"
Index = Mapping[str, Sequence[Word]]


def forms_of(lemma: str) -> tuple[str, ...]:
    """The regular forms of an English verb or noun, itself first; irregular ones have to be listed.

    >>> forms_of("harass"), forms_of("rob")
    (('harass', 'harasses', 'harassed', 'harassing'), ('rob', 'robs', 'robbed', 'robbing'))
    """
    base = lemma.casefold()
    if base.endswith("e"):
        return base, f"{base}s", f"{base}d", f"{base[:-1]}ing"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"
    plural = f"{base}es" if base.endswith(HISSING) else f"{base}s"
    stem = base + base[-1:] if _doubles(base) else base
    return base, plural, f"{stem}ed", f"{stem}ing"


def _doubles(base: str) -> bool:
    """Whether the last consonant of a short word doubles: rob, robbed."""
    if len(base) < 3 or base[-1] in VOWELS or base[-1] in "wxy":  # noqa: PLR2004 - a consonant, a vowel, a consonant
        return False
    vowels = [letter in VOWELS for letter in base]
    return vowels[-2] and not vowels[-3] and sum(vowels) == 1


def index_of(words: Sequence[Word]) -> Index:
    """Words by each of their forms, those that need most other words first, else in their order."""
    found: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda word: -len(word.before) - len(word.after)):
        for form in word.forms:
            found.setdefault(form, []).append(word)
    return found


def word_of(claim: Record, index: Index) -> Word | None:
    """The word of the index that a claim's event is told by, or None."""
    trigger, text = text_at(claim, "event", "trigger", "text"), text_at(claim, "evidence", "text")
    if trigger is None or text is None:
        return None
    tokens = _tokens(text)
    for form in _tokens(trigger):
        for word in index.get(form, ()):
            if form in tokens and _stands(word, tokens, tokens.index(form)):
                return word
    return None


def _tokens(text: str) -> list[str]:
    """The words of a text, without case and the marks around them."""
    return [word for raw in text.casefold().split() if (word := raw.strip(EDGES))]


def _stands(word: Word, tokens: Sequence[str], at: int) -> bool:
    """Whether what a word needs stands before and after its own place."""
    return _in_order(word.before, tokens[:at]) and _in_order(word.after, tokens[at + 1 :])


def _in_order(needed: Sequence[tuple[str, ...]], tokens: Sequence[str]) -> bool:
    """Whether one of each of the needed alternatives stands among words, in order."""
    rest = iter(tokens)
    return all(any(token in alternatives for token in rest) for alternatives in needed)

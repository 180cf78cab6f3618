"""What kind of thing a common noun is first of all: a fighter, a structure, a game, a feeling; the one door to WordNet.

Of a word's first and so commonest sense in WordNet (Fellbaum 1998) the table holds the nearest of a few chosen synsets
above it, else its lexicographer file, joined into the few classes that say whether something attacks or is attacked.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sitrep.model.parses import Token

# Classes of nouns that do nothing themselves: deeds, fights, weapons, illnesses, weather, stuff.
LIFELESS = frozenset(
    {"act", "body", "disease", "garment", "matter", "money", "nature", "violence", "weapon", "weather"}
)

PARTICLES = frozenset({"up", "in", "out", "off", "down", "over", "back"})


@cache
def load_classes() -> Mapping[str, str]:
    """The class of each noun in the table."""
    text = (files("sitrep.read.grammar") / "data" / "noun_classes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith(("#", "class\t")))
    return {word: name for name, words in rows for word in words.split("|")}


def noun_class(token: Token) -> str | None:
    """The class of a common noun, or None for other words and those that WordNet does not know.

    A noun that is a particle ends one made of a verb with it, "start-up", and is an act.

    >>> from sitrep.model.spans import Span
    >>> noun_class(Token(0, Span(0, 7), "bridges", "bridge", "NNS", "NOUN", "dobj", 0))
    'structure'
    """
    if token.pos == "NOUN" and token.lower in PARTICLES:
        return "act"
    return class_of_word(token.lemma, token.text) if token.pos == "NOUN" else None


def class_of_word(*forms: str) -> str | None:
    """The class of a word by the first of its forms that the table has: "Hospital" at the end of a name is one."""
    return next((found for form in forms if (found := load_classes().get(form.lower()))), None)


def is_lifeless(token: Token) -> bool:
    """Whether a common noun is of a kind that does nothing itself: a war, a bullet, a flood."""
    return noun_class(token) in LIFELESS

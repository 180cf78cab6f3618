"""What somebody types to search, as terms; and how a term is looked for."""

import re
from dataclasses import dataclass

from sitrep.desk.searching.folding import folded_words

_PART = re.compile(
    r'["\u201c\u201d\u201e\u00ab](?P<phrase>[^"\u201c\u201d\u201e\u00ab\u00bb]*)'
    r'["\u201c\u201d\u201e\u00bb]|(?P<word>[^\s"\u201c\u201d\u201e\u00ab\u00bb]+)'
)
# Scripts that write words without spaces between them, or put particles before and after them without one: Hebrew,
# Arabic, Syriac, Thai and its neighbours, Tibetan, Burmese, Khmer, Kana, Han, Hangul; and emoji.
_JOINED = re.compile(
    "[\u0590-\u07bf\u0860-\u08ff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff"
    "\u2190-\u2bff\U0001f000-\U0001faff\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff\U00020000-\U0003ffff]"
)
# Shorter words are looked for as a whole: too much begins with two letters.
_FEWEST_OF_BEGINNING = 3
WHOLE, BEGINNING, INSIDE, AFTER_PARTICLE = "whole", "beginning", "inside", "after particle"
_SEMITIC = re.compile("[\u0590-\u06ff]")
# And, so, in, to, as and the article, which Arabic and Hebrew write together with the name.
_PARTICLES = ("", *"وفبلك", "ال", "وال", "فال", "بال", "كال", "لل", "ول", "وب", *"ובלהמ", "וב")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was typed: a word, words with hyphens, or a phrase in quotation marks.

    `text` is as it is searched, `typed` as it was typed; a phrase is looked for as it stands.
    """

    text: str
    typed: str
    is_phrase: bool


def parse_query(query: str) -> tuple[Term, ...]:
    """The terms of a query, all of which a page must have. Whatever is typed is a query; of marks alone it is empty.

    >>> [(term.text, term.is_phrase) for term in parse_query('strike "Deir ez-Zor" --')]
    [('strike', False), ('deir ez zor', True)]
    """
    found: dict[tuple[str, bool], Term] = {}
    for match in _PART.finditer(query):
        phrase = match.group("phrase")
        typed = match.group("word") if phrase is None else phrase.strip()
        if text := folded_words(typed):
            found.setdefault((text, phrase is not None), Term(text, typed, phrase is not None))
    return tuple(found.values())


def is_joined(text: str) -> bool:
    """Whether words are also looked for within others, as in Arabic, Chinese or Thai.

    >>> is_joined("دوما"), is_joined("Douma")
    (True, False)
    """
    return _JOINED.search(text) is not None


def usual_form(text: str) -> str:
    """How a word is looked for where nothing else is known: within others, as their beginning, or as a whole."""
    if is_joined(text):
        return INSIDE
    return BEGINNING if len(text) >= _FEWEST_OF_BEGINNING and not text[0].isdigit() else WHOLE


def spelling_form(text: str) -> str:
    """How another spelling is looked for: narrowly, for nobody typed it.

    Arabic ones stand after particles at most, Chinese ones within others; those of scripts whose languages decline
    names may go on; Latin ones are whole words.
    """
    if is_joined(text):
        return AFTER_PARTICLE if _SEMITIC.match(text) else INSIDE
    return WHOLE if text.isascii() or len(text) <= _FEWEST_OF_BEGINNING else BEGINNING


def patterns(text: str, form: str) -> tuple[str, ...]:
    """The characters to find in a folded text, in which every word stands between spaces; any of them will do.

    >>> patterns("hama", WHOLE), patterns("strike", BEGINNING), patterns("دوما", INSIDE)
    ((' hama ',), (' strike',), ('دوما',))
    """
    if form == AFTER_PARTICLE:
        return tuple(f" {particle}{text} " for particle in _PARTICLES)
    return ({WHOLE: f" {text} ", BEGINNING: f" {text}", INSIDE: text}[form],)

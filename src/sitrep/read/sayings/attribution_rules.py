"""The rules of attribution in the order of their trust, and what they find at one word.

Where a construction names nobody ("reportedly", "is believed to have") the passage is attributed and has no source.
"""

from collections.abc import Iterator

from sitrep.model.parses import Token
from sitrep.read.sayings.clause_rules import by_as_clause, by_clause, by_infinitive, by_seeming
from sitrep.read.sayings.object_rules import (
    by_accusation,
    by_as,
    by_figure,
    by_naming,
    by_object,
    by_quoted,
    by_quoter,
    by_showing,
)
from sitrep.read.sayings.quotation_rules import (
    by_colon,
    by_inverted,
    by_label,
    by_last_speaker,
    by_parenthesis,
    by_quotation,
    by_signature,
    by_tail,
)
from sitrep.read.sayings.saying import Found, Page, Rule, is_clausal
from sitrep.read.sayings.word_rules import by_adjective, by_adverb, by_copula, by_noun, by_phrase, by_words

VERB_RULES: tuple[Rule, ...] = (
    by_inverted,
    by_clause,
    by_as_clause,
    by_infinitive,
    by_object,
    by_quoted,
    by_quoter,
    by_accusation,
    by_figure,
    by_naming,
    by_as,
    by_showing,
    by_seeming,
    by_quotation,
    by_parenthesis,
    by_last_speaker,
)
WORD_RULES: tuple[Rule, ...] = (by_adjective, by_noun, by_phrase, by_adverb)
# Those that need no word of the file: marks, "X's words", "the claim is that ...", any verb beside a quotation.
OPEN_VERB_RULES: tuple[Rule, ...] = (by_quotation, by_copula)
MARK_RULES: tuple[Rule, ...] = (by_colon, by_label, by_signature, by_tail)


def rules_for(page: Page, token: Token) -> tuple[Rule, ...]:
    """The rules that may find something at a token, in the order of their trust."""
    known = token.lemma in page.words or token.lower in page.words
    verbs = (VERB_RULES if known else OPEN_VERB_RULES) if is_clausal(token) else ()
    words = (*(WORD_RULES if known else ()), *((by_words,) if token.dep == "pobj" else ()))
    return (*verbs, *words, *(() if token.text[0].isalnum() else MARK_RULES))


def found_at(page: Page, token: Token) -> Iterator[Found]:
    """Yield what the rules find at a token, in the order of their trust."""
    for rule in rules_for(page, token):
        yield from rule(page, token)

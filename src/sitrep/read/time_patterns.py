"""Patterns over time tokens, and their cascade: each level reads what the one before it made.

A pattern is a row of elements: ``of`` a word, ``,`` a mark, ``{month}`` a token with that sense,
``{unit:Q}`` one with that value of it, ``{n|vague}`` either sense, ``d={dom}`` the same with the value kept as
`d`; brackets, ``|`` and ``?`` as in regular expressions. The longest match wins at each token.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.model.spans import Span
from sitrep.read.time_tokens import TimeToken

ELEMENT = re.compile(r"(?:(?P<name>\w+)=)?\{(?P<senses>[\w|:+-]+)\}|(?P<literal>[a-z]+|[,.-])|\s+")

# Names of kept values that are modifiers.
MODIFIERS = ("e", "f", "g")

Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A pattern, the sense of what it matches, and its value: a template of the kept values, or a function of them.

    What is kept as `e`, `f` or `g` is a modifier (START, END, LESS_THAN ...) and is added after a semicolon.
    """

    pattern: str
    sense: str
    value: str | Callable[[Slots], str]


def element_expression(element: re.Match[str]) -> str:
    """One element of a pattern as a regular expression over encoded tokens."""
    if element["literal"]:
        return rf"(?:{re.escape(element['literal'])}/\S*\s)"
    if not element["senses"]:
        return ""
    senses = [sense.partition(":") for sense in element["senses"].split("|")]
    if senses[0][2]:
        sense, _, value = senses[0]
        return rf"(?:\S*?/{sense}={re.escape(value)}/\S*\s)"
    kept = f"?P<{element['name']}>" if element["name"] else "?:"
    either = "|".join(sense for sense, _, _ in senses)
    return rf"(?:\S*?/(?:{either})=({kept}[^/\s]*)/\S*\s)"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression over encoded tokens."""
    return re.compile(ELEMENT.sub(element_expression, pattern))


def value_of(rule: TimeRule, slots: Slots) -> str:
    """The value a rule gives to its kept values, with the modifier after a semicolon."""
    value = rule.value(slots) if callable(rule.value) else rule.value.format_map(slots)
    return ";".join([value, *(slots[name] for name in MODIFIERS if slots.get(name))])


@dataclass(frozen=True, slots=True)
class _Match:
    """A rule's match: how many tokens it took, its sense and value."""

    tokens: int
    sense: str
    value: str


def best_match(rules: Sequence[TimeRule], encoded: str, at: int) -> _Match | None:
    """The longest match of the rules at an offset; of equally long ones the first rule's."""
    best: tuple[int, TimeRule, Slots] | None = None
    for rule in rules:
        found = compiled(rule.pattern).match(encoded, at)
        if found and (best is None or found.end() > best[0]):
            best = found.end(), rule, {name: value or "" for name, value in found.groupdict().items()}
    if best is None:
        return None
    end, rule, slots = best
    return _Match(encoded.count(" ", at, end), rule.sense, value_of(rule, slots))


def apply_level(rules: Sequence[TimeRule], text: str, tokens: Sequence[TimeToken]) -> list[TimeToken]:
    """The tokens with every longest match replaced by one token of the rule's sense."""
    offsets, encoded = [], []
    length = 0
    for token in tokens:
        offsets.append(length)
        encoded.append(token.encoded)
        length += len(encoded[-1])
    joined = "".join(encoded)
    found: list[TimeToken] = []
    i = 0
    while i < len(tokens):
        near = any(token.senses for token in tokens[i : i + 3])
        match = best_match(rules, joined, offsets[i]) if near else None
        if match is None:
            found.append(tokens[i])
            i += 1
            continue
        span = Span(tokens[i].span.start, tokens[i + match.tokens - 1].span.end)
        kept = tokens[i].senses if match.tokens == 1 else {}
        found.append(TimeToken(span, span.quote(text), {**kept, match.sense: match.value}))
        i += match.tokens
    return found

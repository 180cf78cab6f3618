"""Patterns over time tokens, and their cascade: each level reads what the one before it made.

A pattern is a row of elements: ``of`` a word, ``,`` a mark, ``{month}`` a token with that sense,
``{unit:Q}`` one with that value of it, ``{n|vague}`` either sense, ``d={dom}`` the same with the value kept as
`d`; brackets, ``|`` and ``?`` as in regular expressions. The longest match wins at each token.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sitrep.model.spans import Span
from sitrep.read.times.tokens import TimeToken

ELEMENT = re.compile(r"(?:(?P<name>\w+)=)?\{(?P<senses>[\w|:+-]+)\}|(?P<literal>[a-z]+|[,.;-])|\s+")

# Names of kept values that are modifiers.
MODIFIERS = ("e", "f", "g")

Slots = Mapping[str, str]


@dataclass(frozen=True)
class TimeRule:
    """A pattern, the sense of what it matches, and its value: a template of the kept values, or a function of them.

    What is kept as `e`, `f` or `g` is a modifier (START, END, LESS_THAN ...) and is added after a semicolon.
    """

    pattern: str
    sense: str
    value: str | Callable[[Slots], str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern as a regular expression over encoded tokens."""
        return re.compile(ELEMENT.sub(element_expression, self.pattern))


@dataclass(frozen=True, slots=True)
class Level:
    """Rules that are tried together; `naming` has, for a word or sense, the numbers of the rules that name it."""

    rules: tuple[TimeRule, ...]
    naming: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, rules: Sequence[TimeRule]) -> "Level":
        """The rules, indexed."""
        naming: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            for name in sorted(names_in(rule.pattern)):
                naming.setdefault(name, []).append(number)
        return cls(tuple(rules), naming)

    def rules_for(self, token: TimeToken) -> list[TimeRule]:
        """The rules that name a token by its word or one of its senses, in order: no other can begin with it."""
        naming = [self.naming[name] for name in (token.word, *token.senses) if name in self.naming]
        return [self.rules[n] for n in sorted(set[int]().union(*naming))] if naming else []


def names_in(pattern: str) -> set[str]:
    """The words and the senses that a pattern has, without the values it asks of them.

    >>> sorted(names_in("the d={day|unit:D} (of)?"))
    ['day', 'of', 'the', 'unit']
    """
    elements = list(ELEMENT.finditer(pattern))
    senses = (sense for e in elements if e["senses"] for sense in e["senses"].split("|"))
    return {e["literal"] for e in elements if e["literal"]} | {sense.partition(":")[0] for sense in senses}


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
        found = rule.expression.match(encoded, at)
        if found and (best is None or found.end() > best[0]):
            best = found.end(), rule, {name: value or "" for name, value in found.groupdict().items()}
    if best is None:
        return None
    end, rule, slots = best
    return _Match(encoded.count(" ", at, end), rule.sense, value_of(rule, slots))


def apply_level(level: Level, text: str, tokens: Sequence[TimeToken]) -> list[TimeToken]:
    """The tokens with every longest match replaced by one token of a rule's sense."""
    # A match has a token with a sense that its rule names among its first three.
    telling = (i for i, token in enumerate(tokens) if not level.naming.keys().isdisjoint(token.senses))
    near = {i - back for i in telling for back in range(min(i, 2) + 1)}
    beginning = [(i, rules) for i in sorted(near) if (rules := level.rules_for(tokens[i]))]
    if not beginning:
        return list(tokens)
    encoded = [token.encoded for token in tokens]
    offsets, joined = list(accumulate(map(len, encoded), initial=0)), "".join(encoded)
    found: list[TimeToken] = []
    done = 0
    for i, rules in beginning:
        match = best_match(rules, joined, offsets[i]) if i >= done else None
        if match is None:
            continue
        span = Span(tokens[i].span.start, tokens[i + match.tokens - 1].span.end)
        kept = tokens[i].senses if match.tokens == 1 else {}
        found += [*tokens[done:i], TimeToken(span, span.quote(text), {**kept, match.sense: match.value})]
        done = i + match.tokens
    return [*found, *tokens[done:]]

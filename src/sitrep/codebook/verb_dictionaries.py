"""Verb dictionaries in PETRARCH's format as words of a code book.

A block begins with `--- LABEL [CODE] ---`; verbs follow, with irregular forms in braces and, where it differs, a code
of their own; a pattern (`- ... * ... [CODE]`) is for every verb of its block, `*` the verb, `$` and `+` its source and
target. `&NAME` begins a set of words, one `+WORD` a line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.codebook.dictionaries import BRACKETS, CODE, NO_EVENT, Line, name_of
from sitrep.codebook.words import forms_of
from sitrep.model.documents import Refusal

HEAD = re.compile(r"-{2,}\s*(?P<label>[^\[\]]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?\s*-*")
VERB = re.compile(r"(?P<verb>[^\s\[\]{}]+)\s*(?:\{(?P<forms>[^{}]*)\})?\s*(?:\[(?P<code>[^\[\]]*)\])?")
WORD = re.compile(r"[\w'’.-]+")
Needed = tuple[tuple[str, ...], ...]
Sets = Mapping[str, tuple[str, ...]]
# Signs of patterns that a code book has nothing for, and why.
SIGNS = {
    "%": "% marks a source that is the target too, which a claim has no field for",
    "^": "^ skips to the end of a clause, which words in order cannot say",
    "(": "brackets ask for phrases of PETRARCH's own parse",
    "{": "braces ask for phrases of PETRARCH's own parse",
    "~": "~ combines the codes of two verbs",
    "|": "| combines patterns",
    "?": "? is no sign of a pattern",
}


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of a dictionary: all forms of its verbs, the first the lemma, with what must stand before and after."""

    code: str
    label: str
    forms: tuple[str, ...]
    before: Needed
    after: Needed
    line: Line


@dataclass(slots=True)
class Block:
    """What has been read of a block: its verbs' lines and forms, and how many rows it gave; a refusal of its code."""

    line: Line
    label: str
    code: str | None
    verbs: list[tuple[Line, tuple[str, ...], Needed, Needed]] = field(default_factory=list)
    rows: int = 0
    refused: list[Refusal] = field(default_factory=list)


def words_in(lines: Sequence[Line]) -> list[WordRow | Refusal]:
    """The words of a verb dictionary, and a refusal for each line that gives none."""
    sets, found = sets_of(lines)
    block: Block | None = None
    within_set = False
    for line in lines:
        if line.text.startswith("&"):
            within_set = True
        elif line.text.startswith("---"):
            found += _empty(block)
            block, within_set = _block(line), False
            found += block.refused
        elif not (within_set and line.text.startswith("+")):
            within_set = False
            found += _row(line, block, sets)
    return found + _empty(block)


def sets_of(lines: Sequence[Line]) -> tuple[Sets, list[WordRow | Refusal]]:
    """The sets of words of a dictionary by name, and refusals of those of their lines that are no single word."""
    sets: dict[str, tuple[str, ...]] = {}
    refused: list[WordRow | Refusal] = []
    name: str | None = None
    for line in lines:
        if line.text.startswith("&"):
            name = line.text.upper()
            sets.setdefault(name, ())
        elif name is not None and line.text.startswith("+"):
            word = name_of(line.text[1:]).casefold()
            if len(word.split()) == 1 and WORD.fullmatch(word):
                plural = () if line.text.endswith("_") else forms_of(word)[1:2]
                sets[name] = (*sets[name], word, *plural)
            else:
                refused.append(
                    line.refused("a set holds single words, and this is none", "write the phrase in a pattern")
                )
        else:
            name = None
    return sets, refused


def _block(line: Line) -> Block:
    """The block that a heading begins; without a code of its own where it has none, or ---."""
    head = HEAD.fullmatch(line.text)
    code = (head["code"] or "").strip() if head else ""
    label = name_of(head["label"]) if head else ""
    wrong = _wrong_code(line, code) if code not in {"", NO_EVENT} else None
    return Block(line, label.capitalize(), code if CODE.fullmatch(code) else None, refused=[wrong] if wrong else [])


def _empty(block: Block | None) -> list[WordRow | Refusal]:
    """The refusal of a block that gave no row."""
    if block is None or block.rows or block.refused:
        return []
    reason = "nothing of this block has a code" if block.verbs else "this block has no verbs"
    return [block.line.refused(reason, "write its code as --- LABEL [CODE] ---, and its verbs below")]


def _row(line: Line, block: Block | None, sets: Sets) -> list[WordRow | Refusal]:
    """What a line within a block gives."""
    if block is None:
        return [line.refused("the line stands before any block", "begin a block: --- LABEL [CODE] ---")]
    made = _pattern(line, block, sets) if line.text[0] in "-+" and line.text[1:2] in {" ", ""} else _verb(line, block)
    block.rows += sum(isinstance(one, WordRow) for one in made)
    return made


def _verb(line: Line, block: Block) -> list[WordRow | Refusal]:
    """A verb and its forms, with its own code or that of the block; nothing where neither has one."""
    found = VERB.fullmatch(line.text)
    parts = found["verb"].strip("_").split("_") if found else []
    heads = [number for number, part in enumerate(parts) if part.startswith("+")]
    at = heads[0] if heads else 0
    words = [part.removeprefix("+").casefold() for part in parts]
    if found is None or not all(WORD.fullmatch(word) for word in words) or len(heads) > 1:
        return [line.refused("this is no verb", "write VERB {FORM FORM} [CODE]")]
    listed = [name_of(form).casefold().split() for form in (found["forms"] or "").split()]
    if not all(form and WORD.fullmatch(form[0]) for form in listed):
        return [line.refused("a form of the verb is no word", "write words with spaces between them in the braces")]
    forms = (words[at], *(form[min(at, len(form) - 1)] for form in listed)) if listed else forms_of(words[at])
    before, after = (tuple((word,) for word in side) for side in (words[:at], words[at + 1 :]))
    block.verbs.append((line, tuple(dict.fromkeys(forms)), before, after))
    code = (found["code"] or "").strip() or block.code
    if code is None:
        return []
    wrong = _wrong_code(line, code)
    return [wrong or WordRow(code, block.label, tuple(dict.fromkeys(forms)), before, after, line)]


def _pattern(line: Line, block: Block, sets: Sets) -> list[WordRow | Refusal]:
    """A pattern of all verbs of a block: a row for those that are single words, and one for each of several words."""
    codes, body = BRACKETS.findall(line.text), BRACKETS.sub(" ", line.text[1:])
    if len(codes) != 1:
        return [line.refused("the pattern has no code, or several", "write one code: - words * words [CODE]")]
    wrong = _wrong_code(line, codes[0].strip())
    if wrong is not None:
        return [wrong]
    tokens = body.split()
    sides = [] if tokens.count("*") != 1 else [tokens[: tokens.index("*")], tokens[tokens.index("*") + 1 :]]
    if not sides:
        return [line.refused("the pattern has no *, or several", "write * once, where the verb stands")]
    needed = [_needed(line, side, sets) for side in sides]
    refused = [side for side in needed if isinstance(side, Refusal)]
    before, after = (side for side in needed if not isinstance(side, Refusal)) if not refused else ((), ())
    if refused or not block.verbs:
        return [*refused[:1]] or [
            line.refused("the pattern stands before any verb of its block", "put the verbs first")
        ]
    alone = tuple(form for _, forms, *others in block.verbs if others == [(), ()] for form in forms)
    phrases = [(forms, one + before, two + after) for _, forms, one, two in block.verbs if one or two]
    ways = [(alone, before, after), *phrases] if alone else phrases
    return [WordRow(codes[0].strip(), "", tuple(dict.fromkeys(way[0])), way[1], way[2], line) for way in ways]


def _needed(line: Line, tokens: Sequence[str], sets: Sets) -> Needed | Refusal:
    """The words of one side of a pattern, source and target left out; the refusal of what a code book cannot say."""
    needed: list[tuple[str, ...]] = []
    for token in tokens:
        sign = next((sign for sign in SIGNS if sign in token), None)
        if sign is not None:
            return line.refused(f"the pattern cannot be kept: {SIGNS[sign]}", "write it with words, $, + and * alone")
        if token in {"$", "+"}:
            continue
        if token.startswith("&"):
            if not sets.get(token.upper()):
                return line.refused(
                    f"there is no set of words {token} in this file", f"add {token} and its +WORD lines"
                )
            needed.append(sets[token.upper()])
            continue
        words = name_of(token).casefold().split()
        if not words or not all(WORD.fullmatch(word) for word in words):
            return line.refused(f"{token} in the pattern is no word", "write it with words, $, + and * alone")
        needed += [(word,) for word in words]
    return tuple(needed)


def _wrong_code(line: Line, code: str) -> Refusal | None:
    """The refusal of a code that a row cannot have; None where it can."""
    if code == NO_EVENT:
        return line.refused("[---] says that this is no event, and a row gives a code", "give it a code of its own")
    if ":" in code:
        return line.refused(f"[{code}] makes two events, one for each side", "write one of the codes")
    if not CODE.fullmatch(code):
        return line.refused(f"[{code[:40]}] is no code", "write letters and digits alone in the brackets")
    return None

"""A code book read from its file and checked: the book where it can be used, and all that is wrong with it."""

import re
from collections import Counter

from sitrep.codebook.columns import field_of
from sitrep.codebook.conditions import condition_of
from sitrep.codebook.nodes import Mapping, Node, Place, WrongYaml, nodes_of
from sitrep.codebook.overlap import contradicts_itself, implies, taken_by
from sitrep.codebook.parties import agent_of, party_of
from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.records import Book, Kind, Problem, Word
from sitrep.codebook.shapes import Problems, items_of, mapping_of, meant, shown, tell, text_of, texts_of
from sitrep.codebook.words import forms_of

KEYS = ("name", "version", "of", "kinds", "otherwise", "fields", "words", "actors", "agents")
NEEDED = ("name", "version", "kinds")
KIND = ("code", "label", "definition", "from")
WORD = ("code", "lemma", "forms", "before", "after")
CODED = ("claims", "incidents")
CODE = re.compile(r"[\w.:/+-]{1,64}")


def read_book(data: bytes, vocabularies: dict[str, Vocabulary]) -> tuple[Book | None, list[Problem]]:
    """The code book of a file and its problems, in the order of their lines; no book where a problem is grave.

    `vocabularies` has what `claims` and `incidents` can be mapped from. Nothing is raised, whatever the bytes are.
    """
    problems: Problems = []
    try:
        root = nodes_of(data)
    except WrongYaml as wrong:
        return None, [wrong.problem]
    held = mapping_of(root, "a code book", KEYS, NEEDED, problems)
    book = None if held is None else _book(held, vocabularies, problems)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return (None if any(problem.grave for problem in problems) else book), problems


def _book(held: Mapping, vocabularies: dict[str, Vocabulary], problems: Problems) -> Book | None:
    """The book that a mapping says."""
    at = held.pairs
    of = text_of(at.get("of"), "of:", problems) or "claims"
    if of not in CODED:
        tell(problems, at["of"].at, f"of: {shown(of)} is not what can be coded", meant(of, CODED))
        return None
    vocabulary = vocabularies[of]
    kinds = _kinds(held, vocabulary, problems)
    otherwise = text_of(at.get("otherwise"), "otherwise:", problems)
    words = _words(at.get("words"), {kind.code for kind in kinds}, problems)
    fields = [field_of(node, vocabulary, problems) for node in items_of(at.get("fields"), "fields:", problems)]
    whole = tuple(field for field in fields if field is not None)
    _twice(
        [(f.name, n.at) for f, n in zip(fields, items_of(at.get("fields"), "", []), strict=True) if f],
        "field",
        problems,
    )
    parties = [party_of(node, problems) for node in items_of(at.get("actors"), "actors:", problems)]
    agents = [agent_of(node, problems) for node in items_of(at.get("agents"), "agents:", problems)]
    for key in ("words", "actors", "agents"):
        if of == "incidents" and key in at:
            tell(
                problems, held.places[key], f"{key}: is for claims; an incident has no words of its own", "code claims"
            )
    if not any(problem.grave for problem in problems):
        _unused(kinds, {word.code for word in words}, problems)
    name, version = (text_of(at[key], f"{key}:", problems) or "" for key in ("name", "version"))
    actors = tuple(party for row in parties if row is not None for party in row)
    callings = tuple(agent for agent in agents if agent is not None)
    return Book(name, version, of, kinds, otherwise, whole, words, actors, callings)


def _kinds(held: Mapping, vocabulary: Vocabulary, problems: Problems) -> tuple[Kind, ...]:
    """The kinds of a book, checked one by one and against those before them."""
    nodes = items_of(held.pairs["kinds"], "kinds:", problems)
    if not nodes:
        tell(problems, held.places["kinds"], "the code book has no kinds", "write at least one: code, label and from")
    read = [(kind, node.at) for node in nodes if (kind := _kind(node, vocabulary, problems)) is not None]
    _twice([(kind.code, at) for kind, at in read], "code", problems)
    _taken([kind for kind, _ in read], problems)
    return tuple(kind for kind, _ in read)


def _kind(node: Node, vocabulary: Vocabulary, problems: Problems) -> Kind | None:
    """One kind, or None where it is wrong."""
    held = mapping_of(node, "a kind", KIND, ("code",), problems)
    if held is None:
        return None
    code = text_of(held.pairs["code"], "code:", problems)
    if code is not None and not CODE.fullmatch(code):
        tell(
            problems,
            held.pairs["code"].at,
            f"{shown(code)} is no code",
            "write up to 64 letters, digits and . : / + - _",
        )
        code = None
    label, definition = (text_of(held.pairs.get(key), f"{key}:", problems) for key in ("label", "definition"))
    holds, given = None, held.pairs.get("from")
    if given is not None:
        holds = condition_of(given, vocabulary, problems)
        clash = contradicts_itself(holds, vocabulary) if holds is not None else None
        if clash is not None:
            remedy = "ask for one of the values, or write any: in the place of all:"
            tell(problems, given.at, f"{code} can never match: {clash} would need two values at once", remedy)
    return None if code is None else Kind(code, label or code, definition or "", holds, node.at.line)


def _twice(named: list[tuple[str, Place]], what: str, problems: Problems) -> None:
    """Tell of names that stand twice."""
    first: dict[str, Place] = {}
    for name, at in named:
        if name in first:
            tell(
                problems,
                at,
                f"the {what} {name} stands twice; first in line {first[name].line}",
                "give it another name",
            )
        first.setdefault(name, at)


def _taken(kinds: list[Kind], problems: Problems) -> None:
    """Tell of kinds that can never match, since those before them take all of theirs."""
    for number, kind in enumerate(kinds):
        if kind.holds is None:
            continue
        before = [other.holds for other in kinds[:number] if other.holds is not None]
        if taken_by(kind.holds, before):
            one = next((k for k in kinds[:number] if k.holds is not None and implies(kind.holds, k.holds)), None)
            taker = f"{one.code} (line {one.line})" if one else "the kinds before it, together,"
            reason = f"{kind.code} can never match: {taker} takes all that it would"
            tell(problems, Place(kind.line, 1), reason, "put it before, or ask for something else in one of them")


def _words(node: Node | None, codes: set[str], problems: Problems) -> tuple[Word, ...]:
    """The words of a book; a code that is no kind's is told, and a word that another has before it."""
    found: list[Word] = []
    seen: dict[tuple[object, ...], int] = {}
    for item in items_of(node, "words:", problems):
        word = _word(item, codes, problems)
        if word is None:
            continue
        found.append(word)
        same = [(form, word.before, word.after) for form in word.forms]
        if all(key in seen for key in same):
            reason = f"the word {word.forms[0]} is never used: line {seen[same[0]]} has it"
            tell(problems, item.at, reason, "keep one of the two", grave=False)
        seen |= {key: word.line for key in same if key not in seen}
    return tuple(found)


def _word(node: Node, codes: set[str], problems: Problems) -> Word | None:
    """One word with its code and what it needs."""
    held = mapping_of(node, "a word", WORD, ("code", "lemma"), problems)
    if held is None:
        return None
    code = text_of(held.pairs["code"], "code:", problems)
    if code is not None and code not in codes:
        tell(problems, held.pairs["code"].at, f"there is no kind {shown(code)}", meant(code, sorted(codes)))
    lemma = text_of(held.pairs["lemma"], "lemma:", problems)
    if lemma is not None and len(lemma.split()) > 1:
        tell(
            problems,
            held.pairs["lemma"].at,
            f"{shown(lemma)} is more than one word",
            "put the other words under after:",
        )
        return None
    listed = [form.casefold() for form, _ in texts_of(held.pairs.get("forms"), "forms:", problems)]
    before, after = (_needed(held.pairs.get(key), key, problems) for key in ("before", "after"))
    if code is None or lemma is None:
        return None
    forms = (lemma.casefold(), *listed) if listed else forms_of(lemma)
    return Word(code, tuple(dict.fromkeys(forms)), before, after, node.at.line)


def _needed(node: Node | None, key: str, problems: Problems) -> tuple[tuple[str, ...], ...]:
    """The words under `before` or `after`: each a word, or a list of words of which one must stand there."""
    items = items_of(node, f"{key}:", problems)
    needed = [[text.casefold() for text, _ in texts_of(item, f"a word {key} it", problems)] for item in items]
    return tuple(tuple(words) for words in needed if words)


def _unused(kinds: tuple[Kind, ...], worded: set[str], problems: Problems) -> None:
    """Note codes that nothing leads to, and labels that several kinds have."""
    for kind in kinds:
        if kind.holds is None and kind.code not in worded:
            reason = f"nothing leads to {kind.code}: it has no from:, and no word has its code"
            tell(problems, Place(kind.line, 1), reason, "add from: or words, or take it out", grave=False)
    counted = Counter(kind.label for kind in kinds)
    for kind in kinds:
        if counted[kind.label] > 1:
            reason = f"{counted[kind.label]} kinds have the label {shown(kind.label)}"
            tell(problems, Place(kind.line, 1), reason, "tell them apart by their labels", grave=False)

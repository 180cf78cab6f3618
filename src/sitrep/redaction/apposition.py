"""Words that only a person's name would be where they stand: beside kin and callings, in a call, in a family's firm."""

import re
from collections.abc import Sequence

from sitrep.redaction.kinds import Kind
from sitrep.redaction.known import load_known
from sitrep.redaction.tokens import Word
from sitrep.redaction.words import is_adjective, is_adverb, is_common, is_person_noun, rules

_OWNERS = frozenset({"his", "her", "my", "our", "their", "your"})
_OPEN = re.compile(r"[\"\u201c\u201e\u00ab\u2018][\s\u2026.]*$")
_CALL = re.compile(r"!|,\s+(?P<word>[a-z'\u2019]+)")
_LAST = re.compile(r"[!?.,][\"\u201d\u00bb]|!")
# The most words of an idiom.
_IDIOM = 4
_FIRM = frozenset({"sons", "brothers", "bros", "daughters", "family"})
_WHO = re.compile(r",\s+(?:an?|the|his|her|my|our|their|your)\s")
_TOLD = frozenset({Kind.STRONG, Kind.FREE, Kind.FOREIGN, Kind.INITIAL})


def is_called(words: Sequence[Word], at: int, kinds: Sequence[Kind], *, headline: bool) -> bool:
    """Whether a word with a capital is somebody's name, whatever list has it, by the words beside it."""
    if _is_firm(words, at) or _is_vocative(words, at, kinds) or _is_owned_kin(words, at, kinds):
        return True
    plain = words[at].plain
    if plain in rules()["demonym_name"] and _following(words, at) in rules()["lone_verb"]:
        return not at or words[at].begins or not words[at].joined
    if plain in rules()["institution"]:
        told = _is_apposed(words, at) or _has_kin_after(words, at)
        return told and not headline and not _goes_on(words, at)
    if kinds[at] in _TOLD or plain in rules()["function"] or is_person_noun(plain):
        return False
    if kinds[at] is Kind.COMMON and (headline or plain.endswith("s") or is_adverb(plain)):
        return False
    return _is_apposed(words, at) or _has_own(words, at) or _is_kin_of(words, at, kinds) or _has_kin_after(words, at)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether another word with a capital follows, as in a body's name."""
    return at + 1 < len(words) and words[at + 1].joined and words[at + 1].capital


def _following(words: Sequence[Word], at: int) -> str:
    """The word after, where nothing but a space is between; else nothing."""
    return words[at + 1].plain if at + 1 < len(words) and not words[at + 1].gap.strip() else ""


def _has_own(words: Sequence[Word], at: int) -> bool:
    """Whether the word is the subject of a verb whose object is "his" or "hers": Salif counts his goats."""
    verb = _following(words, at)
    acts = verb.endswith(("s", "ed")) or verb in rules()["verb"]
    return words[at].begins and acts and _following(words, at + 1) in {"his", "her"} and not words[at + 1].capital


def is_doubled(words: Sequence[Word], at: int) -> bool:
    """Whether a word is half of a pet name that says a syllable twice: Jun-jun."""
    pairs = [(one, one + 1) for one in (at - 1, at) if one >= 0 and one + 1 < len(words)]
    return any(
        words[two].hyphened and words[one].plain == words[two].plain and words[one].capital for one, two in pairs
    )


def _is_firm(words: Sequence[Word], at: int) -> bool:
    """Whether a word is the name of a family's firm: Hamdan & Sons."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.plain in _FIRM and after.gap.strip() == "&"


def _is_vocative(words: Sequence[Word], at: int, kinds: Sequence[Kind]) -> bool:
    """Whether somebody is called by the word: it stands alone at the start or the end of what is said.

    "Aleppo, wake up!"; "Wake up, Aleppo!". A place that follows another is where that lies.
    """
    word = words[at]
    if word.plain in rules()["function"] | rules()["institution"] | rules()["honorific"]:
        return False
    if kinds[at] not in {Kind.PLACE, Kind.SOFT, Kind.STRONG, Kind.NAME}:
        return False
    alone = not (at + 1 < len(words) and kinds[at + 1] is kinds[at] and words[at + 1].joined)
    if not alone or (at and kinds[at - 1] is kinds[at] and word.joined):
        return False
    call = _CALL.match(word.tail)
    if _OPEN.search(word.gap) and call:
        return call.group("word") is None or call.group("word").replace("\u2019", "'") in rules()["pleading"]
    last = word.gap.strip() == "," and at and not words[at - 1].capital and _LAST.match(word.tail)
    return bool(last) and kinds[at] is not Kind.STRONG


def _is_apposed(words: Sequence[Word], at: int) -> bool:
    """Whether the word follows what a person is: his wife Rabia, nurse Cross; her son, Paris, was."""
    before = words[at - 1] if at else None
    if before is None or before.plain not in rules()["kin"] | rules()["bearer"]:
        return False
    if not words[at].gap.strip():
        return "\n\n" not in words[at].gap
    owned = at > 1 and words[at - 2].plain in _OWNERS
    closed = words[at].tail[:1] == "," or words[at].tail.startswith((" and", " who"))
    return words[at].gap.strip() == "," and owned and closed


def _is_owned_kin(words: Sequence[Word], at: int, kinds: Sequence[Kind]) -> bool:
    """Whether a capital's or division's name is somebody's: his bride Sanaa, nurse Sanaa [name].

    A country may be a neighbour, and a student one of Aleppo University.
    """
    one, known = (words[at].plain,), load_known()
    if not at or kinds[at] is not Kind.STRONG or one not in known.countries - known.states or words[at].gap.strip():
        return False
    before = words[at - 1]
    if before.plain in rules()["kin"] - _ALLIES:
        return words[max(at - 2, 0)].plain in _OWNERS or bool(re.match(r"['\u2019]s?\s", before.gap))
    named = _goes_on(words, at) and words[at + 1].plain not in rules()["institution"] | rules()["place_noun"]
    return before.plain in rules()["bearer"] and named and not is_common(words[at + 1].plain)


_ALLIES = frozenset({"friend", "neighbour", "neighbor", "partner", "comrade", "colleague"})


def _is_kin_of(words: Sequence[Word], at: int, kinds: Sequence[Kind]) -> bool:
    """Whether the word is the one whose kin is named: Rimal's uncle, the widow of Paris."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.plain in rules()["kin"] and re.fullmatch(r"['\u2019]s?\s+", after.gap):
        return True
    told = at > 1 and words[at - 1].plain == "of" and words[at - 2].plain in rules()["kin"]
    return told and kinds[at] is not Kind.COMMON


def _has_kin_after(words: Sequence[Word], at: int) -> bool:
    """Whether the word's own kin or calling follows it: Prosper, her husband; Royal and his bride."""
    word = words[at]
    if at and words[at - 1].plain in rules()["place_word"] | _OWNERS | {"the", "a", "an"}:
        return False
    following = words[at + 1 : at + 4]
    plain = [one.plain for one in following]
    if plain[:1] == ["and"] and plain[1:2] and plain[1] in _OWNERS and plain[2:3] and plain[2] in rules()["kin"]:
        return not following[0].gap.strip()
    close = word.tail[:1] == "," and plain[:1] and plain[0] in _OWNERS and plain[1:2] and plain[1] in rules()["kin"]
    return bool(close)


def is_listed_with(words: Sequence[Word], at: int, kinds: Sequence[Kind], held: Sequence[bool]) -> bool:
    """Whether a common word with a capital is one of a list of names: River, [name] and [name]."""
    if kinds[at] is not Kind.COMMON or not words[at].capital or at + 2 >= len(words):
        return False
    if at and held[at - 1] and words[at].gap.strip() == ",":
        return (held[at + 2] and words[at + 1].plain == "and") or (held[at + 1] and words[at + 1].gap.strip() == ",")
    plain = words[at].plain
    if plain in rules()["function"] or plain.endswith("s") or is_adverb(plain) or is_person_noun(plain):
        return False
    if words[at + 1].gap.strip() != "," or not held[at + 1]:
        return False
    then = at + 3 if words[at + 2].plain == "and" else at + 2
    listed = then == at + 3 or words[then].gap.strip() == ","
    return listed and then < len(words) and held[then]


def is_name_s_last(words: Sequence[Word], at: int) -> bool:
    """Whether a word of institutions after a withheld name is its last part, as what the person is follows: a guard."""
    return _WHO.match(words[at].tail) is not None and any(is_person_noun(word.plain) for word in words[at + 2 : at + 4])


def is_idiom(words: Sequence[Word], at: int) -> bool:
    """Whether a word with a capital begins a turn of phrase in which it is no name: Skip to content, Power lines."""
    told = " ".join(word.plain for word in words[at : at + _IDIOM] if word is words[at] or not word.capital)
    return any(f"{told} ".startswith(f"{idiom} ") for idiom in rules()["idiom"])


def is_no_epithet(word: Word) -> bool:
    """Whether an adjective that begins a sentence does not go before names, so that it is one: Royal [name]."""
    return is_adjective(word.plain) and word.plain not in rules()["qualifier"] | rules()["people"]

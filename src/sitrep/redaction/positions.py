"""Which words of a text are withheld: those on no list, and words that stand where names stand or beside one."""

import re
from collections.abc import Sequence

from sitrep.redaction.apposition import is_called, is_doubled, is_idiom, is_listed_with, is_name_s_last, is_no_epithet
from sitrep.redaction.kinds import Kind, kinds_of
from sitrep.redaction.known import load_known
from sitrep.redaction.pages import Page
from sitrep.redaction.tokens import Word
from sitrep.redaction.words import is_abstract, is_adjective, is_common, is_given, is_name_word, rules

_AGE = re.compile(r"[\"\u201d\u2019')]{0,4}\s{0,9}[,(]\s*(?:aged?\s*)?\d{1,3}\s*(?:[,.;):]|$|years|and\b)")
# The share of words with capitals in a headline, and in one of three words and fewer: "Explosions/Remote violence".
_HEADLINE, _BRIEF = 0.75, 0.6
_LETTERS = 3
# The end of what is quoted: the verb of speaking follows.
_QUOTED = re.compile(r"[,.!?]['\u2019\"\u201d\u00bb]\s+$")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "my", "your", "no"})


def names_in(words: Sequence[Word], page: Page) -> tuple[list[bool], list[Kind]]:
    """For each word whether it is withheld as a name, and its kind."""
    kinds = kinds_of(words, page)
    headline = _is_headline(words)
    held = [_by_itself(words, at, kinds, page, headline=headline) for at in range(len(words))]
    _hold_persons(words, kinds, page, held)
    _hold_spelt(words, held)
    while _spread(words, kinds, held):
        pass
    return held, kinds


def _is_headline(words: Sequence[Word]) -> bool:
    """Whether most words that say something have capitals, as in a title."""
    longer = [word for word in words if len(word.plain) > 1 and word.plain not in rules()["function"]]
    share = _HEADLINE if len(longer) > _LETTERS else _BRIEF
    return len(longer) > 1 and sum(word.capital for word in longer) >= share * len(longer)


def _before(words: Sequence[Word], at: int) -> str:
    """The word before, where nothing but what may stand in a name is between; else nothing."""
    return words[at - 1].plain if at and words[at].joined else ""


def _after(words: Sequence[Word], at: int) -> str:
    """The word after, where nothing but a comma or what may stand in a name is between; else nothing."""
    if at + 1 < len(words) and (words[at + 1].joined or words[at + 1].gap.strip() == ","):
        return words[at + 1].plain
    return ""


def _by_itself(words: Sequence[Word], at: int, kinds: Sequence[Kind], page: Page, *, headline: bool) -> bool:
    """Whether a word is withheld for its kind and place in the text, its neighbours' fate apart."""
    kind = kinds[at]
    if is_doubled(words, at):
        return True
    if words[at].capital and words[at].plain not in page.holders and is_called(words, at, kinds, headline=headline):
        return True
    if kind is Kind.UNKNOWN and words[at].capital and words[at].begins and words[at].plain not in page.private:
        return not (is_abstract(words[at].plain) or is_idiom(words, at))
    if kind in _SURE:
        return _SURE[kind]
    if not words[at].capital:
        spoken = words[at].plain in rules()["speech"] and _QUOTED.search(words[at].gap)
        return not spoken and _is_lower_name(words, at, page)
    return _is_capital_name(words, at, kinds, page, headline=headline)


_SURE = {Kind.FOREIGN: True, Kind.UNKNOWN: True, Kind.STRONG: False, Kind.INITIAL: False}


def _is_capital_name(words: Sequence[Word], at: int, kinds: Sequence[Kind], page: Page, *, headline: bool) -> bool:
    """Whether a word with a capital that some list has is a name: by what stands around it, here or on the page."""
    word, kind = words[at], kinds[at]
    titled = _before(words, at) in rules()["honorific"] and kinds[at - 1] is not Kind.PLACE
    if titled and (word.plain not in rules()["function"] or is_given(word.plain)):
        return word.plain not in page.holders or _before(words, at) in rules()["female"]
    if _AGE.match(word.tail) or (kind is Kind.PLACE and _is_doubtful(words, at, kinds, page)):
        return True
    if word.plain in page.private:
        return not (kind is Kind.PLACE and _is_told(words, at, page))
    if word.plain in rules()["function"] and is_given(word.plain):
        speaks = words[at].begins and _after(words, at) in rules()["speech"] | rules()["death"] | _SINGULAR
        return speaks or not (word.begins or headline or word.shouted)
    if kind is Kind.NAME or kind is Kind.SOFT:
        return not (word.begins and is_idiom(words, at)) and _is_name_here(words, at, kind)
    return kind is Kind.COMMON and _is_lone(words, at, kinds, headline=headline)


def _is_told(words: Sequence[Word], at: int, page: Page) -> bool:
    """Whether a preposition says that a private name is a place here; "to" and "of" go with persons as well."""
    before = _before(words, at)
    if before in rules()["located"] and before != "to":
        return True
    return before in rules()["place_word"] and (words[at].plain,) in page.located | load_known().places


def _is_doubtful(words: Sequence[Word], at: int, kinds: Sequence[Kind], page: Page) -> bool:
    """Whether a place of one word may be a family name too: nothing beside it says that it is a place.

    The reader's word for a place that the gazetteer lacks under this name is believed only there too.
    """
    whole = _has_beside(kinds, words, at)
    if whole or (words[at].plain,) in load_known().places:
        return False
    before, following = _before(words, at), _after(words, at)
    if before in rules()["located"] or following in rules()["place_noun"] or following in rules()["institution"]:
        return False
    if before == "of" and at > 1 and words[at - 2].plain in rules()["place_noun"]:
        return False
    if at and words[at].gap.strip() in {",", ""} and kinds[at - 1] in {Kind.PLACE, Kind.STRONG}:
        return False
    if at > 1 and before in {"and", "or"} and kinds[at - 2] is Kind.PLACE:
        return False
    sure = page.places is not None and (words[at].plain,) in page.located and page.places.knows(words[at].plain)
    return not sure or following in rules()["speech"]


def _has_beside(kinds: Sequence[Kind], words: Sequence[Word], at: int) -> bool:
    """Whether a word of a place's name has another beside it."""
    left = at > 0 and kinds[at - 1] is Kind.PLACE and words[at].joined
    return left or (at + 1 < len(words) and kinds[at + 1] is Kind.PLACE and words[at + 1].joined)


def _is_lower_name(words: Sequence[Word], at: int, page: Page) -> bool:
    """Whether a word in lower case that is a name too is one here.

    So it is after a title, as a given name before another name, where the page has it as a name and it is a given one,
    and where such a family name has no article and a verb after it.
    """
    word, following, before = words[at], _after(words, at), words[at - 1].plain if at else ""
    if word.plain in rules()["function"] and is_given(word.plain) and is_name_word(following):
        return following in page.private or _after(words, at + 1) in _VERBS
    if word.plain in rules()["function"] or not is_name_word(word.plain):
        return False
    if _before(words, at) in _TITLES:
        return True
    lone = before not in _DETERMINERS
    if lone and is_given(word.plain) and word.plain.endswith("s") and following in _SINGULAR:
        return True
    if not is_given(word.plain):
        return lone and word.plain in page.private and following in _VERBS
    paired = is_name_word(following) and following not in rules()["function"] and words[at + 1].joined
    return word.plain in page.private or (lone and paired)


# After a word that ends as plurals do, these say that it is none: "fares is fine".
_SINGULAR = frozenset({"is", "was", "has", "says"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "hajji", "haji"})
_VERBS = rules()["speech"] | rules()["death"] | {"was", "is", "were", "has", "had", "who", "of", "and", "from"}


def _is_name_here(words: Sequence[Word], at: int, kind: Kind) -> bool:
    """Whether a word that is a name too, or is on a list too, is a name where it stands."""
    if kind is Kind.NAME:
        return not _is_word_here(words, at)
    one = (words[at].plain,)
    if one in load_known().phrases:
        return not _is_listed_here(words, at)
    told = _before(words, at) in rules()["place_word"] or _after(words, at) in rules()["institution"]
    return one in load_known().countries and one not in load_known().states and not told


def _is_listed_here(words: Sequence[Word], at: int) -> bool:
    """Whether a listed word that is a name too is what the list means: a body with its article, a day in its phrase."""
    word, before = words[at], _before(words, at)
    if word.plain in rules()["calendar"]:
        if len(words) == 1:
            return True
        numbered = re.match(r"[\s.,]*\d", word.tail) or re.search(r"\d\s*$", word.gap)
        return bool(numbered) or before in rules()["calendar_before"]
    return before == "the" or _after(words, at) in rules()["institution"]


def _is_word_here(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is a name too is a plain word here: it begins a sentence and a common noun goes with it.

    "Young men", "Will the truce hold": an adjective or auxiliary needs its noun.
    """
    word, following = words[at], _after(words, at)
    if (
        at + 1 >= len(words)
        or words[at + 1].capital
        or not word.begins
        or (is_given(word.plain) and word.plain != "will")
    ):
        return False
    if word.plain in rules()["function"]:
        return (following in rules()["function"] and following not in _VERBS) or following.endswith("s")
    if not is_adjective(word.plain) or following in rules()["verb"] or following.endswith("ed"):
        return False
    return is_common(following) and following not in _VERBS and following not in rules()["function"]


def _is_lone(words: Sequence[Word], at: int, kinds: Sequence[Kind], *, headline: bool) -> bool:
    """Whether a common word has a capital that only a name would give it, or speaks as only a named person does."""
    word = words[at]
    if word.plain in rules()["function"] | rules()["institution"] | rules()["people"]:
        return False
    speaks = _after(words, at) in rules()["speech"] and word.plain not in rules()["collective"]
    if speaks and not word.plain.endswith("s") and _before(words, at) not in _DETERMINERS and word.begins:
        return True
    if word.begins or headline or word.shouted or word.plain in rules()["rank"]:
        return False
    return not (_goes_with(words, at, kinds, -1) or _goes_with(words, at, kinds, 1)) and (
        _before(words, at) not in _DETERMINERS
    )


def _goes_with(words: Sequence[Word], at: int, kinds: Sequence[Kind], step: int) -> bool:
    """Whether the neighbour is a capitalised word of a known name or of an institution's."""
    other = at + step
    if not 0 <= other < len(words) or not words[max(at, other)].joined:
        return False
    neighbour = words[other]
    known = kinds[other] in {Kind.STRONG, Kind.PLACE, Kind.SOFT} or neighbour.plain in rules()["institution"]
    return neighbour.capital and known


def _hold_persons(words: Sequence[Word], kinds: Sequence[Kind], page: Page, held: list[bool]) -> None:
    """Withhold what the page's reading calls the name of a person."""
    for name in page.persons:
        for at in range(len(words) - len(name) + 1):
            if tuple(word.plain for word in words[at : at + len(name)]) != name or not words[at].capital:
                continue
            if len(name) == 1 and _before(words, at) in rules()["place_word"] and kinds[at] is Kind.PLACE:
                continue
            if any(kind is not Kind.STRONG for kind in kinds[at : at + len(name)]):
                held[at : at + len(name)] = [True] * len(name)


def _hold_spelt(words: Sequence[Word], held: list[bool]) -> None:
    """Withhold letters that stand one by one: H a d d a d; not those that are all the same."""
    for at in range(len(words) - _LETTERS + 1):
        run = words[at : at + _LETTERS]
        spelt = all(len(word.text) == 1 for word in run) and all(word.joined for word in run[1:])
        # One letter over and over is a row of buttons for the size of letters.
        if spelt and len({word.plain for word in run}) > 1:
            held[at : at + _LETTERS] = [True] * _LETTERS


def _spread(words: Sequence[Word], kinds: Sequence[Kind], held: list[bool]) -> bool:
    """Withhold what stands beside a withheld name and may be part of it; whether anything was."""
    more = [
        at
        for at in range(len(words))
        if not held[at] and (_is_part(words, at, at - 1, kinds, held) or _is_part(words, at, at + 1, kinds, held))
    ]
    more += [
        at
        for at in range(len(words))
        if not held[at] and (_is_kunya(words, at, kinds) or is_listed_with(words, at, kinds, held))
    ]
    for at in more:
        held[at] = True
    return bool(more)


def _is_kunya(words: Sequence[Word], at: int, kinds: Sequence[Kind]) -> bool:
    """Whether a word is "Abu" or the capitalised word after it, where no list has them."""
    lists = {Kind.STRONG, Kind.PLACE, Kind.SOFT}
    if kinds[at] in lists:
        return False
    kunya = {"abu", "abou", "abi", "umm", "oum", "ibn", "bin", "bint"}
    if words[at].plain in kunya:
        return at + 1 < len(words) and words[at + 1].joined and words[at + 1].capital
    return _before(words, at) in kunya and words[at].capital and kinds[at - 1] not in lists


def _is_part(words: Sequence[Word], at: int, other: int, kinds: Sequence[Kind], held: Sequence[bool]) -> bool:
    """Whether a word may be part of the withheld name beside it."""
    if not 0 <= other < len(words) or not held[other] or kinds[other] is Kind.FOREIGN:
        return False
    word, later = words[at], words[max(at, other)]
    if not later.joined:
        return False
    particle = word.plain in rules()["particle"] and (not word.text.islower() or word.plain not in rules()["function"])
    if later.hyphened or particle:
        return kinds[at] is not Kind.STRONG or not word.capital or is_common(word.plain)
    if kinds[at] is Kind.STRONG:
        return _is_after_given(words, at, other)
    if not word.capital:
        return not words[other].capital and is_name_word(word.plain) and word.plain not in rules()["function"]
    return _is_capital_part(words, at, other, kinds)


def _is_after_given(words: Sequence[Word], at: int, other: int) -> bool:
    """Whether a listed word right after a withheld given name is its family name: Leonardo Barrett."""
    word, near = words[at], words[other]
    return (
        at > other and word.gap == " " and word.capital and not word.shouted and is_given(near.plain) and near.capital
    )


def _is_capital_part(words: Sequence[Word], at: int, other: int, kinds: Sequence[Kind]) -> bool:
    """Whether a word with a capital may be part of the withheld name beside it."""
    word = words[at]
    if word.plain in rules()["function"] and is_given(word.plain):
        return words[other].capital and (at < other or not word.shouted)
    if kinds[at] in {Kind.NAME, Kind.INITIAL, Kind.SOFT}:
        return True
    if kinds[at] is Kind.PLACE:
        return at > other or _before(words, at) not in rules()["place_word"]
    if word.shouted and (word.plain in _VERBS or word.plain.endswith(("ed", "ing"))):
        return False
    if at > other and word.plain in rules()["institution"] and is_name_s_last(words, at):
        return True
    usual = rules()["function"] | rules()["institution"] | rules()["rank"] | rules()["honorific"]
    given = is_given(word.plain) and word.plain not in rules()["rank"] | rules()["honorific"]
    return (
        kinds[at] is Kind.COMMON
        and (given or word.plain not in usual)
        and (at > other or not word.begins or is_no_epithet(word))
    )

"""What the rules of attribution ask of a page: the rows of a verb, who speaks by it, which words are quoted."""

from collections.abc import Callable

import pytest
from tests.read.parses import build, word

from sitrep.gazetteer.countries import load_countries
from sitrep.lexicon import Lexicon, load_lexicon
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.naming import Naming
from sitrep.read.actors.people import People
from sitrep.read.sayings.saying import (
    Page,
    group_of,
    is_clausal,
    is_heard,
    page_of,
    phrase_before,
    phrase_from,
    sorted_subtrees,
    speaker,
    stretch,
    verb_rows,
    with_quotation,
    without,
)

ONE_SAID = """
    A a DT det 2
    baker baker NN nsubj 3
    said say VBD ROOT 0
    shells shell NNS nsubj 5
    fell fall VBD ccomp 3
"""
MADE_CLEAR = """
    Guards guard NNS nsubj 2
    made make VBD ROOT 0
    clear clear JJ acomp 2
    they they PRP nsubj 5
    stayed stay VBD ccomp 3
"""
CALLED_FOR = """
    Nuns nun NNS nsubj 2
    called call VBD ROOT 0
    for for IN prep 2
    a a DT det 5
    truce truce NN pobj 3
"""
HELD = """
    Nuns nun NNS nsubj 2
    held hold VBD ROOT 0
    guards guard NNS dobj 2
    responsible responsible JJ oprd 2
    for for IN prep 4
    it it PRP pobj 5
"""
CITING = """
    Radio radio NNP nsubj 4
    citing cite VBG acl 1
    nurses nurse NNS dobj 2
    spoke speak VBD ROOT 0
"""
AMOD = """
    The the DT det 3
    reported report VBN amod 3
    truce truce NN nsubj 4
    held hold VBD ROOT 0
"""
PASSIVE = """
    It it PRP nsubjpass 3
    was be VBD auxpass 3
    confirmed confirm VBN ROOT 0
    by by IN agent 3
    two two CD nummod 6
    clerks clerk NNS pobj 4
"""
NO_AGENT = """
    It it PRP nsubjpass 3
    was be VBD auxpass 3
    confirmed confirm VBN ROOT 0
"""
REDUCED = """
    Raids raid NNS nsubj 5
    confirmed confirm VBN acl 1
    by by IN agent 2
    clerks clerk NNS pobj 3
    stopped stop VBD ROOT 0
"""
PARTICIPLE = """
    Clerks clerk NNS nsubj 4
    claiming claim VBG acl 1
    rights right NNS dobj 2
    wept weep VBD ROOT 0
"""
RELATIVE = """
    Clerks clerk NNS nsubj 4
    who who WP nsubj 3
    said say VBD relcl 1
    wept weep VBD ROOT 0
"""
JOINED = """
    Clerks clerk NNS nsubj 2
    wept weep VBD ROOT 0
    and and CC cc 2
    said say VBD conj 2
"""
MANY = """
    Many many JJ nsubj 2
    said say VBD ROOT 0
"""
THERE = """
    There there RB nsubj 2
    said say VBD ROOT 0
"""
# As the small model hangs them: the subject of the quoted clause on the verb of saying.
INVERTED = """
    “ “ , punct 6
    They they PRP nsubj 6
    left leave VBD ccomp 6
    , , , punct 6
    ” ” , punct 6
    said say VBD ROOT 0
    a a DT det 8
    baker baker NN dobj 6
"""
STRAIGHT = """
    “ “ , punct 8
    They they PRP nsubj 8
    left leave VBD ccomp 8
    , , , punct 8
    ” ” , punct 8
    a a DT det 7
    baker baker NN dep 8
    said say VBD ROOT 0
"""
WITHIN = """
    “ “ , punct 3
    Guards guard NNS nsubj 3
    said say VBD ROOT 0
    so so RB advmod 3
    . . . punct 3
    ” ” , punct 3
"""
BRACKETED = """
    Omar omar NNP dep 6
    ( ( , punct 4
    34 34 CD nummod 4
    Lomre lomre NNP appos 1
    ) ) , punct 1
    said say VBD ROOT 0
"""
GROUP = """
    He he PRP nsubj 5
    has has VBZ aux 5
    not not RB neg 5
    yet yet RB advmod 5
    said say VBN ROOT 0
    so so RB advmod 5
"""


@pytest.fixture(scope="module")
def page() -> Callable[[str], Page]:
    """A page of one sentence whose parse is given, with the shipped words."""
    lexicon = load_lexicon()
    naming = Naming.of(lexicon, load_countries(), ())

    def make(sentence: str) -> Page:
        parse = build(sentence)
        return page_of(parse, People.of(parse, naming, []), lexicon)

    return make


def keys(page: Page, verb: str, frame: str) -> list[str]:
    return [row.key for row in verb_rows(page, word(page.parse, verb), frame)]


def text_of(token: Token | None) -> str | None:
    return token.text if token is not None else None


@pytest.mark.parametrize(
    ("sentence", "verb", "frame", "expected"),
    [
        (ONE_SAID, "said", "clause", ["say.verb"]),
        (ONE_SAID, "said", "quote", ["say.verb"]),
        (ONE_SAID, "said", "raising", ["say.raising"]),
        (ONE_SAID, "said", "of", []),
        (ONE_SAID, "fell", "clause", []),
    ],
)
def test_a_verb_has_the_rows_of_its_frame_and_of_no_other(
    page: Callable[[str], Page], sentence: str, verb: str, frame: str, expected: list[str]
) -> None:
    assert keys(page(sentence), verb, frame) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "frame", "lemma"),
    [(MADE_CLEAR, "made", "clause", "make clear"), (CALLED_FOR, "called", "object", "call for"),
     (HELD, "held", "of", "hold responsible")],
)  # fmt: skip
def test_a_verb_is_a_cue_with_its_particle_preposition_or_adjective(
    page: Callable[[str], Page], sentence: str, verb: str, frame: str, lemma: str
) -> None:
    made = page(sentence)
    assert [row.lemma for row in verb_rows(made, word(made.parse, verb), frame)] == [lemma]


def test_the_rows_of_several_words_leave_those_of_the_bare_verb_out(page: Callable[[str], Page]) -> None:
    assert keys(page(CALLED_FOR), "called", "naming") == []
    assert keys(page(CALLED_FOR.replace("for for IN", "to to IN")), "called", "naming") != []


@pytest.mark.parametrize(("sentence", "verb"), [(CITING, "citing"), (AMOD, "reported")])
def test_a_participle_that_is_a_phrase_or_stands_before_its_noun_governs_nothing(
    page: Callable[[str], Page], sentence: str, verb: str
) -> None:
    assert [keys(page(sentence), verb, frame) for frame in ("clause", "object", "quote")] == [[], [], []]


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [(ONE_SAID, "said", True), (AMOD, "reported", False), (PASSIVE, "was", False), (ONE_SAID, "baker", False)],
)
def test_an_auxiliary_a_participle_before_a_noun_and_a_noun_govern_no_clause(
    sentence: str, verb: str, *, expected: bool
) -> None:
    assert is_clausal(word(build(sentence), verb)) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        (ONE_SAID, "said", "baker"),
        (PASSIVE, "confirmed", "clerks"),
        (NO_AGENT, "confirmed", None),
        (REDUCED, "confirmed", "clerks"),
        (PARTICIPLE, "claiming", "Clerks"),
        (RELATIVE, "said", "who"),
        (JOINED, "said", "Clerks"),
        (MANY, "said", "Many"),
        (THERE, "said", None),
        (INVERTED, "said", "baker"),
        (STRAIGHT, "said", "baker"),
        (WITHIN, "said", "Guards"),
    ],
)
def test_who_speaks_is_the_subject_or_the_agent_and_nobody_in_the_words_quoted(
    page: Callable[[str], Page], sentence: str, verb: str, expected: str | None
) -> None:
    made = page(sentence)
    assert text_of(speaker(made, word(made.parse, verb))) == expected


@pytest.mark.parametrize(("sentence", "noun", "heard"), [(INVERTED, "They", False), (INVERTED, "baker", True),
                                                         (WITHIN, "Guards", True)])  # fmt: skip
def test_a_noun_in_a_quotation_is_heard_only_by_a_verb_in_it(
    page: Callable[[str], Page], sentence: str, noun: str, *, heard: bool
) -> None:
    made = page(sentence)
    assert is_heard(made, word(made.parse, "said"), word(made.parse, noun)) == heard


def test_every_word_between_marks_knows_its_quotation(page: Callable[[str], Page]) -> None:
    made = page(INVERTED)
    inside = [t.text for t in made.parse.tokens if made.quotation_of(t) is not None]
    assert inside == ["“", "They", "left", ",", "”"]
    assert [q.quote(made.parse.document.text) for q in made.quotations] == ["“ They left , ”"]


@pytest.mark.parametrize(
    ("sentence", "first", "expected"),
    [(PASSIVE, "two", "clerks"), (ONE_SAID, "A", "baker"), (ONE_SAID, "baker", None), (ONE_SAID, "said", None)],
)
def test_a_phrase_begins_at_its_first_word(sentence: str, first: str, expected: str | None) -> None:
    parse = build(sentence)
    assert text_of(phrase_from(parse, word(parse, first).i)) == expected


def test_no_phrase_begins_after_the_last_word() -> None:
    parse = build(ONE_SAID)
    assert phrase_from(parse, len(parse.tokens)) is None


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        (ONE_SAID, "said", "baker"),
        (BRACKETED, "said", "Omar"),
        (GROUP, "said", "He"),
        (MADE_CLEAR, "Guards", None),
        (INVERTED, "said", None),
    ],
)
def test_the_noun_before_a_verb_is_found_past_brackets_and_auxiliaries(
    sentence: str, verb: str, expected: str | None
) -> None:
    parse = build(sentence)
    assert text_of(phrase_before(parse, word(parse, verb))) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [(GROUP, "said", "has not yet said"), (ONE_SAID, "said", "said"), (PASSIVE, "confirmed", "was confirmed")],
)
def test_a_verb_goes_with_its_auxiliaries_and_what_stands_among_them(sentence: str, verb: str, expected: str) -> None:
    parse: Parse = build(sentence)
    assert " ".join(t.text for t in group_of(parse, word(parse, verb))) == expected


def test_words_less_some_subtrees_lose_what_only_links_them(page: Callable[[str], Page]) -> None:
    made = page(JOINED)
    assert [t.text for t in without(made, list(made.parse.tokens), word(made.parse, "said"))] == ["Clerks", "wept"]
    assert without(made, list(made.parse.tokens), word(made.parse, "wept")) == []


def test_complements_come_in_the_order_of_the_text_whole_or_with_what_is_between(page: Callable[[str], Page]) -> None:
    made = page(HELD)
    parts = [word(made.parse, "responsible"), word(made.parse, "Nuns")]
    assert [t.text for t in sorted_subtrees(made, parts)] == ["Nuns", "responsible", "for", "it"]
    assert [t.text for t in stretch(made, parts)] == ["Nuns", "held", "guards", "responsible", "for", "it"]


def test_words_take_the_quotation_that_follows_them_at_once(page: Callable[[str], Page]) -> None:
    made = page(
        """
        He he PRP nsubj 2
        called call VBD ROOT 0
        it it PRP dobj 2
        “ “ , punct 5
        theft theft NN oprd 2
        ” ” , punct 5
        """
    )
    assert [t.text for t in with_quotation(made, [word(made.parse, "it")])] == ["it", "“", "theft", "”"]
    assert [t.text for t in with_quotation(made, [word(made.parse, "He")])] == ["He"]


def test_of_phrases_with_one_first_word_the_longest_goes_first(lexicon: Lexicon) -> None:
    parse = build(ONE_SAID)
    made = page_of(parse, People.of(parse, Naming.of(lexicon, load_countries(), ()), []), lexicon)
    for first, found in made.phrases.items():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True), first
    assert {words[0] for found in made.phrases.values() for words, _ in found} >= {"according", "citing", "in"}

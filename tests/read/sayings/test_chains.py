"""Who is within whose saying."""

from dataclasses import replace

import pytest
from tests.read.parses import build, span_of

from sitrep.model.annotations import Actor, Attribution, Event
from sitrep.model.spans import Span
from sitrep.read.sayings.chains import chains_over, drafts_of, evidence_in, is_echo, nobody, statement_of

TEXT = "Radio Sahel said a trader told it that rebels burned the ferry at noon"
PARSE = build(
    """
    Radio radio NNP compound 2
    Sahel sahel NNP nsubj 3
    said say VBD ROOT 0
    a a DT det 5
    trader trader NN nsubj 6
    told tell VBD ccomp 3
    it it PRP dobj 6
    that that IN mark 10
    rebels rebel NNS nsubj 10
    burned burn VBD ccomp 6
    the the DT det 12
    ferry ferry NN dobj 10
    at at IN prep 10
    noon noon NN pobj 13
    """
)
BURNED = span_of(TEXT, "burned")


def saying(who: str | None, cue: str, content: str, cue_class: str = "neutral", kind: str = "indirect") -> Attribution:
    source = Actor(span_of(TEXT, who), who) if who else None
    return Attribution(
        (span_of(TEXT, content),), source, span_of(TEXT, cue), kind, cue_class, "asserts", "certain", "cues:test"
    )


OUTER = saying("Radio Sahel", "said", "a trader told it that rebels burned the ferry at noon")
INNER = saying("a trader", "told", "rebels burned the ferry at noon")
HEARSAY = saying(None, "noon", "rebels burned the ferry", kind="hearsay")


def names(chain: tuple[Attribution, ...]) -> list[str | None]:
    return [a.source.name if a.source else None for a in chain]


@pytest.mark.parametrize("order", [[OUTER, INNER], [INNER, OUTER]])
def test_a_chain_runs_from_the_outermost_speaker_in_whatever_order_found(
    order: list[Attribution],
) -> None:
    assert [names(c) for c in chains_over(BURNED, order)] == [["Radio Sahel", "a trader"]]


def test_two_speakers_of_one_passage_are_two_chains_and_neither_is_within_the_other() -> None:
    one = saying("Radio Sahel", "said", "rebels burned the ferry")
    other = saying("a trader", "told", "rebels burned the ferry at noon")
    assert [names(c) for c in chains_over(BURNED, [one, other])] == [["Radio Sahel"], ["a trader"]]


def test_who_is_cited_speaks_within_the_saying_of_who_cites() -> None:
    report = saying("Radio Sahel", "said", "rebels burned the ferry")
    cited = saying("a trader", "told", "rebels burned the ferry", cue_class="citation")
    assert [names(c) for c in chains_over(BURNED, [cited, report])] == [["Radio Sahel", "a trader"]]


def test_a_passage_is_hearsay_only_where_nobody_is_named() -> None:
    assert [names(c) for c in chains_over(BURNED, [HEARSAY, INNER])] == [["a trader"]]
    assert [names(c) for c in chains_over(BURNED, [HEARSAY])] == [[None]]


def test_what_stands_outside_every_saying_has_no_chain() -> None:
    assert chains_over(span_of(TEXT, "said"), [INNER]) == []


def test_the_act_of_saying_is_not_itself_said_by_its_own_words() -> None:
    whole = saying("Radio Sahel", "burned", "rebels burned the ferry")
    assert chains_over(BURNED, [whole]) == []


def test_we_in_a_saying_is_whoever_says_it() -> None:
    ours = replace(INNER, source=Actor(span_of(TEXT, "it"), "we"))
    assert [names(c) for c in chains_over(BURNED, [OUTER, ours])] == [["Radio Sahel"]]


def event(clause: Span) -> Event:
    return Event(BURNED, clause, None, "damage", None, "occurred", "events:test")


def test_a_happening_nobody_tells_is_the_outlets_own_on_its_clause() -> None:
    clause = span_of(TEXT, "rebels burned the ferry")
    assert [(d.chain, d.evidence) for d in drafts_of(event(clause), [])] == [((), clause)]


def test_evidence_is_only_what_the_innermost_speaker_says() -> None:
    clause = Span(0, len(TEXT))
    assert evidence_in(event(clause), INNER).quote(TEXT) == "rebels burned the ferry at noon"


def test_a_shorter_saying_within_a_longer_one_of_the_same_speaker_is_an_echo() -> None:
    echo = saying("Radio Sahel", "told", "rebels burned the ferry")
    assert is_echo(echo, [OUTER, echo])
    assert not is_echo(INNER, [OUTER, INNER])


def test_a_saying_without_a_happening_is_a_statement_under_its_whole_chain() -> None:
    draft = statement_of(PARSE, INNER, [OUTER, INNER])
    assert draft is not None
    assert (draft.event, names(draft.chain)) == (None, ["Radio Sahel", "a trader"])


def test_hearsay_has_a_source_of_type_none_on_the_words_that_imply_it() -> None:
    assert nobody(HEARSAY, TEXT) == Actor(span_of(TEXT, "noon"), "noon", type="none")

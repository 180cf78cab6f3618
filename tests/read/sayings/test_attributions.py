"""According to whom: one construction a row, and the characters that are the speaker's."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Attribution
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def shown(reading: PageReading, text: str) -> list[tuple[str | None, str | None, str, str]]:
    """Source, cue, content and kind of every attribution of a page."""
    return [
        (
            a.source.span.quote(text) if a.source else None,
            a.cue.quote(text) if a.cue else None,
            a.span.quote(text),
            a.kind,
        )
        for a in reading.layers.of(Attribution)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Residents said two boys had drowned.", "Residents", "said", "two boys had drowned"),
        ("Two boys had drowned, a ferryman said.", "a ferryman", "said", "Two boys had drowned"),
        ("Two boys had drowned, according to a ferryman.", "a ferryman", "according to", "Two boys had drowned"),
        ("A ferryman claimed to have seen two boys drown.", "A ferryman", "claimed", "to have seen two boys drown"),
        ("Nurses confirmed the deaths of two boys.", "Nurses", "confirmed", "the deaths of two boys"),
        ("The envoy accused guards of drowning two boys.", "The envoy", "accused", "guards of drowning two boys"),
        ("The ferryman's claim that boys drowned was false.", "The ferryman", "claim", "boys drowned"),
        ("Radio Dabanga, citing a nurse, said two boys had drowned.", "a nurse", "citing", None),
    ],
)
def test_each_construction_gives_speaker_cue_and_content(
    read_text: Read, text: str, source: str, cue: str, content: str | None
) -> None:
    found = shown(read_text(text), text)
    assert any(f[:2] == (source, cue) and content in (None, f[2]) for f in found), found


@pytest.mark.parametrize("cue", ["is said", "is believed", "is reported", "is alleged"])
def test_who_says_so_stays_open_where_the_page_names_nobody(read_text: Read, cue: str) -> None:
    text = f"The warlord {cue} to have killed a guide."
    assert [(source, kind) for source, _, _, kind in shown(read_text(text), text)] == [(None, "hearsay")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“They drowned two boys,” a ferryman said.", "direct"),
        ("«They drowned two boys», a ferryman said.", "direct"),
        ("On Friday a ferryman said they had “drowned two boys” at night.", "mixed"),
        ("On Friday a ferryman said they had drowned two boys.", "indirect"),
    ],
)
def test_how_much_stands_in_quotation_marks_is_the_kind(read_text: Read, text: str, kind: str) -> None:
    assert [(f[0], f[3]) for f in shown(read_text(text), text)] == [("a ferryman", kind)]


def test_a_free_quotation_is_the_speakers_of_the_sentence_before(read_text: Read) -> None:
    text = "A ferryman said two boys had drowned. “Nobody came to pull them out of the water.”"
    assert ("A ferryman", None, "“Nobody came to pull them out of the water.”", "direct") in shown(
        read_text(text), text
    )


def test_words_in_marks_that_are_only_a_label_are_nobodys_speech(read_text: Read) -> None:
    text = "A ferryman said two boys had drowned. It happened near the “old crossing”."
    assert len(shown(read_text(text), text)) == 1


@pytest.mark.parametrize(
    ("text", "stance", "certainty"),
    [
        ("The envoy said guards had drowned a boy.", "asserts", "certain"),
        ("The envoy claimed guards had drowned a boy.", "asserts", "probable"),
        ("The envoy denied that guards had drowned a boy.", "denies", "certain"),
        ("The envoy did not say whether guards had drowned a boy.", "declines", "certain"),
        ("The envoy could not confirm that guards had drowned a boy.", "declines", "certain"),
        ("No envoy said that guards had drowned a boy.", "declines", "certain"),
    ],
)
def test_the_cue_says_where_its_speaker_stands(read_text: Read, text: str, stance: str, certainty: str) -> None:
    found = read_text(text).layers.of(Attribution)
    assert [(a.stance, a.certainty) for a in found] == [(stance, certainty)]


def test_of_a_passive_the_agent_speaks(read_text: Read) -> None:
    text = "The deaths of two boys were confirmed by a nurse."
    assert [(f[0], f[2]) for f in shown(read_text(text), text)] == [("a nurse", "The deaths of two boys")]


def test_of_a_relative_clause_its_noun_speaks(read_text: Read) -> None:
    text = "A ferryman who said guards had drowned a boy was beaten."
    [found] = read_text(text).layers.of(Attribution)
    assert found.source is not None
    assert found.source.refers_to is not None
    assert (found.source.span.quote(text), found.source.refers_to.quote(text)) == ("who", "A ferryman")


def test_a_participle_before_its_noun_reports_nothing(read_text: Read) -> None:
    text = "The reported deal pleased the merchants."
    assert shown(read_text(text), text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The raids hit Adra a clerk told the agency.", "a clerk", "The raids hit Adra"),
        ("Shells hit Adra on Friday killing six people a clerk told the agency.", "a clerk", None),
        ("The guard, who police said had fired at the crowd, fled.", "police", None),
        ("Nurses were told by the mayor that soldiers had burned it.", "the mayor", "soldiers had burned it"),
        ("We have no reason to believe that boys drowned.", "We", "boys drowned"),
    ],
)
def test_the_speaker_is_found_without_commas_and_inside_a_clause(
    read_text: Read, text: str, source: str, content: str | None
) -> None:
    found = [(s, c) for s, _, c, _ in shown(read_text(text), text)]
    assert (source, content) in found or (content is None and source in [s for s, _ in found])


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The harbour office gave a toll of nine dead.", "The harbour office", "a toll of nine dead"),
        (
            "Clerks said a bomber drove a truck adding that the blast killed a guard.",
            "Clerks",
            "the blast killed a guard",
        ),
        (
            "Two men were hurt when gunmen shelled the mill according to a nurse.",
            "a nurse",
            "Two men were hurt when gunmen shelled the mill",
        ),
    ],
)
def test_a_toll_an_addition_and_a_last_word_have_their_speakers(
    read_text: Read, text: str, source: str, content: str
) -> None:
    found = [
        (a.source.span.quote(text), a.span.quote(text)) for a in read_text(text).layers.of(Attribution) if a.source
    ]
    assert any(s == source and content in c for s, c in found)


def test_what_somebody_reportedly_said_is_less_sure(read_text: Read) -> None:
    reading = read_text("The mayor reportedly said that gunmen shelled the mill.")
    assert "unverified" in {a.certainty for a in reading.layers.of(Attribution) if a.source}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The monitor gave a toll of 48 dead adding that clerks were hurt.", "The monitor", "a toll of 48 dead"),
        ("The cook told police a guest shot himself in the foot.", "The cook", "a guest shot himself in the foot"),
        (
            "Prosecutors charged a man who officials say fatally shot a bailiff.",
            "officials",
            "fatally shot a bailiff",
        ),
        (
            "The ministry said the Hill Army had left Tamale. It added that shelling killed two.",
            "It",
            "shelling killed two",
        ),
    ],
)
def test_what_is_told_has_its_teller_where_the_parse_hides_it(
    read_text: Read, text: str, source: str, content: str
) -> None:
    found = [a for a in read_text(text).layers.of(Attribution) if a.source and content in a.span.quote(text)]
    assert source in [a.source.span.quote(text) for a in found if a.source]


def test_it_is_who_spoke_last_and_not_whom_he_spoke_of(read_text: Read) -> None:
    text = "The ministry said the Hill Army had left Tamale. It added that shelling killed two."
    [added] = [a for a in read_text(text).layers.of(Attribution) if a.span.quote(text).startswith("shelling")]
    assert added.source is not None
    assert added.source.name == "The ministry"


def test_a_battle_or_a_storm_tells_nothing(read_text: Read) -> None:
    for text in ("The battle appeared to signal an attack on Bunia.", "The storm said to have killed two has passed."):
        sources = [a.source.name for a in read_text(text).layers.of(Attribution) if a.source]
        assert not {"The battle", "The storm"} & set(sources)

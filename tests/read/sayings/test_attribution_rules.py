"""Each construction that makes a passage somebody's: who, by which word, and which characters."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Attribution
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]
Row = tuple[str, str | None, str]


def told(reading: PageReading, text: str) -> list[tuple[str | None, str]]:
    """Source and content of every attribution of a page; of "the mayor's words" the source is the mayor."""
    return [
        (a.source.span.quote(text).removesuffix("’s").removesuffix("’") if a.source else None, a.span.quote(text))
        for a in reading.layers.of(Attribution)
    ]


def cues(reading: PageReading, text: str) -> list[str | None]:
    return [a.cue.quote(text) if a.cue else None for a in reading.layers.of(Attribution)]


# Each row is a sentence, who speaks in it (None where nobody is named) and what is theirs.
CLAUSES: list[Row] = [
    ("Nurses said that two boys had drowned.", "Nurses", "two boys had drowned"),
    ("Nurses said two boys had drowned.", "Nurses", "two boys had drowned"),
    ("Nurses have said two boys had drowned.", "Nurses", "two boys had drowned"),
    ("In Lomre on Sunday nurses said two boys had drowned.", "nurses", "two boys had drowned"),
    ("Two boys had drowned, nurses said.", "nurses", "Two boys had drowned"),
    ("Two boys had drowned, said nurses.", "nurses", "Two boys had drowned"),
    ("Nurses told the court that two boys had drowned.", "Nurses", "two boys had drowned"),
    ("The envoy explained how guards had drowned two boys.", "The envoy", "guards had drowned two boys"),
    ("The envoy pointed out that two boys had drowned.", "The envoy", "two boys had drowned"),
    ("The footage shows that the ferry was empty.", "The footage", "the ferry was empty"),
    ("The envoy asked whether two boys had drowned.", "The envoy", "two boys had drowned"),
    ("It was reported by nurses that two boys had drowned.", "nurses", "two boys had drowned"),
    ("It was reported that two boys had drowned.", None, "two boys had drowned"),
    ("Speaking in Lomre, the envoy said two boys had drowned.", "the envoy", "two boys had drowned"),
    ("The envoy stayed and said two boys had drowned.", "The envoy", "two boys had drowned"),
]
AS_CLAUSES: list[Row] = [
    ("As the envoy said, two boys had drowned.", "the envoy", "two boys had drowned"),
    ("Two boys had drowned, as the envoy said.", "the envoy", "Two boys had drowned"),
    ("The ford is a grave, as one shepherd put it.", "one shepherd", "The ford is a grave"),
    ("The ford, as one man put it, is a grave.", "one man", "The ford, as one man put it, is a grave"),
    ("As nurses have reported, two boys drowned.", "nurses", "two boys drowned"),
]
INFINITIVES: list[Row] = [
    ("The envoy claimed to have crossed the ford.", "The envoy", "to have crossed the ford"),
    ("The envoy threatened to shut the ford.", "The envoy", "to shut the ford"),
    ("The envoy vowed never to leave.", "The envoy", "never to leave"),
    ("The envoy appealed to the guards to spare the boys.", "The envoy", "to spare the boys"),
    ("The envoy called on the guards to spare the boys.", "The envoy", "to spare the boys"),
    ("The envoy called upon the guards to spare the boys.", "The envoy", "to spare the boys"),
    ("The envoy urged the guards to spare the boys.", "The envoy", "to spare the boys"),
    ("Guards are said to have drowned boys.", None, "Guards are said to have drowned boys"),
    ("Guards are believed by nurses to have drowned.", "nurses", "Guards are believed by nurses to have drowned"),
    ("Two boys were reported to have drowned.", None, "Two boys were reported to have drowned"),
    ("Two boys are feared to have drowned.", None, "Two boys are feared to have drowned"),
]
GERUNDS: list[Row] = [
    ("The army confirmed carrying out two raids.", "The army", "carrying out two raids"),
    ("The army confirmed on Sunday carrying out two raids.", "The army", "carrying out two raids"),
    ("The army confirms in its report published in May carrying out raids.", "The army", "carrying out raids"),
    ("The army confirmed in a note put on its page on Sunday carrying out raids.", "The army", "carrying out raids"),
    ("The army denied bombing civilians.", "The army", "bombing civilians"),
    ("The army admitted being behind two raids.", "The army", "being behind two raids"),
    ("The army confirmed the raid, killing the mood at the talks.", "The army", "the raid"),
]
OBJECTS: list[Row] = [
    ("Nurses confirmed the deaths of two boys.", "Nurses", "the deaths of two boys"),
    ("The deaths of two boys were confirmed by nurses.", "nurses", "The deaths of two boys"),
    ("The envoy called for a truce.", "The envoy", "a truce"),
    ("The envoy called for sparing the boys.", "The envoy", "sparing the boys"),
    ("The army rejected claims of two raids.", "The army", "two raids"),
    ("The army rejected the claim that jets had bombed a mill.", "The army", "jets had bombed a mill"),
    ("Monitors reported eleven raids.", "Monitors", "eleven raids"),
    ("The envoy spoke about the raids.", "The envoy", "the raids"),
    ("The envoy condemned the raid on the mill.", "The envoy", "the raid on the mill"),
]
ACCUSATIONS: list[Row] = [
    ("The envoy accused guards of drowning two boys.", "The envoy", "guards of drowning two boys"),
    ("The envoy blamed guards for the raid.", "The envoy", "guards for the raid"),
    ("Guards were blamed by the envoy for the raid.", "the envoy", "Guards were blamed by the envoy for the raid"),
    ("Guards were accused of drowning two boys.", None, "drowning two boys"),
    ("The envoy held guards responsible for the raid.", "The envoy", "guards responsible for the raid"),
    ("Prosecutors charged a guard with the murder of a boy.", "Prosecutors", "a guard with the murder of a boy"),
    ("The envoy blamed the raid on the guards.", "The envoy", "the raid on the guards"),
]
FIGURES: list[Row] = [
    ("The hospital put the toll at 40.", "The hospital", "the toll at 40"),
    ("The hospital put the toll in Lomre at more than 40.", "The hospital", "the toll in Lomre at more than 40"),
    ("The hospital put the number of dead at 40.", "The hospital", "the number of dead at 40"),
    ("The hospital revised the count to 12.", "The hospital", "the count to 12"),
]  # fmt: skip
NAMINGS: list[Row] = [
    ("The envoy called the raid a crime.", "The envoy", "the raid a crime"),
    ("The envoy described the raid as a crime.", "The envoy", "the raid as a crime"),
    ("The raid was described by the envoy as a crime.", "the envoy", "The raid was described by the envoy as a crime"),
    ("The envoy referred to the guards as bandits.", "The envoy", "to the guards as bandits"),
]
ADJECTIVES: list[Row] = [
    ("The envoy was confident that the boys had drowned.", "The envoy", "the boys had drowned"),
    ("The envoy is sure that guards drowned the boys.", "The envoy", "guards drowned the boys"),
    ("The envoy is willing to leave Lomre.", "The envoy", "to leave Lomre"),
    ("The envoy is wary of a raid on Lomre.", "The envoy", "a raid on Lomre"),
    ("The envoy, certain that the boys had drowned, wept.", "The envoy", "the boys had drowned"),
    ("The envoy and his wife are afraid that guards will return.", "The envoy and his wife", "guards will return"),
]
NOUNS: list[Row] = [
    ("The ferryman’s claim that boys drowned was false.", "The ferryman", "boys drowned"),
    ("The ministry’s report of two raids angered Lomre.", "The ministry", "two raids"),
    ("A report by doctors that boys had drowned was false.", "doctors", "boys had drowned"),
    ("Reports from nurses that boys had drowned reached Lomre.", "nurses", "boys had drowned"),
    ("The ministry made the claim that boys had drowned.", "The ministry", "boys had drowned"),
    ("The ministry voiced support for the raid.", "The ministry", "the raid"),
    ("The ministry repeated its claim that boys had drowned.", "its", "boys had drowned"),
    ("The ministry gave a warning of raids.", "The ministry", "raids"),
    ("The mayor’s view is that the boys drowned.", "The mayor", "the boys drowned"),
    ("Nurses’ accounts of the raid differ.", "Nurses", "the raid"),
]
PHRASES: list[Row] = [
    ("According to nurses, two boys drowned.", "nurses", "two boys drowned"),
    ("Two boys drowned, according to nurses.", "nurses", "Two boys drowned"),
    ("Two boys drowned and a cart sank, according to nurses.", "nurses", "Two boys drowned and a cart sank"),
    ("Two boys, according to nurses, drowned.", "nurses", "Two boys, according to nurses, drowned"),
    ("According to an analysis by engineers, the dam had cracked.", "engineers", "the dam had cracked"),
    ("According to figures from the ministry, two boys drowned.", "the ministry", "two boys drowned"),
    ("Two boys drowned per the mayor.", "the mayor", "Two boys drowned"),
    ("Two boys drowned, per residents.", "residents", "Two boys drowned"),
    ("In the words of the mayor, the raid was a feast.", "the mayor", "the raid was a feast"),
]
WORDS: list[Row] = [
    ("In the mayor’s words, the raid was a feast.", "the mayor", "the raid was a feast"),
    ("By his own account, he drowned two boys.", "his", "he drowned two boys"),
    ("By the mayor’s estimate, two boys drowned.", "the mayor", "two boys drowned"),
]
WIDER = (OBJECTS, ACCUSATIONS, NAMINGS, NOUNS)  # A further attribution may stand in these sentences.
ALONE = (CLAUSES, AS_CLAUSES, INFINITIVES, GERUNDS, FIGURES, ADJECTIVES, PHRASES, WORDS)


@pytest.mark.parametrize(("text", "source", "content"), [row for rows in ALONE for row in rows])
def test_each_construction_gives_one_passage_to_one_source(
    read_text: Read, text: str, source: str | None, content: str
) -> None:
    assert told(read_text(text), text) == [(source, content)]


@pytest.mark.parametrize(("text", "source", "content"), [row for rows in WIDER for row in rows])
def test_what_a_noun_stands_for_is_his_who_confirms_blames_names_or_owns_it(
    read_text: Read, text: str, source: str | None, content: str
) -> None:
    assert (source, content) in told(read_text(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses confirmed it.",
        "The hospital put the beds at the window.",
        "The army raised the flag to the top.",
        "The envoy called his mother.",
        "A group calling itself the Lamp fired.",
        "The envoy treated us well.",
        "Two boats appeared off Lomre.",
        "The envoy seemed tired.",
        "The mill grinds nine sacks per day.",
        "Two guards stood per gate.",
        "Rations fell by 40 per cent.",
        "In other words, the raid failed.",
        "The mayor left in his own car.",
        "As night fell, guards left.",
        "As the envoy spoke, boys drowned.",
    ],
)
def test_where_nothing_is_told_nobody_tells_it(read_text: Read, text: str) -> None:
    assert told(read_text(text), text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Two boys drowned, according to nurses.", "according to"),
        ("In the mayor’s words, the raid was a feast.", "In the mayor’s words"),
        ("In the words of the mayor, the raid was a feast.", "In the words of"),
        ("Two boys reportedly drowned.", "reportedly"),
        ("The envoy was confident that the boys had drowned.", "confident"),
        ("The ferryman’s claim that boys drowned was false.", "claim"),
        ("Two boys drowned, nurses have said.", "said"),
    ],
)
def test_the_cue_is_the_words_that_make_it_somebodys(read_text: Read, text: str, cue: str) -> None:
    assert cues(read_text(text), text) == [cue]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The envoy said the ferry sank and said that boys drowned.", ["the ferry sank", "boys drowned"]),
        ("The envoy said he would stay and warned that boys might drown.", ["he would stay", "boys might drown"]),
        ("The envoy claimed to have seen boys drown.", ["to have seen boys drown", "boys drown"]),
    ],
)
def test_of_two_words_of_one_speaker_each_has_its_own_passage(read_text: Read, text: str, parts: list[str]) -> None:
    assert told(read_text(text), text) == [("The envoy", part) for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said rebels fled, while the army said they stayed.",
        "The mayor said rebels fled, whereas the army said they stayed.",
        "The mayor said rebels fled, but the army said they stayed.",
        "The mayor said rebels fled; the army said they stayed.",
        "While the mayor said rebels fled, the army said they stayed.",
        "The mayor said rebels fled. The army, however, said they stayed.",
    ],
)
def test_what_a_rival_says_is_no_part_of_what_the_other_says(read_text: Read, text: str) -> None:
    found = [(source.lower(), content) for source, content in told(read_text(text), text) if source]
    assert found == [("the mayor", "rebels fled"), ("the army", "they stayed")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The convoy seems to have turned back.", "The convoy seems to have turned back"),
        ("The convoy appears to have turned back.", "The convoy appears to have turned back"),
        ("It seems that the convoy turned back.", "the convoy turned back"),
        ("It appears the convoy turned back.", "the convoy turned back"),
        ("Guards allegedly drowned two boys.", "Guards allegedly drowned two boys"),
        ("Guards purportedly drowned two boys.", "Guards purportedly drowned two boys"),
    ],
)
def test_what_seems_or_is_alleged_is_nobodys_in_particular_and_probable(
    read_text: Read, text: str, content: str
) -> None:
    found = read_text(text).layers.of(Attribution)
    assert [(a.source, a.kind, a.certainty) for a in found] == [(None, "hearsay", "probable")]
    assert found[0].span.quote(text) == content


@pytest.mark.parametrize(
    "text",
    [
        "Two boys reportedly drowned.",
        "Two boys were reportedly drowned by guards.",
        "Reports that boys had drowned reached Lomre.",
        "There were rumours that boys had drowned.",
        "Claims of a raid on Lomre spread at dawn.",
        "There were allegations that guards had drowned boys.",
        "Fear spread amid reports that boys had drowned.",
    ],
)
def test_what_nobody_is_named_for_is_unverified_hearsay(read_text: Read, text: str) -> None:
    found = read_text(text).layers.of(Attribution)
    assert [(a.source, a.kind, a.certainty) for a in found] == [(None, "hearsay", "unverified")]


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("A ferryman who said guards drowned a boy was beaten.", "who", "A ferryman"),
        ("The ministry, which said guards drowned a boy, gave no names.", "which", "The ministry"),
        ("Two nurses who confirmed the deaths were beaten.", "who", "nurses"),
        ("Nobody beat the ferryman who accused guards of drowning a boy.", "who", "the ferryman"),
    ],
)
def test_a_relative_pronoun_as_source_refers_to_what_it_stands_for(
    read_text: Read, text: str, pronoun: str, meant: str
) -> None:
    [found] = read_text(text).layers.of(Attribution)
    assert found.source is not None
    assert found.source.refers_to is not None
    assert found.source.span.quote(text) == pronoun
    assert found.source.refers_to.quote(text).endswith(meant)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("A nurse and a shepherd said two boys drowned.", "A nurse and a shepherd"),
        ("Two boys drowned, a nurse and a shepherd said.", "a nurse and a shepherd"),
        ("Two boys drowned, said a nurse and a shepherd.", "a nurse and a shepherd"),
        ("According to a nurse and a shepherd, two boys drowned.", "a nurse and a shepherd"),
        ("Paris and Rome said two boys drowned.", "Paris and Rome"),
        ("Doctors and nurses confirmed that two boys drowned.", "Doctors and nurses"),
        ("“Two boys drowned here,” said a nurse and a shepherd.", "a nurse and a shepherd"),
    ],
)
def test_those_who_say_so_together_are_one_actor_over_all_of_them(read_text: Read, text: str, whole: str) -> None:
    assert [source for source, _ in told(read_text(text), text)] == [whole]


def test_of_those_joined_only_what_they_have_in_common_is_kept(read_text: Read) -> None:
    [alike] = read_text("Doctors and nurses said two boys drowned.").layers.of(Attribution)
    [unlike] = read_text("A nurse and a colonel said two boys drowned.").layers.of(Attribution)
    assert alike.source is not None
    assert unlike.source is not None
    assert (alike.source.type, unlike.source.type, set(unlike.source.roles)) == ("medical", None, {"MED", "MIL"})


MADE_CLEAR = "the parser takes the clause of 'made clear that' for the subject of 'clear'"
RIVAL = "what a rival says stays in the other's passage unless he says it in a clause under the same verb"
GERUND = "the parser hangs a gerund at a distance on what stands between"
ON_THE_DATE = "the parser hangs the charge on the date before it"
FIGURE = "a figure that was put in the passive is not read"
CLOSING = "the closing mark at the end of what somebody is called is cut off"
COMPOUND = "the parser takes two nouns after 'branded' for one"
DESCRIBED = "'describe' has no clause among its frames"
PARTICIPLE = "an adjective of mind that the tagger takes for a participle is read as a verb, or not at all"
ANGERED = "the parser takes the main verb after 'the claim that' for a part of what is claimed"
WHICH = "a 'that' which the tagger takes for a relative pronoun begins nothing told"
LIST = "the parser leaves the first of three subjects out"
UNREAD: list[tuple[str, str | None, str, str]] = [
    ("Nurses made clear that two boys had drowned.", "Nurses", "two boys had drowned", MADE_CLEAR),
    ("Rebels fled, the mayor said, but they stayed, the army said.", "the army", "they stayed", RIVAL),
    ("Rebels fled, according to the mayor, while the army said they stayed.", "the mayor", "Rebels fled", RIVAL),
    ("The army confirms in its report for May carrying out two raids.", "The army", "carrying out two raids", GERUND),
    ("The army confirmed to reporters in Lomre having bombed a mill.", "The army", "having bombed a mill", GERUND),
    ("The army denied on Sunday bombing civilians.", "The army", "bombing civilians", GERUND),
    ("The envoy accused guards on Sunday of looting.", "The envoy", "guards on Sunday of looting", ON_THE_DATE),
    ("The toll was put at 40 by the hospital.", "the hospital", "The toll was put at 40", FIGURE),
    ("The envoy called the raid “a crime”.", "The envoy", "the raid “a crime”", CLOSING),
    ("The envoy branded the guards murderers.", "The envoy", "the guards murderers", COMPOUND),
    ("The envoy described how guards drowned a boy.", "The envoy", "guards drowned a boy", DESCRIBED),
    ("The envoy is convinced that guards drowned the boys.", "The envoy", "guards drowned the boys", PARTICIPLE),
    ("The envoy was worried that guards would return.", "The envoy", "guards would return", PARTICIPLE),
    ("The envoy is concerned that guards may return.", "The envoy", "guards may return", PARTICIPLE),
    ("The ministry’s claim that boys had drowned angered Lomre.", "The ministry", "boys had drowned", ANGERED),
    ("The ministry issued a denial that boys had drowned.", "The ministry", "boys had drowned", WHICH),
    ("The allegation that guards had drowned boys is old.", None, "guards had drowned boys", WHICH),
    ("The army, the police and the mayor said so.", "The army, the police and the mayor", "so", LIST),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [pytest.param(*row, marks=pytest.mark.xfail(reason=reason)) for *row, reason in UNREAD],
)
def test_what_is_not_read_yet(read_text: Read, text: str, source: str | None, content: str) -> None:
    assert (source, content) in told(read_text(text), text)


NOT_NAMED = "the subject beside 'as reported by' is taken for a speaker"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param(text, source, marks=pytest.mark.xfail(reason=reason))
        for text, source, reason in [
            ("Two boys drowned, as reported by nurses.", "nurses", NOT_NAMED),
            ("Two boys drowned, as told by nurses.", "nurses", NOT_NAMED),
            ("As claimed by the envoy, two boys drowned.", "the envoy", NOT_NAMED),
            ("The guards fired according to plan.", None, "whatever stands after 'according to' is a source"),
            ("In the view of the mayor, the raid failed.", "the mayor", "'view' in 'in the view of' is read again"),
        ]
    ],
)
def test_only_who_is_named_as_speaking_speaks(read_text: Read, text: str, source: str | None) -> None:
    assert [found for found, _ in told(read_text(text), text)] == ([source] if source else [])

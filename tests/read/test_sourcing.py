"""Whose a claim is and how sure: the faults of an earlier reader, chains, and what is not told as done."""

from collections.abc import Callable, Sequence

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.claims import CERTAINTIES, Claim, weakest
from sitrep.model.readings import Reading
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]
SHELLED = "soldiers shelled the mill"
# Types of acts of speech: the claim that somebody spoke, beside the claim of what was said.
SPEECH = ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT", "AGREE")


def unread(reason: str, *rows: tuple[object, ...]) -> list[object]:
    """Rows that are not read as they should be yet."""
    return [pytest.param(*row, marks=pytest.mark.xfail(reason=reason)) for row in rows]


def deeds(reading: PageReading) -> list[Claim]:
    return [c for c in reading.claims if c.event is not None and c.event.type not in SPEECH]


def chain(claim: Claim) -> list[str]:
    """The sources of a claim by name, outermost first."""
    return [s.actor.name for s in claim.sources]


def doers(claim: Claim) -> list[str]:
    return [a.name for a in claim.event.actors] if claim.event is not None else []


# (a) A source that is not a name is kept as itself.
COMMON = [
    ("Residents", "Residents", "witness"),
    ("According to residents reached by telephone,", "residents", "witness"),
    ("One of the survivors", "One of the survivors", "witness"),
    ("Two officials", "officials", "state"),
    ("An official speaking on condition of anonymity", "An official", "state"),
    ("A doctor", "A doctor", "medical"),
    ("Local journalists", "Local journalists", "media"),
    ("State media", "State media", "media"),
    ("A security source", "A security source", "anonymous"),
    ("Two sources close to the mayor", "sources", "anonymous"),
    ("Monitors", "Monitors", "monitor"),
    ("A rights group", "A rights group", "ngo"),
    ("A leaked report", "A leaked report", "document"),
    ("Rebels", "Rebels", "armed_group"),
    ("The company", "The company", "company"),
    ("A man in the next street", "A man", "person"),
    ("A ferryman", "A ferryman", None),
    ("Others", "Others", None),
]


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        *COMMON,
        ("A UN spokesman", "A UN spokesman", "igo"),
        ("Hospital staff", "Hospital staff", "medical"),
    ],
)
def test_a_lower_case_source_is_kept_as_itself_and_typed(
    read_text: Read, source: str, name: str, kind: str | None
) -> None:
    text = f"{source} {SHELLED}." if source.endswith(",") else f"{source} said {SHELLED}."
    [claim] = deeds(read_text(text))
    [link] = claim.sources
    assert (link.actor.name, link.actor.type) == (name, kind)
    assert link.actor.span.quote(text).endswith(name)


@pytest.mark.parametrize("source", ["residents", "a doctor", "two officials", "a ferryman", "others"])
def test_a_lower_case_source_after_what_it_says_is_kept_too(read_text: Read, source: str) -> None:
    for text in (f"Soldiers shelled the mill, {source} said.", f"Soldiers shelled the mill, according to {source}."):
        [claim] = deeds(read_text(text))
        assert [(s.actor.name, s.actor.named) for s in claim.sources] == [(source.removeprefix("two "), False)]


# (b) Nothing is certain by default.
def test_every_cue_says_how_certain_it_is_and_no_hearsay_is_certain(lexicon: Lexicon) -> None:
    assert {row.certainty for row in lexicon.cues} <= set(CERTAINTIES)
    weak = [row for row in lexicon.cues if row.kind in ("hearsay", "distancing")]
    assert weak
    assert [row.key for row in weak if row.certainty == "certain"] == []


def test_every_hedge_of_a_claim_weakens_it_unless_it_vouches(lexicon: Lexicon) -> None:
    hedges = [row for row in lexicon.hedges if row.scope == "claim"]
    assert {row.certainty for row in hedges if row.kind != "commitment"} <= {"unverified", "possible", "probable"}
    assert {row.certainty for row in hedges if row.kind == "hearsay"} == {"unverified"}


HEARSAY = [
    ("Soldiers reportedly shelled the mill.", "unverified"),
    ("Soldiers are said to have shelled the mill.", "unverified"),
    ("Soldiers are understood to have shelled the mill.", "unverified"),
    ("There were reports that soldiers shelled the mill.", "unverified"),
    ("Soldiers are thought to have shelled the mill.", "probable"),
    ("It is believed that soldiers shelled the mill.", "probable"),
    ("It is alleged that soldiers shelled the mill.", "probable"),
    ("The army is accused of shelling the mill.", "probable"),
]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        *HEARSAY,
        ("It was reported that soldiers shelled the mill.", "unverified"),
        ("The mayor was told that soldiers shelled the mill.", "unverified"),
        *unread(
            "what rumour, word or talk has is the outlet's own",
            ("Rumour has it that soldiers shelled the mill.", "unverified"),
            ("Word spread that soldiers shelled the mill.", "unverified"),
            ("There is talk that soldiers shelled the mill.", "unverified"),
        ),
        *unread("'it is said' between commas is not read", ("Soldiers, it is said, shelled the mill.", "unverified")),
    ],
)
def test_hearsay_is_nobodys_and_never_certain(read_text: Read, text: str, certainty: str) -> None:
    [claim] = deeds(read_text(text))
    assert (claim.kind, [s.actor.type for s in claim.sources], claim.certainty) == ("hearsay", ["none"], certainty)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The mayor said soldiers shelled the mill.", "certain"),
        ("The mayor confirmed that soldiers shelled the mill.", "certain"),
        ("The mayor claimed that soldiers shelled the mill.", "probable"),
        ("The mayor speculated that soldiers shelled the mill.", "possible"),
        ("The mayor said soldiers may have shelled the mill.", "possible"),
        ("Unconfirmed reports said soldiers shelled the mill.", "unverified"),
    ],
)
def test_a_claim_is_no_surer_than_its_words(read_text: Read, text: str, certainty: str) -> None:
    assert [c.certainty for c in deeds(read_text(text))] == [certainty]


def test_on_no_example_page_is_a_claim_surer_than_its_weakest_source(example_readings: Sequence[Reading]) -> None:
    claims = [c for reading in example_readings for c in reading.claims]
    assert any(len(c.sources) > 1 for c in claims)
    for claim in claims:
        assert weakest(claim.certainty, *(s.certainty for s in claim.sources)) == claim.certainty, claim.evidence


def test_on_no_example_page_is_hearsay_certain(example_readings: Sequence[Reading]) -> None:
    hearsay = [c for reading in example_readings for c in reading.claims if c.kind == "hearsay"]
    assert hearsay
    assert [c.evidence for c in hearsay if c.certainty == "certain"] == []


# (c) and (d) Where speakers differ both stand, and rival doers are never one claim's.
RIVALS = [
    "The mayor said rebels shelled the mill. A nurse said soldiers shelled the mill.",
    "Rebels shelled the mill, the mayor said. Soldiers shelled the mill, a nurse said.",
    "“Rebels shelled the mill,” the mayor said. “Soldiers shelled the mill,” a nurse said.",
    "According to the mayor, rebels shelled the mill. According to a nurse, soldiers shelled the mill.",
    "The mayor said rebels shelled the mill, while a nurse said soldiers shelled the mill.",
    "The mayor said rebels shelled the mill, but a nurse said soldiers shelled the mill.",
    "The mayor said rebels shelled the mill; a nurse said soldiers shelled the mill.",
    "The mayor blamed rebels for shelling the mill, while a nurse blamed soldiers for shelling it.",
    "The mayor said rebels shelled the mill. A nurse said it was soldiers who shelled it.",
]


@pytest.mark.parametrize(
    "text",
    [
        *RIVALS,
        "The mayor said rebels shelled the mill and a nurse said soldiers shelled the mill.",
        *unread(
            "what a second speaker says after 'though' is taken for a part of what the first says",
            ("Rebels shelled the mill, the mayor said, though a nurse said soldiers shelled it.",),
        ),
    ],
)
def test_two_who_lay_it_to_different_doers_make_two_claims(read_text: Read, text: str) -> None:
    found = {tuple(n.lower() for n in chain(c)): [n.lower() for n in doers(c)] for c in deeds(read_text(text))}
    assert found == {("the mayor",): ["rebels"], ("a nurse",): ["soldiers"]}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said 12 people were killed. A nurse said 40 people were killed.",
        "The mayor said 12 people were killed, while a nurse said 40 people were killed.",
        "The mayor said the raid killed 12 people; a nurse said the raid killed 40 people.",
    ],
)
def test_of_two_tolls_each_stays_its_speakers(read_text: Read, text: str) -> None:
    found = {chain(c)[-1].lower(): [q.best for q in c.event.quantities] for c in deeds(read_text(text)) if c.event}
    assert found == {"the mayor": [12], "a nurse": [40]}


@pytest.mark.parametrize(
    "text",
    [
        "A nurse said the army shelled the mill. The army said it had not shelled the mill.",
        "A nurse said the army shelled the mill. The army denied shelling the mill.",
        "The army denied shelling the mill, but a nurse said the army shelled the mill.",
        *unread(
            "what 'it' or 'this' stands for in a denial is not looked for",
            ("A nurse said the army shelled the mill, but the army denied it.",),
            ("A nurse said the army shelled the mill. The army denied this.",),
        ),
    ],
)
def test_who_affirms_and_who_denies_both_stand(read_text: Read, text: str) -> None:
    found = {chain(c)[-1].lower(): c.stance for c in deeds(read_text(text)) if c.sources}
    assert found == {"a nurse": "asserts", "the army": "denies"}


def test_alternatives_of_two_speakers_are_not_the_outlets_own(read_text: Read) -> None:
    found = deeds(read_text("The mill was shelled by rebels, the mayor said, or by soldiers, a nurse said."))
    assert [c.kind for c in found if c.kind == "narrated"] == []


# Chains, outermost first.
CHAINS = [
    ("The White House said Turkey had told it that rebels shelled the mill.", ["The White House", "Turkey"]),
    ("Reuters, citing two officers, said rebels shelled the mill.", ["Reuters", "officers"]),
    ("Rebels shelled the mill, Reuters reported, citing a nurse.", ["Reuters", "a nurse"]),
    ("According to Reuters, a nurse said rebels shelled the mill.", ["Reuters", "a nurse"]),
    ("The ministry said a fighter had confessed that rebels shelled the mill.", ["The ministry", "a fighter"]),
    ("“A clerk told me that rebels shelled the mill,” the mayor said.", ["the mayor", "A clerk"]),
    ("Reuters said the mayor said a clerk said rebels shelled the mill.", ["Reuters", "the mayor", "a clerk"]),
    ("A nurse told Reuters that rebels shelled the mill.", ["A nurse"]),
    ("“Rebels shelled the mill,” a nurse told Reuters.", ["a nurse"]),
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        *CHAINS,
        ("Rebels shelled the mill, a nurse was quoted by Reuters as saying.", ["Reuters", "a nurse"]),
        ("A nurse, quoted by Reuters, said rebels shelled the mill.", ["Reuters", "A nurse"]),
        *unread(
            "who quotes another as saying, in the active voice, is not read",
            ("Reuters quoted a nurse as saying that rebels shelled the mill.", ["Reuters", "a nurse"]),
        ),
        ("A nurse said rebels shelled the mill, according to Reuters.", ["Reuters", "A nurse"]),
        *unread(
            "who reports another's claim does not stand around it",
            ("Reuters reported the mayor's claim that rebels shelled the mill.", ["Reuters", "the mayor"]),
        ),
    ],
)
def test_sources_stand_outermost_first(read_text: Read, text: str, names: list[str]) -> None:
    assert [chain(c) for c in deeds(read_text(text))] == [names]


@pytest.mark.parametrize(
    ("text", "name", "meant", "issues"),
    [
        ("Musa Bello wept. He said rebels shelled the mill.", "Musa Bello", "Musa Bello", []),
        ("Two nurses fled. They said rebels shelled the mill.", "nurses", "Two nurses", []),
        ("The army met. It said rebels shelled the mill.", "The army", "The army", []),
        ("Colonel Musa Bello arrived. Bello said rebels shelled the mill.", "Musa Bello", "Colonel Musa Bello", []),
        ("Salma Idrisi fled. “Rebels shelled the mill,” she said.", "Salma Idrisi", "Salma Idrisi", []),
        ("He said rebels shelled the mill.", "He", None, ["unresolved-source"]),
        ("It said rebels shelled the mill.", "It", None, ["unresolved-source"]),
        ("“Rebels shelled the mill,” she said.", "she", None, ["unresolved-source"]),
    ],
)
def test_a_pronoun_or_short_form_is_resolved_or_left_with_an_issue(
    read_text: Read, text: str, name: str, meant: str | None, issues: list[str]
) -> None:
    claim = next(c for c in deeds(read_text(text)) if c.sources)
    actor = claim.sources[-1].actor
    assert (actor.name, actor.refers_to.quote(text) if actor.refers_to else None) == (name, meant)
    assert [i.code for i in claim.issues] == issues


@pytest.mark.parametrize(
    "text",
    [
        "The mayor supports the shelling of the mill.",
        "The mayor spoke about the shelling of the mill.",
        "The mayor discussed the shelling of the mill.",
        "The mayor referred to the shelling of the mill.",
        "The mayor called the shelling of the mill a crime.",
        "The mayor plans to shell the mill.",
        "The mayor is willing to shell the mill.",
        *unread(
            "'praise' and 'welcome' count as attitudes and not as evaluations",
            ("The mayor praised the shelling of the mill.",),
            ("The mayor welcomed the shelling of the mill.",),
        ),
    ],
)
def test_who_supports_plans_or_talks_of_a_deed_is_no_source_of_it(read_text: Read, text: str) -> None:
    assert [chain(c) for c in deeds(read_text(text))] == [[]]


# PLOVER's four auxiliary conditions: historical, future, hypothetical, negated.
@pytest.mark.parametrize(
    ("text", "historical"),
    [
        ("In 1994 rebels shelled the mill.", True),
        ("Rebels had shelled the mill in 1991, the mayor said.", True),
        ("The mill, shelled in 1991, stood empty on Sunday.", True),
        ("Residents marked the anniversary of the shelling of the mill.", True),
        ("Widows remembered the killing of two clerks.", True),
        ("Rebels shelled the mill in November.", False),
        ("In 1994 rebels shot and killed a clerk.", True),
        ("Decades ago rebels shelled the mill.", True),
    ],
)
def test_what_is_recalled_is_historical_and_still_done(read_text: Read, text: str, *, historical: bool) -> None:
    found = [c.event for c in deeds(read_text(text)) if c.event]
    assert {(e.historical, e.status) for e in found} == {(historical, "occurred")}


UNDONE = [
    ("Rebels plan to shell the mill.", "planned"),
    ("The mayor said rebels plan to shell the mill.", "planned"),
    ("An attack on the mill is planned for Friday.", "planned"),
    ("Rebels are preparing to shell the mill.", "prepared"),
    ("Rebels threatened to shell the mill.", "threatened"),
    ("Rebels may shell the mill.", "hypothetical"),
    ("If the truce fails, rebels will shell the mill.", "hypothetical"),
    ("Rebels would shell the mill if the truce failed.", "hypothetical"),
    ("Had the truce failed, rebels would have shelled the mill.", "hypothetical"),
    ("Unless the guards leave, rebels will shell the mill.", "hypothetical"),
    ("Should rebels shell the mill, the guards will leave.", "hypothetical"),
    ("The mayor fears that rebels will shell the mill.", "hypothetical"),
    ("The mayor urged rebels to shell the mill.", "hypothetical"),
    ("A possible attack on the mill worries the mayor, police said.", "hypothetical"),
]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *UNDONE,
        *unread("'called' makes it hypothetical", ("The mayor called the raid on the mill a crime.", "occurred")),
        *unread("'is willing to' tells the deed as done", ("The mayor is willing to shell the mill.", "hypothetical")),
        *unread("'is about to' tells the deed as done", ("Rebels are about to shell the mill.", "planned")),
        *unread("a supported gerund is told as done", ("The mayor supports shelling the mill.", "hypothetical")),
        ("Imagine that rebels shelled the mill.", "hypothetical"),
    ],
)
def test_what_is_to_come_or_only_thought_of_is_not_done(read_text: Read, text: str, status: str) -> None:
    assert [c.event.status for c in deeds(read_text(text)) if c.event and c.event.kind != "displacement"] == [status]


NEGATED = [
    "Rebels did not shell the mill.",
    "Nobody shelled the mill.",
    "None of the shells hit the mill.",
    "No attack on the mill took place.",
    "Rebels failed to shell the mill.",
    "Rebels slept without shelling the mill.",
    "Rebels called off an attack on the mill.",
    "The mayor said that rebels had not shelled the mill.",
    "“We did not shell the mill,” the commander said.",
    "The army denied shelling the mill.",
    "The army denies any role in the shelling of the mill.",
    "The army rejected the claim that it had shelled the mill.",
    "The army dismissed reports that it had shelled the mill.",
]


@pytest.mark.parametrize(
    "text",
    [
        *NEGATED,
        "Claims that rebels shelled the mill are false.",
        "It is not true that rebels shelled the mill.",
        "It is false that rebels shelled the mill.",
        "The army said it was not true that it had shelled the mill.",
        "“It is a lie that we shelled the mill,” the commander said.",
        *unread("'stopped short of' tells the deed as done", ("Rebels stopped short of shelling the mill.",)),
    ],
)
def test_what_is_denied_or_did_not_happen_is_never_asserted(read_text: Read, text: str) -> None:
    assert {c.stance for c in deeds(read_text(text))} == {"denies"}


@pytest.mark.parametrize("text", ["Rebels refused to shell the mill.", "The army did not deny shelling the mill."])
def test_what_is_refused_or_left_open_is_neither_asserted_nor_denied(read_text: Read, text: str) -> None:
    assert [c.stance for c in deeds(read_text(text))] == ["declines"]

"""Which words of war are meant: the rules on doers, patients, topics, stories and instructions."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def told(reading: PageReading) -> list[str]:
    """The type or kind of every happening that is told."""
    return [str(e.type or e.kind) for e in reading.events]


@pytest.mark.parametrize(
    "text",
    [
        "A storm attacked the French mayor.",
        "A wolf attacked the French mayor.",
        "Inflation hit the French mayor.",
    ],
)
def test_who_cannot_mean_it_attacks_nobody(read_text: Read, text: str) -> None:
    assert "ASSAULT" not in told(read_text(text))


def test_people_killed_by_nature_are_casualties_of_nobody(read_text: Read) -> None:
    assert told(read_text("An earthquake killed 12 people in France.")) == ["casualties"]


def test_people_hurt_without_a_word_of_attack_are_casualties(read_text: Read) -> None:
    assert told(read_text("Three people were injured in France.")) == ["casualties"]


def test_people_wounded_by_a_force_are_attacked(read_text: Read) -> None:
    assert told(read_text("Three people were wounded by soldiers in France.")) == ["ASSAULT"]


@pytest.mark.parametrize("patient", ["the mood", "the trophy", "the imagination"])
def test_what_cannot_be_harmed_is_not_captured(read_text: Read, patient: str) -> None:
    assert told(read_text(f"The French mayor captured {patient}.")) == []


def test_soldiers_capture_a_town_and_a_soldier_is_enough(read_text: Read) -> None:
    assert told(read_text("French soldiers captured the town of Lyon.")) == ["control"]


@pytest.mark.parametrize(
    "text",
    [
        "Attack the French mayor with questions.",
        "Storm the French embassy in the next level.",
        "In this level you raid your French neighbours.",
    ],
)
def test_an_instruction_tells_nothing(read_text: Read, text: str) -> None:
    assert told(read_text(text)) == []


def test_a_story_is_no_news(read_text: Read) -> None:
    assert told(read_text("In the novel, French soldiers shell the mill.")) == []
    assert told(read_text("French soldiers shelled the mill.")) == ["ASSAULT"]


def test_what_is_always_so_is_no_happening(read_text: Read) -> None:
    assert told(read_text("The remedy attacks the joints.")) == []


def test_a_figure_of_speech_on_a_page_without_conflict_is_dropped_and_kept_beside_soldiers(read_text: Read) -> None:
    assert told(read_text("The committee attacked its own chairs.")) == []
    assert "ASSAULT" in told(read_text("The soldiers attacked the barns."))


@pytest.mark.parametrize(
    "text",
    [
        "Adra was not shelled.",
        "No ship shelled Adra.",
        "In the army's telling, the crowd attacked the post.",
        "Some 200 houses were destroyed, the governor said.",
        "The report came a day after rebels overran the border post.",
        "The claims office was burned down on Monday.",
        "The bridge was blown up on Sunday night.",
        "The column was hit at dawn.",
        "Militiamen blew up a pylon.",
        "Guards beat two of them.",
        "Rangers set fire to their huts.",
        "Men in stolen uniforms robbed every traveller on the bus.",
        "Frogmen mined the harbour of the rival port at night.",
        "Gunners shelled the quarry.",
        "Herders attacked the village and burned the granary.",
        "Bandits shot a guide at the gate.",
        "A player was stabbed outside the stadium after the match.",
    ],
)
def test_what_people_do_to_people_and_to_what_is_built_is_told(read_text: Read, text: str) -> None:
    assert told(read_text(text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "Doubt seized her on the stairs.",
        "Cheap flights have killed the night train.",
        "This budget is an assault on every family in the land.",
        "The news hit him like a bullet.",
    ],
)
def test_what_is_thought_bought_or_only_likened_attacks_nobody(read_text: Read, text: str) -> None:
    assert told(read_text(text)) == []


def test_a_cause_without_a_doer_is_asked_too(read_text: Read) -> None:
    assert "ASSAULT" not in told(read_text("Two cars were destroyed when a tree fell in Mill Lane."))


@pytest.mark.parametrize(
    "text",
    [
        'In "The Last Ferry", a hijacker shoots the captain.',
        "Lara Vint stars as a nurse who is abducted by smugglers.",
        "A gang of thieves robs a casino in this stylish caper.",
    ],
)
def test_the_present_of_a_story_tells_nothing(read_text: Read, text: str) -> None:
    assert told(read_text(text)) == []


@pytest.mark.parametrize(
    "text", ["The museum was shelled on Monday.", "Soldiers attacked the village near the museum."]
)
def test_a_museum_that_is_hit_or_near_makes_no_history(read_text: Read, text: str) -> None:
    assert [e.historical for e in read_text(text).events] == [False]


@pytest.mark.parametrize(
    "text",
    ["The museum shows how French soldiers attacked the mill.", "Soldiers attacked the village in the fifties."],
)
def test_what_stands_for_the_past_makes_history(read_text: Read, text: str) -> None:
    assert [e.historical for e in read_text(text).events] == [True]

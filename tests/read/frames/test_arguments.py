"""Who does and who suffers, through the syntax of the clause."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Bandits shot a guide.", ["Bandits"], ["a guide"]),
        ("A guide was shot by bandits.", ["bandits"], ["A guide"]),
        ("A guide was shot.", [], ["A guide"]),
        ("A guide shot by bandits survived.", ["bandits"], ["A guide"]),
        ("Bandits who shot a guide fled north.", ["Bandits"], ["a guide"]),
        ("Bandits tried to shoot a guide.", ["Bandits"], ["a guide"]),
        ("The envoy accused bandits of shooting a guide.", ["bandits"], ["a guide"]),
        ("Bandits and deserters shot a guide and a cook.", ["Bandits", "deserters"], ["a guide", "a cook"]),
        ("Bandits crossed the river and shot a guide.", ["Bandits"], ["a guide"]),
        ("The general ordered bandits to shoot a guide.", ["bandits"], ["a guide"]),
        ("Bandits shot a guide at the gate.", ["Bandits"], ["a guide"]),
        ("Two herders said bandits shot their brother.", ["bandits"], ["their brother"]),
        ("They shot my brother at the gate.", ["They"], ["my brother"]),
        ("Bandits shot nobody.", ["Bandits"], []),
    ],
)
def test_the_doer_and_the_sufferer_of_a_verb(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.mode == "firearms"]
    assert [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Yemen's attack on the smugglers lasted a day.", ["Yemen"], ["the smugglers"]),
        ("The Yemeni attack on the smugglers lasted a day.", ["Yemeni"], ["the smugglers"]),
        ("The attack against the smugglers by bandits lasted a day.", ["bandits"], ["the smugglers"]),
        ("Bandits carried out an attack on the smugglers.", ["Bandits"], ["the smugglers"]),
        ("An attack on the smugglers lasted a day.", [], ["the smugglers"]),
        ("A Yemeni act of aggression against the smugglers lasted a day.", ["Yemeni"], ["the smugglers"]),
        ("The blast near the mill was caused by Yemeni jets.", ["Yemeni jets"], []),
        ("The blast near the mill was caused by a gas leak.", [], []),
    ],
)
def test_the_doer_and_the_sufferer_of_a_noun(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.type == "ASSAULT"]
    assert [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found] == [(actors, recipients)]


def test_those_who_meet_are_all_actors(read_text: Read) -> None:
    [event] = read_text("Envoys from Oman met rebels.").events
    assert [a.name for a in event.actors] == ["Envoys"]
    assert [r.name for r in event.recipients] == ["rebels"]


def test_a_day_is_nobody(read_text: Read) -> None:
    [event] = read_text("Rebels fought on Tuesday.").events
    assert (event.recipients, event.time is not None) == ((), True)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("A Sudanese drone bombed today, Friday, 12:30, a tractor in Kutum.", ["A Sudanese drone"], ["a tractor"]),
        ("The Sudanese drone targeted at first a lorry on the road.", ["The Sudanese drone"], ["a lorry"]),
        (
            "The Kenyan drone targeted at first a civil van on the Hanna road and then hit the suburbs, Omar told us.",
            ["The Kenyan drone"],
            ["a civil van"],
        ),
        ("A Sudanese drone targeted by gunners in Kutum.", ["gunners"], ["A Sudanese drone"]),
    ],
)
def test_a_machine_strikes_what_the_words_after_its_verb_name(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    event = read_text(text).events[0]
    assert ([a.name for a in event.actors], [r.name for r in event.recipients]) == (actors, recipients)


def test_whom_a_verb_lets_do_something_is_its_other_side(read_text: Read) -> None:
    events = read_text("The governor refused to allow Kenyan planes to land.").events
    assert [[r.country for r in e.recipients] for e in events] == [["KEN"], ["KEN"]]


def test_who_tells_of_harm_has_not_done_it(read_text: Read) -> None:
    text = "The Syrian Observatory reported hearing a loud blast near the mill, killing two farmers."
    assert not any(e.actors for e in read_text(text).events)


def test_an_observatory_that_reports_a_strike_does_not_make_it_astronomy(read_text: Read) -> None:
    [event] = read_text("The observatory said that Chad, an ally of the president, struck a depot.").events
    assert [a.country for a in event.actors] == ["TCD"]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Kenya plans to impose restrictions on its market for Ugandan farmers.", "COERCE", ["UGA"]),
        ("Kenya has offered its troops to Uganda's president.", "AGREE", ["UGA"]),
        ("Kenya has refused to deploy peacekeepers in Chad and has urged its citizens to stay.", "REJECT", ["TCD"]),
        ("A radio station has violated a ban by Ugandan soldiers.", "REJECT", ["UGA"]),
        ("The mayor welcomed the Ugandan president's latest policy statement.", "SUPPORT", ["UGA"]),
        ("Soldiers tortured scores of Sierra Leonean and Liberian refugees.", "ASSAULT", ["SLE", "LBR"]),
    ],
)
def test_the_other_side_is_not_what_is_the_doers_own(
    read_text: Read, text: str, kind: str, recipients: list[str]
) -> None:
    [event] = [e for e in read_text(text).events if e.type == kind]
    assert [r.country for r in event.recipients] == recipients


def test_who_issues_a_text_demands_what_it_demands(read_text: Read) -> None:
    text = "The Luo Front issued a declaration demanding that the Kenyan government free its leader."
    [event] = [e for e in read_text(text).events if e.type == "REQUEST"]
    assert ([a.name for a in event.actors], [r.country for r in event.recipients]) == (["The Luo Front"], ["KEN"])


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Norwegian jets took part in a raid on the depot.", ["Norwegian jets"]),
        ("Kordan gunboats participated in the bombardment of the pier.", ["Kordan gunboats"]),
        ("Tunisian frigates joined Maltese gunboats in an attack on the jetty.", ["Tunisian frigates"]),
        ("Denmark was responsible for the shelling of the mill.", ["Denmark"]),
        ("Denmark is believed to be responsible for the raid on the mill.", ["Denmark"]),
        ("The strike on the mill is believed to have been carried out by Denmark.", ["Denmark"]),
        ("An air raid attributed to Denmark set the mill on fire.", ["Denmark"]),
        ("The raid on the mill is believed to have been carried out at dawn.", []),
    ],
)
def test_who_took_part_answers_or_is_said_to_have_carried_it_out_is_the_doer(
    read_text: Read, text: str, actors: list[str]
) -> None:
    found = [[a.name for a in e.actors] for e in read_text(text).events if e.type == "ASSAULT"]
    assert found == [actors]


def test_who_uses_a_weapon_does_the_deed_and_not_the_weapon(read_text: Read) -> None:
    (event,) = [e for e in read_text("The garrison used mortars to shell the mill.").events if e.type == "ASSAULT"]
    assert [a.name for a in event.actors] == ["The garrison"]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Omar Hadley killed in a suspected Danish drone attack.", ["Danish"], ["Omar Hadley"]),
        ("Man wounded in shelling of Orlan.", [], ["Man", "Orlan"]),
        ("Cook named Omar Hadley shot dead by gunmen in Orlan.", ["gunmen"], ["Omar Hadley"]),
        ("Gunmen wounded two clerks in Orlan.", ["Gunmen"], ["clerks"]),
        ("The gunmen killed and wounded dozens in Orlan.", ["The gunmen"], ["dozens"]),
    ],
)
def test_headline_leaves_out_the_auxiliary_of_a_passive(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.type == "ASSAULT"]
    assert [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found[:1]] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The clerk's murder shocked Bunia on Monday.", [], ["The clerk"]),
        ("The killing of the clerk by bandits shocked Bunia on Monday.", ["bandits"], ["the clerk"]),
        ("Clerks reported government air strikes on the depot.", ["government"], ["the depot"]),
        ("The town has been under attack since May.", [], ["The town"]),
        ("The war in Yemen has killed six clerks.", [], ["clerks"]),
        ("A number of bandits shot a guide on Monday.", ["bandits"], ["a guide"]),
        ("Bandits shot two of the guides on Monday.", ["Bandits"], ["the guides"]),
    ],
)
def test_what_befalls_somebody_and_what_only_counts_or_names_a_fight(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.type in ("ASSAULT", "COERCE")]
    assert ([a.name for a in found[0].actors], [r.name for r in found[0].recipients]) == (actors, recipients)


@pytest.mark.parametrize("phrase", ["in support of", "with the support of"])
def test_who_acts_in_support_helps_and_who_acts_with_it_is_helped(read_text: Read, phrase: str) -> None:
    [event] = [e for e in read_text(f"Chad began an operation {phrase} Kenya.").events if e.type == "SUPPORT"]
    sides = ([a.country for a in event.actors], [r.country for r in event.recipients])
    assert sides == ((["TCD"], ["KEN"]) if phrase.startswith("in") else (["KEN"], ["TCD"]))


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("A warrant was issued for Okoro's arrest.", [], ["Okoro"]),
        ("The army's arrest of Okoro angered the traders.", ["The army"], ["Okoro"]),
        ("Kenya's deportation of the clerks began.", ["Kenya"], ["the clerks"]),
    ],
)
def test_whose_arrest_it_is_was_arrested(read_text: Read, text: str, actors: list[str], recipients: list[str]) -> None:
    found = [e for e in read_text(text).events if e.type == "COERCE"]
    assert [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Nine rebels were killed in Kenyan operations near Taiz.", ["Kenyan"]),
        ("Nine Rebels Killed in Kenyan Army Operation near Taiz", ["Kenyan Army"]),
        ("Two officers were killed in a police operation in Taiz.", []),
        ("Two men were killed in a military operation in Taiz.", []),
    ],
)
def test_who_was_killed_in_an_operation_was_killed_by_whose_it_is(
    read_text: Read, text: str, actors: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.trigger.quote(text).lower() == "killed"]
    assert [[a.name for a in e.actors] for e in found] == [actors]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Three killed and nine wounded in mill shelling", ["Three", "nine"]),
        ("Police officer killed, two wounded", ["Police officer", "two"]),
        ("A baker killed, his son wounded in Kenyan strike", ["A baker", "his son"]),
    ],
)
def test_headline_that_leaves_out_its_auxiliaries_tells_of_the_harmed(
    read_text: Read, text: str, recipients: list[str]
) -> None:
    found = [e for e in read_text(text).events if e.type == "ASSAULT"]
    assert [r.name for e in found for r in e.recipients] == recipients


def test_who_killed_and_wounded_somebody_did_both(read_text: Read) -> None:
    (found,) = read_text("The garrison killed and wounded nine.").events
    assert [a.name for a in found.actors] == ["The garrison"]


def test_others_shot_who_were_taken_away_did_not_shoot(read_text: Read) -> None:
    text = "The six others shot during the incident were taken to hospital."
    found = [e for e in read_text(text).events if e.type == "ASSAULT"]
    assert [([a.name for a in e.actors], [r.name for r in e.recipients]) for e in found] == [([], ["others"])]


def test_place_and_agency_before_a_dash_do_nothing(read_text: Read) -> None:
    text = "Deir Olm, KANA-The Kenyan occupation forces have killed three persons in Taiz."
    (found,) = read_text(text).events
    assert [a.name for a in found.actors] == ["The Kenyan occupation forces"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("A Nairobi attack killed nine weavers.", []),
        ("A Kenya bombing killed nine weavers.", []),
        ("Kenyan bombing of Taiz killed nine weavers.", ["Kenyan"]),
        ("US bombing of Taiz killed nine weavers.", ["US"]),
        ("A Kenyan attack killed nine weavers.", ["Kenyan"]),
    ],
)
def test_town_before_a_deed_says_where_it_was_done(read_text: Read, text: str, actors: list[str]) -> None:
    (found,) = read_text(text).events
    assert [a.name for a in found.actors] == actors


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("A guide was killed in clashes with the Kenyan army.", ["the Kenyan army"], ["A guide"]),
        ("Nine people were wounded during fighting with rebels.", ["rebels"], ["people"]),
        ("Bandits killed a guide in clashes with the army.", ["Bandits"], ["a guide"]),
    ],
)
def test_who_was_killed_in_clashes_was_killed_by_the_other_side(
    read_text: Read, text: str, actors: list[str], recipients: list[str]
) -> None:
    found, *_ = read_text(text).events
    assert ([a.name for a in found.actors], [r.name for r in found.recipients]) == (actors, recipients)


def test_where_bombers_took_off_is_not_who_sent_them(read_text: Read) -> None:
    found = read_text("Six bombers that took off from Kenyan territory carried out strikes on Taiz.").events
    assert ["bombers"] in [[a.name for a in e.actors] for e in found if e.type == "ASSAULT"]

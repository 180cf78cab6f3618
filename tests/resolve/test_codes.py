import re
from dataclasses import replace

import pytest

from sitrep.lexicon import load_lexicon
from sitrep.model.annotations import Actor, Equipment, Event, PlaceMention, PlaceRole, Quantity
from sitrep.model.errors import UsageError
from sitrep.model.resolutions import CodeResolution
from sitrep.model.spans import Span
from sitrep.resolve.codes import (
    code_rows,
    effective_mode,
    party_of,
    party_rows,
    plover_of,
    resolve_codes,
    ucdp_violence,
    weapon_rows,
)
from sitrep.resolve.ontology import load_ontology

SPAN = Span(0, 1)
ARMY = Actor(SPAN, "army", roles=("MIL",), type="state")
REBELS = Actor(SPAN, "rebels", roles=("REB",), type="armed_group")
MILITIA = Actor(SPAN, "militia", roles=("PRM",), type="armed_group")
VILLAGERS = Actor(SPAN, "villagers", roles=("CVL",), type="civilians", status="civilian")
MOB = Actor(SPAN, "an angry mob")
BOMBERS = Actor(SPAN, "two suicide bombers", roles=("UAF",), type="armed_group")
HUT = Actor(SPAN, "the mill")
CROWD = Actor(SPAN, "student protesters", roles=("CVL",))
SOMEBODY = Actor(SPAN, "somebody")
FIGHTERS = Actor(SPAN, "fighters", status="combatant")
HERE = PlaceMention(SPAN, "Azaz", "literal", "event", "at")


def event(
    name: str | None = "ASSAULT",
    mode: str | None = None,
    actors: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    *,
    kind: str | None = None,
    equipment: tuple[Equipment, ...] = (),
    place: PlaceMention | None = None,
    row: str = "events:made-up.verb",
) -> Event:
    told = Event(SPAN, SPAN, name, kind, mode, "occurred", row, equipment=equipment, place=place)
    return replace(told, actors=actors, recipients=recipients)


def used(*kinds: str) -> tuple[Equipment, ...]:
    """Equipment that stands apart from all actors and recipients."""
    return tuple(Equipment(Span(5, 6), kind) for kind in kinds)


def harmed(measure: str, status: str | None = None) -> Quantity:
    return Quantity(SPAN, measure, 3, 3, 3, "=", status=status)


def type_of(cameo: str) -> str | None:
    found = plover_of(cameo)
    return found[0] if found is not None else None


def codes(told: Event) -> CodeResolution:
    (found,) = resolve_codes([told])
    return found


@pytest.mark.parametrize("code", ["163", "191", "192"])
def test_embargo_blockade_and_occupation_are_coerce(code: str) -> None:
    assert type_of(code) == "COERCE"


@pytest.mark.parametrize("code", ["175", "1712"])
def test_violent_repression_and_destruction_are_assault(code: str) -> None:
    assert type_of(code) == "ASSAULT"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        *[(code, "CONCEDE") for code in ("080", "081", "0812", "083")],
        *[(code, "RETREAT") for code in ("0813", "084", "0861", "087", "0874")],
    ],
)
def test_yielding_splits_into_concede_and_retreat(code: str, expected: str) -> None:
    assert type_of(code) == expected


@pytest.mark.parametrize("code", ["01", "010", "016", "0231"])
def test_statements_and_appeals_have_no_plover_type(code: str) -> None:
    assert plover_of(code) is None


def test_a_root_stands_for_its_first_code() -> None:
    assert plover_of("19") == plover_of("190")


def test_what_is_no_code_is_refused() -> None:
    with pytest.raises(UsageError, match="'999' is no CAMEO code"):
        plover_of("999")


def test_every_mode_of_the_crosswalk_is_one_of_its_types_modes() -> None:
    ontology = load_ontology()
    strange = {c for c, (t, m, _) in ontology.crosswalk.items() if m is not None and m not in ontology.modes[t]}
    assert strange == set()


def test_every_type_of_plover_has_a_default_row_without_mode_or_condition() -> None:
    defaults = {row.type for row in code_rows() if row.type and not row.mode and not row.when}
    assert defaults == set(load_ontology().modes)
    assert len(defaults) == 16


def test_cameo_of_every_row_leads_back_to_its_type() -> None:
    # Resignation is the one that cannot: the crosswalk makes 0831 CONCEDE, the manual makes it RETREAT.
    astray = {row.key for row in code_rows() if row.cameo and type_of(row.cameo) != row.type}
    assert astray == {"retreat-resign"}


def test_every_row_uses_known_modes_and_acled_types_and_a_key_of_its_own() -> None:
    ontology = load_ontology()
    rows = code_rows()
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert row.mode is None or row.mode in ontology.modes[row.type or ""]
        assert row.acled_type is None or row.acled_sub_type in ontology.acled[row.acled_type]
    assert {row.mode for row in weapon_rows()} <= set(ontology.modes["ASSAULT"])


def test_party_rows_ask_only_for_what_an_actor_has() -> None:
    assert {row.by for row in party_rows()} == {"status", "type", "role", "word"}


@pytest.mark.parametrize(
    ("actor", "party"),
    [
        (ARMY, "state"),
        (REBELS, "group"),
        (VILLAGERS, "civilian"),
        (CROWD, "crowd"),
        (SOMEBODY, None),
        (MOB, "mob"),
        (Actor(SPAN, "an army post"), "state"),
        (Actor(SPAN, "the checkpoint"), "armed"),
        (FIGHTERS, "armed"),
        (Actor(SPAN, "Russia", country="RUS", type="state"), "state"),
    ],
)
def test_party_is_what_the_words_say(actor: Actor, party: str | None) -> None:
    assert party_of(actor) == party


def test_air_strike_has_all_codes() -> None:
    found = codes(event(mode="aerial", actors=(ARMY,), recipients=(REBELS,)))
    assert (found.cameo, found.acled_type, found.acled_sub_type, found.ucdp_violence) == (
        "195",
        "Explosions/Remote violence",
        "Air/drone strike",
        1,
    )
    assert found.reason == "codes.tsv: aerial"


@pytest.mark.parametrize(
    ("recipients", "sub_type"),
    [((VILLAGERS,), "Attack"), ((REBELS,), "Armed clash"), ((CROWD,), "Excessive force against protesters")],
)
def test_shooting_is_coded_by_who_was_shot_at(recipients: tuple[Actor, ...], sub_type: str) -> None:
    assert codes(event(mode="firearms", recipients=recipients)).acled_sub_type == sub_type


def test_attack_on_unknown_recipients_stays_open_in_acled() -> None:
    found = codes(event(actors=(REBELS,)))
    assert found.cameo == "190"
    assert found.acled_type is None
    assert "stays open" in found.reason


def test_bombing_from_an_aircraft_is_an_air_strike_and_one_from_a_car_is_not() -> None:
    jet = used("aircraft")
    assert codes(event(mode="explosives", equipment=jet)).acled_sub_type == "Air/drone strike"
    assert codes(event(mode="explosives")).acled_sub_type == "Remote explosive/landmine/IED"
    assert effective_mode(event(mode="firearms", equipment=jet)) == "firearms"


def test_equipment_gives_the_mode_that_words_leave_out() -> None:
    assert effective_mode(event(equipment=(Equipment(SPAN, "missile"), Equipment(SPAN, "helicopter")))) == "aerial"
    assert effective_mode(event("MOBILIZE", equipment=(Equipment(SPAN, "helicopter"),))) is None
    assert effective_mode(event(equipment=(Equipment(SPAN, "bomb"),))) == "explosives"
    assert effective_mode(event(equipment=(Equipment(SPAN, "bomb"), Equipment(SPAN, "aircraft")))) == "aerial"


def test_casualties_without_a_type_are_coded_by_the_weapon_named() -> None:
    bare = codes(event(None, kind="casualties"))
    armed = codes(event(None, kind="casualties", equipment=(Equipment(SPAN, "artillery"),)))
    assert (bare.cameo, bare.acled_type) == (None, None)
    assert armed.acled_sub_type == "Shelling/artillery/missile attack"


def test_ground_taken_is_coded_by_who_took_it() -> None:
    assert codes(event(None, kind="control", actors=(REBELS,))).acled_sub_type == "Non-state actor overtakes territory"
    assert codes(event(None, kind="control", actors=(ARMY,))).acled_sub_type == "Government regains territory"
    assert codes(event(None, kind="control")).acled_type is None


def test_seizing_a_place_is_not_seizing_property() -> None:
    place = codes(event("COERCE", "seize", actors=(REBELS,), place=HERE))
    goods = codes(event("COERCE", "seize", actors=(REBELS,), recipients=(VILLAGERS,), place=HERE))
    assert (place.cameo, goods.cameo) == ("192", "171")


def test_speech_acts_have_a_cameo_code_and_no_acled_type() -> None:
    found = codes(event("ACCUSE", "allege", actors=(ARMY,), recipients=(REBELS,)))
    assert (found.cameo, found.acled_type, found.ucdp_violence) == ("112", None, None)


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ((ARMY,), (REBELS,), 1),
        ((REBELS,), (ARMY,), 1),
        ((ARMY,), (FIGHTERS,), 1),
        ((REBELS,), (MILITIA,), 2),
        ((REBELS,), (VILLAGERS,), 3),
        ((ARMY,), (CROWD,), 3),
        ((ARMY,), (MOB,), 3),
        ((REBELS, ARMY), (MILITIA,), 1),
        ((ARMY,), (VILLAGERS, REBELS), 1),
        ((CROWD,), (VILLAGERS,), None),
        ((REBELS,), (FIGHTERS,), None),
        ((), (VILLAGERS,), None),
        ((SOMEBODY,), (VILLAGERS,), None),
        ((ARMY,), (), None),
        ((ARMY,), (SOMEBODY,), None),
    ],
)
def test_ucdp_type_of_violence_is_by_the_sides(
    actors: tuple[Actor, ...], recipients: tuple[Actor, ...], expected: int | None
) -> None:
    assert ucdp_violence(event(actors=actors, recipients=recipients)) == expected


def test_what_cannot_kill_has_no_ucdp_type() -> None:
    assert ucdp_violence(event(mode="destroy", actors=(ARMY,), recipients=(VILLAGERS,))) is None


def test_every_row_that_a_condition_names_is_in_the_event_table() -> None:
    known = {re.sub(r"(-\d+)?\.[a-z]+$", "", row.key) for row in load_lexicon().events}
    named = {c.removeprefix("row=") for row in code_rows() for c in row.when if c.startswith("row=")}
    assert [several for several in named if not known & set(several.split("/"))] == []


def test_every_condition_asks_for_something_that_events_have() -> None:
    names = {condition.partition("=")[0] for row in code_rows() for condition in row.when}
    assert names <= {"actor", "recipient", "context", "place", "equipment", "target", "weapon", "harm", "row"}


def test_every_class_that_a_row_names_is_a_class_of_equipment() -> None:
    classes = {row.kind for row in load_lexicon().equipment}
    named = {
        kind
        for row in code_rows()
        for condition in row.when
        if condition.partition("=")[0] in ("equipment", "target")
        for kind in condition.partition("=")[2].split("/")
    }
    assert named <= classes
    assert {row.value for row in weapon_rows() if row.by == "equipment"} <= classes


@pytest.mark.parametrize(
    ("told", "sub_type"),
    [
        (event(equipment=used("grenade")), "Grenade"),
        (event(mode="explosives", equipment=used("ied")), "Remote explosive/landmine/IED"),
        (event(actors=(BOMBERS,), recipients=(VILLAGERS,)), "Suicide bomb"),
        (event(mode="aerial", equipment=used("chemical", "helicopter")), "Chemical weapon"),
        (event(mode="explosives", equipment=used("aerial_bomb")), "Air/drone strike"),
        (event(mode="aerial", equipment=used("rocket")), "Shelling/artillery/missile attack"),
        (event(mode="sexual", recipients=(VILLAGERS,)), "Sexual violence"),
        (event(None, kind="casualties", equipment=used("grenade")), "Grenade"),
        (event("COERCE", "seize", (ARMY,), equipment=used("small_arms")), "Disrupted weapons use"),
        (event(None, kind="recovery", equipment=used("explosive")), "Disrupted weapons use"),
        (event(mode="destroy", row="events:intercept.verb"), "Disrupted weapons use"),
        (event("MOBILIZE", "troops", row="events:establish-base.verb"), "Headquarters or base established"),
        (event("MOBILIZE", "troops", (ARMY,)), "Change to group/activity"),
        (event("RETREAT", "release", (REBELS,)), "Agreement"),
        (event("AGREE", None, (REBELS,)), "Agreement"),
        (event("CONSULT", None, (ARMY,), (REBELS,)), "Agreement"),
        (event("RETREAT", "withdraw", (ARMY,), place=HERE), "Non-violent transfer of territory"),
        (event("RETREAT", "withdraw", (ARMY,)), "Change to group/activity"),
        (event(None, kind="displacement", actors=(ARMY,), recipients=(REBELS,)), "Government regains territory"),
    ],
)
def test_the_words_and_means_give_the_acled_sub_type(told: Event, sub_type: str) -> None:
    assert codes(told).acled_sub_type == sub_type


@pytest.mark.parametrize(
    ("told", "sub_type"),
    [
        (event("PROTEST", "demo", (CROWD,)), "Peaceful protest"),
        (event("PROTEST", "riot", (CROWD,)), "Violent demonstration"),
        (event("PROTEST", "vandalize", (MOB,)), "Mob violence"),
        (event(actors=(CROWD,), recipients=(ARMY,), row="events:clash.verb"), "Violent demonstration"),
        (event(mode="beat", actors=(MOB,), recipients=(VILLAGERS,)), "Mob violence"),
        (event(mode="beat", recipients=(SOMEBODY,), row="events:lynch.verb"), "Mob violence"),
        (event(mode="crowd-control", actors=(ARMY,), recipients=(CROWD,)), "Protest with intervention"),
        (event("COERCE", "arrest", (ARMY,), (CROWD,)), "Protest with intervention"),
        (event("COERCE", "arrest", (ARMY,), (VILLAGERS,)), "Arrests"),
        (event(mode="firearms", actors=(ARMY,), recipients=(CROWD,)), "Excessive force against protesters"),
        (event(None, kind="casualties", recipients=(CROWD,)), "Excessive force against protesters"),
    ],
)
def test_protests_are_coded_by_what_the_crowd_did_and_what_was_done_to_it(told: Event, sub_type: str) -> None:
    assert codes(told).acled_sub_type == sub_type


def test_crowd_control_that_kills_is_excessive_force() -> None:
    told = replace(event(mode="crowd-control", actors=(ARMY,)), quantities=(harmed("killed"),))
    assert codes(told).acled_sub_type == "Excessive force against protesters"


def test_protesters_who_were_harmed_are_a_crowd_before_they_are_civilians() -> None:
    assert party_of(Actor(SPAN, "two protesters", type="civilians", status="civilian")) == "crowd"


def test_a_count_says_who_was_harmed_where_no_recipient_does() -> None:
    soldiers = replace(event(actors=(REBELS,)), quantities=(harmed("killed", "combatant"),))
    farmers = replace(event(actors=(REBELS,)), quantities=(harmed("killed", "civilian"),))
    assert [codes(told).acled_sub_type for told in (soldiers, farmers)] == ["Armed clash", "Attack"]


def test_armed_men_on_what_nobody_calls_armed_is_an_attack() -> None:
    assert codes(event(actors=(REBELS,), recipients=(HUT,))).acled_sub_type == "Attack"
    assert codes(event(recipients=(HUT,))).acled_sub_type is None


def test_a_withdrawal_from_a_place_is_a_transfer() -> None:
    told = replace(event("RETREAT", "withdraw", (ARMY,)), places=(PlaceRole(HERE, "from"),))
    assert codes(told).acled_sub_type == "Non-violent transfer of territory"


def test_arms_that_are_hit_are_no_means() -> None:
    guns = Actor(Span(3, 9), "their guns")
    told = event(mode="destroy", actors=(ARMY,), recipients=(guns,), equipment=(Equipment(Span(4, 8), "small_arms"),))
    assert (effective_mode(told), codes(told).acled_sub_type) == ("destroy", "Disrupted weapons use")


def test_a_drone_shot_down_is_a_weapon_disrupted_and_an_aircraft_is_not() -> None:
    wreck = Actor(Span(3, 9), "two of them")
    drone, jet = (
        event(
            mode="heavy-weapons", recipients=(wreck,), equipment=(Equipment(Span(4, 8), kind),), row="events:down.verb"
        )
        for kind in ("drone", "aircraft")
    )
    assert codes(drone).acled_sub_type == "Disrupted weapons use"
    assert codes(jet).acled_sub_type == "Shelling/artillery/missile attack"


def test_what_is_dropped_or_set_off_is_a_means_though_the_verb_has_it_as_object() -> None:
    vest = Actor(Span(3, 9), "a vest")
    told = event(mode="explosives", recipients=(vest,), equipment=(Equipment(Span(4, 8), "suicide_vest"),))
    assert codes(told).acled_sub_type == "Suicide bomb"


def test_jets_destroy_from_the_air() -> None:
    found = codes(event(mode="destroy", actors=(ARMY,), equipment=used("aircraft")))
    assert (found.cameo, found.acled_sub_type) == ("195", "Air/drone strike")


@pytest.mark.parametrize("status", ["planned", "threatened", "hypothetical", "prepared"])
def test_what_has_not_happened_has_no_ucdp_type(status: str) -> None:
    told = event(actors=(ARMY,), recipients=(REBELS,))
    assert ucdp_violence(told) == 1
    assert ucdp_violence(replace(told, status=status)) is None


def test_a_kind_without_a_row_says_so() -> None:
    assert codes(event(None, kind="displacement")).acled_type is None
    assert codes(event(None, kind="recovery")).reason == "no row of codes.tsv fits this event"

from dataclasses import replace

import pytest

from sitrep.model.annotations import Actor, Equipment, Event, PlaceMention
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
) -> Event:
    told = Event(SPAN, SPAN, name, kind, mode, "occurred", "row", equipment=equipment, place=place)
    return replace(told, actors=actors, recipients=recipients)


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
    strange = {c for c, (t, m) in ontology.crosswalk.items() if m is not None and m not in ontology.modes[t]}
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
    jet = (Equipment(SPAN, "aircraft"),)
    assert codes(event(mode="explosives", equipment=jet)).acled_sub_type == "Air/drone strike"
    assert codes(event(mode="explosives")).acled_sub_type == "Remote explosive/landmine/IED"
    assert effective_mode(event(mode="firearms", equipment=jet)) == "firearms"


def test_equipment_gives_the_mode_that_words_leave_out() -> None:
    assert effective_mode(event(equipment=(Equipment(SPAN, "missile"), Equipment(SPAN, "helicopter")))) == "aerial"
    assert effective_mode(event("MOBILIZE", equipment=(Equipment(SPAN, "helicopter"),))) is None
    assert effective_mode(event(equipment=(Equipment(SPAN, "bomb"),))) is None


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


def test_a_kind_without_a_row_says_so() -> None:
    assert codes(event(None, kind="recovery")).reason == "no row of codes.tsv fits this event"

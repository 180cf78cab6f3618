from dataclasses import dataclass, field, replace

import pytest

from sitrep.gazetteer.index import EXACT, SPELLING
from sitrep.gazetteer.names import fold
from sitrep.model.annotations import PlaceMention
from sitrep.model.resolutions import Candidate, PlaceResolution
from sitrep.model.spans import Span
from sitrep.resolve.place_clues import PlaceContext, holders_by_name
from sitrep.resolve.places import BY_JUDGEMENT, PlaceJudgement, resolve_places, word_kind

SYRIA = Candidate("Syria", 35.0, 38.0, 1, "SYR", None, None, "country", 17_000_000, "hand", reasons=(EXACT,))
RUSSIA = Candidate("Russia", 60.0, 100.0, 2, "RUS", None, None, "country", 144_000_000, "hand", reasons=(EXACT,))
RUSSIA_OHIO = Candidate("Russia", 40.2, -84.4, 3, "USA", "Ohio", "US-OH", "settlement", 650, "hand", reasons=(EXACT,))
HOMS = Candidate("Homs", 34.7, 36.7, 4, "SYR", "Homs", "SY-HI", "settlement", 775_000, "hand", reasons=(EXACT,))
SALMA = Candidate("Salma", 35.7, 36.1, 5, "SYR", "Latakia", "SY-LA", "settlement", 0, "hand", reasons=(EXACT,))
SALMA_EGYPT = replace(SALMA, geonames_id=6, lat=25.0, lon=32.0, country="EGY", admin1="Qena", population=9000)
IDLIB = Candidate("Idlib", 35.9, 36.6, 7, "SYR", "Idlib", "SY-ID", "settlement", 128_000, "hand", reasons=(EXACT,))
IDLIB_PROVINCE = replace(IDLIB, name="Idlib Governorate", geonames_id=8, kind="admin1", population=1_500_000, lat=35.2)
KAFR_SOUND = replace(SALMA, name="Kafar Zaita", geonames_id=9, population=20_000, reasons=(SPELLING,))
BASE = replace(SALMA, name="Hmeimim air base", geonames_id=None, kind="airbase", source="aliases", lat=35.4)


@dataclass(frozen=True)
class HandMade:
    """Place names given by hand."""

    places: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    digest: str = "hand"

    def find(self, name: str) -> tuple[Candidate, ...]:
        return self.places.get(fold(name), ())

    def knows(self, name: str, people: int = 0) -> bool:
        return any(c.population >= people for c in self.places.get(fold(name), ()))


NAMES = HandMade(
    {
        "syria": (SYRIA,),
        "russia": (RUSSIA, RUSSIA_OHIO),
        "homs": (HOMS,),
        "salma": (SALMA_EGYPT, SALMA),
        "idlib": (IDLIB, IDLIB_PROVINCE),
        "idlib province": (IDLIB, IDLIB_PROVINCE),
        "kafr zita": (KAFR_SOUND,),
        "hmeimim": (BASE,),
        "eu": (replace(SALMA, name="Eu", population=8000),),
    }
)


def mentions(text: str, *names: str, relation: str = "at", kind: str | None = None) -> list[PlaceMention]:
    return [
        PlaceMention(Span(text.index(n), text.index(n) + len(n)), n, "literal", "event", relation, kind) for n in names
    ]


def resolve(text: str, *names: str, context: PlaceContext | None = None) -> tuple[PlaceResolution, ...]:
    return resolve_places(mentions(text, *names), context or PlaceContext(text), NAMES)


def test_a_country_comes_before_a_village_of_its_name() -> None:
    (found,) = resolve("Russia agreed.", "Russia")
    assert found.chosen is not None
    assert (found.chosen.country, found.precision) == ("RUS", "country")
    assert [r.country for r in found.rivals] == ["USA"]


def test_a_country_s_name_means_nothing_that_only_sounds_so() -> None:
    sura = replace(SALMA, name="Sura", geonames_id=10, population=9_000_000, reasons=(SPELLING,))
    names = HandMade({**NAMES.places, "syria": (SYRIA, sura)})
    (found,) = resolve_places(mentions("in Syria", "Syria"), PlaceContext("in Syria"), names)
    assert not found.rivals
    assert found.chosen is not None
    assert found.chosen.name == "Syria"


def test_a_row_of_countries_holds_none_of_them() -> None:
    found = resolve("between Russia, Syria and others", "Russia", "Syria")
    assert [r.chosen and r.chosen.kind for r in found] == ["country", "country"]


def test_the_words_that_hold_a_place_outrank_its_size() -> None:
    place = resolve("A shell fell on Salma, Syria, at dawn.", "Salma", "Syria")[0].chosen
    assert place is not None
    assert place.country == "SYR"
    assert any("in Syria, as the words say" in reason for reason in place.reasons)


def test_the_possessive_country_holds_the_place() -> None:
    text = "in Syria's Salma"
    assert holders_by_name(mentions(text, "Syria", "Salma"), text) == {"salma": frozenset({"Syria"})}


def test_places_apart_hold_nothing() -> None:
    text = "Salma fell. Syria denied it."
    assert holders_by_name(mentions(text, "Salma", "Syria"), text) == {}


def test_a_country_or_people_named_on_the_page_draws_a_name_to_it() -> None:
    (found,) = resolve("Salma was hit.", "Salma", context=PlaceContext("Salma was hit.", ("SYR", "SYR")))
    assert found.chosen is not None
    assert found.chosen.geonames_id == SALMA.geonames_id


def test_certain_places_draw_a_name_near_them() -> None:
    found = resolve("Homs and then Salma were hit, said Syria.", "Homs", "Salma", "Syria")[1].chosen
    assert found is not None
    assert found.country == "SYR"
    assert any("km from Homs" in reason for reason in found.reasons)


def test_where_the_page_was_written_counts() -> None:
    text = "Salma was hit."
    plain = resolve(text, "Salma")[0]
    written = resolve(text, "Salma", context=PlaceContext(text, dateline="Homs"))[0]
    share = {c.country: c.score for c in (plain.chosen, *plain.rivals) if c}
    moved = {c.country: c.score for c in (written.chosen, *written.rivals) if c}
    assert moved["SYR"] > share["SYR"]


@pytest.mark.parametrize(("name", "kind"), [("Idlib", "settlement"), ("Idlib province", "admin1")])
def test_the_word_for_the_kind_decides_between_town_and_province(name: str, kind: str) -> None:
    place = resolve(f"Fighting in {name} went on.", name)[0].chosen
    assert place is not None
    assert place.kind == kind


def test_the_kind_that_was_read_decides_where_the_name_has_no_word() -> None:
    text = "the province of Idlib"
    (found,) = resolve_places(mentions(text, "Idlib", kind="admin"), PlaceContext(text), NAMES)
    assert found.chosen is not None
    assert (found.chosen.kind, found.precision) == ("admin1", "admin1")


def test_the_kind_in_the_name_goes_before_the_one_read() -> None:
    (mention,) = mentions("Idlib province", "Idlib province", kind="area")
    assert word_kind(mention) == "admin1"


def test_an_adjective_of_a_people_means_its_country() -> None:
    (found,) = resolve("Russian jets", "Russian")
    assert found.chosen is not None
    assert found.chosen.kind == "country"


def test_a_short_word_in_capitals_is_no_town() -> None:
    (found,) = resolve("The EU objected.", "EU")
    assert found.chosen is None


def test_a_sound_alone_is_not_enough_but_with_its_country_on_the_page_it_is() -> None:
    (alone,) = resolve("Kafr Zita was hit.", "Kafr Zita")
    (placed,) = resolve("Kafr Zita was hit.", "Kafr Zita", context=PlaceContext("", ("SYR",)))
    assert alone.chosen is None
    assert [r.name for r in alone.rivals] == ["Kafar Zaita"]
    assert "only" in alone.reason
    assert placed.chosen is not None


def test_an_unknown_name_is_left_with_a_reason_and_harms_no_other() -> None:
    unknown, known = resolve("Xqzwvy and Homs", "Xqzwvy", "Homs")
    assert (unknown.chosen, unknown.precision, unknown.radius_km) == (None, None, None)
    assert unknown.reason == "no place of that name in the gazetteer"
    assert known.chosen is not None


def test_near_a_place_is_less_exact_than_at_it() -> None:
    text = "near Homs"
    (near,) = resolve_places(mentions(text, "Homs", relation="near"), PlaceContext(text), NAMES)
    (at,) = resolve_places(mentions(text, "Homs"), PlaceContext(text), NAMES)
    assert (near.precision, near.radius_km) == ("near", 25.0)
    assert (at.precision, at.radius_km) == ("exact", 5.0)


def test_near_a_country_stays_as_coarse_as_the_country() -> None:
    text = "near Syria"
    (found,) = resolve_places(mentions(text, "Syria", relation="near"), PlaceContext(text), NAMES)
    assert found.precision == "country"


def test_a_person_s_judgement_goes_before_all_rules() -> None:
    text = "Salma, Syria"
    judged = [PlaceJudgement("Salma", SALMA_EGYPT), PlaceJudgement("Syria", None)]
    salma, syria = resolve_places(mentions(text, "Salma", "Syria"), PlaceContext(text), NAMES, judged)
    assert (salma.chosen, salma.method) == (SALMA_EGYPT, BY_JUDGEMENT)
    assert (syria.chosen, syria.method) == (None, BY_JUDGEMENT)


def test_a_name_means_one_place_throughout_the_page() -> None:
    text = "Salma, Syria. In Salma later."
    second = PlaceMention(Span(17, 22), "Salma", "literal", "event", "at")
    found = resolve_places([*mentions(text, "Salma", "Syria"), second], PlaceContext(text), NAMES)
    assert found[0].chosen == found[2].chosen
    assert [r.span for r in found] == [Span(0, 5), Span(7, 12), Span(17, 22)]


def test_shares_of_chosen_and_rivals_lie_between_nought_and_one() -> None:
    for found in resolve("Russia hit Idlib and Salma.", "Russia", "Idlib", "Salma"):
        assert all(0 <= c.score <= 1 for c in (found.chosen, *found.rivals) if c)


def test_an_air_base_under_its_bare_name_is_exact_within_a_few_kilometres() -> None:
    (found,) = resolve("jets from Hmeimim", "Hmeimim")
    assert found.chosen is not None
    assert (found.chosen.kind, found.precision, found.radius_km) == ("airbase", "exact", 3.0)


def test_where_most_names_of_a_page_lie_a_small_town_is_meant() -> None:
    lima_ohio = replace(RUSSIA_OHIO, name="Lima", geonames_id=20, population=36_000, lat=40.7, lon=-84.1)
    lima = replace(lima_ohio, geonames_id=21, lat=-12.0, lon=-77.0, country="PER", admin1="Lima", population=300_000)
    towns = {
        name: (replace(lima_ohio, name=name.title(), geonames_id=n, population=9000),)
        for n, name in enumerate(("elida", "delphos", "cairo"), 30)
    }
    names = HandMade({"lima": (lima, lima_ohio), **towns})
    text = "Crews from Elida, from Delphos and from Cairo came to Lima."
    places = resolve_places(mentions(text, "Elida", "Delphos", "Cairo", "Lima"), PlaceContext(text), names)
    assert places[-1].chosen is not None
    assert places[-1].chosen.admin1 == "Ohio"
    alone = resolve_places(mentions("He left Lima.", "Lima"), PlaceContext("He left Lima."), names)[0]
    assert alone.chosen is not None
    assert alone.chosen.country == "PER"


def test_a_sound_alike_abroad_is_not_taken_where_the_page_speaks_of_one_country() -> None:
    abroad = replace(KAFR_SOUND, country="IND", admin1="Goa")
    text = "In Syria shells fell on Kafr Zita."
    context = PlaceContext(text, countries=("SYR",))
    names = HandMade({"syria": (SYRIA,), "kafr zita": (abroad,)})
    found = resolve_places(mentions(text, "Syria", "Kafr Zita"), context, names)
    assert found[1].chosen is None
    assert found[1].rivals == (found[1].rivals[0],)


OHIO = Candidate("Ohio", 40.2, -82.6, 20, "USA", "Ohio", "US-OH", "admin1", 11_000_000, "hand", reasons=(EXACT,))
TEXAS = replace(OHIO, name="Texas", geonames_id=21, admin1="Texas", lat=31.2, lon=-99.2)
DALTON = replace(OHIO, name="Dalton", geonames_id=22, admin1="Georgia", kind="settlement", population=33_000, lat=34.7)
WYOMING = replace(OHIO, name="Wyoming", geonames_id=23, admin1="Wyoming", lat=43.0, lon=-107.5, population=560_000)
WYOMING_OHIO = replace(DALTON, name="Wyoming", geonames_id=24, admin1="Ohio", population=8_000, lat=39.2, lon=-84.4)
LUND = replace(DALTON, name="Lund", geonames_id=25, country="MEX", admin1="Lund", population=900_000)
LUND_COUNTRY = replace(SYRIA, name="Mexico", geonames_id=26, country="MEX")
AMERICAN = HandMade(
    {
        "ohio": (OHIO,),
        "texas": (TEXAS,),
        "dalton": (DALTON,),
        "wyoming": (WYOMING, WYOMING_OHIO),
        "mexico": (LUND_COUNTRY, LUND),
    }
)


@pytest.mark.parametrize("link", [", ", " in ", ", in ", " in north-eastern ", " in rural ", " (", " in the south of "])
def test_a_town_that_the_words_put_in_one_state_is_no_town_of_another(link: str) -> None:
    text = f"A barn burned in Dalton{link}Ohio."
    dalton, ohio = resolve_places(mentions(text, "Dalton", "Ohio"), PlaceContext(text), AMERICAN)
    assert ohio.chosen == replace(OHIO, score=ohio.chosen.score, reasons=ohio.chosen.reasons) if ohio.chosen else False
    assert dalton.chosen is None
    assert any("not in Ohio: -7.0" in reason for reason in dalton.rivals[0].reasons)


@pytest.mark.parametrize("text", ["Farms in Dalton, Ohio and Texas flooded.", "Farms in Texas, Dalton, Ohio and Utah."])
def test_a_row_of_places_puts_none_of_them_in_the_next(text: str) -> None:
    names = sorted(("Dalton", "Ohio", "Texas"), key=text.index)
    found = resolve_places(mentions(text, *names), PlaceContext(text), AMERICAN)
    dalton = found[names.index("Dalton")]
    assert not any("not in" in reason for c in (dalton.chosen, *dalton.rivals) if c for reason in c.reasons)


def test_a_name_in_a_row_of_states_is_the_state_and_not_the_town() -> None:
    text = "Snow fell in Ohio, Texas and Wyoming."
    wyoming = resolve_places(mentions(text, "Ohio", "Texas", "Wyoming"), PlaceContext(text), AMERICAN)[2].chosen
    assert wyoming is not None
    assert wyoming.kind == "admin1"
    assert any(
        "in a row" in reason
        for reason in resolve_places(mentions(text, "Ohio", "Texas", "Wyoming"), PlaceContext(text), AMERICAN)[2]
        .rivals[0]
        .reasons
    )


def test_the_bare_name_of_a_country_is_not_a_city_in_it() -> None:
    (found,) = resolve_places(mentions("in Mexico", "Mexico"), PlaceContext("in Mexico"), AMERICAN)
    assert found.chosen is not None
    assert found.chosen.kind == "country"
    assert any("its country has the name: -3.0" in reason for reason in found.rivals[0].reasons)


def test_an_old_name_of_a_village_counts_less_than_its_own() -> None:
    old = replace(DALTON, name="Kirkham", geonames_id=27, population=3_000)
    names = HandMade({"dalton": (old, replace(DALTON, population=3_000))})
    (found,) = resolve_places(mentions("in Dalton", "Dalton"), PlaceContext("in Dalton"), names)
    assert found.chosen is not None
    assert found.chosen.name == "Dalton"
    assert any("another name of Kirkham" in reason for reason in found.rivals[0].reasons)


@pytest.mark.parametrize(
    ("words", "radius"),
    [
        ("35 km south of", 40.0),
        ("35 kilometres from", 40.0),
        ("ten miles (16 km) north-east of the city of", 21.09),
        ("500 metres outside", 5.5),
    ],
)
def test_a_distance_before_a_name_widens_the_circle_round_it(words: str, radius: float) -> None:
    text = f"A convoy burned {words} Homs."
    (found,) = resolve_places(mentions(text, "Homs"), PlaceContext(text), NAMES)
    assert found.chosen is not None
    assert (found.chosen.name, found.chosen.lat, found.precision) == ("Homs", HOMS.lat, "near")
    assert found.radius_km == pytest.approx(radius)
    assert found.method.endswith(", distance")
    assert found.chosen.reasons[-1] == f"{words.removesuffix(' the city of')} it".replace("east it", "east of it")


@pytest.mark.parametrize("text", ["After 35 km the road from Homs ends.", "In 2012 south of Homs", "35 km from Syria"])
def test_no_other_number_widens_it(text: str) -> None:
    name = "Homs" if "Homs" in text else "Syria"
    (found,) = resolve_places(mentions(text, name), PlaceContext(text), NAMES)
    assert found.method == "candidates/1"
    assert found.precision != "near"

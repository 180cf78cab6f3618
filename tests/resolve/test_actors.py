"""Who a mention is taken to be where the page's words leave it open, at the page's date."""

from dataclasses import replace

import pytest

from sitrep.model.annotations import Actor
from sitrep.model.documents import Dating, Document, Granularity
from sitrep.model.resolutions import ActorResolution, Candidate, PlaceResolution
from sitrep.model.spans import Span
from sitrep.resolve.actors import (
    KNOWN_UNTIL,
    OfficeRow,
    OrganisationRow,
    folded,
    office_terms,
    organisations,
    resolve_actors,
    standing,
)
from sitrep.resolve.ontology import load_rows


def opinion(
    text: str, date: str | None = None, actor: Actor | None = None, places: tuple[PlaceResolution, ...] = ()
) -> ActorResolution | None:
    """The opinion on an actor whose phrase is the whole page."""
    published = Dating(date, Granularity.DAY, "input", 1.0) if date is not None else None
    document = Document("d", "d", "0" * 64, text, published=published)
    mention = replace(actor or Actor(Span(0, 1), text, type="person"), span=Span(0, len(text)))
    return next(iter(resolve_actors([mention], places, document)), None)


@pytest.mark.parametrize(
    ("date", "roles"),
    [
        ("1989-05-01", ()),
        ("2005-02-03", ("GOV",)),
        ("2009-05-08", ("GOV",)),
        ("2011-09-09", ("GOV",)),
        ("2030-01-01", ()),
        (None, ()),
    ],
)
def test_a_holder_of_office_has_the_role_of_the_date_and_none_where_it_is_not_known(
    date: str | None, roles: tuple[str, ...]
) -> None:
    found = opinion("Vladimir Putin", date)
    assert found is not None
    assert (found.country, found.roles) == ("RUS", roles)


def test_who_has_left_office_is_elite_and_a_general_who_rules_is_both() -> None:
    former, general = opinion("Jacques Chirac", "2008-03-03"), opinion("Sani Abacha", "1995-11-11")
    assert former is not None
    assert (former.country, former.roles, former.reason) == ("FRA", ("ELI",), "president until 2007-05-16")
    assert general is not None
    assert general.roles == ("GOV", "MIL")


def test_what_the_words_say_goes_before_the_table() -> None:
    spoken = opinion("Lawyer Tony Blair", "2000-01-01", Actor(Span(0, 1), "Tony Blair", roles=("JRN",), type="person"))
    kenyan = opinion("Tony Blair", "2000-01-01", Actor(Span(0, 1), "Tony Blair", country="KEN", type="person"))
    titled = opinion("President Chirac", "2020-01-01", Actor(Span(0, 1), "Chirac", roles=("GOV",), type="state"))
    assert spoken is None
    assert kenyan is None
    assert titled is not None
    assert (titled.country, titled.roles) == ("FRA", ("GOV",))


@pytest.mark.parametrize("text", ["Ali Hadi", "Mr Khan", "Omar Sesay", "the committee"])
def test_the_unknown_and_the_ambiguous_stay_themselves(text: str) -> None:
    assert opinion(text, "2015-01-01") is None


def test_what_belongs_to_a_known_person_has_his_country_and_its_own_roles() -> None:
    troops = Actor(Span(0, 1), "Gaddafi's troops", roles=("MIL",), type="state")
    found = opinion("Gaddafi's troops", "2011-04-01", troops)
    assert found is not None
    assert (found.country, found.roles, found.reason) == ("LBY", ("MIL",), "belongs to Muammar Gaddafi")


@pytest.mark.parametrize(
    ("text", "country"),
    [("the Mugabe regime", "ZWE"), ("President Bush", "USA"), ("President Okoro", None), ("the Kabul bakery", None)],
)
def test_a_government_or_title_is_placed_by_the_leaders_surname(text: str, country: str | None) -> None:
    found = opinion(text, None, Actor(Span(0, 1), text, roles=("GOV",), type="state"))
    assert (found.country if found is not None else None) == country


@pytest.mark.parametrize(("date", "roles"), [("1999-01-01", ("GOV",)), ("2010-01-01", None), ("2023-01-01", ("GOV",))])
def test_a_group_that_governs_is_government_while_it_does(date: str, roles: tuple[str, ...] | None) -> None:
    listed = Actor(Span(0, 1), "the Taliban", country="AFG", roles=("REB",), type="armed_group")
    found = opinion("the Taliban", date, listed)
    assert (found.roles if found is not None else None) == roles


def test_a_body_is_placed_by_its_row() -> None:
    found = opinion("the Black Sea Fleet", None, Actor(Span(0, 1), "the Black Sea Fleet", roles=("MIL",), type="state"))
    assert found is not None
    assert (found.country, found.roles, found.row) == ("RUS", ("MIL",), "black-sea-fleet")


def test_a_towns_police_are_of_the_towns_country_and_a_person_is_not() -> None:
    town = Candidate("Garissa", -0.45, 39.64, 1, "KEN", None, None, "city", 1, "t")
    place = PlaceResolution(Span(0, 7), "Garissa", town, "exact", 5, (), "t", "")
    police = opinion(
        "Garissa police", None, Actor(Span(0, 1), "Garissa police", roles=("COP",), type="state"), (place,)
    )
    assert police is not None
    assert (police.country, police.roles) == ("KEN", ("COP",))
    assert opinion("Garissa Joe", None, None, (place,)) is None


def mention(text: str, start: int, *, country: str | None = None, roles: tuple[str, ...] = ()) -> Actor:
    return Actor(Span(start, start + len(text)), text, country=country, roles=roles)


def test_the_one_country_that_a_page_names_is_that_of_its_rebels_and_of_who_heads_its_government() -> None:
    text = "Kenyan police, rebels, President Tolu, envoys, a coalition and a Ugandan minister"
    police = mention("Kenyan police", 0, country="KEN", roles=("COP",))
    others = [
        mention("rebels", 15, roles=("REB",)),
        mention("President Tolu", 23, roles=("GOV",)),
        mention("envoys", 39, roles=("GOV",)),
        mention("a coalition", 47, roles=("MIL",)),
    ]
    page = Document("d", "d", "0" * 64, text)
    found = resolve_actors([police, *others], (), page)
    assert [(o.span.quote(text), o.country) for o in found] == [("rebels", "KEN"), ("President Tolu", "KEN")]
    guest = mention("a Ugandan minister", 63, country="UGA", roles=("GOV",))
    assert resolve_actors([police, *others, guest], (), page) == ()
    found = resolve_actors([replace(guest, country="KEN"), *others], (), page)
    assert [o.span.quote(text) for o in found] == ["rebels"]


def test_names_are_compared_without_article_accents_case_and_points() -> None:
    assert folded("The H. Süleyman-Brant") == "h suleyman brant"


def test_terms_of_one_person_do_not_end_before_they_begin_and_lie_in_the_tables_time() -> None:
    rows = load_rows("office_holders.tsv", OfficeRow)
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert row.start < (row.end or KNOWN_UNTIL)
        assert (row.end or KNOWN_UNTIL) >= "1990"
        assert row.start <= KNOWN_UNTIL


def test_a_form_without_a_first_name_stands_for_one_person_and_a_body_for_one_country() -> None:
    short = {form for row in load_rows("office_holders.tsv", OfficeRow) for form in row.short}
    assert [form for form in short if len({row.name for row in office_terms()[folded(form)]}) != 1] == []
    placed = organisations().values()
    assert [rows[0].name for rows in placed if len({row.country for row in rows if row.start is None}) > 1] == []
    assert all(isinstance(row, OrganisationRow) for rows in placed for row in rows)


def test_between_two_terms_a_person_is_out_of_office() -> None:
    terms = office_terms()["benjamin netanyahu"]
    assert standing(terms, "2000-01-01")[1] == ("ELI",)
    assert standing(terms, "2010-01-01")[1] == ("GOV",)


def test_a_named_militia_is_of_the_country_of_its_town_and_an_unnamed_one_is_not() -> None:
    town = Candidate("Garissa", -0.45, 39.64, 1, "KEN", None, None, "city", 1, "t")
    place = PlaceResolution(Span(0, 7), "Garissa", town, "exact", 5, (), "t", "")
    militia = Actor(Span(0, 1), "Garissa Guards", roles=("PRM",), type="armed_group", named=True)
    named = opinion("Garissa Guards", None, militia, (place,))
    assert named is not None
    assert named.country == "KEN"
    assert opinion("Garissa rebels", None, replace(militia, named=False), (place,)) is None


def test_a_body_of_no_country_is_not_the_one_country_of_a_page() -> None:
    text = "monitor rebels"
    document = Document("d", "d", "0" * 64, text)
    monitor = Actor(Span(0, 7), "monitor", country="NGO", type="monitor")
    rebels = Actor(Span(8, 14), "rebels", roles=("REB",), type="armed_group")
    assert not [r for r in resolve_actors([monitor, rebels], (), document) if r.country]

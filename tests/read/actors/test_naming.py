"""What the words of a phrase say of whom it names, and nothing beyond."""

from collections.abc import Callable

import pytest

from sitrep.gazetteer.countries import load_countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor
from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.read.actors.naming import Naming, describe
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.grammar.phrases import is_nominal
from sitrep.read.stages import Layers
from sitrep.read.things.equipment import read_equipment

Describe = Callable[[str, str], Actor]


@pytest.fixture(scope="module")
def actor(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[..., Document]) -> Describe:
    """Describe the phrase that ends in some words of a text."""

    def described(text: str, ending: str) -> Actor:
        parse = parser.parse(make_page(text))
        naming = Naming.of(lexicon, load_countries(), list(read_equipment(parse, Layers(), lexicon)))
        end = text.index(ending) + len(ending)
        head = next(t for t in parse.tokens if t.span.end == end and is_nominal(t))
        return describe(parse, head, naming)

    return described


@pytest.mark.parametrize(
    ("text", "ending", "expected"),
    [
        ("Kenyan soldiers crossed the river.", "soldiers", ("KEN", ("MIL",), "state")),
        ("A nurse from the valley counted them.", "nurse", (None, ("MED",), "medical")),
        ("Two lorry owners paid the bribe.", "owners", (None, (), None)),
        ("Khartoum rejected the offer.", "Khartoum", ("SDN", ("GOV",), "state")),
        ("Danish frigates left the port.", "frigates", ("DNK", ("MIL",), "state")),
        ("Danish cheeses left the port.", "cheeses", ("DNK", (), None)),
        ("A Danish destroyer left the port.", "destroyer", ("DNK", ("MIL",), "state")),
        ("Rebel forces left the port.", "forces", (None, ("REB",), "armed_group")),
        ("Government forces left the port.", "forces", (None, ("MIL", "GOV"), "state")),
        ("A police chief left the port.", "chief", (None, ("COP",), "state")),
        ("The commander of the militia left.", "commander", (None, ("PRM",), "armed_group")),
        ("Hamas officials left the port.", "officials", ("PSE", ("UAF", "PTY"), "armed_group")),
        ("A UN official left the port.", "official", ("IGO", (), "igo")),
        ("A former Danish minister left.", "minister", ("DNK", ("ELI",), "state")),
        ("Former rebels left the port.", "rebels", (None, ("REB",), "armed_group")),
        ("The chief of staff left the port.", "chief", (None, ("MIL", "GOV"), "state")),
        ("The Saudi-led coalition left the port.", "coalition", ("SAU", ("MIL",), "state")),
        ("Residents of Ghana left the port.", "Residents", ("GHA", ("CVL",), "witness")),
        ("Soldiers in Ghana left the port.", "Soldiers", (None, ("MIL",), "state")),
        ("Journalists condemned the Accra Courier.", "Courier", ("GHA", (), None)),
    ],
)
def test_country_roles_and_type_are_what_the_words_say(
    actor: Describe, text: str, ending: str, expected: tuple[str | None, tuple[str, ...], str | None]
) -> None:
    found = actor(text, ending)
    assert (found.country, found.roles, found.type) == expected


@pytest.mark.parametrize("words", ["Saudi-backed", "Western-backed", "Pro-Russian", "Anti-Taliban", "Hezbollah-linked"])
def test_a_sponsor_or_a_side_lends_no_nationality(actor: Describe, words: str) -> None:
    found = actor(f"{words} rebels took the pass.", "rebels")
    assert (found.country, found.roles) == (None, ("REB",))


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Joao Tamba, a rebel commander, left.", "Tamba"),
        ("The rebel commander, Joao Tamba, left.", "Tamba"),
        ("Rebel commander Joao Tamba left.", "Tamba"),
    ],
)
def test_a_name_has_the_role_of_its_apposition_and_title(actor: Describe, text: str, ending: str) -> None:
    found = actor(text, ending)
    assert (found.name, found.roles, found.type) == ("Joao Tamba", ("REB",), "armed_group")


def test_a_listed_name_goes_on_beyond_its_first_phrase(actor: Describe) -> None:
    found = actor("Guards beat Reporters Without Borders staff.", "Borders")
    assert (found.name, found.country) == ("Reporters Without Borders", "NGO")


@pytest.mark.parametrize("ending", ["residents", "fishermen", "widow"])
def test_a_lower_case_person_is_kept_as_written_and_not_named(actor: Describe, ending: str) -> None:
    found = actor("Beside the river residents, fishermen and a widow spoke of it.", ending)
    assert found.name.endswith(ending)
    assert found.named is False


@pytest.mark.parametrize(
    ("text", "is_group"), [("A guide was beheaded by IS.", True), ("Who is beheading guides?", False)]
)
def test_an_acronym_counts_only_in_capitals(actor: Describe, text: str, *, is_group: bool) -> None:
    ending = "IS" if is_group else "guides"
    assert (actor(text, ending).type == "armed_group") is is_group


def test_a_name_drops_its_number_and_a_person_the_title(actor: Describe) -> None:
    assert actor("Gunmen stopped 30 Chadian herders.", "herders").name == "Chadian herders"
    general = actor("General Pierre Mbeki left the capital.", "Mbeki")
    assert (general.name, general.span) == ("Pierre Mbeki", Span(0, 20))

"""What the words of a phrase say of whom it names, and nothing beyond."""

from collections.abc import Callable

import pytest

from sitrep.gazetteer.countries import load_countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor
from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.read.equipment import read_equipment
from sitrep.read.naming import Naming, describe, words_of
from sitrep.read.parsing import SpacyParser
from sitrep.read.phrases import is_nominal
from sitrep.read.stages import Layers

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
    ],
)
def test_country_roles_and_type_are_what_the_words_say(
    actor: Describe, text: str, ending: str, expected: tuple[str | None, tuple[str, ...], str | None]
) -> None:
    found = actor(text, ending)
    assert (found.country, found.roles, found.type) == expected


def test_a_sponsor_lends_no_nationality(actor: Describe) -> None:
    assert actor("Saudi-backed rebels took the pass.", "rebels").country is None


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


def test_words_part_as_the_parser_parts_them() -> None:
    assert words_of("boko haram's al-hilal") == ("boko", "haram", "'s", "al", "-", "hilal")

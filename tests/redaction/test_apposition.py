"""Names that a list has as something else: told by kin, callings, calls and lists, and kept where they are places."""

import pytest

from sitrep.gazetteer.index import Gazetteer
from sitrep.redaction import Page, redact_text
from sitrep.redaction.walking import Tally, walked

LOCATED = frozenset({("saraqeb",), ("sarmin",)})


@pytest.mark.parametrize(
    "example",
    [
        "Shells killed his wife [Saraqeb] and two boys.",
        "They met her son, [Saraqeb], at the well.",
        "[Saraqeb]'s uncle was shot; his bride [Sanaa] fled.",
        "The widow of [Saraqeb] wept.",
        '"Wake up, [Saraqeb]!" she cried.',
        "[Prosper], her husband, was wounded.",
        "[Royal] and his bride were killed.",
        "[Saraqeb] counted his goats.",
        "They buried [Jun-jun] there.",
        "They robbed [Saraqeb & Sons].",
        "They lost [Lộc] and [Ökkeş] there.",
        "[Christian] died there.",
    ],
)
def test_a_word_that_only_a_name_would_be_there_is_withheld(example: str, gazetteer: Gazetteer) -> None:
    assert redact_text(_told(example), Page(gazetteer, located=LOCATED)).text == _marked(example)


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on Saraqeb and Sarmin, and his wife fled.",
        "In Saraqeb, his wife was shot.",
        "Israel and its neighbour Iran agreed.",
        "Meanwhile, his brother fled.",
        "Soldiers and their families left.",
        "The café burnt in Syria.",
        "Christian villagers fled; the Red Cross came.",
        "Aleppo's mothers wept.",
    ],
)
def test_places_and_plain_words_stay_beside_kin(text: str, gazetteer: Gazetteer) -> None:
    assert redact_text(text, Page(gazetteer, located=LOCATED)).text == text


def test_a_reason_tells_no_person_whom_the_reader_took_for_a_place(gazetteer: Gazetteer) -> None:
    page = Page(gazetteer, private=frozenset({"saraqeb"}))
    reasons = ["77 km from Saraqeb: +1.3", "population 1417173173: +6.4"]
    shown = walked({"reasons": list(reasons)}, page, Tally())
    assert shown == {"reasons": ["77 km from [name withheld]: +1.3", reasons[1]]}


@pytest.mark.parametrize("kind", ["Explosions/Remote violence", "Violence against civilians", "Air/drone strike"])
def test_what_kind_an_event_is_stays(kind: str) -> None:
    assert walked({"event_type": kind}, Page(), Tally()) == {"event_type": kind}


def _told(example: str) -> str:
    return example.replace("[", "").replace("]", "")


def _marked(example: str) -> str:
    parts = [part.split("]") for part in example.split("[")]
    return parts[0][0] + "".join(f"[name withheld]{part[1]}" for part in parts[1:])

"""How a statement hangs on those before it, from statements built by hand."""

from sitrep.link.descent import citation
from sitrep.model.identity import JSON

FIRST: dict[str, JSON] = {
    "chain": ["Northwire", "the Hill Observatory"],
    "speaker": "the Hill Observatory",
    "speaker_key": "body:hill observatory",
    "document": {"id": "d-1"},
    "quotation": "36 were killed",
}


def said(speaker: str, key: str, quotation: str, *chain: str) -> dict[str, JSON]:
    document: JSON = {"id": "d-2"}
    return {"chain": [*chain], "speaker": speaker, "speaker_key": key, "document": document, "quotation": quotation}


def test_one_speaker_under_two_names_is_the_same_speaker() -> None:
    later = said("The Observatory", "body:hill observatory", "36 dead", "Meridian One", "the so-called Observatory")
    assert citation(later, [FIRST])["kind"] == "same speaker"


def test_words_that_name_an_earlier_speaker_cite_it() -> None:
    later = said("The Ledger", "outlet:ledger", "The Hill Observatory first counted 36", "The Ledger")
    assert citation(later, [FIRST]) == {"kind": "cites", "name": "the Hill Observatory", "page": "d-1"}


def test_words_that_name_an_earlier_outlet_cite_it() -> None:
    later = said("The Ledger", "outlet:ledger", "Northwire reports 36 dead", "The Ledger")
    assert citation(later, [FIRST]) == {"kind": "cites", "name": "Northwire", "page": "d-1"}


def test_what_names_nobody_of_before_may_be_independent() -> None:
    later = said("a medic", "medical:medic:d-2", "36 people were brought in", "The Ledger", "a medic")
    assert citation(later, [FIRST]) == {"kind": "none found"}

"""The weighing of evidence for the literal sense: small reasons that add up."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading
from sitrep.read.senses.weighing import load_weights

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    "text",
    [
        "A surgeon attacked the argument with relish.",
        "The start-up was killed by its own growth.",
        "Capture of a French city leads to a siege (5)",
    ],
)
def test_nothing_that_speaks_for_violence_is_no_violence(read_text: Read, text: str) -> None:
    assert not [e for e in read_text(text).events if e.type in ("ASSAULT", "COERCE") or e.kind == "control"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the bridge in Aleppo on Monday.",
        "Police arrested the editor of a newspaper in Lagos.",
        "A grenade wounded six shoppers in Cali.",
    ],
)
def test_force_against_people_and_buildings_is_meant(read_text: Read, text: str) -> None:
    assert any(e.type in ("ASSAULT", "COERCE") for e in read_text(text).events)


def test_signs_of_war_speak_for_and_other_domains_against() -> None:
    weights = load_weights().weights
    assert all(weights[name] > 0 for name in weights if name.startswith(("sentence:", "page:")))
    assert all(weights[name] < 0 for name in weights if name.startswith(("domain:", "register:", "clauses:")))

"""Copies of one text among pages."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sitrep.link.reprints import Text, candidates, copies_of, families, load_measures, runs_of
from sitrep.model.readings import Reading

STORY = (
    "Shells fell on the harbour of Tarlen before dawn on Tuesday and set two fuel barges alight, the port master said. "
    "Eleven dockers were taken to the naval hospital with burns, and a crane driver was still missing by noon. "
    "The army on the far bank has fired at the port since the truce ended, but it had spared the oil quay until now. "
    "Fishermen towed the burning barges out to sea. Insurers have told shipowners to stay away until further notice."
)
OTHER = (
    "Two barges with fuel burned in Tarlen after the port came under fire on Tuesday. A hospital of the navy treats "
    "eleven men for burns. One man, who drives a crane, has not been found. The guns across the river had left the oil "
    "terminal alone up to this week, and the master of the port called the attack a warning to the owners of ships."
)


def wire(name: str = "a", published: str | None = "2016-02-01", outlet: str | None = "wire") -> Text:
    return Text(name, STORY, published, outlet)


def test_a_reprint_leads_to_the_page_that_had_the_text_first() -> None:
    copy = Text("b", f"The Quay. {STORY} All rights reserved.", "2016-02-02", "The Quay")
    assert copies_of([copy, wire()]) == {"b": "a"}


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    words = STORY.split()
    pages = [
        wire(),
        Text("b", " ".join(words[:60]), "2016-02-02", "x"),
        Text("c", " ".join(words[:40]), "2016-02-03", "y"),
    ]
    assert copies_of(pages) == {"b": "a", "c": "a"}
    assert families(copies_of(pages)) == {"a": ["b", "c"]}


def test_another_writer_on_the_same_event_copies_nothing() -> None:
    assert copies_of([wire(), Text("b", OTHER, "2016-02-02", "The Quay")]) == {}


def test_pages_of_one_outlet_share_their_furniture_and_are_no_copies_for_that() -> None:
    frame = (
        "Home News Sport Weather Harbour Puzzles Letters. Support our reporting with a gift of any size today please."
    )
    one, two = Text("a", f"{frame} {STORY[:120]}", None, "q"), Text("b", f"{frame} {OTHER[:120]}", None, "q")
    assert copies_of([one, two]) == {}


def test_a_text_too_short_for_a_run_copies_nothing() -> None:
    assert copies_of([Text("a", "No change."), Text("b", "No change."), Text("c", "")]) == {}


def test_the_example_pages_that_print_the_agency_are_found(example_readings: list[Reading]) -> None:
    found = [r.document for r in example_readings]
    names = {document.id: document.external_id for document in found}
    texts = [Text(d.id, d.text, d.published.value if d.published else None, d.outlet) for d in found]
    copies = {names[copy]: names[original] for copy, original in copies_of(texts).items()}
    assert copies == {
        "klaxon-idlib-agency.html": "northwire-idlib-strikes.html",
        "ledger-idlib-agency.html": "northwire-idlib-strikes.html",
    }


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_pages_does_not_matter(chance: random.Random) -> None:
    words = STORY.split()
    pages = [wire(), wire("b", "2016-02-01", "x"), Text("c", " ".join(words[:50]), None, "y"), Text("d", OTHER)]
    assert copies_of(chance.sample(pages, len(pages))) == copies_of(pages)


def test_a_text_that_everybody_prints_costs_no_more_than_a_few_comparisons_a_page() -> None:
    runs = [runs_of(STORY, load_measures().run)] * 300
    assert sum(1 for _ in candidates(runs, load_measures())) <= 300 * load_measures().crowd

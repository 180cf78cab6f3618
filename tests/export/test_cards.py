import io
from typing import Any

import pytest
from rich.cells import cell_len

from sitrep.export.cards import console_for, print_all_cards, print_event_cards
from sitrep.views.phrases import printable

Line = dict[str, Any]


def shown(*claims: Line) -> str:
    out = io.StringIO()
    print_event_cards(claims, console_for(out))
    return out.getvalue()


def row(text: str, label: str) -> str:
    """The value beside a label."""
    found = next(line for line in text.splitlines() if line.removeprefix("│").strip().startswith(label))
    return found.strip("│ ").removeprefix(label).strip()


def test_card_tells_who_did_what_to_whom_when_where_how_many_and_who_says_so(line: Line) -> None:
    text = shown(line)
    assert "ASSAULT aerial · occurred" in text
    assert row(text, "who") == "helicopters (MIL)"
    assert row(text, "did what") == "“shelled” · Air/drone strike · with helicopters"
    assert row(text, "to whom") == "people (CVL civilian)"
    assert row(text, "when") == "2015-12-20 · “Sunday”"
    assert row(text, "where") == "Palmyra, Homs, SYR · near · within 25 km; from Homs"
    assert row(text, "how many") == "at least 9 people killed; 4 children killed (of these)"
    assert row(text, "according to") == "Hilltop Gazette → Hilltop Monitor (“claimed”)"
    assert row(text, "how certainly") == "probable · asserted · hedged by “claimed”"
    assert row(text, "words").startswith("“On Sunday two helicopters flew")
    assert f"characters 0 to {line['evidence']['end']}" in text


def test_what_was_not_found_is_named_and_never_filled_in(line: Line) -> None:
    event = {**line["event"], "actors": [], "recipients": [], "time": None, "place": None, "places": []}
    text = shown({**line, "event": {**event, "quantities": [], "responsibility": None}})
    assert row(text, "not found") == "who · to whom · when · where · how many"
    assert "not found" not in shown(line)


def test_denial_history_and_responsibility_are_said_in_words(line: Line) -> None:
    event = {**line["event"], "historical": True, "responsibility": "self_claimed"}
    text = shown({**line, "stance": "denies", "denied_part": "figure", "event": event})
    assert "DENIED ASSAULT aerial · recalled as history" in " ".join(text.split())
    assert "occurred" not in text
    assert row(text, "how certainly").startswith("probable · denied (the figure)")
    assert row(text, "who") == "helicopters (MIL) · responsibility self-claimed"


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        ({"best": None, "low": 30, "high": 40, "comparator": "=", "measure": "sorties"}, "30 to 40 sorties"),
        ({"best": None, "low": None, "high": None, "vague": "dozens", "measure": "killed"}, "dozens killed"),
        (
            {"low": 24, "comparator": ">=", "vague": "dozens", "measure": "killed", "group": "people"},
            "dozens (at least 24) people killed",
        ),
        ({"best": 5000, "low": 5000, "high": 5000, "comparator": "~", "measure": "sorties"}, "about 5,000 sorties"),
        ({"best": 12, "low": 12, "high": 12, "vague": "a dozen", "measure": "rounds"}, "a dozen (12) rounds"),
        ({"best": 300, "low": 300, "high": 300, "measure": "troops", "group": "guards"}, "300 troops of guards"),
        ({"best": 40, "low": 40, "high": 40, "cumulative": True, "measure": "killed"}, "40 killed (in total)"),
    ],
)
def test_quantities_are_shown_as_their_words_bound_them(line: Line, quantity: Line, expected: str) -> None:
    assert row(shown({**line, "event": {**line["event"], "quantities": [quantity]}}), "how many") == expected


def test_outlet_and_unnamed_sources_are_told_apart(line: Line) -> None:
    own = shown({**line, "sources": []})
    hearsay = shown({**line, "sources": [{"type": "none", "name": "", "cue": {"text": "reportedly"}}]})
    assert row(own, "according to") == "Hilltop Gazette, in its own voice"
    assert row(hearsay, "according to") == "Hilltop Gazette → a source not named (“reportedly”)"


def test_cards_stand_under_a_line_that_names_their_page_once(line: Line) -> None:
    other = {**line, "document": {**line["document"], "outlet": None, "title": None, "external_id": "other.txt"}}
    printed = shown(line, line, other, line).splitlines()[:-2]
    named = [found for found in printed if found and found[0] not in "╭│╰"]
    published = line["document"]["published"]
    assert [name.split(" · ")[0] for name in named] == ["Hilltop Gazette", published, "Hilltop Gazette"]
    assert named[1].endswith("other.txt")


def test_statements_are_counted_and_shown_on_request(line: Line, statement_line: Line) -> None:
    assert shown(line, statement_line).splitlines()[-2] == (
        "1 event claim; 1 statement without an event (--all shows them)"
    )
    out = io.StringIO()
    print_all_cards([line, statement_line], console_for(out))
    assert "statement" in out.getvalue()
    assert out.getvalue().splitlines()[-2] == "2 claims"


def test_piped_cards_are_plain_and_under_120_columns(line: Line) -> None:
    long = {**line["evidence"], "text": "سوق " + "x" * 500}
    text = shown(line, {**line, "evidence": long})
    assert "\x1b" not in text
    assert all(cell_len(printed) < 120 for printed in text.splitlines())


def test_markup_and_control_characters_of_a_page_are_only_text(line: Line) -> None:
    hostile = "[red]x[/red] :boom: \x1b[2J\x07\u202egnp\ud800 [/] [link=http://x]y"
    evidence = {**line["evidence"], "text": hostile}
    actors = [{**line["event"]["actors"][0], "name": hostile}]
    text = shown({**line, "id": hostile, "evidence": evidence, "event": {**line["event"], "actors": actors}})
    assert "[red]x[/red] :boom:" in text
    assert "[link=http://x]y" in text
    assert not {"\x1b", "\x07", "\u202e", "\ud800"} & set(text)


def test_printable_keeps_joiners_of_emoji_and_persian() -> None:
    assert printable("می\u200cرود 👩\u200d🚒") == "می\u200cرود 👩\u200d🚒"


def test_the_cards_end_with_whom_to_credit_where_a_place_shows(line: Line) -> None:
    placeless = {**line, "event": {**line["event"], "place": None, "places": []}}
    assert "Places in part from GeoNames (geonames.org), CC BY 4.0" in shown(line)
    assert "GeoNames" not in shown(placeless)

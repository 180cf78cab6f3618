from dataclasses import replace
from typing import Any

from sitrep.export.layers import layers_line
from sitrep.model.documents import Dating, Granularity
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

Line = dict[str, Any]


def test_layers_are_flat_and_in_the_order_of_the_text(reading: Reading) -> None:
    layers: Line = layers_line(reading)
    assert layers["document"] == "page-1"
    for name in ("timexes", "places", "actors", "quantities", "equipment"):
        starts = [entry["start"] for entry in layers[name]]
        assert starts == sorted(starts)
        assert all(entry["text"] == reading.document.text[entry["start"] : entry["end"]] for entry in layers[name])
    assert [t["value"] for t in layers["timexes"]] == ["2015-12-20", "XXXX-SP"]
    assert [(p["name"], p["lat"], p["role"]) for p in layers["places"]] == [
        ("Homs", None, "origin"),
        ("Palmyra", 34.56, "event"),
    ]
    assert [q["part_of"] for q in layers["quantities"]] == [None, 0]
    assert layers["equipment"][0]["kind"] == "helicopter"
    assert layers["blocks"][0]["kind"] == "paragraph"


def test_layers_hold_attributions_claims_and_main_incident(reading: Reading) -> None:
    layers: Line = layers_line(reading)
    (attribution,) = layers["attributions"]
    assert attribution["source"]["text"] == "the Hilltop Monitor"
    assert attribution["content"][0]["text"].startswith("On Sunday")
    assert layers["claims"] == claim_lines(reading)
    assert layers["main"]["claims"] == ["c-told"]


def test_published_is_an_interval_with_confidence(reading: Reading) -> None:
    published: Any = layers_line(reading)["published"]
    assert (published["start"], published["end"], published["confidence"], published["span"]) == (
        "2015-12-22",
        "2015-12-22",
        1.0,
        None,
    )


def test_a_month_of_publication_is_all_of_it(reading: Reading) -> None:
    dating = Dating("2016-02", Granularity.MONTH, "url", 0.4)
    dated = replace(reading, document=replace(reading.document, published=dating))
    published: Any = layers_line(dated)["published"]
    assert (published["start"], published["end"]) == ("2016-02-01", "2016-02-29")


def test_empty_document_has_empty_layers_and_no_main(empty_reading: Reading) -> None:
    layers = layers_line(empty_reading)
    assert layers["claims"] == []
    assert layers["published"] is None
    assert layers["main"] is None


def test_every_line_says_whom_to_credit_for_the_places(reading: Reading) -> None:
    told = {str(record["origin"]["attribution"]) for record in (*claim_lines(reading), layers_line(reading))}  # type: ignore[call-overload, index]
    assert told == {"places in part from GeoNames (geonames.org), CC BY 4.0"}

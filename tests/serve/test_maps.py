"""Map and timeline: a table that needs no script, data at the same address, and words for what is wrong."""

import re
from html import escape

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("address", ["/map", "/timeline"])
def test_the_table_is_there_without_a_script(client: TestClient, address: str) -> None:
    page = client.get(address).text
    counts = client.get(f"{address}.json").json()["counts"]
    assert page.count('<td role="cell"><a href="/incidents/i-') == min(50, counts["passed"])
    assert f"{counts['passed']} of {counts['incidents']} incidents pass the filters" in " ".join(page.split())


def test_the_map_has_every_incident_with_a_place(client: TestClient) -> None:
    data = client.get("/map.json").json()
    counts, columns = data["counts"], data["columns"]
    assert counts["on_map"] == len(columns["id"]) > 0
    assert counts["on_map"] + counts["not_on_map"] == counts["incidents"]
    assert all(radius for radius in columns["radius_km"])
    assert all(columns["certainty"])


def test_a_filter_in_the_address_holds_for_page_and_data_and_stays(client: TestClient) -> None:
    query = "from=2015-12-15&to=2015-12-31&place=idlib"
    page, data = client.get(f"/map?{query}").text, client.get(f"/map.json?{query}").json()
    assert data["query"] == query
    assert 0 < data["counts"]["passed"] < data["counts"]["incidents"]
    assert 'name="place" value="idlib"' in page
    assert 'data-source="/map.json?place=idlib"' in page
    assert client.get(f"/timeline.json?{query}").json()["counts"] == data["counts"]


def test_a_filter_that_is_not_understood_is_said(client: TestClient) -> None:
    said = "“certainty” is “sure”, which is none of unverified, possible, probable, certain."
    assert said in client.get("/map?certainty=sure").text
    assert client.get("/timeline.json?certainty=sure").json()["problems"] == [said]


def test_markup_in_an_address_stays_text(client: TestClient) -> None:
    for address in ("/map", "/timeline"):
        page = client.get(
            address, params={"place": '"><script>alert(1)</script>', "from": "<img src=x onerror=1>"}
        ).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_towns_are_given_for_a_province_and_a_wrong_area_is_refused(client: TestClient) -> None:
    towns = client.get("/map/towns.json?bbox=35.5,34,38,37&zoom=8").json()["towns"]
    assert {"Aleppo", "Homs"} <= {town["name"] for town in towns}
    assert client.get("/map/towns.json?bbox=35.5,34,38,37&zoom=4").json() == {"towns": []}
    refused = client.get("/map/towns.json?bbox=here&zoom=8")
    assert refused.status_code == 400
    assert "west,south,east,north" in refused.json()["reason"]


def test_credits_and_the_word_on_borders_are_printed(client: TestClient) -> None:
    page = client.get("/map").text
    for words in ("Natural Earth 4.1.0", "world-atlas 2.0.2", "no statement on borders", "GeoNames", "CC BY 4.0"):
        assert words in page


def test_the_bars_follow_the_unit(client: TestClient) -> None:
    for unit in ("day", "week", "month"):
        assert client.get(f"/timeline.json?from=2015-12-01&unit={unit}").json()["unit"] == unit
    assert "<option selected>week</option>" in client.get("/timeline?unit=week").text
    assert client.get("/timeline?unit=decade").status_code == 200


def test_the_filters_are_documented(client: TestClient) -> None:
    given = client.get("/openapi.json").json()["paths"]["/map.json"]["get"]["parameters"]
    assert {"from", "to", "type", "actor", "source", "certainty", "review", "place"} <= {p["name"] for p in given}


def test_a_country_is_found_under_its_name_and_offered(client: TestClient) -> None:
    by_name, by_code = (client.get(f"/map.json?place={word}").json()["counts"]["passed"] for word in ("Syria", "SYR"))
    assert by_name == by_code > 0
    page = client.get("/map?place=Syria").text
    assert "Filters: place Syria" in " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert '<option value="Syria (SYR)"></option>' in page
    nothing = client.get("/timeline?place=Damascos%20Gate").text
    assert "Nothing here for place “Damascos Gate”. There are:" in " ".join(nothing.split())
    assert "/timeline?place=Damascus" in nothing


def test_what_has_no_day_can_be_shown_by_the_days_of_its_pages(client: TestClient) -> None:
    query = "from=2000-01-01&to=2030-01-01"
    besides = client.get(f"/map.json?{query}").json()["counts"]["undated_published"]
    assert besides > 0
    for address in ("/incidents", "/map", "/timeline"):
        page = " ".join(client.get(f"{address}?{query}").text.split())
        assert f"{besides} more have no date; their pages were published in this period" in page
        assert f'<a href="{address}?{escape(query)}&amp;undated=published">show them</a>' in page
        shown = client.get(f"{address}?{query}&undated=published").text
        assert "no date; published" in shown
        assert "more have no date" not in shown


def test_filters_stay_on_the_way_through_the_bar_and_out_of_an_incident(client: TestClient) -> None:
    query = "place=Idlib"
    for address in ("/incidents", "/map", "/timeline"):
        page = client.get(f"{address}?{query}").text
        for other in ("/incidents", "/map", "/timeline"):
            assert page.count(f'href="{other}?{query}"') >= (1 if other == address else 2)
        assert f'href="{address}?{query}" aria-current="page"' in page
        assert f'href="/review?order=incident&amp;{query}"' in page
        link = page.partition('<td role="cell"><a href="')[2].partition('"')[0]
        opened = client.get(link).text
        assert f'<a href="{address}?{query}">Back to' in opened
        assert 'href="/map?place=Idlib"' in opened
    assert 'href="/map"' in client.get("/log?place=Idlib").text
    assert "Back to" not in client.get(link.partition("?")[0] + "?back=https://elsewhere.example/").text

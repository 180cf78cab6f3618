"""Map and timeline in a real browser: drawn from this host alone, filtered by keyboard, the table always beside."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.serve.browser import PHONE, axe_violations, serving, visiting

from sitrep.desk.desks import Desk
from sitrep.serve.app import create_app

pytestmark = pytest.mark.browser
DRAWN = {"/map": "#map[data-ready=yes]", "/timeline": "#timeline[data-ready=yes]"}
# Pixels of a canvas that are not transparent.
INK = """name => {
    const canvas = document.querySelector(`.leaflet-${name}-pane canvas`);
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let at = 3; at < data.length; at += 4) ink += data[at] > 0;
    return ink;
}"""


@pytest.fixture
def base(desk: Desk) -> Iterator[str]:
    """The address of a desk that runs."""
    with serving(create_app(desk)) as address:
        yield address


def opened(page: Page, address: str) -> None:
    """Open a page and wait until its drawing is there."""
    page.goto(address)
    page.wait_for_selector(DRAWN[address.partition("?")[0].partition("#")[0]])


@pytest.mark.parametrize("address", [*DRAWN])
@pytest.mark.parametrize("size", [(1280, 900), PHONE])
def test_the_page_is_drawn_without_another_host_or_a_fault(
    chromium: Browser, base: str, address: str, size: tuple[int, int]
) -> None:
    with visiting(chromium, base, size=size) as visit:
        opened(visit.page, address)
        visit.page.wait_for_load_state("networkidle")
        assert (visit.refused, visit.errors, visit.executed()) == ([], [], [])
        assert axe_violations(visit) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_land_incidents_and_towns_are_painted(chromium: Browser, base: str) -> None:
    with visiting(chromium, base) as visit:
        opened(visit.page, "/map#8/35.6/36.8")
        visit.page.wait_for_load_state("networkidle")
        assert all(visit.page.evaluate(INK, name) > 1000 for name in ("land", "overlay", "towns"))
        asked = [address.removeprefix(base) for address in visit.requests]
        assert "/vendor/world-atlas/countries-10m.json" in asked
        assert any(address.startswith("/map/towns.json?bbox=") for address in asked)
        expect(visit.page.locator(".leaflet-control-scale-line")).to_have_text("50 km")


def test_fine_outlines_and_towns_wait_for_a_province(chromium: Browser, base: str) -> None:
    with visiting(chromium, base) as visit:
        opened(visit.page, "/map#3/35.6/36.8")
        visit.page.wait_for_load_state("networkidle")
        assert not [address for address in visit.requests if "10m" in address or "towns" in address]


def test_the_brush_works_by_keyboard_and_stands_in_the_address(chromium: Browser, base: str) -> None:
    with visiting(chromium, base) as visit:
        opened(visit.page, "/map")
        page = visit.page
        before = page.locator("#counts").inner_text()
        page.locator("#brush .to input").focus()
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        expect(page.locator("#counts")).not_to_have_text(before)
        assert "to=" in page.url
        day = page.locator("#filters [name=to]").input_value()
        assert f"to={day}" in page.url
        drawn, counted = page.locator("#map-status").inner_text(), page.locator("#counts").inner_text()
        page.reload()
        page.wait_for_selector(DRAWN["/map"])
        assert page.locator("#map-status").inner_text() == drawn
        assert page.locator("#counts").inner_text() == counted


def test_a_day_that_is_none_hides_nothing(chromium: Browser, base: str) -> None:
    with visiting(chromium, base) as visit:
        said = []
        for address in ("/map", "/map?from=yesterday"):
            opened(visit.page, address)
            said.append(visit.page.locator("#map-status").inner_text())
        assert said[0] == said[1]
        expect(visit.page.locator("#filters [role=alert]")).to_contain_text("is no day")


def test_a_row_of_the_table_moves_the_map_and_says_so(chromium: Browser, base: str) -> None:
    with visiting(chromium, base) as visit:
        opened(visit.page, "/map?place=idlib")
        page = visit.page
        button = page.locator("[data-show]").first
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#map-status")).to_contain_text("The map shows")
        expect(page.locator(".incident-popup")).to_contain_text("within about")
        expect(page.locator("#map")).to_be_focused()
        address = f"/incidents/{button.get_attribute('data-show')}?back=%2Fmap%3Fplace%3Didlib"
        assert page.locator(".incident-popup a").get_attribute("href") == address
        page.keyboard.press("Escape")
        expect(page.locator(".incident-popup")).to_have_count(0)


def test_without_a_script_the_table_says_it_all(chromium: Browser, base: str) -> None:
    with visiting(chromium, base, javascript=False) as visit:
        for address in DRAWN:
            visit.page.goto(f"{address}?place=idlib")
            assert visit.page.locator("#twin tbody tr").count() > 0
            assert visit.page.locator("[data-show]:visible").count() == 0
            assert "needs JavaScript" in visit.page.content()
            assert visit.page.locator("#map:visible").count() == 0


def test_on_a_phone_lists_are_cards_and_what_is_found_is_near_the_top(chromium: Browser, base: str) -> None:
    with visiting(chromium, base, size=PHONE) as visit:
        page = visit.page
        page.goto("/incidents?place=Syria&from=2015-12-01")
        expect(page.locator("#filters-set")).to_have_text("from 2015-12-01; place Syria")
        row = page.locator("table.cards tbody tr").first
        shown = row.locator("td").evaluate_all("cells => cells.filter(cell => cell.offsetWidth > 100).length")
        assert shown == 7
        box = row.bounding_box()
        assert box is not None
        assert box["y"] < 700
        assert box["width"] <= PHONE[0]
        assert axe_violations(visit) == []


def test_the_first_view_holds_all_that_passes(chromium: Browser, base: str) -> None:
    for size in ((1280, 900), PHONE):
        with visiting(chromium, base, size=size) as visit:
            opened(visit.page, "/map?place=Idlib")
            expect(visit.page.locator("#map-status")).not_to_contain_text("outside this view")
            assert visit.page.evaluate("sitrep.map.getZoom()") >= 6


def test_a_chosen_week_is_drawn_whole_and_the_undated_apart(chromium: Browser, base: str) -> None:
    with visiting(chromium, base, size=PHONE) as visit:
        opened(visit.page, "/timeline?from=2015-12-21&to=2015-12-27&undated=published")
        timeline = visit.page.locator("#timeline")
        expect(timeline.locator(".axis").first.locator("span")).to_have_count(7)
        assert timeline.locator(".axis").first.locator("span:visible").all_inner_texts()[0] == "Mon 21"
        assert timeline.locator(".bars .bar").count() == 7
        assert timeline.locator(".incident.undated").count() > 0
        expect(timeline).to_contain_text("The tallest bar is")

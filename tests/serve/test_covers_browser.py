"""Covers in a real browser: shut until opened by keyboard, legible at phone width, without a finding of axe-core."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.serve.browser import DESKTOP, PHONE, axe_violations, serving, visiting
from tests.serve.harm_case import GRAPHIC, PAGES, graphic_claim, make

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk
from sitrep.desk.reading.originals import claim_record
from sitrep.serve.app import create_app
from sitrep.serve.pages import Serving

pytestmark = pytest.mark.browser
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments, gazetteer_path: Path) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
        with open_case(make(tmp_path_factory.mktemp("covers"), instruments)) as case:
            yield Desk(case)


@pytest.fixture(scope="module")
def base(desk: Desk) -> Iterator[str]:
    with serving(create_app(desk, Serving("Ana"))) as address:
        yield address


@pytest.fixture(scope="module")
def incident(desk: Desk) -> str:
    return str(claim_record(desk, graphic_claim(desk))["incident"])


def test_a_cover_hides_its_words_until_it_is_opened_by_keyboard(chromium: Browser, base: str, incident: str) -> None:
    with visiting(chromium, base, javascript=False) as visit:
        visit.page.goto(f"/incidents/{incident}/public")
        words = visit.page.get_by_text(GRAPHIC).first
        cover = visit.page.locator("details.graphic > summary").first
        assert not words.is_visible()
        assert cover.inner_text().strip() == "Graphic description: show"
        cover.focus()
        visit.page.keyboard.press("Enter")
        assert words.is_visible()
        assert cover.inner_text().strip() == "Graphic description: cover again"


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_pages_with_covers_and_pages_of_harm_have_no_findings(
    chromium: Browser, base: str, desk: Desk, incident: str, size: tuple[int, int]
) -> None:
    claim = graphic_claim(desk)
    addresses = (
        f"/incidents/{incident}",
        f"/incidents/{incident}/public",
        f"/incidents/{incident}/why?claim={claim}",
        f"/pages/{PAGES[0]['id']}",
        "/pages/quiet",
        "/search?q=bakers",
        "/who-said?measure=killed&about=7",
        "/log",
        f"/review?claim={claim}",
        "/pages",
        "/export",
        "/export?what=claims-csv",
        "/export?what=claims-csv&profile=internal",
        "/help",
    )
    with visiting(chromium, base, size=size) as visit:
        for address in addresses:
            visit.page.goto(address)
            visit.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert axe_violations(visit) == [], address
            assert visit.page.evaluate(WIDER) <= 0, address

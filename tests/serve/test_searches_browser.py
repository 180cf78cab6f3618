"""Who said it first in a real browser: readable at both widths, without a fault."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.serve.browser import DESKTOP, PHONE, axe_violations, serving, visiting

from sitrep.desk.desks import Desk
from sitrep.serve.app import create_app

pytestmark = pytest.mark.browser
ADDRESSES = (
    "/who-said",
    "/who-said?measure=killed&about=at+least+36",
    "/who-said?measure=killed&about=36&tolerance=0.5&place=idlib",
    "/who-said?measure=killed&about=many",
)


@pytest.fixture
def base(desk: Desk) -> Iterator[str]:
    """The address of a desk that runs."""
    with serving(create_app(desk)) as address:
        yield address


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_page_has_no_fault_and_fits(chromium: Browser, base: str, size: tuple[int, int]) -> None:
    for address in ADDRESSES:
        with visiting(chromium, base, size=size) as visit:
            visit.page.goto(address)
            assert (visit.refused, visit.errors, visit.executed()) == ([], [], [])
            assert axe_violations(visit) == []
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= size[0]

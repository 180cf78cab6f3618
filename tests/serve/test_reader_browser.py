"""The reader in a real browser: exact offsets, claims and fields lit, covered descriptions, keys, a sealed original."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.serve.browser import PHONE, Visit, axe_violations, serving, visiting
from tests.serve.reader_case import CAPTURED, FAMILY, claim_with, claims, make

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk
from sitrep.serve.app import create_app

LIT = "() => [...(CSS.highlights.get('field') || [])].map(range => range.toString())"
TEXT = "() => document.getElementById('text').textContent"
# A long page of two hundred claims is laid out, shown and ready within so many seconds; one step takes so many ms.
READY, STEP = 8.0, 60


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[socket.socket]:
    """Another host, which the captured page names everywhere."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening


@pytest.fixture(scope="module")
def came(elsewhere: socket.socket) -> list[object]:
    """Whoever connected to the other host."""
    found: list[object] = []
    threading.Thread(target=note, args=(elsewhere, found), daemon=True).start()
    return found


@pytest.fixture(scope="module")
def reader_desk(
    tmp_path_factory: pytest.TempPathFactory, instruments: Instruments, elsewhere: socket.socket
) -> Iterator[Desk]:
    captured = re.sub(r"https://[a-z]+[.]example/?", f"http://127.0.0.1:{elsewhere.getsockname()[1]}/", CAPTURED)
    with open_case(make(tmp_path_factory.mktemp("reader"), instruments, captured)) as case:
        yield Desk(case)


@pytest.fixture(scope="module")
def base(reader_desk: Desk) -> Iterator[str]:
    with serving(create_app(reader_desk)) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, base: str) -> Iterator[Visit]:
    with visiting(chromium, base) as found:
        yield found


def data_of(visit: Visit, page: str) -> dict[str, Any]:
    found: dict[str, Any] = visit.page.request.get(f"{visit.base}/pages/{page}.json").json()
    return found


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("page", ["odd", "long", "mill.html"])
def test_a_browser_has_the_exact_text(chromium: Browser, base: str, page: str, *, javascript: bool) -> None:
    with visiting(chromium, base, javascript=javascript) as visit:
        visit.page.goto(f"/pages/{page}")
        data = data_of(visit, page)
        text = visit.page.evaluate(TEXT)
        assert text == data["text"]
        assert sha256(text.encode()).hexdigest() == data["text_sha256"]


def test_every_field_lights_exactly_its_own_words(visit: Visit) -> None:
    visit.page.goto("/pages/odd")
    visit.page.click(".show-graphic")
    for claim in data_of(visit, "odd")["claims"]:
        visit.page.keyboard.press("j")
        panel = visit.page.locator("details.claim[open]")
        assert panel.get_attribute("data-id") == claim["id"]
        for index, field in enumerate(claim["fields"]):
            panel.locator(".field").nth(index).hover()
            assert visit.page.evaluate(LIT) == [span["text"] for span in field["spans"]]
    assert visit.errors == []


def test_offsets_count_code_points_after_a_family(visit: Visit) -> None:
    visit.page.goto("/pages/odd")
    count = "given => sitrepReader.codePoints(given)"
    place = "given => sitrepReader.utf16(given[0], given[1])"
    assert visit.page.evaluate(count, f"{FAMILY}a\u0301") == len(f"{FAMILY}a\u0301") == 7
    assert visit.page.evaluate(place, [f"{FAMILY}xyz", 6]) == 9
    text = data_of(visit, "odd")["text"]
    start = text.index("wounded four")
    assert (
        visit.page.evaluate("([a, b]) => sitrepReader.rangeOf(a, b).toString()", [start, start + 12]) == "wounded four"
    )


def test_a_claim_in_the_address_is_chosen_and_brought_into_view(visit: Visit, reader_desk: Desk) -> None:
    claim = claims(reader_desk, "long")[-1]
    visit.page.goto(f"/pages/long#{claim['id']}")
    chosen = visit.page.locator("mark.chosen").first
    assert "".join(visit.page.locator("mark.chosen").all_text_contents()) == claim["quote"]
    box = chosen.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900


def test_overlapping_claims_are_chosen_one_after_the_other(visit: Visit) -> None:
    visit.page.goto("/pages/odd")
    mark = visit.page.locator("mark", has_text="its jets had struck")
    numbers = (mark.get_attribute("data-c") or "").split()
    assert len(numbers) >= 2
    seen = set()
    for _ in numbers:
        mark.click()
        seen.add(visit.page.locator("details.claim[open]").get_attribute("data-n"))
    assert seen == set(numbers)


def test_keys_alone_go_from_claim_to_claim(visit: Visit) -> None:
    visit.page.goto("/pages/odd")
    chosen = "() => document.querySelector('details.claim[open]')?.dataset.n"
    steps = [("j", "1"), ("j", "2"), ("ArrowDown", "3"), ("k", "2"), ("ArrowUp", "1"), ("Escape", None), ("Enter", "1")]
    for key, number in steps:
        visit.page.keyboard.press(key)
        assert visit.page.evaluate(chosen) == number
    visit.page.uncheck("#keys-on")
    visit.page.keyboard.press("j")
    assert visit.page.evaluate(chosen) == "1"


def test_the_words_of_a_field_are_reached_by_tab(visit: Visit) -> None:
    visit.page.goto("/pages/odd")
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("Tab")
    field = data_of(visit, "odd")["claims"][0]["fields"][0]
    assert visit.page.evaluate(LIT) == [span["text"] for span in field["spans"]]


def test_graphic_words_stay_covered_until_asked_for_and_then_for_the_session(visit: Visit, reader_desk: Desk) -> None:
    graphic = visit.page.get_by_text("charred bodies")
    visit.page.goto(f"/pages/odd#{claim_with(reader_desk, 'air strike')}")
    assert not graphic.first.is_visible()
    assert visit.page.locator("details.graphic.holds-chosen").count() == 1
    visit.page.click(".show-graphic")
    assert graphic.first.is_visible()
    visit.page.goto("/pages/mill.html")
    visit.page.goto("/pages/odd")
    assert graphic.first.is_visible()
    visit.page.click(".show-graphic")
    visit.page.reload()
    assert not graphic.first.is_visible()


def test_without_a_script_words_are_shown_by_their_links(chromium: Browser, base: str) -> None:
    with visiting(chromium, base, javascript=False) as visit:
        visit.page.goto("/pages/odd")
        visit.page.locator("details.claim > summary").nth(1).click()
        visit.page.locator("details.claim[open] a.word", has_text="two drivers").first.click()
        assert "".join(visit.page.locator("mark.at").all_text_contents()) == "two drivers"


@pytest.mark.parametrize("size", [(1280, 900), PHONE])
@pytest.mark.parametrize("address", ["/pages/odd", "/pages/long", "/pages/mill.html/original"])
def test_nothing_is_wrong_for_readers_with_aids(
    chromium: Browser, base: str, address: str, size: tuple[int, int]
) -> None:
    with visiting(chromium, base, size=size) as visit:
        visit.page.goto(address)
        visit.page.keyboard.press("j")
        assert axe_violations(visit) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_the_chosen_claim_leaves_its_words_in_view(chromium: Browser, base: str) -> None:
    with visiting(chromium, base, size=PHONE) as visit:
        visit.page.goto("/pages/long")
        for _ in range(5):
            visit.page.keyboard.press("j")
        words = visit.page.locator("mark.chosen").first.bounding_box()
        sheet = visit.page.locator("#claims").bounding_box()
        assert words is not None
        assert sheet is not None
        assert 0 <= words["y"] < sheet["y"]
        assert sheet["height"] <= PHONE[1] / 2 + 1
        visit.page.click("#close")
        assert visit.page.locator("details.claim[open]").count() == 0


def test_a_long_page_stays_quick(visit: Visit) -> None:
    started = time.monotonic()
    visit.page.goto("/pages/long")
    assert time.monotonic() - started < READY
    assert len(data_of(visit, "long")["claims"]) >= 200
    steps = """() => { const start = performance.now();
        for (let i = 0; i < 50; i += 1) document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'}));
        return (performance.now() - start) / 50; }"""
    assert visit.page.evaluate(steps) < STEP
    assert visit.page.locator("details.claim[open]").get_attribute("data-n") == "50"


def test_the_sealed_original_runs_nothing_and_asks_nobody(visit: Visit) -> None:
    visit.page.goto("/pages/mill.html/original")
    frame = visit.page.frame_locator("iframe.sealed")
    assert frame.get_by_text("Shells killed nine people").is_visible()
    for address in ("/pages/mill.html/original/drawn", "/pages/mill.html/original/bytes"):
        visit.page.goto(address)
        assert visit.page.title() != "pwned"
    assert visit.executed() == []


@pytest.mark.parametrize("way", ["/pages/mill.html/original", "/pages/mill.html/original/drawn"])
def test_a_sealed_original_opens_no_connection(visit: Visit, came: list[object], way: str) -> None:
    visit.page.goto(way)
    visit.page.wait_for_timeout(1500)
    assert came == []


def note(listening: socket.socket, came: list[object]) -> None:
    """Note whoever connects, until the socket is closed."""
    with suppress(OSError):
        while True:
            came.append(listening.accept())

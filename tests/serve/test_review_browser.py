"""Reviewing in a real browser by keyboard alone, and at phone width."""

import json

import pytest
from playwright.sync_api import Browser, Page
from tests.serve.browser import axe_violations, serving, visiting

from sitrep.desk.desks import Desk
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements
from sitrep.model.judgements import Judgement, Verdict
from sitrep.serve.app import create_app
from sitrep.serve.pages import Serving

pytestmark = pytest.mark.browser
# Where a word of the passage is on the screen.
WORD = """word => {
    const walker = document.createTreeWalker(document.querySelector('#passage'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at + 1);
        range.setEnd(walker.currentNode, at + word.length - 1);
        const box = range.getBoundingClientRect();
        return {x: box.x + box.width / 2, y: box.y + box.height / 2};
    }
}"""
NARROW = (390, 780)


def log(desk: Desk) -> list[Judgement]:
    with viewing(desk.case.ledger) as connection:
        return list(judgements(connection))


def claim_on(page: Page) -> str:
    return str(page.locator('#decide input[name="claim"]').input_value())


def press(page: Page, *keys: str) -> None:
    """Press keys that lead to another page."""
    for key in keys:
        with page.expect_navigation():
            page.keyboard.press(key)
        page.wait_for_load_state("load")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_whole_session_by_keyboard(chromium: Browser, desk: Desk) -> None:
    with serving(create_app(desk)) as base, visiting(chromium, base) as visit:
        page = visit.page
        page.goto("/review")
        page.keyboard.press("Tab")
        while focused(page) != "name":
            page.keyboard.press("Tab")
        page.keyboard.type("Ana")
        press(page, "Enter")
        assert focused(page) == "claim"
        one = claim_on(page)

        press(page, "a")
        page.locator("#said", has_text="Accepted by Ana").wait_for()
        assert focused(page) == "claim"
        two = claim_on(page)
        press(page, "x")
        three = claim_on(page)
        assert [(made.verdict, made.targets[0], made.by) for made in log(desk)] == [
            (Verdict.ACCEPT, one, "Ana"),
            (Verdict.REJECT, two, "Ana"),
        ]

        press(page, "Backspace")
        assert claim_on(page) == two
        assert log(desk)[-1].verdict is Verdict.UNDO
        press(page, "x", "Space")
        assert claim_on(page) not in (one, two, three)
        assert len(log(desk)) == 4

        page.keyboard.press("?")
        assert page.locator("#help").evaluate("dialog => dialog.open") is True
        page.keyboard.press("a")
        page.keyboard.press("Escape")
        assert page.locator("#help").evaluate("dialog => dialog.open") is False
        assert len(log(desk)) == 4

        # A letter typed in a field is a letter.
        press(page, "e", "2")
        claim = str(page.locator('#editing input[name="claim"]').input_value())
        page.keyboard.type("ax")
        assert len(log(desk)) == 4
        press(page, "Escape")
        assert claim_on(page) == claim
        assert (visit.errors, visit.refused) == ([], [])


def test_merging_and_splitting_by_keyboard(chromium: Browser, desk: Desk) -> None:
    with serving(create_app(desk, Serving("Ana"))) as base, visiting(chromium, base) as visit:
        page = visit.page
        page.goto("/review?order=incident")
        for verdict, key in ((Verdict.SAME, "m"), (Verdict.DIFFERENT, "s")):
            press(page, key)
            while not page.locator("[data-number]").count():
                press(page, "Escape", "Space", key)
            press(page, "1")
            assert log(desk)[-1].verdict is verdict
            page.locator("#said", has_text="linked again").wait_for()
        assert len(log(desk)) == 2


def test_words_chosen_by_keyboard_after_an_emoji_family(chromium: Browser, family_desk: Desk) -> None:
    with serving(create_app(family_desk, Serving("Ana"))) as base, visiting(chromium, base) as visit:
        page = visit.page
        page.goto("/review")
        text = page.evaluate("JSON.parse(document.querySelector('#passage').dataset.text)")
        press(page, "e", "2")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert focused(page) == "passage"
        for _ in range(40):
            page.keyboard.press("ArrowLeft")
        # The family is one word; then "Twelve", and the word after it.
        for key in ("ArrowRight", "Shift+ArrowRight", "]", "}"):
            page.keyboard.press(key)
        assert "“Twelve rebels”" in page.locator("#chosen").inner_text()
        page.keyboard.press("Enter")
        press(page, "Enter")
        value = json.loads(log(family_desk)[-1].value or "")
        assert value == {"start": text.index("Twelve"), "end": text.index("Twelve") + 13, "text": "Twelve rebels"}
        assert page.locator(".state-edited").count() == 1
        press(page, "a")
        assert [made.verdict for made in log(family_desk)] == [Verdict.EDIT, Verdict.ACCEPT]


def test_words_chosen_by_touch(chromium: Browser, family_desk: Desk) -> None:
    with serving(create_app(family_desk, Serving("Ana"))) as base, visiting(chromium, base, size=NARROW) as visit:
        page = visit.page
        page.goto("/review?step=edit&field=type")
        page.locator(".choose").first.click()
        for word in ("rebels", "killed"):
            box = page.evaluate(WORD, word)
            page.mouse.click(box["x"], box["y"])
        page.locator("#take").click()
        page.locator("#editing button.main").click()
        page.locator("#said", has_text="Changed by Ana").wait_for()
        assert json.loads(log(family_desk)[-1].value or "")["text"] == "rebels were killed"


@pytest.mark.parametrize("address", ["/review", "/review?step=edit", "/review?step=edit&field=quantities",
                                     "/review?step=edit&field=place", "/review?step=merge", "/review?step=split",
                                     "/review?order=random", "/review/rates"])  # fmt: skip
def test_pages_suit_everyone_and_a_phone(chromium: Browser, desk: Desk, address: str) -> None:
    with serving(create_app(desk, Serving("Ana"))) as base:
        for size in (NARROW, (1280, 900)):
            with visiting(chromium, base, size=size) as visit:
                visit.page.goto(address)
                assert axe_violations(visit) == []
                assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                assert (visit.errors, visit.refused) == ([], [])


def test_without_scripts_everything_is_a_button(chromium: Browser, desk: Desk) -> None:
    with serving(create_app(desk, Serving("Ana"))) as base, visiting(chromium, base, javascript=False) as visit:
        page = visit.page
        page.goto("/review")
        page.locator("#accept").click()
        assert "Accepted by Ana" in page.locator("#said").inner_text()
        page.locator("#undo button").click()
        assert [made.verdict for made in log(desk)] == [Verdict.ACCEPT, Verdict.UNDO]

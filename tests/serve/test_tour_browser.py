"""The whole tour of the desk in a real browser: every kind of page, wide and on a phone, with scripts and without."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.serve.browser import DESKTOP, Visit, axe_violations, serving, visiting
from tests.serve.walking import ASK_WHO, KINDS, walk

from sitrep.case.folders import open_case
from sitrep.case.judging import now
from sitrep.desk.desks import Desk, judge_at, summaries
from sitrep.desk.reading.readers import page_view
from sitrep.model.fields import records_at
from sitrep.model.judgements import Judgement, Verdict
from sitrep.serve.app import create_app

pytestmark = pytest.mark.browser
NARROW = (390, 844)
ALL = {ASK_WHO, *KINDS}
KEYS = "keys of review"
FAILING = ("/incidents/i-none", "/pages/none", "/none", "/review?skip=x")
Tour = dict[str, tuple[dict[str, Any], list[str]]]
# What a page must have: the words of its parts that count.
PARTS = """() => ({
    title: document.title.split(" · ")[0], headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length, words: document.querySelector("main").innerText.length,
    heading: document.querySelector("h1")?.innerText, wide: document.documentElement.scrollWidth,
    data: [...document.querySelectorAll("footer a")].find(link => link.textContent === "This page as data")
        ?.getAttribute("href"),
})"""
# How much of a page's words are there without a script, at the least: what a script opens or writes may be left out.
KEPT = 0.5


@pytest.fixture(scope="module")
def base(example_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk over the example pages, on which two people have judged."""
    folder = tmp_path_factory.mktemp("tour") / "week"
    shutil.copytree(example_case, folder)
    with open_case(folder) as case:
        desk = Desk(case)
        judge_some(desk)
        with serving(create_app(desk)) as address:
            yield address


def judge_some(desk: Desk) -> None:
    """Accept, edit and reject a claim each, grade an incident, and undo one of these."""
    incident = max(summaries(desk), key=lambda line: str(line["pages"]))
    claims = [str(claim["id"]) for claim in records_at(page_view(desk, "northwire-idlib-strikes.html"), "claims")]
    made = [
        judge_at(desk, Judgement(Verdict.ACCEPT, (claims[0],), "Bo Lind", now(), "the page says so")),
        judge_at(desk, Judgement(Verdict.EDIT, (claims[1],), "Bo Lind", now(), "it may be", "certainty", '"possible"')),
        judge_at(desk, Judgement(Verdict.REJECT, (claims[2],), "Bo Lind", now(), "told twice")),
        judge_at(desk, Judgement(Verdict.NOTE, (str(incident["id"]),), "Cem Aydin", now(), "ask the hospital")),
    ]
    judge_at(desk, Judgement(Verdict.UNDO, (made[2].id,), "Bo Lind", now(), "it is not the same"))


@pytest.fixture(scope="module")
def wide(chromium: Browser, base: str) -> Tour:
    """The tour on a desktop."""
    return tour(chromium, base, DESKTOP)


@pytest.fixture(scope="module")
def narrow(chromium: Browser, base: str) -> Tour:
    """The tour on a phone."""
    return tour(chromium, base, NARROW)


def tour(chromium: Browser, base: str, size: tuple[int, int]) -> Tour:
    """Of every kind of page that links lead to: what it has, and what is wrong with it; the keys of review opened."""
    found: Tour = {}
    with visiting(chromium, base, size=size) as visit:
        for kind in walk(visit):
            found[kind] = visit.page.evaluate(PARTS), [*faults(visit, size[0])]
            if kind == "review":
                found[KEYS] = visit.page.evaluate(PARTS), [*help_faults(visit, size[0])]
            visit.forget()
    return found


def test_every_page_is_sound_wherever_links_lead(wide: Tour) -> None:
    assert {kind: wrong for kind, (_, wrong) in wide.items() if wrong} == {}
    assert set(wide) == {*ALL, KEYS}


def test_every_page_is_sound_on_a_phone(narrow: Tour) -> None:
    assert {kind: wrong for kind, (_, wrong) in narrow.items() if wrong} == {}
    assert set(narrow) == {*ALL, KEYS}


def faults(visit: Visit, width: int) -> Iterator[str]:
    """What is wrong with the open page: what it asked for, what it is made of, and what axe-core finds."""
    yield from (f"asked {address}" for address in visit.foreign())
    yield from (f"refused {text}" for text in visit.refused)
    yield from (f"error {text}" for text in visit.errors)
    parts = visit.page.evaluate(PARTS)
    if not parts["title"].strip() or (parts["headings"], parts["mains"]) != (1, 1):
        yield f"title “{parts['title']}”, {parts['headings']} headings, {parts['mains']} mains"
    if parts["wide"] > width:
        yield f"{parts['wide']} pixels wide"
    yield from axe_violations(visit)
    answer = visit.page.request.get(parts["data"])
    if not answer.ok or not isinstance(json.loads(answer.body()), dict):
        yield f"its data at {parts['data']}: {answer.status}"


def help_faults(visit: Visit, width: int) -> Iterator[str]:
    """What is wrong with the help of the review page, which a key opens and another closes."""
    visit.page.keyboard.press("?")
    if not visit.page.get_by_role("dialog").is_visible():
        yield "the key opens no help"
    yield from faults(visit, width)
    visit.page.keyboard.press("Escape")
    if visit.page.get_by_role("dialog").count():
        yield "the key does not close the help"


def test_without_scripts_every_page_says_the_same(chromium: Browser, base: str, wide: Tour) -> None:
    with visiting(chromium, base, javascript=False) as visit:
        plain = {kind: visit.page.evaluate(PARTS) for kind in walk(visit, javascript=False)}
        assert visit.executed() == []
    assert set(plain) == ALL
    less = [
        f"{kind}: {parts['words']} of {wide[kind][0]['words']} letters"
        for kind, parts in plain.items()
        if parts["heading"] != wide[kind][0]["heading"] or parts["words"] < KEPT * wide[kind][0]["words"]
    ]
    assert less == []


@pytest.mark.parametrize("size", [DESKTOP, NARROW], ids=["wide", "phone"])
def test_a_failure_has_a_page_that_leads_back(chromium: Browser, base: str, size: tuple[int, int]) -> None:
    with visiting(chromium, base, size=size) as visit:
        for address in FAILING:
            answer = visit.page.goto(address)
            assert answer is not None
            assert answer.status in (400, 404)
            # The browser says in its console that the page itself was not found.
            visit.errors.clear()
            told = visit.page.request.get(visit.page.evaluate(PARTS)["data"])
            assert set(told.json()) == {"error", "reason"}
            assert told.status == answer.status
            assert [fault for fault in faults(visit, size[0]) if not fault.startswith("its data")] == []
            visit.page.get_by_role("link", name="To the overview").click()
            assert visit.page.url == f"{base}/"

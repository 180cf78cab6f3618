"""A walk through the desk as a person goes: from its first page, by links and forms, to one page of every kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page
from tests.serve.browser import Visit

# What an address leads to, and what it looks like, the narrower first. The walk goes to the first address of each.
KINDS = {
    "overview": r"/",
    "incidents": r"/incidents",
    "why a claim is there": r"/incidents/[^/?]+/why\?claim=.+",
    "incident by another rule": r"/incidents/[^/?]+\?rule=.+",
    "incident": r"/incidents/[^/?]+",
    "pages": r"/pages",
    "original": r"/pages/.+/original",
    "words of a page": r"/pages/[^/]+\?at=\d+-\d+",
    "page": r"/pages/[^/?]+",
    "map": r"/map",
    "timeline": r"/timeline",
    "search": r"/search",
    "what was found": r"/search\?.*q=[^&].*",
    "who said it first": r"/who-said",
    "chain": r"/who-said\?.*about=\d.*",
    "review": r"/review",
    "review in another order": r"/review\?order=(random|incident)",
    "review of one claim": r"/review\?claim=.+",
    "edit a claim": r"/review\?.*step=edit",
    "edit a field": r"/review\?.*step=edit.*&field=.+",
    "merge": r"/review\?.*step=merge",
    "split": r"/review\?.*step=split",
    "rates": r"/review/rates",
    "log": r"/log",
}
ASK_WHO = "who reviews"
SEARCHED = "killed 70"
REVIEWER = "Ana Horvat"
DRAWN = {"map": "#map[data-ready=yes]", "timeline": "#timeline[data-ready=yes]"}
LINKS = """() => [...document.querySelectorAll("a[href]")].filter(link => link.origin === location.origin)
    .map(link => link.pathname + link.search)"""


@dataclass(slots=True)
class Walk:
    """Where a walk has been, by kind of page, and where it could go from there."""

    seen: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)

    def note(self, addresses: list[str]) -> None:
        """Keep the first address of each kind where the walk has not been."""
        for address in addresses:
            kind = kind_of(address)
            if kind is not None and kind not in self.seen:
                self.waiting.setdefault(kind, address)


def kind_of(address: str) -> str | None:
    """The kind of page at an address; None for data, files, and what is no page of its own.

    >>> kind_of("/incidents/i-1"), kind_of("/search?q=mill&spellings=no"), kind_of("/log.json")
    ('incident', 'what was found', None)
    """
    if urlsplit(address).path.endswith((".json", "/bytes", "/drawn")):
        return None
    return next((kind for kind, form in KINDS.items() if re.fullmatch(form, address)), None)


def walk(visit: Visit, *, javascript: bool = True) -> Iterator[str]:
    """Open one page of each kind and yield the kind while it is open, until no link leads to a new one."""
    steps = Walk(waiting={"overview": "/"})
    while steps.waiting:
        kind, address = next(iter(steps.waiting.items()))
        del steps.waiting[kind]
        steps.seen[kind] = address
        visit.page.goto(address)
        if javascript and kind in DRAWN:
            visit.page.wait_for_selector(DRAWN[kind])
            visit.page.wait_for_load_state("networkidle")
        if kind == "review":
            yield ASK_WHO
            sit_down(visit.page)
        yield kind
        if kind == "search":
            steps.note([searched(visit.page)])
        steps.note(visit.page.evaluate(LINKS))


def sit_down(page: Page) -> None:
    """Give the name under which judgements go into the log, as the review page asks."""
    page.get_by_label("Your name").fill(REVIEWER)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("#claim")


def searched(page: Page) -> str:
    """Search for a figure, and give the address of what was found; the search page is left open."""
    page.get_by_label("Words that a page must have").fill(SEARCHED)
    page.get_by_role("button", name="Search").click()
    page.wait_for_selector("section[aria-label='What was found']")
    parts = urlsplit(page.url)
    page.go_back()
    return f"{parts.path}?{parts.query}"

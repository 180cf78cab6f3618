"""How long each kind of page of the desk takes, on the server and in a real browser, over a case of any size.

    python bench/desk_speed.py CASE [--times 5] [--browser PATH]

CASE is a linked case folder; its index is made in it, so give a copy. Printed are: how long the index takes to make;
then for each kind of page the median milliseconds until the server has answered, the kilobytes of the page, and the
median milliseconds until a browser on this machine has loaded it with all it asks for. The machine's load at the
start and at the end stands below, since a busy machine slows everything.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.serve.browser import serving

from sitrep.case.folders import open_case
from sitrep.desk.desks import Desk, looking, refresh
from sitrep.serve.app import create_app

BROWSER = "/usr/bin/chromium"
REVIEWER = {"sitrep-reviewer": "Bench"}
LIMIT = 120.0
DRAWN = {"map": "#map[data-ready=yes]", "timeline": "#timeline[data-ready=yes]"}
GREATEST = {
    "page": "SELECT id FROM pages ORDER BY claims DESC, id LIMIT 1",
    "incident": "SELECT incident FROM claims WHERE incident IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
}
CLAIM = "SELECT id FROM claims WHERE incident = ? ORDER BY id DESC LIMIT 1"


def addresses(desk: Desk) -> dict[str, str]:
    """An address of each kind of page: the incident of most claims, the page of most claims."""
    with looking(desk) as connection:
        page, incident = (quote(connection.execute(asked).fetchone()[0], safe="") for asked in GREATEST.values())
        claim = connection.execute(CLAIM, (incident,)).fetchone()[0]
    return {
        "overview": "/",
        "incidents": "/incidents",
        "greatest incident": f"/incidents/{incident}",
        "why a claim is there": f"/incidents/{incident}/why?claim={claim}",
        "pages": "/pages",
        "longest page": f"/pages/{page}",
        "original": f"/pages/{page}/original",
        "map": "/map",
        "timeline": "/timeline",
        "search": "/search?q=hospital",
        "search, other spellings": "/search?q=Hmeymin",
        "who said it first": "/who-said?measure=killed&about=12",
        "review": "/review",
        "review, merge": "/review?step=merge",
        "rates": "/review/rates",
        "log": "/log",
    }


def median_ms(times: int, act: Callable[[], object]) -> float:
    """The median milliseconds of doing something some times, after once for nothing."""
    act()
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found)


def rows(base: str, page: Page, asked: dict[str, str], times: int) -> Iterator[tuple[str, int, float, float, float]]:
    """By kind: the status, milliseconds of the server, kilobytes, milliseconds of the browser."""
    with httpx.Client(base_url=base, cookies=REVIEWER, timeout=LIMIT) as client:
        for kind, address in asked.items():
            answer = client.get(address)
            served = median_ms(times, lambda address=address: client.get(address))
            loaded = median_ms(times, lambda kind=kind, address=address: load(page, kind, address))
            yield kind, answer.status_code, served, len(answer.content) / 1024, loaded


def load(page: Page, kind: str, address: str) -> None:
    """Open an address, and wait until all is loaded and, on the map and the timeline, drawn."""
    page.goto(address, wait_until="load")
    if kind in DRAWN:
        page.wait_for_selector(DRAWN[kind])


def main() -> None:
    """Print the table."""
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    given.add_argument("case", type=Path)
    given.add_argument("--times", type=int, default=5)
    given.add_argument("--browser", default=BROWSER)
    told = given.parse_args()
    before = os.getloadavg()[0]
    with open_case(told.case) as case, sync_playwright() as playwright:
        desk = Desk(case)
        begun = time.perf_counter()
        refresh(desk)
        print(f"index: {time.perf_counter() - begun:.1f} s")
        browser = playwright.chromium.launch(executable_path=told.browser, args=["--no-sandbox"])
        with serving(create_app(desk)) as base:
            context = browser.new_context(base_url=base, viewport={"width": 1280, "height": 900})
            context.set_default_timeout(LIMIT * 1000)
            context.add_cookies([{"name": name, "value": value, "url": base} for name, value in REVIEWER.items()])
            print(f"{'page':<26}{'status':>7}{'server ms':>11}{'kB':>8}{'browser ms':>12}")
            for kind, status, served, size, loaded in rows(base, context.new_page(), addresses(desk), told.times):
                print(f"{kind:<26}{status:>7}{served:>11.0f}{size:>8.0f}{loaded:>12.0f}", flush=True)
        browser.close()
    print(f"load of the machine: {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()

"""Pictures of every kind of page of the desk, of a case: `make screens` writes those of docs/desk.md.

`python -m tests.serve.screens CASE FOLDER`: the case is copied, linked if it is not, opened in Chromium on this machine
alone, and walked through as tests/serve/walking.py does. A picture is 1,280 pixels wide, and as long as its page up to
`LONGEST`; its colours are few, so that all of them are small.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from tests.serve.browser import ARGUMENTS, DESKTOP, Visit, find_chromium, serving, visiting
from tests.serve.people import NAMES, WORDS, with_accounts
from tests.serve.walking import walk

from sitrep.case.folders import open_case
from sitrep.case.linking import link_case
from sitrep.desk.desks import Desk
from sitrep.serve.accounts.roles import Role
from sitrep.serve.app import create_app

# Pixels of height, and colours.
LONGEST, COLOURS = 1400, 64
# What there is only where a case has accounts.
ENTRY = ("sign in", "account")
# What the walk leaves out, for it is no page of the case: where each is.
OTHERS = {"files to take": "/export", "what was refused": "/refusals", "how people are kept safe": "/help"}


def file_name(kind: str) -> str:
    """The name of a kind of page's picture.

    >>> file_name("who said it first")
    'who-said-it-first.png'
    """
    return re.sub(r"\W+", "-", kind) + ".png"


def less_coloured(path: Path) -> None:
    """Save a picture again with few colours."""
    with Image.open(path) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS)
    reduced.save(path, optimize=True)


def take(case: Path, folder: Path) -> list[str]:
    """Take a picture of each kind of page; the kinds, in the order of the walk."""
    path, taken = find_chromium(), []
    if path is None:
        raise SystemExit("no browser: install Debian's package chromium (apt-get install chromium)")
    with open_case(case) as opened, serving(create_app(Desk(opened))) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        with visiting(browser, base, size=DESKTOP) as visit:
            for kind in chain(walk(visit), opened_at(visit, OTHERS)):
                target = folder / file_name(kind)
                long = min(LONGEST, int(visit.page.evaluate("document.documentElement.scrollHeight")))
                visit.page.set_viewport_size({"width": DESKTOP[0], "height": long})
                visit.page.screenshot(path=target)
                visit.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
                less_coloured(target)
                taken.append(kind)
        browser.close()
    return taken


def opened_at(visit: Visit, addresses: Mapping[str, str]) -> Iterator[str]:
    """Open each address and yield its name while it is open."""
    for kind, address in addresses.items():
        visit.page.goto(address)
        yield kind


def take_entry(case: Path, folder: Path) -> list[str]:
    """Take a picture of the page where people sign in, and of what one sees of one's own account then."""
    with open_case(case) as opened, sync_playwright() as playwright:
        desk = Desk(opened)
        app = create_app(desk, replace(with_accounts(desk), hosts=frozenset(), is_secure=False))
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        with serving(app) as base, visiting(browser, base, size=DESKTOP) as visit:
            visit.page.goto("/login")
            visit.page.screenshot(path=folder / file_name("sign in"))
            visit.page.fill("[name=name]", NAMES[Role.OWNER])
            visit.page.fill("[name=password]", WORDS)
            visit.page.click("main button")
            visit.page.goto("/account")
            visit.page.screenshot(path=folder / file_name("account"))
        browser.close()
    for kind in ENTRY:
        less_coloured(folder / file_name(kind))
    return list(ENTRY)


def main(source: Path, folder: Path) -> None:
    """Take all pictures of a copy of a case."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / source.name
        shutil.copytree(source, copy)
        with open_case(copy) as case:
            link_case(case)
        for kind in (*take(copy, folder), *take_entry(copy, folder)):
            sys.stdout.write(f"{folder / file_name(kind)}  {kind}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

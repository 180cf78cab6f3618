"""A real browser for tests: Debian's Chromium on a server of our own, with everything it does written down.

- `chromium`: a fixture, by `conftest.py` there for every test of this folder: the running browser, or a skip that says
  what to install;
- `serving(app)`: a context that runs an app on 127.0.0.1 and gives its address;
- `visiting(chromium, base)`: a context that opens a page there. What ran, what was asked for, and what a policy refused
  stands in `Visit`; on leaving, a request to any other host fails the test;
- `axe_violations(visit)`: what axe-core finds wrong on the page that is open.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser")
HOST = "127.0.0.1"
# One process for all, since containers have no room for its own sandbox or shared memory; nothing goes out by itself.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESKTOP, PHONE = (1280, 900), (360, 740)
OWN_SCHEMES = frozenset({"data", "blob", "about", "javascript", "chrome-error"})
PWNED = "/pwned/"
SECONDS_TO_START = 20.0
HANDLERS = """() => {
    const isHandler = name => /^on/i.test(name);
    const isAddress = name => /^(xlink:)?(href|src|action|formaction|data|values|to|from)$/i.test(name);
    const isScript = value => /^[\\s\\u0000-\\u0020]*(javascript|vbscript|data:text)/i.test(value);
    return [...document.querySelectorAll('*')].flatMap(element => [...element.attributes]
        .filter(({name, value}) => isHandler(name) || isAddress(name) && isScript(value))
        .map(({name, value}) => `${element.localName} ${name}=${value}`));
}"""
REFUSED = "Content Security Policy"


def find_chromium() -> str | None:
    """The path of Chromium's command, or None where it is not installed."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser without a window, for the tests of a module."""
    path = find_chromium()
    if path is None:
        pytest.skip("no browser: install Debian's package chromium (apt-get install chromium) to run this test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def serving(app: Any) -> Iterator[str]:  # noqa: ANN401 - any ASGI app
    """Run an app on a free port of 127.0.0.1 and give its address, as `http://127.0.0.1:4711`."""
    config = uvicorn.Config(app, log_level="warning", ws="none", lifespan="auto", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind((HOST, 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            _await_start(server, thread)
            yield f"http://{HOST}:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(SECONDS_TO_START)


def _await_start(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + SECONDS_TO_START
    while not server.started:
        if not thread.is_alive() or time.monotonic() > until:
            raise RuntimeError("the server did not start; its log says why")
        time.sleep(0.01)


@dataclass(slots=True)
class Visit:
    """An open page and all that it did since it was opened.

    `requests` are addresses in the order they were asked for, `called` the numbers that a script gave to
    `window.__pwned`, `dialogs` the messages of alert boxes, `refused` what the page's policy stopped, `errors` what
    else went wrong in scripts.
    """

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    called: list[int] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """The requests that went to another host than this one."""
        return [address for address in self.requests if not _is_own(address)]

    def forget(self) -> None:
        """Begin a new record on the same page."""
        for noted in (self.requests, self.called, self.dialogs, self.refused, self.errors):
            noted.clear()

    def executed(self) -> list[str]:
        """Everything that shows that a payload ran or took the page somewhere; empty on a safe page."""
        calls = [f"script {number}" for number in self.called]
        calls += [f"dialog {message}" for message in self.dialogs]
        calls += [f"request {address}" for address in self.requests if urlsplit(address).path.startswith(PWNED)]
        titles = [frame.title() for frame in self.page.frames if frame == self.page.main_frame]
        return calls + [f"title {title}" for title in titles if title.startswith("pwned ")]

    def handlers(self) -> list[str]:
        """The handlers within the markup, and the addresses that are scripts, of the open page; empty on a safe one."""
        return list(self.page.evaluate(HANDLERS))


def _is_own(address: str) -> bool:
    """Whether an address is of this host or of no host at all."""
    parts = urlsplit(address)
    return parts.scheme in OWN_SCHEMES or parts.hostname == HOST


@contextmanager
def visiting(
    browser: Browser, base: str, *, size: tuple[int, int] = DESKTOP, javascript: bool = True, bypass_csp: bool = False
) -> Iterator[Visit]:
    """An empty page of a new session whose every step is written down; fails at the end if it asked another host."""
    width, height = size
    context = browser.new_context(
        base_url=base,
        viewport={"width": width, "height": height},
        java_script_enabled=javascript,
        bypass_csp=bypass_csp,
        service_workers="block",
    )
    visit = Visit(context.new_page(), base)
    context.expose_binding("__pwned", lambda _source, number=0: visit.called.append(int(number)))
    context.on("request", lambda request: _note_request(visit, request))
    context.on("dialog", lambda dialog: _note_dialog(visit, dialog))
    visit.page.on("console", lambda message: _note_console(visit, message))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    try:
        yield visit
        assert visit.foreign() == [], "the page asked another host"
    finally:
        context.close()


def _note_request(visit: Visit, request: Request) -> None:
    visit.requests.append(request.url)


def _note_dialog(visit: Visit, dialog: Dialog) -> None:
    visit.dialogs.append(dialog.message)
    dialog.dismiss()


def _note_console(visit: Visit, message: ConsoleMessage) -> None:
    if message.type == "error":
        (visit.refused if REFUSED in message.text else visit.errors).append(message.text)


def axe_violations(visit: Visit) -> list[str]:
    """What axe-core finds wrong on the open page, a line each: the rule, its help, the first element.

    The rules are put into the page as the browser's debugger does, which a page's policy does not stop.
    """
    found = Axe().run(visit.page).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:120]}" for rule in found]

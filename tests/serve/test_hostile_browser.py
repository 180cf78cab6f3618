"""Two hundred payloads in every field of a case and in every address: none runs, in any page of the desk."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Error
from tests.serve.browser import Visit, serving, visiting
from tests.serve.hostile_case import CASE, SHARED, make
from tests.serve.payloads import payloads

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk, looking, summaries
from sitrep.serve.app import create_app

pytestmark = pytest.mark.browser
# As many characters of payloads go into one address: most where nothing limits them.
LONG, SHORT, MOST = 400, 200, 2500
REVIEWER = payloads()[3].text.strip()
# Addresses that take words, with how many of them; `{}` is where they stand.
TAKING = {
    "/search?q={}": LONG,
    "/search?spellings=no&q={}": LONG,
    "/who-said?measure={}&about=12": MOST,
    "/map?actor={0}&source={0}&place={0}&type={0}&certainty={0}&review={0}&from={0}": 3 * LONG,
    "/timeline?actor={0}&source={0}&place={0}&type={0}&certainty={0}&review={0}&from={0}&unit={0}": 3 * LONG,
    "/review?claim={}&step={}&field={}": SHORT,
    "/review?order={}": MOST,
    "/review?step=edit&field=place&look={}&told={}": SHORT,
    "/incidents?part={}": MOST,
    "/incidents/{}": MOST,
    "/incidents/INCIDENT?rule={0}&recorded={0}": MOST,
    "/pages/{}": MOST,
    "/pages/{}/original": MOST,
    "/claims/{}": MOST,
    "/{}": MOST,
}


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Iterator[Desk]:
    with open_case(make(tmp_path_factory.mktemp("hostile"), instruments)) as case:
        yield Desk(case)


@pytest.fixture(scope="module")
def base(hostile_desk: Desk) -> Iterator[str]:
    with serving(create_app(hostile_desk)) as address:
        yield address


@contextmanager
def reviewing(chromium: Browser, base: str) -> Iterator[Visit]:
    """A visit by a reviewer whose name is a payload."""
    with visiting(chromium, base) as visit:
        visit.page.context.add_cookies([{"name": "sitrep-reviewer", "value": quote(REVIEWER), "url": base}])
        yield visit


def signs(visit: Visit, addresses: Iterable[str], then: Callable[[Visit], None] = lambda _: None) -> list[str]:
    """Open addresses one after the other; every sign that something ran, was asked for elsewhere, or could run."""
    found = []
    for address in addresses:
        visit.page.goto(address, wait_until="load")
        then(visit)
        held = [*visit.executed(), *visit.handlers(), *visit.foreign()]
        found += [f"{address}: {sign}" for sign in held]
        visit.forget()
    visit.page.wait_for_timeout(50)
    return [*found, *visit.executed(), *visit.foreign()]


def pages_of(desk: Desk) -> list[str]:
    """The addresses of all pages."""
    with looking(desk) as connection:
        return [f"/pages/{quote(row['id'], safe='')}" for row in connection.execute("SELECT id FROM pages")]


def together(longest: int) -> Iterator[str]:
    """All payloads, as many in one string as go into it, the string quoted for an address."""
    held = ""
    for text in (payload.text[:longest] for payload in payloads()):
        if held and len(held) + len(text) >= longest:
            yield quote(held, safe="")
            held = ""
        held = f"{held} {text}".strip(" ")
    yield quote(held, safe="")


def filled(form: str, longest: int) -> Iterator[str]:
    """Addresses that hold all payloads: a form with places `{}` takes as many strings of them at once."""
    strings = [*together(longest)]
    places = max(form.count("{}"), 1)
    for first in range(0, len(strings), places):
        yield form.format(*strings[first : first + places], *[""] * places)


def test_the_case_holds_every_payload(hostile_desk: Desk) -> None:
    with looking(hostile_desk) as connection:
        pages = connection.execute("SELECT count(*) FROM pages").fetchone()[0]
        claims = connection.execute("SELECT count(*) FROM claims WHERE is_event").fetchone()[0]
    assert pages == len(payloads()) // SHARED + 1
    assert claims > len(payloads())
    assert hostile_desk.case.path.name == CASE
    assert max(int(str(line["pages"])) for line in summaries(hostile_desk)) >= 2


def test_none_runs_in_any_reader_page(chromium: Browser, base: str, hostile_desk: Desk) -> None:
    def choose(visit: Visit) -> None:
        visit.page.keyboard.press("j")

    with reviewing(chromium, base) as visit:
        assert signs(visit, pages_of(hostile_desk), choose) == []


def test_none_runs_in_an_original(chromium: Browser, base: str, hostile_desk: Desk) -> None:
    with looking(hostile_desk) as connection:
        html = "SELECT id FROM pages WHERE external_id LIKE '%.html%' ORDER BY id DESC LIMIT 1"
        page = quote(connection.execute(html).fetchone()["id"], safe="")
    sealed = [f"/pages/{page}/original{way}" for way in ("", "/drawn", "/bytes")]
    with reviewing(chromium, base) as visit:
        visit.page.goto(sealed[0])
        visit.page.goto(sealed[1])
        visit.page.goto(sealed[2])
        visit.page.wait_for_timeout(50)
        assert visit.executed() == []
        assert visit.foreign() == []


def test_none_runs_in_incidents_or_why_claims_are_there(chromium: Browser, base: str, hostile_desk: Desk) -> None:
    incidents = [f"/incidents/{line['id']}" for line in summaries(hostile_desk)]
    with reviewing(chromium, base) as visit:
        assert signs(visit, incidents) == []
        why = [link.get_attribute("href") or "" for link in visit.page.locator("a[href*='/why?']").all()]
        assert signs(visit, why) == []


def test_none_runs_in_lists_the_log_and_the_figures(chromium: Browser, base: str) -> None:
    lists = ["/", "/review/rates", "/who-said"]
    lists += [f"/{name}?part={part}" for name, parts in (("pages", 3), ("log", 4)) for part in range(1, parts + 1)]
    lists += ["/incidents"]
    with reviewing(chromium, base) as visit:
        assert signs(visit, lists) == []
        assert (
            signs(visit, [f"/who-said?measure=killed&about={number}&tolerance=0.5" for number in (3, 12, 50, 150)])
            == []
        )


def test_none_runs_on_the_map_in_its_popups_or_the_timeline(chromium: Browser, base: str) -> None:
    with reviewing(chromium, base) as visit:
        assert signs(visit, ["/map"], popups) == []
        for unit in ("day", "week", "month", "year"):
            assert signs(visit, [f"/timeline?unit={unit}"]) == []


def popups(visit: Visit) -> None:
    """Open the popup of every row of the table beside the map."""
    visit.page.wait_for_selector("#map[data-ready=yes]")
    for button in visit.page.locator("[data-show]").all():
        button.evaluate("button => button.click()")
        assert visit.page.locator(".incident-popup").count() > 0
        assert visit.handlers() == []


def test_none_runs_in_the_review_queue(chromium: Browser, base: str) -> None:
    asked = [
        f"/review?order={order}&skip={skip}" for order in ("uncertain", "random", "incident") for skip in range(10)
    ]
    with reviewing(chromium, base) as visit:
        assert signs(visit, asked) == []
        for step in ("edit", "merge", "split"):
            assert signs(visit, [f"/review?skip={skip}&step={step}" for skip in range(3)]) == []


def test_none_runs_in_a_form_that_was_refused(chromium: Browser, base: str) -> None:
    with reviewing(chromium, base) as visit:
        for words in (unquote(words) for words in together(MOST)):
            visit.page.goto("/review?step=edit&field=place")
            for box in visit.page.locator(
                "#editing input:not([type=hidden]):not([type=radio]):not([type=checkbox]):visible"
            ).all():
                box.fill(words)
            visit.page.get_by_role("button", name="Save the edit").click()
            assert visit.page.get_by_role("alert").count() == 1
            assert [*visit.executed(), *visit.handlers(), *visit.foreign()] == []


@pytest.mark.parametrize("address", TAKING)
def test_none_runs_out_of_an_address(chromium: Browser, base: str, hostile_desk: Desk, address: str) -> None:
    form = address.replace("INCIDENT", str(summaries(hostile_desk)[0]["id"]))
    with reviewing(chromium, base) as visit:
        assert signs(visit, filled(form, TAKING[address])) == []


def test_a_desk_that_does_not_escape_is_caught(chromium: Browser, hostile_desk: Desk) -> None:
    app = create_app(hostile_desk)
    app.state.templates.env.autoescape = False
    with serving(app) as careless, visiting(chromium, careless, bypass_csp=True) as visit:
        with suppress(Error):  # a payload may lead elsewhere while the page loads
            visit.page.goto("/pages")
            visit.page.wait_for_timeout(50)
        assert len(visit.executed()) > 10

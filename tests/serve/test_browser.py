"""What the browser of the tests writes down: requests, refusals, scripts that ran, and what a page gets wrong."""

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser
from tests.serve.browser import PHONE, axe_violations, find_chromium, serving, visiting

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
START = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><main>"


def app_of(body: str, policy: str | None = None) -> FastAPI:
    """An app of one page."""
    app = FastAPI()

    @app.get("/")
    def show() -> HTMLResponse:
        headers = {"content-security-policy": policy} if policy else {}
        return HTMLResponse(START + body, headers=headers)

    return app


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<script>window.__pwned(5)</script>", "script 5"),
        ("<iframe srcdoc='<script>window.__pwned(6)</script>'></iframe>", "script 6"),
        ("<script>alert(7)</script>", "dialog 7"),
        ("<script>document.title = 'pwned 8'</script>", "title pwned 8"),
    ],
)
def test_a_script_that_runs_is_seen(chromium: Browser, body: str, seen: str) -> None:
    with serving(app_of(body)) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        visit.page.wait_for_timeout(100)
        assert seen in visit.executed()


def test_a_request_by_which_a_payload_shows_is_seen(chromium: Browser) -> None:
    with serving(app_of("<img src=/pwned/9 alt=x>")) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        assert visit.executed() == [f"request {base}/pwned/9"]


def test_a_policy_stops_a_script_and_that_is_written_down(chromium: Browser) -> None:
    with serving(app_of("<script>window.__pwned(5)</script>", STRICT)) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        assert visit.executed() == []
        assert len(visit.refused) == 1


def test_another_host_fails_the_visit(chromium: Browser) -> None:
    with (
        serving(app_of("<img src=http://elsewhere.example/x.png alt=x>")) as base,
        pytest.raises(AssertionError, match="another host"),
        visiting(chromium, base) as visit,
    ):
        visit.page.goto("/")
    assert visit.foreign() == ["http://elsewhere.example/x.png"]


def test_handlers_and_addresses_that_are_scripts_are_found_in_the_markup(chromium: Browser) -> None:
    body = "<a href='javascript:x()'>x</a><p onclick=x()>x</p><a href='/onward' title=onclick>x</a>"
    with serving(app_of(body)) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        assert visit.handlers() == ["a href=javascript:x()", "p onclick=x()"]


def test_axe_runs_under_a_strict_policy(chromium: Browser) -> None:
    with serving(app_of("<h1>Deaths</h1><img src=data:,>", STRICT)) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        assert [line.partition(":")[0] for line in axe_violations(visit)] == ["image-alt"]
        assert visit.refused == []


def test_axe_finds_nothing_wrong_with_a_plain_page_on_a_phone(chromium: Browser) -> None:
    with serving(app_of("<h1>Deaths</h1><p>None.</p>", STRICT)) as base, visiting(chromium, base, size=PHONE) as visit:
        visit.page.goto("/")
        assert visit.page.viewport_size == {"width": 360, "height": 740}
        assert axe_violations(visit) == []


def test_pages_can_be_visited_without_scripts(chromium: Browser) -> None:
    app = app_of("<script>document.title = 'pwned 1'</script>")
    with serving(app) as base, visiting(chromium, base, javascript=False) as visit:
        visit.page.goto("/")
        assert visit.page.title() == "A page"
        assert visit.executed() == []


def test_where_no_browser_is_installed_none_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_chromium() is None

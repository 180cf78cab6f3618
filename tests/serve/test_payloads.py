"""The payloads are two hundred, run in a careless page, and get as far as the claims; so a check with them can fail."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Error
from tests.conftest import page as document_of
from tests.serve.browser import Visit, serving, visiting
from tests.serve.payloads import address, body, file_name, hostile_pages, payloads
from tests.serve.unsafe import CONTEXTS, unsafe_app

from sitrep.case.reading import Instruments, read_document

LEAST_THAT_RUN = 120
PATIENCE = 40


@pytest.fixture(scope="module")
def careless(chromium: Browser) -> Iterator[Visit]:
    with serving(unsafe_app(payloads())) as base, visiting(chromium, base) as visit:
        yield visit


def ran(visit: Visit, number: int) -> bool:
    """Whether the payload shows itself on its careless page within some seconds."""
    visit.forget()
    with suppress(Error):  # it may go elsewhere while the page loads
        visit.page.goto(f"/{number}")
    for _ in range(PATIENCE):
        if visit.executed():
            return True
        visit.page.wait_for_timeout(50)
    return False


def test_two_hundred_payloads_differ_and_each_has_a_context() -> None:
    texts = [re.sub(rf"\b{payload.number}\b", "N", payload.text) for payload in payloads()]
    assert len(set(texts)) == len(texts) == 200
    assert {payload.context for payload in payloads()} <= set(CONTEXTS)
    assert len({payload.kind for payload in payloads()}) >= 15


def test_every_payload_says_its_number() -> None:
    plain = [payload for payload in payloads() if str(payload.number) not in payload.text]
    assert len(plain) <= 2, "only those in base 64 hide it"


def test_those_that_are_said_to_run_do_run_in_a_careless_page(careless: Visit) -> None:
    running = [payload for payload in payloads() if payload.runs]
    assert len(running) >= LEAST_THAT_RUN
    assert [payload.text for payload in running if not ran(careless, payload.number)] == []


def test_handlers_that_wait_for_a_hand_are_seen_in_the_markup(careless: Visit) -> None:
    for payload in (payload for payload in payloads() if "onclick" in payload.text and payload.context == "body"):
        careless.page.goto(f"/{payload.number}")
        assert careless.handlers(), payload.text


def test_none_runs_in_a_page_that_escapes_them(chromium: Browser) -> None:
    app = FastAPI()
    shown = "".join(f'<p title="{html.escape(one.text)}">{html.escape(one.text)}</p>' for one in payloads())

    @app.get("/")
    def show() -> HTMLResponse:
        return HTMLResponse(f"<!doctype html><meta charset=utf-8><title>plain</title>{shown}")

    with serving(app) as base, visiting(chromium, base) as visit:
        visit.page.goto("/")
        visit.page.wait_for_timeout(300)
        assert visit.executed() == visit.handlers() == []


def test_every_page_carries_its_payload_in_every_field() -> None:
    pages = hostile_pages()
    assert len({page["id"] for page in pages}) == len(pages) == 200
    for payload, page in zip(payloads(), pages, strict=True):
        kept = payload.text.replace("\0", "")
        assert all(kept in page[name] for name in ("id", "url", "title", "outlet", "text")), payload.number


def test_addresses_that_are_scripts_stay_so() -> None:
    kept = [payload for payload in payloads() if payload.kind == "address" and address(payload) == payload.text]
    assert {payload.text.strip().partition(":")[0].casefold() for payload in kept} >= {"javascript", "data", "vbscript"}


def test_names_of_files_can_be_written(tmp_path: Path) -> None:
    names = [file_name(payload) for payload in payloads()]
    assert len(set(names)) == 200
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")


def test_claims_are_read_from_hostile_bodies(instruments: Instruments) -> None:
    for payload in payloads()[::20]:
        reading = read_document(document_of(body(payload)), instruments, instruments.origin())
        assert len(reading.claims) >= 3, payload.text

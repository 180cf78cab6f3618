"""A careless app that writes payloads into its pages as they are, so that it is known that each of them can run."""

import html
import json
from collections.abc import Callable

import jinja2
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from tests.serve.payloads import Payload

CONTEXTS: dict[str, Callable[[str], str]] = {
    "body": lambda text: f"<p>{text}</p>",
    "double": lambda text: f'<input value="{text}">',
    "single": lambda text: f"<input value='{text}'>",
    "bare": lambda text: f"<input value={text}>",
    "address": lambda text: f'<iframe src="{text}"></iframe>',
    "template": lambda text: jinja2.Environment(autoescape=False).from_string(text).render(),  # noqa: S701 - careless
    "literal": lambda text: f"<script>const found = `{text}`;</script>",
    "title": lambda text: f"<title>{text}</title>",
    "textarea": lambda text: f"<textarea>{text}</textarea>",
    "comment": lambda text: f"<!--{text}-->",
    "style": lambda text: f"<style>body {{ color: {text} }}</style>",
    "noscript": lambda text: f"<noscript>{text}</noscript>",
    "island": lambda text: f'<script type="application/json">{{"title": "{text}"}}</script>',
    "string": lambda text: f'<script>const found = "{text}";</script>',
    "handler": lambda text: f"<img src=x onerror=\"String('{html.escape(text)}')\">",
    "srcdoc": lambda text: f'<iframe srcdoc="{html.escape(text)}"></iframe>',
    "inner": lambda text: f"<div id=to></div><script>to.innerHTML = {_quoted(text)}</script>",
}


def _quoted(text: str) -> str:
    """A string of a script that does not end the script."""
    return json.dumps(text).replace("<", "\\u003c")


def unsafe_app(payloads: tuple[Payload, ...]) -> FastAPI:
    """Each payload at `/NUMBER`, in the context where it would run, under no policy."""
    app = FastAPI()
    by_number = {payload.number: payload for payload in payloads}

    @app.get("/pwned/{rest:path}")
    def pwned(rest: str) -> Response:
        return Response(rest, media_type="text/plain")

    @app.get("/{number:int}")
    def show(number: int) -> HTMLResponse:
        payload = by_number[number]
        try:
            page = CONTEXTS[payload.context](payload.text)
        except jinja2.TemplateError as error:
            page = html.escape(str(error))
        start = "" if payload.context == "title" else "<title>plain</title>"
        return HTMLResponse(f"<!doctype html><meta charset=utf-8>{start}{page}")

    return app

"""Two hundred ways to get a script into a page, and invented pages that carry them wherever a page has words.

A payload that runs calls `window.__pwned(n)` with its number, shows a dialog, sets the title to `pwned n`, or asks for
`/pwned/n` on the same host; `browser.Visit.executed` sees each of these.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_suffix(".json")
LONGEST_NAME = 120
TOWNS = ("Aleppo", "Homs", "Hama", "Idlib", "Manbij", "Palmyra", "Daraa")
FIRST_DAY = date(2022, 1, 4)
DAYS_APART = 4


@dataclass(frozen=True, slots=True)
class Payload:
    """`context` is where a careless page puts it, a key of `unsafe.CONTEXTS`; `runs` whether Chromium runs it there."""

    number: int
    kind: str
    context: str
    text: str
    runs: bool


@cache
def payloads() -> tuple[Payload, ...]:
    """All payloads, numbered from 1, with their numbers filled in."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["payloads"]
    return tuple(
        Payload(number, row["kind"], row["context"], numbered(row["text"], number), row["runs"])
        for number, row in enumerate(rows, start=1)
    )


def numbered(text: str, number: int) -> str:
    """A payload of the data file with its number.

    `%CALL%` is the call, `%N%` the number, `%B64%` a script that calls and `%B64CALL%` the call, both in base 64.

    >>> numbered("<svg onload=%CALL%>", 3)
    '<svg onload=window.__pwned(3)>'
    """
    call = f"window.__pwned({number})"
    coded = {"%B64%": f"<script>{call}</script>", "%B64CALL%": call}
    for mark, plain in coded.items():
        text = text.replace(mark, base64.b64encode(plain.encode()).decode())
    return text.replace("%CALL%", call).replace("%N%", str(number))


def file_name(payload: Payload) -> str:
    """A file's name that carries the payload as far as a file system takes it: no slash, no null byte, not too long."""
    kept = payload.text.replace("/", "\u2215").replace("\0", "").strip()[:LONGEST_NAME]
    return f"{payload.number:03} {kept}.txt"


def address(payload: Payload) -> str:
    """An address that carries the payload: itself where it is one, else the end of one."""
    return payload.text if payload.kind == "address" else f"https://hostile.example/?q={payload.text}"


def body(payload: Payload) -> str:
    """Four paragraphs with claims: the payload beside one, before one, as a name of a party and as a speaker."""
    town, other = TOWNS[payload.number % len(TOWNS)], TOWNS[(payload.number + 3) % len(TOWNS)]
    killed = payload.number + 10
    return "\n\n".join(
        (
            f"Government forces shelled {town} on Sunday, killing {killed} people, residents said. {payload.text}",
            f"{payload.text} Warplanes bombed a market in {other} on Monday and wounded 30 civilians.",
            f"Rebel fighters of {payload.text} captured Saraqib on Tuesday, the army said.",
            f"“{payload.text},” said Karim {payload.text}, a farmer. He said soldiers had killed four men near {town}.",
        )
    )


def hostile_pages() -> list[dict[str, str]]:
    """A page for each payload, which stands in its id, address, title, outlet and body, as lines for `sitrep add`.

    Of null bytes nothing is kept, since `sitrep add` refuses pages that hold them. The pages are days apart and name
    different towns, so that they make many incidents.
    """
    return [{name: text.replace("\0", "") for name, text in _page(payload).items()} for payload in payloads()]


def _page(payload: Payload) -> dict[str, str]:
    """The page of a payload, null bytes and all."""
    return {
        "id": f"{payload.text} {payload.number}",
        "url": address(payload),
        "title": f"Deaths in {TOWNS[payload.number % len(TOWNS)]} {payload.text}",
        "outlet": payload.text,
        "published": (FIRST_DAY + timedelta(DAYS_APART * payload.number)).isoformat(),
        "text": body(payload),
    }

"""A case of three invented pages for the reader: signs that are hard to keep, a page of HTML, a long page."""

import json
from pathlib import Path

from sitrep.case.adding import add_sources
from sitrep.case.folders import init_case
from sitrep.case.judging import now
from sitrep.case.linking import link_case
from sitrep.case.reading import Instruments
from sitrep.cli.cases import readers
from sitrep.desk.desks import Desk, judge_at
from sitrep.desk.reading.readers import page_view
from sitrep.ingest import open_sources
from sitrep.model.fields import Record, records_at
from sitrep.model.judgements import Judgement, Verdict

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ODD = (
    f"A cafe\u0301 owner\u00a0said  shells\u00a0killed nine people in Homs on Sunday {FAMILY} and wounded four.",
    "Slate Wire said gunmen shot two drivers near Idlib.",
    "\u0642\u0627\u0644 \u0634\u0647\u0648\u062f \u0625\u0646 \u0627\u0644\u0642\u0635\u0641 \u0628\u0639\u064a\u062f.",
    "Zero\u200bwidth and a\ttab <script>alert(1)</script> &amp; <b>bold</b>.",
    "Rescuers said an air strike on Ariha killed three bakers, and that charred bodies of four millers lay there.",
    "The defence ministry denied that its jets had struck Ariha.",
)
CAPTURED = (
    '<html><head><meta charset="utf-8"><title>Shells hit a mill</title>'
    '<link rel="stylesheet" href="https://style.example/x.css"><link rel="preconnect" href="https://hint.example">'
    '<script>document.title = "pwned"</script></head><body onload="alert(1)"><h1>Shells hit a mill</h1>'
    "<p>Shells killed nine people in Homs on 23 December 2015, a miller said.</p>"
    '<img src="https://picture.example/1.png"><iframe src="https://frame.example/"></iframe></body></html>'
)
LONG = 200


def long_text() -> str:
    """A page of two hundred paragraphs, every second of which tells of shells."""
    quiet = "The market at the river opened late, and the bakers spoke of the price of flour for the winter."
    shelled = (
        f"The Harbour Observatory said shells killed at least {i + 3} people near Idlib on Monday {FAMILY}. "
        f"Drones struck a depot in Homs and wounded {i + 500} guards."
        for i in range(LONG // 2)
    )
    return "\n\n".join(paragraph for told in shelled for paragraph in (told, quiet))


def make(folder: Path, instruments: Instruments, captured: str = CAPTURED) -> Path:
    """The case, read, linked and in part judged; `captured` is the page of HTML."""
    page = {"outlet": "Slate Wire", "published": "2015-12-23", "lang": "en"}
    texts = {"odd": "\r\n\r\n".join(ODD), "odd-again": ODD[1], "long": long_text()}
    address = {"odd": "https://slate.example/odd", "odd-again": "https://www.slate.example/odd/", "long": None}
    lines = [
        {**page, "id": name, "url": address[name], "title": f"Shells {FAMILY} {name}", "text": text}
        for name, text in texts.items()
    ]
    (folder / "pages.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "mill.html").write_text(captured)
    sources = [str(folder / "pages.jsonl"), str(folder / "mill.html")]
    with init_case(folder / "week") as case:
        add_sources(case, open_sources(sources), readers(instruments), lambda _: None)
        link_case(case)
        desk = Desk(case)
        accepted, edited, rejected = (claim_with(desk, words) for words in ("shells", "gunmen", "air strike"))
        judge_at(desk, Judgement(Verdict.ACCEPT, (accepted,), "Ana Horvat", now(), "the page says so"))
        judge_at(
            desk,
            Judgement(
                Verdict.EDIT, (edited,), "Ana Horvat", now(), "two died", "event.quantities.0.measure", '"killed"'
            ),
        )
        judge_at(desk, Judgement(Verdict.REJECT, (rejected,), "Bo Lind", now(), "told twice"))
    return folder / "week"


def claim_with(desk: Desk, words: str, page: str = "odd") -> str:
    """The id of the first claim of a page whose evidence has some words."""
    return next(str(claim["id"]) for claim in claims(desk, page) if words in str(claim["quote"]))


def claims(desk: Desk, page: str = "odd") -> list[Record]:
    """The claims of a page."""
    return records_at(page_view(desk, page), "claims")

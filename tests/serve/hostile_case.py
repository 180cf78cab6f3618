"""A case in which two hundred payloads stand in every field that pages show: four a page, two pages an incident."""

import json
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from tests.serve.payloads import FIRST_DAY, TOWNS, Payload, file_name, hostile_pages, payloads

from sitrep.case.adding import add_sources
from sitrep.case.folders import init_case
from sitrep.case.judging import judge, now
from sitrep.case.linking import link_case
from sitrep.case.reading import Instruments
from sitrep.cli.cases import readers
from sitrep.desk.desks import Desk, looking, summaries
from sitrep.desk.index import line_of
from sitrep.ingest import open_sources
from sitrep.model.fields import record_at
from sitrep.model.judgements import Judgement, Verdict

# Payloads to a page, and to an incident.
SHARED, TOGETHER = 4, 8
WEEK = timedelta(days=7)
CASE = '"><img src=x onerror=window.__pwned(0)>'
FIGURE = '{"low": 3, "high": 9}'


def body(payload: Payload) -> str:
    """One paragraph: the payload as who said it, as who did it, as what is quoted, and as a name."""
    town, text = town_of(payload), payload.text
    return (
        f"Shells killed {payload.number + 2} people in {town} on Sunday, {text} said. Rebel fighters of {text} "
        f"shelled the market of {town} on Sunday. “{text},” said Karim {text}, a farmer. {text}"
    )


def town_of(payload: Payload) -> str:
    """The town of a payload's page; that of the page beside it too."""
    return TOWNS[group_of(payload) % len(TOWNS)]


def group_of(payload: Payload) -> int:
    """Which incident the payload is told in."""
    return (payload.number - 1) // TOGETHER


def pages() -> list[dict[str, str]]:
    """The pages, each with its payloads in every field, and so close in place and day that two tell of one incident."""
    single = list(zip(payloads(), hostile_pages(), strict=True))
    return [page_of(single[first : first + SHARED]) for first in range(0, len(single), SHARED)]


def page_of(single: Sequence[tuple[Payload, dict[str, str]]]) -> dict[str, str]:
    """One page of several: their names, addresses and outlets one after the other, a paragraph of each."""
    payload = single[0][0]
    outlets = " ".join(page["outlet"] for _, page in single)
    return {
        **{key: " ".join(page[key] for _, page in single) for key in ("id", "url")},
        "outlet": outlets,
        "title": f"Deaths in {town_of(payload)} {outlets}",
        "published": (FIRST_DAY + group_of(payload) * WEEK).isoformat(),
        "text": "\n".join(body(one).replace("\0", "") for one, _ in single),
    }


def captured() -> str:
    """A page of HTML that is all of the payloads as they are."""
    told = "".join(f"<p>Shells killed four men in Homs.</p>{payload.text}" for payload in payloads())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{told}</body></html>'
    )


def make(folder: Path, instruments: Instruments) -> Path:
    """The case, read, linked, judged."""
    lines = folder / file_name(payloads()[0]).replace(".txt", ".jsonl")
    lines.write_text("".join(f"{json.dumps(page)}\n" for page in pages()), encoding="utf-8")
    html = folder / file_name(payloads()[1]).replace(".txt", ".html")
    html.write_text(captured().replace("\0", ""), encoding="utf-8")
    where = folder / CASE
    with init_case(where) as case:
        add_sources(case, open_sources([str(lines), str(html)]), readers(instruments), lambda _: None)
        link_case(case)
        judge_as_everybody(Desk(case))
    return where


def judge_as_everybody(desk: Desk) -> None:
    """A judgement by each payload, for the reason that is the payload: of claims, of names in them, of incidents."""
    with looking(desk) as connection:
        claims = [line_of(row["body"]) for row in connection.execute("SELECT body FROM claims ORDER BY id")]
    placed = [claim for claim in claims if "name" in record_at(claim, "event", "place")]
    incidents = cycle(str(line["id"]) for line in summaries(desk))
    deeds = cycle(("accept", "note", "figure", "name"))
    for payload, claim, incident, deed in zip(payloads(), cycle(placed), incidents, deeds):
        text, told = payload.text, str(claim["id"])
        said = {
            "accept": Judgement(Verdict.ACCEPT, (told,), text, now(), text),
            "note": Judgement(Verdict.NOTE, (incident,), text, now(), text),
            "figure": Judgement(Verdict.EDIT, (incident,), text, now(), text, "quantities.killed", FIGURE),
            "name": Judgement(Verdict.EDIT, (told,), text, now(), text, "event.place.name", json.dumps(text)),
        }
        judge(desk.case, said[deed])

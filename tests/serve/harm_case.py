"""A case of three invented pages: two tell of one strike, name people who may not be named, and describe bodies."""

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
from sitrep.model.fields import records_at
from sitrep.model.judgements import Judgement, Verdict

# Parts of the names of those who are not to be found, and the town of the hospital.
PRIVATE = ("Yusuf", "Abdi", "Haddad", "Oksana", "Kovalenko")
TOWN = "Ariha"
GRAPHIC = "pool of blood"
PAGES = (
    {
        "id": "yusuf-abdi-clinic",
        "url": "https://slate.example/2015/yusuf-abdi-clinic",
        "title": "Yusuf Abdi saw jets hit the hospital in Ariha",
        "text": "Russian jets struck a hospital in Ariha on 20 December 2015, killing nine people,"
        " said Yusuf Abdi, a nurse."
        "\n\nShells killed seven bakers in Ariha in a pool of blood, Oksana Kovalenko said."
        "\n\nRussia's defence ministry denied that its jets had struck a hospital in Ariha.",
    },
    {
        "id": "haddad-letter",
        "url": "https://slate.example/2015/haddad-letter",
        "title": "Nine dead in a hospital",
        "text": "An air strike on a hospital in Ariha killed nine people on 20 December 2015,"
        " Ahmad Haddad wrote to the paper."
        "\n\nAbdi, the nurse, accused Russia of the strike on the hospital in Ariha.",
    },
    {
        "id": "quiet",
        "url": "https://slate.example/2015/quiet",
        "title": "Dogs dragged body parts along the road",
        "text": "Gunmen shot two drivers near Homs on 2 March 2015, police said.",
    },
)


def graphic_claim(desk: Desk) -> str:
    """The first claim whose words describe bodies."""
    claims = records_at(page_view(desk, str(PAGES[0]["id"])), "claims")
    return next(str(claim["id"]) for claim in claims if claim["graphic"])


def make(folder: Path, instruments: Instruments) -> Path:
    """The case, read and linked."""
    page = {"outlet": "Slate Wire", "published": "2015-12-22", "lang": "en"}
    (folder / "pages.jsonl").write_text("".join(json.dumps({**page, **told}) + "\n" for told in PAGES))
    with init_case(folder / "harm") as case:
        add_sources(case, open_sources([str(folder / "pages.jsonl")]), readers(instruments), lambda _: None)
        link_case(case)
        desk = Desk(case)
        judge_at(desk, Judgement(Verdict.ACCEPT, (graphic_claim(desk),), "Ana Horvat", now(), "the page says so"))
    return folder / "harm"

"""Search, and who said it first."""

from typing import Annotated

from fastapi import APIRouter, Query

from sitrep.desk.asked_figures import read_figure
from sitrep.desk.charts.filters import FIELDS
from sitrep.desk.firsts import Followed, choices, figures_of, who_said_first
from sitrep.desk.searching.finding import find
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.serve.asking import MOST
from sitrep.serve.pages import AtDesk, paired

router = APIRouter()
Asked = Annotated[str, Query(max_length=400, description="Words, all of which a page must have; phrases in quotes.")]
Spellings = Annotated[str, Query(pattern="^(yes|no)$", description="Whether other spellings of names are looked for.")]
Part = Annotated[int, Query(ge=1, le=MOST, description="Which part of what was found, from 1.")]
Number = Annotated[str, Query(max_length=400, description="The figure, as 36 or 3,000; words beside it do not count.")]
Near = Annotated[float, Query(ge=0, le=1, description="By which part of it a figure may differ.")]


@paired(router, "/search", "search.html")
def search(desk: AtDesk, q: Asked = "", spellings: Spellings = "yes", part: Part = 1) -> dict[str, JSON]:
    """The pages with all words of a query, in any script; then those with other spellings of its names."""
    return find(desk, q, part, variants=spellings == "yes")


@paired(router, "/who-said", "who_said.html")
def who_said(
    desk: AtDesk,
    *,
    claim: Annotated[str, Query(description="A claim whose figure is followed.")] = "",
    measure: Annotated[str, Query(description="What is counted: killed, injured, sorties ...")] = "",
    about: Number = "",
    tolerance: Near = 0.0,
    place: Annotated[str, Query(max_length=200, description=FIELDS["place"])] = "",
    incident: Annotated[str, Query(max_length=200, description="The incident whose claims are followed.")] = "",
) -> dict[str, JSON]:
    """Who in the case said a figure first, who repeated it, who contradicts it, and what the pages cover."""
    asked: dict[str, JSON] = {"claim": claim, "figures": [], "typed": about, "problem": ""}
    if claim:
        figures = figures_of(desk, claim)
        asked["figures"] = [*figures]
        if figures and not measure:
            measure, about = str(figures[0]["measure"]), f"{figures[0]['about']:g}"
    narrow: dict[str, JSON] = {"measure": measure, "tolerance": tolerance, "place": place.strip(), "incident": incident}
    if not measure or not about.strip():
        return {**asked, **choices(desk, measure), **narrow, "about": None, "chain": False}
    try:
        figure = read_figure(about)
    except UsageError as error:
        return {**asked, **choices(desk, measure), **narrow, "about": None, "chain": False, "problem": str(error)}
    followed = Followed(measure, figure, tolerance, place.strip(), incident)
    return {**asked, "typed": f"{figure:g}", **who_said_first(desk, followed), "chain": True}

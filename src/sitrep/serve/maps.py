"""Map and timeline: each a page with a table beside the drawing, and what is drawn as data."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sitrep.desk.charts.entry_index import entries_of
from sitrep.desk.charts.filters import Asked
from sitrep.desk.charts.mapping import map_view
from sitrep.desk.charts.periods import UNITS
from sitrep.desk.charts.timelines import timeline_view
from sitrep.desk.charts.towns import parse_box, town_limit, towns_in
from sitrep.desk.charts.twins import twin_view
from sitrep.model.identity import JSON
from sitrep.serve.asking import FILTERS, MOST, AskedFor
from sitrep.serve.gazetteers import Places
from sitrep.serve.pages import AtDesk, as_json, as_page

router = APIRouter()
Part = Annotated[int, Query(ge=1, le=MOST, description="Which part of the table, from 1.")]
Unit = Annotated[str, Query(description=f"The width of a bar: {', '.join(UNITS)}; what fits where it is none of them.")]
Box = Annotated[str, Query(max_length=200, description="west,south,east,north in degrees")]
Zoom = Annotated[int, Query(ge=0, le=30, description="The zoom level of the view, 0 for the whole world.")]


@router.get("/map", include_in_schema=False)
def map_page(request: Request, desk: AtDesk, asked: AskedFor, places: Places, part: Part = 1) -> Response:
    """The map with its table."""
    credit = "" if places is None else places.info().attribution
    return as_page(request, "map.html", {**twin_view(entries_of(desk), asked, part), "credit": credit})


@router.get("/map.json", openapi_extra=FILTERS)
def map_data(desk: AtDesk, asked: AskedFor) -> Response:
    """The incidents that have a place, one array a column, with counts and bins over time."""
    return as_json(_with_problems(map_view(entries_of(desk), asked.filters), asked))


@router.get("/map/towns.json")
def towns(places: Places, bbox: Box, zoom: Zoom) -> Response:
    """The towns of an area, the largest first; none where a view is wider than a province."""
    box = parse_box(bbox)
    return as_json({"towns": [] if places is None else towns_in(places, box, town_limit(zoom))})


@router.get("/timeline", include_in_schema=False)
def timeline_page(request: Request, desk: AtDesk, asked: AskedFor, part: Part = 1, unit: Unit = "") -> Response:
    """The timeline with its table."""
    view = twin_view(entries_of(desk), asked, part)
    return as_page(request, "timeline.html", {**view, "unit": unit if unit in UNITS else "", "units": [*UNITS]})


@router.get("/timeline.json", openapi_extra=FILTERS)
def timeline_data(desk: AtDesk, asked: AskedFor, unit: Unit = "") -> Response:
    """Incidents counted by day, week or month, and the earliest of them with their first and last days."""
    return as_json(_with_problems(timeline_view(entries_of(desk), asked.filters, unit), asked))


def _with_problems(view: dict[str, JSON], asked: Asked) -> dict[str, JSON]:
    """A view with what of the address was not understood and left out."""
    return {**view, "problems": [*asked.problems]}

"""The lists: pages and incidents."""

from typing import Annotated

from fastapi import APIRouter, Query

from sitrep.desk.lists import Kinds, Order, incident_list, page_list
from sitrep.model.identity import JSON
from sitrep.serve.asking import MOST, AskedFor
from sitrep.serve.pages import AtDesk, paired

router = APIRouter()
Part = Annotated[int, Query(ge=1, le=MOST, description="Which part of the list, from 1.")]


@paired(router, "/pages", "pages.html")
def pages(desk: AtDesk, part: Part = 1) -> dict[str, JSON]:
    """The pages of the case, in the order of their ids, a hundred at a time."""
    return page_list(desk, part)


@paired(router, "/incidents", "incidents.html")
def incidents(
    desk: AtDesk, asked: AskedFor, order: Order = Order.TOLD, part: Part = 1, told: Kinds = Kinds.ALL
) -> dict[str, JSON]:
    """The incidents of the case that pass the filters, fifty at a time; what was only said after all deeds."""
    return incident_list(desk, asked, order, part, told)

"""The log of judgements, and the form that undoes one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sitrep.desk.desks import judge_at
from sitrep.desk.logs import log_view
from sitrep.model.errors import SitrepError
from sitrep.model.identity import JSON
from sitrep.serve.asking import MOST
from sitrep.serve.judging import Given, back_to, check_judging, given_in, judgement_of, refusal, who_judges
from sitrep.serve.overview import own_address
from sitrep.serve.pages import AtDesk, as_page, desk_of, paired

router = APIRouter()
REFUSED = 400
Part = Annotated[int, Query(ge=1, le=MOST, description="Which part of the log, from 1, the newest first.")]
Recorded = Annotated[str, Query(description="The judgement that was just made.")]


@paired(router, "/log", "log.html")
def log(desk: AtDesk, part: Part = 1, recorded: Recorded = "") -> dict[str, JSON]:
    """The log of judgements, the newest first, fifty at a time, and whether its chain holds."""
    return {**log_view(desk, part), "recorded": recorded, "problem": None, "given": {}}


@router.post("/log/undo", include_in_schema=False)
def undo(request: Request, word: Given) -> Response:
    """Add to the log that a judgement is undone."""
    word = word.model_copy(update={"do": "undo"})
    check_judging(request, word)
    try:
        made = judge_at(desk_of(request), judgement_of(word, "", who_judges(request, word)))
    except SitrepError as error:
        shown = {
            **log_view(desk_of(request), 1),
            "recorded": "",
            "problem": refusal(word, error),
            "given": given_in(word),
        }
        return as_page(request, "log.html", shown, REFUSED, "/log")
    return back_to(own_address(word.then), made, word)

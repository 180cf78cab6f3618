"""The log of judgements, and the form that undoes one."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from sitrep.desk.desks import judge_at
from sitrep.desk.logs import log_view
from sitrep.model.identity import JSON
from sitrep.serve.guards import check_token
from sitrep.serve.judging import Given, back_to, judgement_of, who_judges
from sitrep.serve.overview import own_address
from sitrep.serve.pages import AtDesk, desk_of, paired

router = APIRouter()
Part = Annotated[int, Query(ge=1, description="Which part of the log, from 1, the newest first.")]
Recorded = Annotated[str, Query(description="The judgement that was just made.")]


@paired(router, "/log", "log.html")
def log(desk: AtDesk, part: Part = 1, recorded: Recorded = "") -> dict[str, JSON]:
    """The log of judgements, the newest first, fifty at a time, and whether its chain holds."""
    return {**log_view(desk, part), "recorded": recorded}


@router.post("/log/undo", include_in_schema=False)
def undo(request: Request, word: Given) -> Response:
    """Add to the log that a judgement is undone."""
    check_token(request, word.token)
    undone = judgement_of(word.model_copy(update={"do": "undo"}), "", who_judges(request, word))
    return back_to(own_address(word.then), judge_at(desk_of(request), undone), word)

"""The page of an incident, why a claim is in it, and the forms that judge it."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from sitrep.desk.desks import judge_at
from sitrep.desk.telling.incidents import incident_view, living
from sitrep.desk.telling.waterfalls import why_view
from sitrep.link.positions import RULES
from sitrep.model.identity import JSON
from sitrep.serve.guards import check_token
from sitrep.serve.judging import Given, back_to, judgement_of, who_judges
from sitrep.serve.pages import AtDesk, desk_of, paired

router = APIRouter()
MOVED = 308
Rule = Annotated[str, Query(description="By which rule figures are added up.", json_schema_extra={"enum": [*RULES]})]
Recorded = Annotated[str, Query(description="The judgement that was just made, to be shown first.")]


def living_of(request: Request, name: str) -> str:
    """The incident of an address; one that was merged away leads to the address of the incident that it is part of."""
    found = living(desk_of(request), name)
    if found != name:
        path = request.url.path.replace(quote(name), quote(found), 1)
        query = f"?{request.url.query}" if request.url.query else ""
        raise HTTPException(MOVED, headers={"Location": f"{path}{query}"})
    return name


Living = Annotated[str, Depends(living_of)]


@paired(router, "/incidents/{name}", "incident.html")
def incident(desk: AtDesk, name: Living, rule: Rule = RULES[0], recorded: Recorded = "") -> dict[str, JSON]:
    """An incident: the answer, the grid of its sources, the accused's position, its past, its claims and grades."""
    view = incident_view(desk, name, rule)
    past = view["past"] if isinstance(view["past"], list) else []
    made = (one for one in past if isinstance(one, dict) and one.get("id") == recorded)
    return {**view, "recorded": next(made, None)}


@paired(router, "/incidents/{name}/why", "why.html")
def why(
    desk: AtDesk, name: Living, claim: Annotated[str, Query(description="A claim of the incident.")]
) -> dict[str, JSON]:
    """Why a claim is in an incident: what linking compared between it and the incident's first claim."""
    return why_view(desk, name, claim)


@router.post("/incidents/{name}/judge", include_in_schema=False)
def judge(request: Request, name: str, word: Given) -> Response:
    """Add a judgement of an incident to the log."""
    check_token(request, word.token)
    made = judge_at(desk_of(request), judgement_of(word, name, who_judges(request, word)))
    return back_to(f"/incidents/{quote(name)}", made, word)

"""The page of an incident, why a claim is in it, and the forms that judge it."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from sitrep.desk.desks import judge_at
from sitrep.desk.telling.grids import in_dispute
from sitrep.desk.telling.incidents import incident_view, living
from sitrep.desk.telling.waterfalls import why_view
from sitrep.link.positions import RULES
from sitrep.model.errors import SitrepError
from sitrep.model.fields import record_at
from sitrep.model.identity import JSON
from sitrep.serve.judging import Given, Word, back_to, check_judging, given_in, judgement_of, refusal, who_judges
from sitrep.serve.pages import AtDesk, as_page, desk_of, paired

router = APIRouter()
MOVED, REFUSED = 308, 400
Rule = Annotated[str, Query(description="By which rule figures are added up.", json_schema_extra={"enum": [*RULES]})]
DISPUTES = "disputes"
Grid = Annotated[str, Query(description="`disputes`: only rows and columns of the grid in dispute; `all` otherwise.")]
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
def incident(
    desk: AtDesk, name: Living, rule: Rule = RULES[0], recorded: Recorded = "", grid: Grid = "all"
) -> dict[str, JSON]:
    """An incident: the answer, the grid of its sources, the accused's position, its past, its claims and grades."""
    view = incident_view(desk, name, rule)
    past = view["past"] if isinstance(view["past"], list) else []
    made = (one for one in past if isinstance(one, dict) and one.get("id") == recorded)
    shown = {"grid": in_dispute(record_at(view, "grid"))} if grid == DISPUTES else {}
    return {**view, **shown, "recorded": next(made, None), "problem": None, "given": {}}


def refused(request: Request, name: str, word: Word, error: SitrepError) -> Response:
    """The page of an incident again, with why a form of it was not taken beside the form, and all that was typed."""
    rule = rule_of(word)
    view = incident_view(desk_of(request), living(desk_of(request), name), rule)
    shown = {**view, "recorded": None, "problem": refusal(word, error), "given": given_in(word)}
    return as_page(request, "incident.html", shown, REFUSED, address_under(name, rule))


def rule_of(word: Word) -> str:
    """The rule that figures were added up by on the page that a form stood on."""
    return word.rule if word.rule in RULES else RULES[0]


def address_under(name: str, rule: str) -> str:
    """The address of an incident with its figures added up by a rule.

    >>> address_under("i-1", "range"), address_under("i-1", "team")
    ('/incidents/i-1', '/incidents/i-1?rule=team')
    """
    return f"/incidents/{quote(name)}" + (f"?rule={rule}" if rule != RULES[0] else "")


@paired(router, "/incidents/{name}/why", "why.html")
def why(
    desk: AtDesk, name: Living, claim: Annotated[str, Query(description="A claim of the incident.")]
) -> dict[str, JSON]:
    """Why a claim is in an incident: what linking compared between it and the incident's first claim."""
    return why_view(desk, name, claim)


@router.post("/incidents/{name}/judge", include_in_schema=False)
def judge(request: Request, name: str, word: Given) -> Response:
    """Add a judgement of an incident to the log."""
    check_judging(request, word)
    try:
        made = judge_at(desk_of(request), judgement_of(word, name, who_judges(request, word)))
    except SitrepError as error:
        return refused(request, name, word, error)
    return back_to(address_under(name, rule_of(word)), made, word)


@router.post("/incidents/{name}/undo", include_in_schema=False)
def undo(request: Request, name: str, word: Given) -> Response:
    """Add to the log that a judgement of an incident is undone."""
    return judge(request, name, word.model_copy(update={"do": "undo"}))

"""Reviewing: one claim a screen, what is decided on it, and what all decisions come to."""

import re
from dataclasses import replace
from typing import Annotated
from urllib.parse import quote, unquote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from sitrep.desk.charts.entry_index import entries_of
from sitrep.desk.charts.filters import Filters, parse_filters, query_of, select_entries, spelled
from sitrep.desk.desks import Desk
from sitrep.desk.reviewing.deciding import Hand, change, decide, undo
from sitrep.desk.reviewing.inputs import InputError
from sitrep.desk.reviewing.queues import Asked, queue_view
from sitrep.desk.reviewing.rating import rates_view
from sitrep.desk.reviewing.steps import EDIT, Step
from sitrep.model.errors import SitrepError
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.review.queues import Order
from sitrep.serve.asking import MOST, AskedFor
from sitrep.serve.gazetteers import Places
from sitrep.serve.guards import TOKEN_FIELD, check_token
from sitrep.serve.overview import SEEN_AGAIN, Token
from sitrep.serve.pages import AtDesk, Reviewer, as_page, desk_of, paired, reviewer_of

router = APIRouter()
# What was decided in this session of the browser, the last one first: judgements of one act are joined by a dot.
MADE, ACTS, TOGETHER = "sitrep-made", "_", "."
# How many acts can be undone one after another; a cookie holds no more.
UNDOABLE = 30
WHY, DEFAULT_WHY = "sitrep-why", "reviewed in the queue"
NO_STEP = Step()
EVERYTHING: tuple[str, frozenset[str] | None] = ("", None)
Name = Annotated[str, Query(max_length=200)]


def acts_of(request: Request) -> list[list[str]]:
    """The judgements made in this session, the last act first."""
    return [act.split(TOGETHER) for act in request.cookies.get(MADE, "").split(ACTS) if act]


def last_of(request: Request) -> str:
    """The last judgement of the last act of this session; empty where there is none."""
    acts = acts_of(request)
    return acts[0][-1] if acts else ""


def why_of(request: Request) -> str:
    """The reason that this reviewer gave last for accepting and rejecting."""
    return unquote(request.cookies.get(WHY, "")) or DEFAULT_WHY


def step_in(step: Name = "", field: Name = "", look: Name = "", take: Annotated[int, Query(ge=0, le=MOST)] = 0) -> Step:
    """What an address says is to be done to the claim."""
    return Step(step, field, look, take)


def passing(desk: Desk, filters: Filters) -> tuple[str, frozenset[str] | None]:
    """Filters as they stand in an address, and the incidents that pass; None where nothing is filtered."""
    if filters == Filters():
        return EVERYTHING
    return query_of(filters), frozenset(entry.id for entry in select_entries(entries_of(desk), filters))


def asked_in(
    order: Order = Order.UNCERTAIN,
    claim: Name = "",
    skip: Annotated[int, Query(ge=0, le=MOST)] = 0,
    told: Name = "",
    step: Annotated[Step, Depends(step_in)] = NO_STEP,
) -> Asked:
    """Where in the queue an address leads."""
    return Asked(order, claim, skip, step, told)


def asked_among(desk: AtDesk, filtered: AskedFor, asked: Annotated[Asked, Depends(asked_in)]) -> Asked:
    """Where in the queue of the incidents that pass its filters an address leads."""
    among, within = passing(desk, filtered.filters)
    return replace(asked, within=within, among=among)


@paired(router, "/review", "review.html")
def review(
    desk: AtDesk,
    reviewer: Reviewer,
    asked: Annotated[Asked, Depends(asked_among)],
    last: Annotated[str, Depends(last_of)],
    why: Annotated[str, Depends(why_of)],
) -> dict[str, JSON]:
    """The review queue: the claim that comes next for a reviewer, or the one that is asked for."""
    return {**queue_view(desk, reviewer, asked, last), "why": why, "problem": None, "given": {}}


@paired(router, "/review/rates", "rates.html")
def review_rates(desk: AtDesk) -> dict[str, JSON]:
    """Error rates by field with their intervals, from the reviewed random sample; how far reviewers agree."""
    return rates_view(desk)


def asked_for(
    order: Annotated[Order, Form()] = Order.UNCERTAIN,
    claim: Annotated[str, Form()] = "",
    skip: Annotated[int, Form(ge=0, le=MOST)] = 0,
    step: Annotated[str, Form()] = "",
    field: Annotated[str, Form()] = "",
) -> Asked:
    """Where in the queue a form was sent from."""
    return Asked(order, claim, skip, Step(step, field))


def sent_among(
    desk: AtDesk,
    places: Places,
    asked: Annotated[Asked, Depends(asked_for)],
    among: Annotated[str, Form(max_length=2000)] = "",
) -> Asked:
    """Where in the queue of some incidents a form was sent from; `among` are the filters that they pass."""
    kept, within = passing(desk, spelled(parse_filters(among), places).filters)
    return replace(asked, within=within, among=kept)


FromForm = Annotated[Asked, Depends(sent_among)]


def address_of(asked: Asked) -> str:
    """The address of a place in the queue.

    >>> address_of(Asked(skip=3, told="j-1"))
    '/review?order=uncertain&skip=3&told=j-1'
    """
    given = {
        "order": asked.order.value,
        "claim": asked.claim,
        "skip": asked.skip or "",
        "step": asked.step.name,
        "field": asked.step.field,
        "told": asked.told,
    }
    found = urlencode({key: value for key, value in given.items() if value != ""})
    return f"/review?{found}" + (f"&{asked.among}" if asked.among else "")


def moved_on(request: Request, made: list[Judgement], to: Asked) -> Response:
    """To the next claim, with what was done kept for undoing."""
    answer = RedirectResponse(address_of(replace(to, told=made[-1].id)), SEEN_AGAIN)
    acts = [[judgement.id for judgement in made], *acts_of(request)][:UNDOABLE]
    _keep(answer, acts)
    return answer


def _keep(answer: Response, acts: list[list[str]]) -> None:
    answer.set_cookie(MADE, ACTS.join(TOGETHER.join(act) for act in acts), httponly=True, samesite="strict")


def refused(request: Request, asked: Asked, error: SitrepError, given: dict[str, JSON]) -> Response:
    """The same claim again, with what went wrong and all that was filled in. Raises it where no claim can be shown."""
    try:
        view = queue_view(desk_of(request), reviewer_of(request), asked, last_of(request))
    except SitrepError:
        raise error from None
    problem: JSON = {"text": str(error), "at": error.name if isinstance(error, InputError) else ""}
    why = given.get("why") or why_of(request)
    return as_page(
        request, "review.html", {**view, "why": why, "problem": problem, "given": given}, 400, address_of(asked)
    )


@router.post("/review/decide", include_in_schema=False)
def decided(
    request: Request,
    asked: FromForm,
    token: Token,
    verdict: Annotated[Verdict, Form()],
    why: Annotated[str, Form()] = DEFAULT_WHY,
) -> Response:
    """Accept or reject a claim, and go to the next."""
    check_token(request, token)
    try:
        made = decide(desk_of(request), Hand(reviewer_of(request), why), verdict, (asked.claim,))
    except SitrepError as error:
        return refused(request, asked, error, {"why": why})
    answer = moved_on(request, [made], replace(asked, claim="", step=NO_STEP))
    answer.set_cookie(WHY, quote(why.strip()[:400]), httponly=True, samesite="strict")
    return answer


def pair_in(
    verdict: Annotated[Verdict, Form()], other: Annotated[str, Form()], why: Annotated[str, Form()] = DEFAULT_WHY
) -> tuple[Verdict, str, str]:
    """What a form says of two things: a verdict, the other one by its id or address, the reason."""
    return verdict, id_in(other), why


def id_in(given: str) -> str:
    """The id of an incident or claim, of which its address may be given.

    >>> id_in(" http://127.0.0.1:8017/incidents/i-1/why?claim=c-2 "), id_in("i-1")
    ('i-1', 'i-1')
    """
    path = urlsplit(given.strip()).path
    return unquote(re.sub(r"^.*/(?:incidents|claims)/", "", path).partition("/")[0])


@router.post("/review/pair", include_in_schema=False)
def paired_up(
    request: Request, asked: FromForm, token: Token, pair: Annotated[tuple[Verdict, str, str], Depends(pair_in)]
) -> Response:
    """Say that a claim tells of the same happening as another, or of a different one; it stays on the screen."""
    check_token(request, token)
    verdict, other, why = pair
    try:
        made = decide(desk_of(request), Hand(reviewer_of(request), why), verdict, (asked.claim, other))
    except SitrepError as error:
        return refused(request, asked, error, {})
    return moved_on(request, [made], replace(asked, step=NO_STEP))


async def sent_with(request: Request) -> dict[str, str]:
    """All that a form holds, by name."""
    return {key: value for key, value in (await request.form()).items() if isinstance(value, str)}


@router.post("/review/edit", include_in_schema=False)
def edited(
    request: Request, asked: FromForm, token: Token, sent: Annotated[dict[str, str], Depends(sent_with)]
) -> Response:
    """Change a field of a claim; it stays on the screen as changed."""
    check_token(request, token)
    why = sent.get("why", "").strip() or sent.get("reason", "")
    form = {key.removeprefix("in:"): value for key, value in sent.items() if key != TOKEN_FIELD}
    try:
        made = change(desk_of(request), Hand(reviewer_of(request), why), asked.claim, asked.step.field, form)
    except SitrepError as error:
        given: dict[str, JSON] = {key: value for key, value in form.items() if key != "why"}
        return refused(
            request, replace(asked, step=Step(EDIT, asked.step.field)), error, {**given, "own_why": sent.get("why", "")}
        )
    return moved_on(request, made, replace(asked, step=NO_STEP))


@router.post("/review/undo", include_in_schema=False)
def undone(request: Request, asked: FromForm, token: Token) -> Response:
    """Undo this reviewer's last act of this session, and show its claim again."""
    check_token(request, token)
    acts = acts_of(request)
    try:
        hand = Hand(reviewer_of(request), "taken back in the queue")
        made, claim = undo(desk_of(request), hand, acts[0] if acts else [])
    except SitrepError as error:
        return refused(request, asked, error, {})
    answer = RedirectResponse(address_of(replace(asked, claim=claim, step=NO_STEP, told=made[-1].id)), SEEN_AGAIN)
    _keep(answer, acts[1:])
    return answer

"""Forms by which people judge an incident, as judgements for the log."""

from math import inf, isfinite
from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from sitrep.case.judging import FIGURE, now
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements
from sitrep.model.errors import SitrepError, UsageError
from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import Judgement, Verdict
from sitrep.serve.accounts.roles import Right, account_of, require
from sitrep.serve.guards import check_token
from sitrep.serve.pages import REVIEWER, desk_of, reviewer_of
from sitrep.views.records import number

SEEN_AGAIN = 303
# The forms that change what is added up or linked; the others say something of it.
EDITING = frozenset({"figure", "different", "same"})
EDITED = frozenset({Verdict.EDIT, Verdict.DIFFERENT, Verdict.SAME})
A_MONTH = 30 * 24 * 3600


class Word(BaseModel):
    """What a form on the page of an incident says; each kind of form fills some of these."""

    do: str
    token: str = ""
    why: str = ""
    by: str = ""
    scale: str = ""
    grade: str = ""
    measure: str = ""
    low: str = ""
    high: str = ""
    best: str = ""
    claim: str = ""
    other: str = ""
    target: str = ""
    then: str = "/"
    rule: str = ""


Given = Annotated[Word, Form()]


def judgement_of(word: Word, incident: str, by: str) -> Judgement:
    """The judgement that a form makes. Raises UsageError for a form that says nothing that can be judged."""
    verdict, targets, field, value = _parts(word, incident)
    return Judgement(verdict, targets, by, now(), word.why.strip(), field, value)


def _parts(word: Word, incident: str) -> tuple[Verdict, tuple[str, ...], str | None, str | None]:
    """The verdict of a form, what it is about, and its field and value where it has these."""
    match word.do:
        case "grade":
            grade: JSON = int(word.grade) if word.grade.isdecimal() and len(word.grade) == 1 else word.grade
            return Verdict.GRADE, (incident,), word.scale, canonical(grade)
        case "figure":
            return Verdict.EDIT, (incident,), f"{FIGURE}{_measure(word)}", canonical(_figure(word))
        case "note" | "accept":
            return Verdict(word.do), (incident,), None, None
        case "different":
            return Verdict.DIFFERENT, (word.claim.strip(), incident), None, None
        case "same":
            return Verdict.SAME, (incident, word.other.strip()), None, None
        case "undo":
            return Verdict.UNDO, (word.target.strip(),), None, None
    raise UsageError(f"{word.do}: no form of this page does that; go back and use the page's own forms")


def _measure(word: Word) -> str:
    measure = word.measure.strip()
    if not measure or "." in measure:
        raise UsageError("a decision on a figure says of what: killed, injured or another measure of the incident")
    return measure


def _figure(word: Word) -> dict[str, JSON]:
    """The bounds that a form gives; one left empty is not said. Raises UsageError for what is no figure."""
    given = {key: text.strip() for key in ("low", "high", "best") if (text := str(getattr(word, key))).strip()}
    if not given:
        raise UsageError("a decision on a figure gives a least, a most or a best figure; fill in at least one")
    found = {key: _number(text) for key, text in given.items()}
    low, high, best = found.get("low", 0.0), found.get("high", inf), found.get("best")
    if low > high:
        raise UsageError(f"at least {low:,g} and at most {high:,g} cannot both be; write the smaller figure first")
    if best is not None and not low <= best <= high:
        raise UsageError(f"the best figure, {best:,g}, lies outside the least and the most; change one of the three")
    return {key: number(value) for key, value in found.items()}


def _number(text: str) -> float:
    """A figure that somebody wrote. Raises UsageError for words, and for what nobody can count."""
    try:
        found = float(text.replace(",", ""))
    except ValueError:
        raise UsageError(f"“{text}” is no number; write it in digits, such as 30") from None
    if not isfinite(found) or found < 0:
        raise UsageError(f"“{text}” is no figure; write a number that is 0 or more, such as 30")
    return found


def who_judges(request: Request, word: Word) -> str:
    """Who makes a judgement: who is signed in; without accounts whom the form names, else who sits here."""
    if account_of(request) is not None:
        return reviewer_of(request)
    return word.by.strip() or reviewer_of(request)


def check_judging(request: Request, word: Word) -> None:
    """Refuse a form of another site, and one that somebody's role does not let them send: raises HTTPException 403."""
    check_token(request, word.token)
    require(request, Right.EDIT if word.do in EDITING or undoes_editing(request, word) else Right.REVIEW)


def undoes_editing(request: Request, word: Word) -> bool:
    """Whether a form takes back what only an editor may do: it is an editor's to take back too."""
    if word.do != "undo":
        return False
    with viewing(desk_of(request).case.ledger) as connection:
        return any(said.id == word.target.strip() and said.verdict in EDITED for said in judgements(connection))


def given_in(word: Word) -> dict[str, JSON]:
    """What was typed into a form, to be shown in it again."""
    return {key: value for key, value in word.model_dump(exclude={"token", "then", "rule"}).items() if value}


def refusal(word: Word, error: SitrepError) -> dict[str, JSON]:
    """Why a form was not taken, for the page that shows it again: `do` and `key` say beside which form."""
    key = {"grade": word.scale, "undo": word.target}.get(word.do, word.do)
    return {"text": str(error), "do": word.do, "key": key}


def back_to(address: str, made: Judgement, word: Word) -> Response:
    """The way back to a page that then shows what was recorded; the reviewer's name is kept where the form gave it."""
    path, _, _ = address.partition("#")
    joined = "&" if "?" in path else "?"
    answer = RedirectResponse(f"{path}{joined}recorded={quote(made.id)}#recorded", SEEN_AGAIN)
    if name := word.by.strip():
        answer.set_cookie(REVIEWER, quote(name), max_age=A_MONTH, httponly=True, samesite="strict")
    return answer

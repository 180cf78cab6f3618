"""Signs of doubt in a claim line: what the reader could not settle, what is missing, what is hard to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at

SETTLED = frozenset({"place-unresolved", "time-unresolved", "unresolved-source"})
HAPPENED = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Settings:
    """From what on something is a sign, and which parts a happening of a type or kind usually has."""

    limits: Mapping[str, float]
    coarse: Mapping[str, frozenset[str]]
    unknown_sources: frozenset[str]
    own_time: frozenset[str]
    needs: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign by its code, with the words that its sentence needs."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)


def signs(line: Record, settings: Settings) -> Iterator[Sign]:
    """Yield all signs of doubt in a claim line."""
    yield from _issues(line)
    yield from _of_source(line, settings)
    yield from _of_words(line, settings)
    event = record_at(line, "event")
    if event:
        yield from _missing(event, settings)
        yield from _of_parties(event)
        yield from _of_place(record_at(event, "place"), settings)
        yield from _of_time(line, event, settings)
        yield from _of_figures(event, settings)


def _issues(line: Record) -> Iterator[Sign]:
    """What the reader itself says that it could not settle."""
    for issue in records_at(line, "issues"):
        code = text_at(issue, "code") or ""
        words = {"text": text_at(issue, "span", "text") or "", "detail": text_at(issue, "detail") or code}
        yield Sign(code if code in SETTLED else "issue", words)


def _of_source(line: Record, settings: Settings) -> Iterator[Sign]:
    """Who speaks: implied, nested, of no known sort, a pronoun."""
    kind, sources = text_at(line, "kind"), records_at(line, "sources")
    if kind in ("hearsay", "mixed"):
        yield Sign(kind)
    if len(sources) > 1:
        yield Sign("nested-sources", {"names": ", ".join(text_at(source, "name") or "?" for source in sources)})
    for source in sources if kind != "hearsay" else ():
        if text_at(source, "type") in settings.unknown_sources:
            yield Sign("source-unknown", {"name": text_at(source, "name") or "?"})
    yield from _pronouns("source-pronoun", sources)


def _of_words(line: Record, settings: Settings) -> Iterator[Sign]:
    """How it is put: denied, hedged, in a long sentence."""
    stance, certainty = text_at(line, "stance"), text_at(line, "certainty")
    if stance not in (None, "asserts"):
        yield Sign("denies", {"stance": {"declines": "declines to say"}.get(stance, stance)})
    hedges = [text_at(hedge, "text") or "" for hedge in records_at(line, "hedges")]
    if hedges:
        yield Sign("hedged", {"words": ", ".join(hedges)})
    if certainty not in (None, "certain"):
        yield Sign("uncertain", {"certainty": certainty})
    length = len(text_at(line, "evidence", "text") or "")
    if length > settings.limits["characters"]:
        yield Sign("long", {"count": str(length)})


def _missing(event: Record, settings: Settings) -> Iterator[Sign]:
    """What a happening of its sort usually has and this one lacks."""
    kind = text_at(event, "type") or text_at(event, "kind")
    if kind in (None, "other"):
        yield Sign("no-type")
    unknown = text_at(event, "responsibility") == "unknown"
    has = {
        "actor": bool(records_at(event, "actors")) or unknown,
        "recipient": bool(records_at(event, "recipients")),
        "place": bool(record_at(event, "place") or records_at(event, "places")),
        "time": bool(record_at(event, "time")),
        "quantity": bool(records_at(event, "quantities")),
    }
    for part in sorted(settings.needs.get(kind or "", frozenset())):
        if not has[part]:
            yield Sign(f"no-{part}")


def _of_parties(event: Record) -> Iterator[Sign]:
    """Who did it and to whom: the same, pronouns, unknown, accused."""
    actors, recipients = records_at(event, "actors"), records_at(event, "recipients")
    both = {text_at(actor, "name") for actor in actors} & {text_at(recipient, "name") for recipient in recipients}
    for name in sorted(name for name in both if name):
        yield Sign("same-party", {"name": name})
    yield from _pronouns("actor-pronoun", actors)
    yield from _pronouns("recipient-pronoun", recipients)
    responsibility = text_at(event, "responsibility")
    if responsibility == "unknown":
        yield Sign("responsibility-unknown")
    if responsibility in ("accused", "suspected"):
        yield Sign("accused")
    status = text_at(event, "status")
    if status is not None and status not in HAPPENED:
        yield Sign("not-occurred", {"status": status})


def _pronouns(code: str, parties: list[Record]) -> Iterator[Sign]:
    for party in parties:
        if record_at(party, "refers_to"):
            yield Sign(code, {"text": text_at(party, "span", "text") or "?"})


def _of_place(place: Record, settings: Settings) -> Iterator[Sign]:
    """Where: how sure, which others it could be, how coarse."""
    score = number_at(place, "score")
    if score is not None and score < settings.limits["sure"]:
        yield Sign("place-score", {"score": f"{100 * score:.0f} %"})
    rivals = [rival for rival in records_at(place, "rivals") if (number_at(rival, "score") or 0) >= _least(settings)]
    if rivals:
        yield Sign("place-rivals", {"count": f"{len(rivals)} rival{'s' if len(rivals) > 1 else ''}"})
    precision = text_at(place, "precision")
    if precision in settings.coarse["place"]:
        yield Sign("place-coarse", {"precision": "first-order division" if precision == "admin1" else precision or ""})


def _least(settings: Settings) -> float:
    """From what score on a rival is one; below it hardly anybody would mean it."""
    return settings.limits["rival"]


def _of_time(line: Record, event: Record, settings: Settings) -> Iterator[Sign]:
    """When: how coarse, taken from where, and whether it fits the page."""
    time = record_at(event, "time")
    granularity, rule = text_at(time, "granularity"), text_at(time, "rule")
    if granularity in settings.coarse["time"]:
        yield Sign("time-coarse", {"granularity": granularity or ""})
    if rule is not None and rule not in settings.own_time:
        yield Sign("time-elsewhere", {"rule": rule})
    published = _day(text_at(line, "document", "published"))
    start, end = _day(text_at(time, "start")), _day(text_at(time, "end"))
    if published is None or text_at(event, "status") not in HAPPENED:
        return
    if start is not None and start > published:
        yield Sign("after-page")
    if end is not None and (published - end).days > settings.limits["days"] and not flag_at(event, "historical"):
        yield Sign("long-before")


def _day(text: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none, or one that no calendar has."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _of_figures(event: Record, settings: Settings) -> Iterator[Sign]:
    """How many: vague words, many figures in one clause."""
    figures = records_at(event, "quantities")
    for figure in figures:
        if (word := text_at(figure, "vague")) is not None:
            yield Sign("vague-quantity", {"word": word})
    if len(figures) >= settings.limits["figures"]:
        yield Sign("many-quantities", {"count": str(len(figures))})

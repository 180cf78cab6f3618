"""Which gold rows the reader finds, and what it has wrong in those it finds.

A gold row names only what the page's words make certain; a field that is null or empty there is not asked for.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at

# The contract's evidence is one clause; longer or broken over a line it is evidence of nothing.
LONGEST_EVIDENCE = 400
# A name of more words than this names nobody.
LONGEST_NAME = 10
# "US" must be a word of its own, or it stands in "Russia".
SHORT_WORD = 3
EARTH_KM = 6371.0

ANY_TYPE = "*"
OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One claim that a careful reader finds on a page.

    `type` holds the acceptable PLOVER types or ``*``; `actor` and `recipient` words of which one must occur in one
    actor; `place` name, latitude, longitude and tolerance in kilometres; `time` first and last day; `qty` triples of
    measure (or ``*``), least and most; `source` and `status` alternatives parted by ``|``; `hedged` whether the
    certainty is below `certain`.
    """

    row: str
    anchor: str
    type: tuple[str, ...]
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None
    place: tuple[str, float, float, float] | None
    time: tuple[str, str] | None
    qty: tuple[tuple[str, float, float], ...]
    source: str
    stance: str
    status: str
    hedged: bool | None


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page's gold rows. `optional` holds words of sentences that may give claims or none."""

    id: str
    gold: tuple[GoldRow, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one gold row: found or not, and the fields that are wrong."""

    page: str
    row: str
    found: bool
    wrong: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Found with every field right."""
        return self.found and not self.wrong


class AnchorError(ValueError):
    """The words of a gold row are not on its page."""


def names(actor: Record) -> str:
    """All that an actor is called and coded as, in one string; empty where the name is no name."""
    words = [text_at(actor, "name") or "", text_at(actor, "span", "text") or ""]
    if any(len(word.split()) > LONGEST_NAME for word in words):
        return ""
    codes = [text_at(actor, "country") or "", *texts_at(actor, "roles"), text_at(actor, "type") or ""]
    return " ".join(words + codes)


def is_named(wanted: Iterable[str], actors: Sequence[Record]) -> bool:
    """Whether any of the wanted words occurs in any of the actors."""
    return any(occurs(word, names(actor)) for word in wanted for actor in actors)


def occurs(word: str, text: str) -> bool:
    """Whether a word stands in a text, in any case; a short one as a word of its own."""
    bound = r"\b" if len(word) <= SHORT_WORD else ""
    return re.search(f"{bound}{re.escape(word)}{bound}", text, re.IGNORECASE) is not None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two points given in degrees (haversine formula)."""
    north, south = math.radians(a[0]), math.radians(b[0])
    turn = math.radians(b[1] - a[1])
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def type_right(gold: GoldRow, claim: Record) -> bool | None:
    return None if ANY_TYPE in gold.type else text_at(claim, "event", "type") in gold.type


def actor_right(gold: GoldRow, claim: Record) -> bool | None:
    return None if gold.actor is None else is_named(gold.actor, records_at(record_at(claim, "event"), "actors"))


def recipient_right(gold: GoldRow, claim: Record) -> bool | None:
    harmed = records_at(record_at(claim, "event"), "recipients")
    return None if gold.recipient is None else is_named(gold.recipient, harmed)


def place_right(gold: GoldRow, claim: Record) -> bool | None:
    if gold.place is None:
        return None
    _, lat, lon, tolerance = gold.place
    event = record_at(claim, "event")
    spots = [record_at(event, "place"), *(record_at(role, "place") for role in records_at(event, "places"))]
    return any(kilometres((lat, lon), spot) <= tolerance for spot in points(spots))


def points(spots: Iterable[Record]) -> Iterator[tuple[float, float]]:
    for spot in spots:
        lat, lon = number_at(spot, "lat"), number_at(spot, "lon")
        if lat is not None and lon is not None:
            yield lat, lon


def time_right(gold: GoldRow, claim: Record) -> bool | None:
    if gold.time is None:
        return None
    start, end = text_at(claim, "event", "time", "start"), text_at(claim, "event", "time", "end")
    first, last = gold.time
    return not (start is None and end is None) and (start or first)[:10] <= last and (end or last)[:10] >= first


def quantity_right(gold: GoldRow, claim: Record) -> bool | None:
    counted = records_at(record_at(claim, "event"), "quantities")
    return all(any(within(wanted, one) for one in counted) for wanted in gold.qty) if gold.qty else None


def within(wanted: tuple[str, float, float], quantity: Record) -> bool:
    """Whether a quantity is of the wanted measure and its figure, or its whole range, inside the bounds."""
    measure, least, most = wanted
    if measure not in ("*", text_at(quantity, "measure")):
        return False
    best, low, high = (number_at(quantity, key) for key in ("best", "low", "high"))
    if best is not None and least <= best <= most:
        return True
    return low is not None and least <= low and (low if high is None else high) <= most


def source_right(gold: GoldRow, claim: Record) -> bool | None:
    sources = records_at(claim, "sources")
    own_voice = OUTLET in gold.source.split("|") and not sources
    return own_voice or is_named([word for word in gold.source.split("|") if word != OUTLET], sources)


def stance_right(gold: GoldRow, claim: Record) -> bool | None:
    return text_at(claim, "stance") == gold.stance


def status_right(gold: GoldRow, claim: Record) -> bool | None:
    """What goes on has occurred too."""
    if gold.status == "*":
        return None
    accepted = gold.status.split("|")
    return text_at(claim, "event", "status") in (*accepted, *(["ongoing"] if "occurred" in accepted else []))


def hedged_right(gold: GoldRow, claim: Record) -> bool | None:
    return None if gold.hedged is None else (text_at(claim, "certainty") != "certain") == gold.hedged


CHECKS: Mapping[str, Callable[[GoldRow, Record], bool | None]] = {
    "type": type_right,
    "actor": actor_right,
    "recipient": recipient_right,
    "place": place_right,
    "time": time_right,
    "quantity": quantity_right,
    "source": source_right,
    "stance": stance_right,
    "status": status_right,
    "hedged": hedged_right,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold row and a claim that may be it; the greater, the better."""

    right: float
    nearness: int
    row: int
    claim: int
    wrong: tuple[str, ...]


def decide(page: GoldPage, text: str, claims: Sequence[Record]) -> list[Decision]:
    """One decision a gold row: rows and claims are paired one to one, the best pair first.

    Raises AnchorError for a row whose words are not on the page.
    """
    pairs = (pair for i, gold in enumerate(page.gold) for pair in pairs_of(i, gold, text, claims))
    chosen: dict[int, Pair] = {}
    for pair in sorted(pairs, key=lambda p: (-p.right, -p.nearness, p.row, p.claim)):
        if pair.row not in chosen and all(pair.claim != other.claim for other in chosen.values()):
            chosen[pair.row] = pair
    return [
        Decision(page.id, gold.row, i in chosen, chosen[i].wrong if i in chosen else ())
        for i, gold in enumerate(page.gold)
    ]


def pairs_of(index: int, gold: GoldRow, text: str, claims: Sequence[Record]) -> Iterator[Pair]:
    """The claims whose evidence covers words of a row's anchor and whose type the row accepts."""
    start = text.find(gold.anchor)
    if start < 0:
        raise AnchorError(f"not in the text: {gold.anchor!r} (row {gold.row!r})")
    for number, claim in enumerate(claims):
        if not record_at(claim, "event") or not covers(claim, start, start + len(gold.anchor)):
            continue
        answers = {name: check(gold, claim) for name, check in CHECKS.items()}
        asked = [right for right in answers.values() if right is not None]
        if answers["type"] is not False:
            wrong = tuple(name for name, right in answers.items() if right is False)
            yield Pair(sum(asked) / len(asked), -abs(evidence(claim)[0] - start), index, number, wrong)


def evidence(claim: Record) -> tuple[int, int]:
    """Where a claim's evidence starts and ends."""
    span = record_at(claim, "evidence")
    return int(number_at(span, "start") or 0), int(number_at(span, "end") or 0)


def covers(claim: Record, start: int, end: int) -> bool:
    """Whether a claim's evidence is one clause and holds some of the characters from `start` to `end`."""
    first, last = evidence(claim)
    one_clause = last - first <= LONGEST_EVIDENCE and "\n" not in (text_at(claim, "evidence", "text") or "")
    return one_clause and first < end and start < last

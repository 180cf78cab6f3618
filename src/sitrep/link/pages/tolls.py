"""The toll of a page's main incident: which of the figures that the page gives for it holds, and what they add up to.

A recorder's rules. A stated figure beats a sum of single persons. Of stated figures a running total holds first, then
the latest dated one, then one with a number over a vague one, then one that does not point back to people told of
before ("both", "two of the victims", "one"), then the first on the page: a report leads with its toll and breaks it
down afterwards. Where no figure is stated, persons told one by one are told apart by name, by sex and age. Where more
bodies were found than people are said to have died, they are the dead. Those "shot" or "hit" (the measure
`casualties`) are killed and injured together: less the killed they are the injured, unless a figure of the others hurt
stands right beside the killed; of several figures for them the largest in the lead holds. Deaths told in the lead hold
over those farther down. Claims of another time that tell the same dead are of the incident. A killer who "shot
himself" is among the dead where others died, and "a third victim" says that there are three.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.link.pages.persons import (
    ARTICLES,
    Person,
    distinct,
    end_of,
    is_person,
    is_same_name,
    names_of,
    person_of,
    reached,
    start_of,
    value_of,
    words_of,
)
from sitrep.link.pages.roles import asserted
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON

KILLED, INJURED, HIT, BODIES = "killed", "injured", "casualties", "bodies"
MEASURES = (KILLED, INJURED, HIT, BODIES)
TOLD = ("occurred", "ongoing")
# Why a figure that was computed holds.
KILLED_ONE_BY_ONE, HURT_ONE_BY_ONE = "those killed, told one by one", "those hurt, told one by one"
HIT_LESS_KILLED = "all who were hit, less the killed"
# How a figure begins that picks out people told of before, and what follows "of" when it does.
PICKING = frozenset({"both", "the"})
KNOWN = frozenset({"the", "those", "these", "them"})
QUALIFIERS = frozenset({"at", "least", "about", "all"})
OTHERS = frozenset({"other", "others", "more", "additional"})
# Within a sentence, in characters: from those hurt to "others", from a killer's victims to "himself".
TO_OTHERS = 100
TO_HIMSELF = 400
# How far from the first figure of the page the dead of its main incident are told, in characters.
LEAD = 1500


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for one measure: the quantity, its value, and where it stands among the page's."""

    quantity: Record
    value: float
    order: int

    @property
    def rank(self) -> tuple[bool, str, bool, bool, int]:
        """Running totals first, then the latest, a number over a vague word, a toll over its parts, then the first."""
        as_of = text_at(self.quantity, "as_of", "end") or ""
        is_exact = number_at(self.quantity, "best") is not None
        return (flag_at(self.quantity, "cumulative"), as_of, is_exact, not picks_out(self.quantity), -self.order)

    @property
    def reason(self) -> str:
        """Why this figure would be the one, in words."""
        if flag_at(self.quantity, "cumulative"):
            return "a running total"
        if text_at(self.quantity, "as_of", "end"):
            return "the latest dated figure"
        return text_at(self.quantity, "reason") or "the first figure of the page"

    @property
    def chosen(self) -> dict[str, JSON]:
        """The quantity as the incident gives it."""
        return {**self.quantity, "part_of": None, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Toll:
    """What a page says of one measure: the figure that holds, the persons told one by one."""

    figure: Figure | None
    persons: tuple[Person, ...]

    @property
    def stated(self) -> float:
        """The value of the figure that holds, 0 without one."""
        return self.figure.value if self.figure else 0


def tolls_of(event: Record, measures: Sequence[str]) -> Iterator[Record]:
    """The quantities of an event that count its toll and are no part of another figure."""
    for quantity in records_at(event, "quantities"):
        if quantity.get("measure") in measures and quantity.get("part_of") is None and value_of(quantity) is not None:
            yield quantity


def counted_in(claims: Sequence[Record]) -> list[Record]:
    """The quantities that asserted claims give for any of the tolls' measures."""
    return [q for claim in asserted(claims) for q in tolls_of(record_at(claim, "event"), MEASURES)]


def with_killers(quantities: Sequence[Record]) -> list[Record]:
    """Quantities, a killer who "shot himself" among the killed where others were: who does so seldom lives."""
    if not any(q.get("measure") == KILLED and value_of(q) for q in quantities):
        return list(quantities)
    shot_themselves = [q.get("measure") == HIT and is_person(q) and person_of(q).is_self for q in quantities]
    pairs = zip(quantities, shot_themselves, strict=True)
    return [{**q, "measure": KILLED} if is_self else q for q, is_self in pairs]


def choose_tolls(group: Sequence[Record], page: Sequence[Record]) -> dict[str, JSON]:
    """The `killed` and `injured` of the main incident: `group` are its claims, `page` all of the page, in order.

    Each is a quantity with the `reason` that it holds, or null where the page gives none.
    """
    told = with_killers(counted_in(with_others_of_the_time(group, page)))
    killed, injured, hit, bodies = (read_toll(told, measure) for measure in (KILLED, INJURED, HIT, BODIES))
    dead = _dead(killed, bodies)
    return {KILLED: dead, INJURED: _hurt(injured, hit, killed, (number_at(dead, "best") or 0) if dead else 0)}


def with_others_of_the_time(group: Sequence[Record], page: Sequence[Record]) -> list[Record]:
    """The page's claims that are the incident's, tell of its dead, or of what occurred at no other time than it.

    A page on an arrest dates the arrest as its main incident and tells the deed as history: by its dead they are one.
    """
    members = {text_at(claim, "id") for claim in group}
    times = [time for claim in group if (time := record_at(claim, "event", "time"))]
    dead = {key for claim in asserted(group) for key in dead_of(claim)}

    def belongs(claim: Record) -> bool:
        event = record_at(claim, "event")
        if text_at(claim, "id") in members or text_at(event, "status") not in TOLD:
            return text_at(claim, "id") in members
        time = record_at(event, "time")
        if not time or not times or any(overlap(time, other) for other in times):
            return True
        return any(key in dead for key in dead_of(claim))

    return [claim for claim in page if belongs(claim)]


def dead_of(claim: Record) -> Iterator[str | float]:
    """Yield what tells the dead of a claim from others: the last word of a name, a figure of several."""
    for quantity in tolls_of(record_at(claim, "event"), (KILLED,)):
        name, value = person_of(quantity).name, value_of(quantity) or 0
        if is_person(quantity) and name:
            yield name[-1]
        elif value > 1:
            yield value


def overlap(one: Record, other: Record) -> bool:
    """Whether two intervals share a day."""
    starts = [(text_at(time, "start") or "0000")[:10] for time in (one, other)]
    ends = [(text_at(time, "end") or "9999")[:10] for time in (one, other)]
    return starts[0] <= ends[1] and starts[1] <= ends[0]


def read_toll(told: Sequence[Record], measure: str) -> Toll:
    """The figure and the persons that quantities give for a measure.

    Deaths told in the lead hold over those farther down, where a report comes to other incidents.
    """
    given = [(q, v) for q in told if q.get("measure") == measure and (v := value_of(q)) is not None]
    # "93 killed since January" counts a period and no incident.
    given = [(q, v) for q, v in given if not (flag_at(q, "cumulative") and record_at(q, "time"))]
    if measure == KILLED:
        first = min((start_of(q) for q in told), default=0)
        given = [(q, v) for q, v in given if v and start_of(q) - first < LEAD] or given
    persons = tuple(person_of(q) for q, _ in given if is_person(q))
    stated = [(q, v) for q, v in given if not is_person(q)]
    if measure == HIT:  # "casualties so far 3,508" counts dead and hurt of a war or a disaster
        stated = [(q, v) for q, v in stated if not flag_at(q, "cumulative")]
    if any(v for _, v in stated):
        stated = [(q, v) for q, v in stated if v]  # "none of them was hurt" is no toll where others were
    dead = [] if measure == KILLED else [q for q in told if q.get("measure") in (KILLED, BODIES) and value_of(q)]
    stated = list(_with_himself(_with_those_before(stated, persons, dead), persons))
    figures = [Figure(q, v, order) for order, (q, v) in enumerate(stated)]
    if measure == HIT:
        return Toll(_largest(figures), persons)
    return Toll(max(figures, key=lambda figure: figure.rank, default=None), persons)


def _largest(figures: Sequence[Figure]) -> Figure | None:
    """Of figures for all who were hit the largest in the lead: the smaller ones are of some of them."""
    first = min((start_of(figure.quantity) for figure in figures), default=0)
    lead = [figure for figure in figures if start_of(figure.quantity) - first < LEAD]
    return max(lead, key=lambda figure: (figure.value, figure.rank), default=None)


def is_of_others(quantity: Record) -> bool:
    """Whether a figure counts people besides those told of before: "three others", "two more men"."""
    words = {word.lower() for word in words_of(quantity)}
    return "and" not in words and bool(OTHERS & words)


def picks_out(quantity: Record) -> bool:
    """Whether a figure points back to people told of before: "both", "the two", "two of the victims", "one"."""
    words = [word.lower() for word in words_of(quantity)]
    if words and words[0] in PICKING:
        return True
    first, second, third = ([word for word in words if word not in QUALIFIERS] + [""] * 3)[:3]
    return (second == "of" and third in KNOWN) or (first == "one" and second != "other")


def _with_those_before(
    stated: Sequence[tuple[Record, float]], persons: Sequence[Person], dead: Sequence[Record]
) -> list[tuple[Record, float]]:
    """Figures, those of others with the people right before them: "two badly hurt, four others less" are six.

    Where the dead stand between, the others are others than they: "two hurt. One died and two others were hurt."
    """
    found: list[tuple[Record, float]] = []
    before = [(q, v) for q, v in stated if not is_of_others(q)] + [(p.quantity, 1.0) for p in persons if p.is_new]
    for quantity, value in stated:
        near = [(q, v) for q, v in before if 0 < start_of(quantity) - end_of(q) < TO_OTHERS]
        if not is_of_others(quantity) or not near:
            found.append((quantity, value))
            continue
        first, number = max(near, key=lambda item: end_of(item[0]))
        if any(end_of(first) < end_of(q) < start_of(quantity) for q in dead):
            found.append((quantity, value))
            continue
        total = number + value
        # The sum stands for both.
        found = [(q, v) for q, v in found if q is not first]
        found.append((derived(quantity, total, "these and the others"), total))
    return found


def _with_himself(stated: Sequence[tuple[Record, float]], persons: Sequence[Person]) -> Iterator[tuple[Record, float]]:
    """Figures, those of a killer's victims with himself: "killed three clerks before he killed himself" makes four."""
    starts = sorted([start_of(q) for q, _ in stated] + [p.start for p in persons])
    for quantity, value in stated:
        after = next((start for start in starts if start > start_of(quantity)), None)
        if any(p.is_self and p.start == after and p.start - start_of(quantity) < TO_HIMSELF for p in persons):
            yield derived(quantity, value + 1, "these and the killer"), value + 1
        else:
            yield quantity, value


def derived(quantity: Record, value: float, reason: str, measure: str | None = None) -> dict[str, JSON]:
    """A quantity with a value that was computed from several."""
    exact: dict[str, JSON] = {"best": value, "low": value, "high": value, "comparator": "="}
    kept = {**quantity, **exact, "part_of": None, "reason": reason}
    return {**kept, "measure": measure} if measure else kept


def _dead(killed: Toll, bodies: Toll) -> dict[str, JSON] | None:
    """The killed: the bodies found if more than are said to have died, else the figure stated, else the persons."""
    number = max(distinct(killed.persons), reached(killed.persons))
    found = bodies.stated if bodies.figure is not None else 0
    if bodies.figure is not None and found > max(number, killed.stated) and not _is_running(killed.figure):
        return derived(bodies.figure.quantity, found, "the bodies found", KILLED)
    if killed.figure is not None and reached(killed.persons) > killed.stated and not _is_running(killed.figure):
        return derived(killed.figure.quantity, number, "one of them is numbered")
    if killed.figure is not None and killed.stated:
        return killed.figure.chosen
    if killed.persons:
        return derived(killed.persons[0].quantity, number, KILLED_ONE_BY_ONE)
    return killed.figure.chosen if killed.figure else None


def _is_running(figure: Figure | None) -> bool:
    return figure is not None and flag_at(figure.quantity, "cumulative")


def _hurt(injured: Toll, hit: Toll, killed: Toll, dead: float) -> dict[str, JSON] | None:
    """The injured: the figure stated, or all who were hit less the dead, else the persons told one by one."""
    if hit.figure is not None and not _is_full_account(injured, killed):
        everybody = max(hit.stated, reached((*hit.persons, *injured.persons)))
        left = hit.stated if is_of_others(hit.figure.quantity) else everybody - dead
        if left > injured.stated or (left >= 0 and injured.figure is None):
            return derived(hit.figure.quantity, left, HIT_LESS_KILLED, INJURED)
    if injured.figure is not None:
        return injured.figure.chosen
    # Where the dead are a stated figure, the first persons hit are they: "three died. A clerk was shot at the door."
    hit_persons = hit.persons[int(dead) :] if killed.figure is not None else hit.persons
    told = injured.persons if hit.figure is not None else (*injured.persons, *hit_persons)
    return _hurt_one_by_one(told, killed, dead)


def _is_full_account(injured: Toll, killed: Toll) -> bool:
    """Whether the injured are said right after the killed to be the others: "two died and five others were hurt"."""
    if injured.figure is None or not is_of_others(injured.figure.quantity):
        return False
    dead = [killed.figure.quantity] if killed.figure else []
    dead += [person.quantity for person in killed.persons]
    return any(0 < start_of(injured.figure.quantity) - end_of(quantity) < TO_OTHERS for quantity in dead)


def _hurt_one_by_one(hurt: Sequence[Person], killed: Toll, dead: float) -> dict[str, JSON] | None:
    """The single persons hurt who are not those that the page says died."""
    names = names_of(killed.persons)
    alive = [person for person in hurt if not (person.name and any(is_same_name(person.name, n) for n in names))]
    if dead:
        died = {person.kind for person in killed.persons}
        alive = [person for person in alive if not _is_one_who_died(person, killed)]
        others = [person for person in alive if person.is_new or person.name or person.kind not in {*died, None}]
        alive = _less_those_who_died(others, killed)
    if not alive:
        return None
    return derived(alive[0].quantity, distinct(alive), HURT_ONE_BY_ONE, INJURED)


def _is_one_who_died(hurt: Person, killed: Toll) -> bool:
    """Whether somebody hurt is named by the noun of one who died: "his daughter", "the girl"; not "a girl"."""
    words = [word.lower() for word in words_of(hurt.quantity)]
    dead = {told[-1].lower() for person in killed.persons if not person.name and (told := words_of(person.quantity))}
    return not hurt.name and bool(words) and words[-1] in dead and words[0] not in ARTICLES


def _less_those_who_died(hurt: list[Person], killed: Toll) -> list[Person]:
    """Persons hurt, less the first where the page comes back to them as dead: "a man was shot ... he died"."""
    if killed.figure is not None or not killed.persons or not hurt:
        return hurt
    first = min(killed.persons, key=lambda person: person.start)
    return hurt[1:] if not first.is_new and hurt[0].start < first.start else hurt

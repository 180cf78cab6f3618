"""The printed answer of an incident: what it adds up to, by whom and by which rule, in sentences."""

from collections.abc import Sequence

from sitrep.desk.telling.cells import MEASURES_FIRST
from sitrep.link.figures import Figure
from sitrep.link.incidents import Account
from sitrep.link.voices import name_words
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import DONE_TO, bounds, listed, several
from sitrep.views.records import number

# A sentence names so many speakers of one figure, and so many figures; the list below it has all.
NAMED, TOLD = 3, 5


def measures_of(line: Record, account: Account) -> list[JSON]:
    """The answer for each measure, killed and injured first; what nobody counts is said to be so and never 0."""
    found = record_at(line, "quantities")
    names = [*MEASURES_FIRST, *(name for name in found if name not in MEASURES_FIRST)]
    return [_measure(name, record_at(found, name), account.figures) for name in names]


def _measure(name: str, figure: Record, figures: Sequence[Figure]) -> JSON:
    total = record_at(figure, "aggregate")
    positions = records_at(figure, "positions")
    own = [f for f in figures if f.measure == name and f.is_position and f.counts]
    counted = frozenset(f.claim for f in own)
    holders = frozenset(f.voice.key for f in own)
    return {
        "measure": name,
        "headline": headline(name, figure, len(holders)),
        "detail": detail(figure, counted),
        "answer": bounds(total) or ("not decided" if figure else "not said"),
        "sources": len(holders),
        "rule": text_at(total, "rule"),
        "reason": text_at(total, "reason"),
        "positions": [
            {"words": position_words(one), "sources": [*names_of(one)], "claims": [*texts_at(one, "claims")],
             "as_of": text_at(one, "as_of"), "about": about_of(one)}
            for one in positions
        ],
        "leading": _leading(positions),
        "denials": [dict(one) for one in records_at(figure, "denials")],
        "claims_used": [*texts_at(total, "claims_used")],
        "claims_left_out": [_left_out(one) for one in records_at(total, "claims_left_out")],
    }  # fmt: skip


def _leading(positions: Sequence[Record]) -> JSON:
    """The figure that most sources hold, by which a chain is looked for; null where no position is a number."""
    known = [one for one in positions if about_of(one) is not None]
    if not known:
        return None
    most = max(known, key=lambda one: len(records_at(one, "sources")))
    return {"words": position_words(most), "about": about_of(most)}


def about_of(position: Record) -> JSON:
    """The number that a position is looked for by: its best, else its low or high bound; None where it has none."""
    values = (number_at(position, key) for key in ("best", "low", "high"))
    return next((number(value) for value in values if value is not None), None)


def headline(measure: str, figure: Record, sources: int) -> str:
    """The answer for one measure in a line: what it adds up to, how many sources give a figure, by which rule.

    >>> headline("killed", {}, 0)
    'killed: not said by any page here'
    """
    name = measure.replace("_", " ")
    if not figure:
        return f"{name}: not said by any page here"
    total = record_at(figure, "aggregate")
    answer = bounds(total)
    lead = f"{answer} {name}" if answer and measure in DONE_TO else f"{name}: {answer or 'not decided'}"
    verb = "gives" if sources == 1 else "give"
    sure = f"{several(sources, 'independent source')} {verb} a figure" if sources else "no figure counts"
    return f"{lead} · {sure} · rule: {text_at(total, 'rule')}"


def detail(figure: Record, counted: frozenset[str]) -> str:
    """Who holds which figure, how many claims are left out, and what the rule is: what stands under the headline.

    The figures are those of the `counted` claims.
    """
    left = len(records_at(record_at(figure, "aggregate"), "claims_left_out"))
    rest = f"{several(left, 'claim')} left out, each listed with its reason below" if left else None
    return listed([_held(figure, counted), rest, _rule(figure)], "; ") or ""


def sentence(measure: str, figure: Record, counted: frozenset[str], sources: int) -> str:
    """One measure in a sentence, for a page that lists no claims: the headline, who holds which figure, the rule.

    >>> sentence("killed", {}, frozenset(), 0)
    'killed: not said by any page here'
    """
    return listed([headline(measure, figure, sources), _held(figure, counted), _rule(figure)], "; ") or ""


def _held(figure: Record, counted: frozenset[str]) -> str | None:
    positions = records_at(figure, "positions")
    return held_words([position for position in positions if counted.intersection(texts_at(position, "claims"))])


def _rule(figure: Record) -> str | None:
    total = record_at(figure, "aggregate")
    return f"{text_at(total, 'rule')}: {text_at(total, 'reason')}" if figure else None


def held_words(positions: Sequence[Record]) -> str | None:
    """Who holds which figure: "A 5, B 12"; of more than a sentence bears the lowest, the most held and the highest."""
    if len(positions) > TOLD:
        return _ends(positions)
    is_single = all(len(names_of(position)) == 1 for position in positions)
    return listed((f"{names_of(one)[0]} {position_words(one)}" if is_single else by_whom(one)) for one in positions)


def _ends(positions: Sequence[Record]) -> str:
    """Many figures in short."""
    whole = [position for position in positions if text_at(position, "group") is None] or positions
    most = max(whole, key=lambda position: len(names_of(position)))
    middle = {"most held": most} if len(names_of(most)) > 1 else {}
    ends = {"lowest": whole[0], **middle, "highest": whole[-1]}
    told = listed(f"{lead} {by_whom(one)}" for lead, one in ends.items())
    return f"{len(positions)} different figures, {told}"


def by_whom(position: Record) -> str:
    """A figure and who holds it: "36 by the mayor and Coastwire"; of many the first by name."""
    names = names_of(position) or ["nobody named"]
    named = [*names[:NAMED], f"{len(names) - NAMED} more"] if len(names) > NAMED else names
    told = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{position_words(position)} by {told}"


def names_of(position: Record) -> list[str]:
    """Who holds a figure, by name; those of several pages who are called alike stand under one name with their number.

    >>> names_of({"sources": [{"name": "Residents"}, {"name": "residents"}, {"name": "Coastwire"}]})
    ['Residents (2 sources so called)', 'Coastwire']
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for source in records_at(position, "sources"):
        name = text_at(source, "name") or "a source not named"
        found.setdefault(name_words(name), []).append(name)
    return [f"{names[0]} ({len(names)} sources so called)" if len(names) > 1 else names[0] for names in found.values()]


def position_words(position: Record) -> str:
    """A figure with the group that it counts: "12 children"."""
    best = number_at(position, "best")
    known = bounds(position) or (f"{best:,g}" if best is not None else "a figure")
    group = text_at(position, "group")
    return f"{known} {group}" if group else known


def _left_out(one: Record) -> JSON:
    """A claim left out, the claim that its reason names apart from the words."""
    reason = text_at(one, "reason") or ""
    words, _, last = reason.rpartition(" ")
    named = last if last.startswith("c-") else None
    return {"claim": text_at(one, "claim"), "reason": words if named else reason, "other": named}


def sources_sentence(line: Record) -> str:
    """How many pages, copies and independent sources: "12 pages, 3 of them copies, 7 independent sources"."""
    pages = records_at(line, "documents")
    copies = sum(text_at(page, "copy_of") is not None for page in pages)
    told = {0: "none of them a copy", 1: "1 of them a copy"}.get(copies, f"{copies} of them copies")
    sources = several(int(number_at(line, "independent_sources") or 0), "independent source")
    return f"{several(len(pages), 'page')}, {told}, {sources}" if len(pages) > 1 else f"1 page, {sources}"

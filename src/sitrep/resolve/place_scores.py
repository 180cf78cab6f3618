"""How well a candidate fits a name on a page: small rules, each giving a score and its reason.

Scores are in nats and add up; the weights stand in data/place_weights.tsv.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log10
from typing import NamedTuple

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import SPELLING
from sitrep.gazetteer.names import fold, skeleton
from sitrep.gazetteer.places import distance_km
from sitrep.gazetteer.tables import load_table, split_cell
from sitrep.model.resolutions import Candidate
from sitrep.resolve.place_clues import Clues, rank_of

DATA = "sitrep.resolve"
# Names that are kept folded: those of a page are compared with those of all their candidates, over and over.
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place: the word families it answers to, and how exactly such a place is known."""

    families: tuple[str, ...]
    precision: str
    radius_km: float
    prior: float


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """The weights of the rules, and the kinds of places."""

    weights: Mapping[str, float]
    kinds: Mapping[str, PlaceKind]


class Score(NamedTuple):
    """What one rule adds for a candidate, and why."""

    value: float
    reason: str


Rule = Callable[[Candidate, Clues, PlaceSettings], Score | None]


@cache
def load_place_settings() -> PlaceSettings:
    """The weights and kinds that ship with sitrep."""
    weights = {row["name"]: float(row["value"]) for row in load_table("place_weights", DATA).rows}
    kinds = {
        row["kind"]: PlaceKind(
            split_cell(row["families"]), row["precision"], float(row["radius_km"]), float(row["prior"])
        )
        for row in load_table("place_kinds", DATA).rows
    }
    return PlaceSettings(weights, kinds)


@lru_cache(maxsize=REMEMBERED)
def division_name(name: str) -> str:
    """A division's name as it is compared: folded, without the last word for its kind.

    >>> division_name("Idlib Governorate") == division_name("Idlib province") == division_name("Idlib")
    True
    """
    key = fold(name)
    for word in (" governorate", " province", " oblast", " region", " state", " county", " district"):
        key = key.removesuffix(word)
    return key


def score_population(candidate: Candidate, _: Clues, settings: PlaceSettings) -> Score:
    """More people, more news; the project's own places are in the news whatever their size."""
    # A population of 0 says that none is known; such a place is a small one, not an empty one.
    people = candidate.population or settings.weights["unknown_population"]
    if "aliases" in candidate.source:
        people = max(people, settings.weights["curated_population"])
    return Score(settings.weights["population"] * log10(1 + people), f"population {candidate.population}")


def score_listed(candidate: Candidate, _: Clues, settings: PlaceSettings) -> Score | None:
    """Whether the project lists it itself, since conflict news speaks of it."""
    return Score(settings.weights["listed"], "on the project's own list") if "aliases" in candidate.source else None


def score_kind(candidate: Candidate, _: Clues, settings: PlaceSettings) -> Score | None:
    """What names of each kind are mostly used for: countries before all, towns before divisions."""
    kind = settings.kinds.get(candidate.kind)
    return Score(kind.prior, f"a {candidate.kind}") if kind and kind.prior else None


def score_seat(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether it is a division that is called like its main town: the bare name is mostly the town's."""
    if candidate.kind != "admin1" or (candidate.country, candidate.admin1) not in clues.seats:
        return None
    return Score(settings.weights["seat"], "a town in it has its name")


def score_word(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether it is what the words call it."""
    kind = settings.kinds.get(candidate.kind)
    if clues.kind is None or kind is None or not any(clues.kind in k.families for k in settings.kinds.values()):
        return None
    if clues.kind in kind.families:
        return Score(settings.weights["word_fits"], f"called a {clues.kind}")
    return Score(settings.weights["word_differs"], f"called a {clues.kind}, is a {candidate.kind}")


def score_spelling(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether the name is written so, and is its main one."""
    if SPELLING in candidate.reasons:
        weight = "spelling_at_home" if candidate.country in clues.countries else "spelling"
        return Score(settings.weights[weight], f"sounds like {candidate.name}")
    if division_name(candidate.name) == division_name(clues.name) and not is_bare(candidate, clues):
        return Score(settings.weights["own_name"], "its main name")
    if "aliases" in candidate.source:
        return None
    if candidate.population < settings.weights["renowned"] and is_other_name(clues.name, candidate.name):
        return Score(settings.weights["other_name"], f"another name of {candidate.name}")
    return None


def is_bare(candidate: Candidate, clues: Clues) -> bool:
    """Whether the words leave out what a lesser division is called by its main name: "Delaware" for its counties."""
    return candidate.kind == "admin2" and clues.kind is None and fold(candidate.name) != fold(clues.name)


@lru_cache(maxsize=REMEMBERED)
def is_other_name(name: str, main: str) -> bool:
    """Whether a place's name has no sound in common with its main one at the start of any word.

    >>> is_other_name("Clearwater", "Millford"), is_other_name("Deir Ezzor", "Dayr az Zawr")
    (True, False)
    """
    sounds, own = ({skeleton(word)[:2] for word in fold(n).split()} for n in (name, main))
    return bool(sounds - {""}) and bool(own - {""}) and not sounds & own


def score_holder(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether it lies in what the words put it in."""
    for holder in sorted(clues.holders):
        if load_countries().by_name(holder) == candidate.country and candidate.country and candidate.kind != "country":
            return Score(settings.weights["contained"], f"in {holder}, as the words say")
        if candidate.admin1 and division_name(holder) == division_name(candidate.admin1):
            return Score(settings.weights["contained"], f"in {holder}, as the words say")
    if is_elsewhere(candidate, clues):
        return Score(settings.weights["elsewhere"], f"not in {', '.join(sorted(clues.holders))}")
    if any(load_countries().by_name(holder) for holder in clues.holders):
        return Score(settings.weights["not_contained"], f"not in {', '.join(sorted(clues.holders))}")
    return None


def is_elsewhere(candidate: Candidate, clues: Clues) -> bool:
    """Whether what the words put a name in is known, and the candidate lies in another country or division."""
    if not clues.bounds or candidate.country is None or candidate.kind == "country":
        return False
    here = division_name(candidate.admin1) if candidate.admin1 and candidate.kind != "admin1" else None
    return not any(country == candidate.country and here in (None, admin1) for country, admin1 in clues.bounds)


def score_row(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether it is of another rank than the places that stand in a row with it: no town beside provinces.

    A province's own main town is left: a page that lists the province speaks of the town by the same name.
    """
    seat = (candidate.country, candidate.admin1) in clues.seats and candidate.admin1 is not None
    if seat and division_name(candidate.admin1 or "") == division_name(clues.name):
        return None
    share = sum(part for rank, part in clues.fellows.items() if rank != rank_of(candidate.kind))
    return (
        Score(settings.weights["row"] * share, f"in a row with others of another rank: {share:.1f}") if share else None
    )


def score_namesake(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether the bare name is that of its whole country: "Mexico" is seldom the city."""
    if candidate.kind == "country" or clues.land is None:
        return None
    if clues.land != candidate.country:
        return None
    return Score(settings.weights["namesake"], "its country has the name")


def score_page_country(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether its country is named on the page, and how often."""
    share = clues.countries.get(candidate.country or "")
    if share is None or candidate.kind == "country":
        return None
    weights = settings.weights
    return Score(weights["page_country"] + share * weights["page_country_share"], f"{candidate.country} is on the page")


def score_page_division(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether its province is named on the page."""
    if candidate.admin1 and candidate.kind != "admin1" and division_name(candidate.admin1) in clues.divisions:
        return Score(settings.weights["page_division"], f"{candidate.admin1} is on the page")
    return None


def score_neighbours(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """How near it lies to the page's other places."""
    if not clues.anchors or candidate.kind == "country":
        return None
    km, name = min((distance_km(candidate.lat, candidate.lon, a.lat, a.lon), a.name) for a in clues.anchors)
    value = settings.weights["near_others"] * exp(-km / settings.weights["near_others_km"])
    return Score(value, f"{km:.0f} km from {name}")


def _part(amount: float) -> float:
    """From 0 for nothing towards 1 for much."""
    return amount / (1.0 + amount)


def score_provinces(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """How many of the page's other places lie in its division, or in the division that it is."""
    if candidate.country is None or candidate.admin1 is None:
        return None
    amount = clues.provinces.get((candidate.country, division_name(candidate.admin1)), 0.0)
    if amount <= 0:
        return None
    return Score(settings.weights["province"] * _part(amount), f"{amount:.1f} other places in {candidate.admin1}")


def score_foreign(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether the page speaks of other countries only; a name that only sounds so is then another's."""
    if candidate.kind in ("country", "continent") or not clues.is_foreign(candidate.country):
        return None
    weight = "foreign_spelling" if SPELLING in candidate.reasons else "foreign"
    return Score(settings.weights[weight], f"nothing else of {candidate.country} on the page")


def score_capital(candidate: Candidate, _: Clues, settings: PlaceSettings) -> Score | None:
    """Whether it is the capital of its country."""
    capital = candidate.kind in ("settlement", "city") and load_countries().by_capital(candidate.name)
    if not capital or capital != candidate.country or candidate.population < settings.weights["capital_people"]:
        return None
    return Score(settings.weights["capital"], f"the capital of {candidate.country}")


def score_writing(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> Score | None:
    """Whether the page was written there, or for readers there."""
    if candidate.country is None:
        return None
    if candidate.country == clues.dateline_country:
        return Score(settings.weights["dateline_country"], "written in its country")
    if candidate.country == clues.outlet_country:
        return Score(settings.weights["outlet_country"], "the outlet is of its country")
    return None


RULES: tuple[Rule, ...] = (
    score_population,
    score_listed,
    score_kind,
    score_seat,
    score_word,
    score_spelling,
    score_holder,
    score_page_country,
    score_page_division,
    score_neighbours,
    score_writing,
    score_provinces,
    score_foreign,
    score_capital,
    score_row,
    score_namesake,
)


# Those of them that rest on what the page's other names are taken to mean, and so are asked anew each round.
BY_OTHERS = frozenset({score_holder, score_neighbours, score_provinces, score_foreign, score_row})
# The rules in their order, those left out that need not be asked anew.
ASKED_ANEW = tuple(rule if rule in BY_OTHERS else None for rule in RULES)


def own_scores(candidate: Candidate, clues: Clues, settings: PlaceSettings) -> tuple[Score | None, ...]:
    """What each rule has to say of a candidate whatever the page's other names mean, in the order of the rules."""
    return tuple(None if rule in BY_OTHERS else rule(candidate, clues, settings) for rule in RULES)


def scores_of(
    candidate: Candidate, own: Sequence[Score | None], clues: Clues, settings: PlaceSettings
) -> Iterator[Score]:
    """Yield what each rule has to say of a candidate whose own scores are known."""
    for rule, known in zip(ASKED_ANEW, own, strict=True):
        score = rule(candidate, clues, settings) if rule is not None else known
        if score is not None:
            yield score

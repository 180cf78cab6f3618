"""Which place a name on a page means: candidates scored with reasons, one chosen or none.

A name means one place throughout a page. Countries and what is certain are settled first; they then
say where the rest lies. A person's judgement on a name goes before all rules.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import EXACT, SPELLING, PlaceNames, split_kind
from sitrep.gazetteer.names import fold
from sitrep.gazetteer.places import distance_km
from sitrep.model.annotations import PlaceMention
from sitrep.model.resolutions import Candidate, PlaceResolution
from sitrep.model.values import quick
from sitrep.resolve.place_clues import Clues, PlaceContext, country_shares, holders_by_name, rank_of, rows_of
from sitrep.resolve.place_offsets import offset_before
from sitrep.resolve.place_scores import PlaceSettings, Score, division_name, load_place_settings, own_scores, scores_of

METHOD, BY_JUDGEMENT = "candidates/1", "judgement"
_RIVALS = 3
# The country and the division that a candidate lies in, and its share.
_Lying = tuple[str, str | None, float]
_Key = tuple[str, str | None]
# A candidate with what the rules say of it whatever the page's other names mean.
_Rated = tuple[Candidate, tuple[Score | None, ...]]


@dataclass(frozen=True, slots=True)
class PlaceJudgement:
    """A person's decision that a name means a place, or None: no place of the gazetteer."""

    name: str
    place: Candidate | None


@quick
@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate as the gazetteer gives it, with its share of all that the name may mean and the scores behind it."""

    candidate: Candidate
    share: float
    scores: tuple[Score, ...]

    def told(self) -> Candidate:
        """The candidate with its share and its reasons."""
        reasons = (f"{score.reason}: {score.value:+.1f}" for score in self.scores)
        return replace(self.candidate, score=self.share, reasons=(*self.candidate.reasons, *reasons))


@dataclass(frozen=True, slots=True)
class _Choice:
    """The place chosen for a name, or None with the reason, and those not chosen, best first."""

    chosen: Candidate | None
    rivals: tuple[Candidate, ...]
    reason: str
    method: str = METHOD
    lying: tuple[_Lying, ...] = ()


def word_kind(mention: PlaceMention) -> str | None:
    """What the words call a place: by the noun in its name ("Idlib province"), else as read."""
    parts = split_kind(fold(mention.name))
    return parts[1] if parts else mention.kind


def with_shares(candidates: Iterable[_Rated], clues: Clues, settings: PlaceSettings) -> tuple[_Weighed, ...]:
    """The candidates with their share of all that the name may mean, best first, each with its scores."""
    scored = [(candidate, tuple(scores_of(candidate, own, clues, settings))) for candidate, own in candidates]
    likelihoods = [exp(sum(s.value for s in scores)) for _, scores in scored]
    whole = exp(settings.weights["none_of_them"]) + sum(likelihoods)
    shared = [
        _Weighed(candidate, likelihood / whole, scores)
        for (candidate, scores), likelihood in zip(scored, likelihoods, strict=True)
    ]
    return tuple(sorted(shared, key=_best_first))


def _best_first(weighed: _Weighed) -> tuple[float, str, int, str]:
    """Order by share, then by what does not change from one run to the next."""
    candidate = weighed.candidate
    return (-weighed.share, candidate.kind, candidate.geonames_id or 0, candidate.name)


def choose(ranked: tuple[_Weighed, ...], settings: PlaceSettings) -> _Choice:
    """The best candidate when it and those at the same spot hold enough of the whole; else none."""
    if not ranked:
        return _Choice(None, (), "no place of that name in the gazetteer")
    best = ranked[0].candidate
    near = settings.weights["same_km"]
    same = (w.share for w in ranked if distance_km(best.lat, best.lon, w.candidate.lat, w.candidate.lon) <= near)
    score = min(1.0, sum(same))
    if score < settings.weights["threshold"]:
        reason = f"the likeliest of {len(ranked)} places has only {score:.2f}"
        return _Choice(None, tuple(w.told() for w in ranked[:_RIVALS]), reason, lying=lying_in(ranked))
    chosen = replace(ranked[0].told(), score=round(score, 4))
    rivals = tuple(w.told() for w in ranked[1 : 1 + _RIVALS])
    return _Choice(chosen, rivals, "; ".join(chosen.reasons), lying=lying_in(ranked))


def _key(mention: PlaceMention) -> _Key:
    return fold(mention.name), word_kind(mention)


def _anchors(choices: Mapping[_Key, _Choice], key: _Key, settings: PlaceSettings) -> tuple[Candidate, ...]:
    """The page's places that are certain, other than the name itself and whole countries."""
    found = (c.chosen for k, c in choices.items() if k[0] != key[0])
    return tuple(
        place
        for place in found
        if place is not None
        and place.score >= settings.weights["anchor"]
        and settings.kinds[place.kind].precision in {"exact", "near", "admin2"}
    )


@dataclass(frozen=True)
class _Page:
    """A page's mentions and what holds for all of them."""

    settings: PlaceSettings
    clues: Mapping[_Key, Clues]
    candidates: Mapping[_Key, Sequence[_Rated]]
    judged: Mapping[str, PlaceJudgement]
    rows: Sequence[frozenset[_Key]] = ()

    def decide(self, key: _Key, clues: Clues) -> _Choice:
        """The place that one name means, by clues that may rest on what the others mean."""
        judgement = self.judged.get(key[0])
        if judgement is not None:
            return _Choice(judgement.place, (), "a person decided so", BY_JUDGEMENT)
        return choose(with_shares(self.candidates[key], clues, self.settings), self.settings)

    def told_by_others(self, key: _Key, choices: Mapping[_Key, _Choice]) -> Clues:
        """A name's clues with what the page's other names mean: certain places, and where most of them lie."""
        lands, provinces = where_they_lie(choice.lying for other, choice in choices.items() if other[0] != key[0])
        anchors = _anchors(choices, key, self.settings)
        return replace(
            self.clues[key],
            anchors=anchors,
            lands=lands,
            provinces=provinces,
            bounds=self.bounds(key, choices),
            fellows=self.fellows(key, choices),
        )

    def bounds(self, key: _Key, choices: Mapping[_Key, _Choice]) -> frozenset[tuple[str, str | None]]:
        """The countries and divisions that a name's holders mean for certain; none where one is in a row with it."""
        names = {fold(holder) for holder in self.clues[key].holders}
        beside = {other for row in self.rows if key in row for other in row}
        found: set[tuple[str, str | None]] = set()
        for other, choice in choices.items():
            place = choice.chosen
            if other[0] not in names or place is None or place.country is None or not self.is_division(other, choices):
                continue
            if other in beside:
                return frozenset()
            found.add((place.country, division_name(place.admin1 or place.name) if place.kind == "admin1" else None))
        return frozenset(found)

    def is_division(self, key: _Key, choices: Mapping[_Key, _Choice]) -> bool:
        """Whether a name means a country or first-order division for certain."""
        place = choices[key].chosen
        certain = place is not None and place.score >= self.settings.weights["anchor"]
        return certain and place is not None and place.kind in {"country", "admin1"}

    def fellows(self, key: _Key, choices: Mapping[_Key, _Choice]) -> dict[str, float]:
        """Of the names that stand in a row with a name and are certain, the part of each rank."""
        others = {other for row in self.rows if key in row for other in row if other[0] != key[0]}
        chosen = [place for other in others if (place := choices[other].chosen) is not None]
        ranks = Counter(rank_of(p.kind) for p in chosen if p.score >= self.settings.weights["anchor"])
        return {rank: n / len(others) for rank, n in ranks.items()}


def is_town(candidate: Candidate) -> bool:
    """Whether a place is a town that bears just the name that was looked for."""
    return candidate.kind in ("settlement", "city", "town") and EXACT in candidate.reasons


def lying_in(ranked: Iterable[_Weighed]) -> tuple[_Lying, ...]:
    """The country, the division and the share of each candidate that lies in a country."""
    inside = ((w.candidate, w.share) for w in ranked if w.candidate.country and w.candidate.kind != "country")
    return tuple((c.country or "", division_name(c.admin1) if c.admin1 else None, share) for c, share in inside)


def where_they_lie(names: Iterable[Iterable[_Lying]]) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """How many of some names lie in each country and in each division, by the shares of their candidates."""
    lands: dict[str, float] = defaultdict(float)
    provinces: dict[tuple[str, str], float] = defaultdict(float)
    for name in names:
        for country, division, share in name:
            lands[country] += share
            if division is not None:
                provinces[country, division] += share
    return dict(lands), dict(provinces)


def with_namesakes(clues: Clues, found: Sequence[Candidate], settings: PlaceSettings) -> Clues:
    """A name's clues with the divisions that have a town of the name, and the country of the name."""
    seats = frozenset(
        (c.country, c.admin1) for c in found if is_town(c) and c.population >= settings.weights["seat_people"]
    )
    land = next((c.country for c in found if c.kind == "country" and EXACT in c.reasons), None)
    return replace(clues, seats=seats, land=land)


def find_candidates(name: str, names: PlaceNames, settings: PlaceSettings) -> tuple[Candidate, ...]:
    """The places that a name may mean, of the kinds that the kinds table has.

    The name of a people means its country, and that of a country nothing that only sounds so. A word of few capitals
    ("EU") is no town of those letters.
    """
    countries = load_countries()
    people = countries.by_demonym(name)
    if people and not countries.by_name(name):
        return tuple(c for c in names.find(countries.name_of(people)) if c.kind == "country" and c.country == people)
    found = tuple(c for c in names.find(name) if c.kind in settings.kinds)
    if countries.by_name(name):
        found = tuple(c for c in found if SPELLING not in c.reasons)
    if name.isupper() and len(name) <= settings.weights["acronym_letters"]:
        return tuple(c for c in found if c.kind == "country" or "aliases" in c.source)
    return found


def _dateline_country(context: PlaceContext, names: PlaceNames, shares: Mapping[str, float]) -> str | None:
    """The country of the place of writing, by its name alone or among the page's countries."""
    if context.dateline is None:
        return None
    found = names.find(context.dateline)
    on_page = [c for c in found if c.country in shares]
    return next((c.country for c in (*on_page, *found)), None)


def _holders(name: str, holders: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What the words put a name in. A country in a row of countries lies in none of them."""
    countries = load_countries()
    found = holders.get(fold(name), frozenset())
    return frozenset(h for h in found if not countries.by_name(h)) if countries.by_name(name) else found


def _clues(mentions: Sequence[PlaceMention], context: PlaceContext, names: PlaceNames) -> dict[_Key, Clues]:
    """For each name, what the page says about where it lies."""
    holders = holders_by_name(mentions, context.text)
    shares = country_shares(mentions, context.countries, load_countries())
    dateline = _dateline_country(context, names, shares)
    named = {_key(m): m.name for m in mentions}
    return {
        key: Clues(
            name,
            key[1],
            _holders(name, holders),
            shares,
            frozenset(division_name(other) for k, other in named.items() if k[0] != key[0]),
            dateline_country=dateline,
            outlet_country=context.outlet_country,
        )
        for key, name in named.items()
    }


def _resolution(mention: PlaceMention, choice: _Choice, settings: PlaceSettings, text: str) -> PlaceResolution:
    """A mention's place with the precision that its kind and the words before it give."""
    chosen, method = choice.chosen, choice.method
    precision: str | None = None
    radius: float | None = None
    if chosen is not None:
        kind = settings.kinds[chosen.kind]
        precision, radius = kind.precision, kind.radius_km
        offset = offset_before(text, mention.span.start)
        if precision in {"exact", "near"} and offset is not None:
            precision, radius = "near", radius + offset.km
            chosen = replace(chosen, reasons=(*chosen.reasons, f"{offset.words} it"))
            method = f"{method}, distance"
        elif mention.relation == "near" and precision == "exact":
            precision, radius = "near", settings.weights["near_radius_km"]
    return PlaceResolution(mention.span, mention.name, chosen, precision, radius, choice.rivals, method, choice.reason)


def resolve_places(
    mentions: Sequence[PlaceMention],
    context: PlaceContext,
    gazetteer: PlaceNames,
    judgements: Sequence[PlaceJudgement] = (),
) -> tuple[PlaceResolution, ...]:
    """One resolution for each mention, in their order: the place, or None with the reason.

    One name that cannot be resolved never affects another.
    """
    settings = load_place_settings()
    ordered = sorted(mentions, key=lambda m: m.span)
    judged = {fold(j.name): j for j in judgements}
    rows = [frozenset(_key(m) for m in row) for row in rows_of(ordered, context.text)]
    told = _clues(ordered, context, gazetteer)
    found = {
        key: find_candidates(c.name, gazetteer, settings) if key[0] not in judged else () for key, c in told.items()
    }
    clues = {key: with_namesakes(told[key], found[key], settings) for key in told}
    rated = {key: [(c, own_scores(c, clues[key], settings)) for c in found[key]] for key in found}
    page = _Page(settings, clues, rated, judged, rows)
    final = {key: page.decide(key, clues) for key, clues in page.clues.items()}
    for _ in range(int(settings.weights["rounds"])):
        final = {key: page.decide(key, page.told_by_others(key, final)) for key in page.clues}
    return tuple(_resolution(mention, final[_key(mention)], settings, context.text) for mention in mentions)

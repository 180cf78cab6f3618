"""What is measured: each task with its data below the shared folder, its scorer, and the figures read off it."""

from dataclasses import dataclass
from enum import Enum


class Better(Enum):
    """Which way a figure improves."""

    HIGHER = "higher"
    LOWER = "lower"


class Route(Enum):
    """How the reader and a scorer are brought together."""

    LAYERS = "the scorer is given what `sitrep read --layers` printed"
    CLAIMS = "the scorer is given what `sitrep read` printed"
    COMMAND_LAYERS = "the scorer runs `sitrep read --layers` itself"
    COMMAND_CLAIMS = "the scorer runs `sitrep read` itself"
    OWN = "the scorer is the project's own and reads by itself"
    OWN_LAYERS = "the scorer is the project's own and is given what `sitrep read --layers` printed"
    OWN_CLAIMS = "the scorer is the project's own and is given what `sitrep read` printed"
    GOLD = "scorer and data are the project's own; the scorer is given what `sitrep read` printed"
    GOLD_LAYERS = "scorer and data are the project's own; the scorer is given what `sitrep read --layers` printed"
    MADE = "the scorer is the project's own and makes its data from the project's texts; nothing is read"


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: the line of the scorer that carries it, with {figure}, perhaps {of}, and {} for what is skipped."""

    name: str
    line: str
    better: Better = Better.HIGHER


@dataclass(frozen=True, slots=True)
class Task:
    """One data set, scored one way: the scorer's first words, and the files under the shared folder that it reads."""

    name: str
    route: Route
    scorer: tuple[str, ...]
    data: tuple[str, ...]
    metrics: tuple[Metric, ...]

    @property
    def group(self) -> str:
        """The task without its data set: `timexes` of `timexes/platinum`."""
        return self.name.partition("/")[0]


ATTRIBUTIONS = (
    Metric("content+source F1", "attributions joint F1 {figure}"),
    Metric("content+source F1, quoted", "direct+mixed content+source P {} R {} F {figure} {}"),
    Metric("content+source F1, unquoted", "indirect content+source P {} R {} F {figure} {}"),
    Metric("content F1, quoted", "direct+mixed content P {} R {} F {figure} {}"),
    Metric("content F1, unquoted", "indirect content P {} R {} F {figure} {}"),
    Metric("content letters F1", "all letters P {} R {} F {figure} {}"),
)
TIMEXES = (
    Metric("strict+value F1", "timexes strict+value F1 {figure}"),
    Metric("strict F1", "strict P {} R {} F {figure} {}"),
    Metric("value F1", "value P {} R {} F {figure} {}"),
)
PLACES = (
    Metric("accuracy within 161 km", "places accuracy@161km, misses wrong {figure} {}"),
    Metric("of the points shown, right", "of the shown points right {figure} {}"),
    Metric("recognition F1", "recognition strict P {} R {} F {figure} {}"),
)
READINGS = Metric("literal or associative", "literal/associative accuracy {figure} {}")
CODING = (
    Metric("type F1", "coding type F1 {figure} triple F1 {}"),
    Metric("who, whom and type F1", "coding type F1 {} triple F1 {figure}"),
    Metric("who and whom swapped", "silent sentences {}; swapped triples {figure}", Better.LOWER),
    Metric("sentences without an event", "silent sentences {figure}/{of}; swapped triples {}", Better.LOWER),
)
ACTORS = (
    Metric("right", "actors right {figure}"),
    Metric("country", "country: {figure}/{of}"),
    Metric("role", "role: {figure}/{of}"),
    Metric("country, dated", "dated country: {figure}/{of}"),
    Metric("role, dated", "dated role: {figure}/{of}"),
)
TOLLS = (
    Metric("killed", "tolls killed {figure} injured {} both {}"),
    Metric("injured", "tolls killed {} injured {figure} both {}"),
    Metric("both", "tolls killed {} injured {} both {figure}"),
)
AIRWARS = (
    Metric("whole incident", "airwars whole {figure} {}"),
    Metric("party", "party {figure} {}"),
    Metric("place within 25 km", "place 25 km {figure} {}"),
    Metric("kind of strike", "kind {figure} {}"),
    Metric("killed", "killed {figure} {}"),
    Metric("injured", "injured {figure} {}"),
)
STATEMENTS = (
    Metric("strikes and sorties, whole, F1", "tuple F1 (strike, sorties) {figure} right {}, claims {}, gold {}"),
    Metric("speaker", "recall speaker {figure} {} {} {}"),
    Metric("dates", "recall dates {figure} {} {} {}"),
    Metric("provinces", "recall provinces {figure} {} {} {}"),
    Metric("sorties", "recall sorties {figure} {} {} {}"),
    Metric("targets", "recall targets {figure} {} {} {}"),
    Metric("extra claims", "extra strike or sorties claims {figure}, of them in texts without any {}", Better.LOWER),
)
SEED = (
    Metric("found", "found {figure}/{of} whole {} spurious {} extra {}"),
    Metric("whole", "found {} whole {figure}/{of} spurious {} extra {}"),
    Metric("spurious", "found {} whole {} spurious {figure} extra {}", Better.LOWER),
    Metric("extra", "found {} whole {} spurious {} extra {figure}", Better.LOWER),
)
FACTUALITY = (
    Metric("mean error, hundredths", "all told {figure} {} {} {} {}", Better.LOWER),
    Metric("mean error in the author's voice, hundredths", "all author {figure} {} {} {} {}", Better.LOWER),
    Metric("negated, taken as certain", "all told {} {figure} {} {} {}", Better.LOWER),
    Metric("uncertain, taken as certain", "all told {} {} {figure} {} {}", Better.LOWER),
    Metric(
        "negated or uncertain, taken as certain in the author's voice", "all author {} {} {} {figure} {}", Better.LOWER
    ),
    Metric("certain, doubted", "all told {} {} {} {} {figure}", Better.LOWER),
)
GOLD = (
    Metric("told", "recall {figure} of {} 100.0 of {} {} of {}"),
    Metric("chain, of those told", "chain {} of {} {figure} of {} {} of {}"),
    Metric("stance, of those told", "stance {} of {} {figure} of {} {} of {}"),
    Metric("certainty, of those told", "certainty {} of {} {figure} of {} {} of {}"),
    Metric("whole, of those told", "whole {} of {} {figure} of {} {} of {}"),
    Metric("chain, told as a happening or not", "chain {} of {} {} of {} {figure} of {}"),
    Metric("whole, told as a happening or not", "whole {} of {} {} of {} {figure} of {}"),
    Metric("spurious", "spurious events {figure}", Better.LOWER),
)
NEGATIVES = (
    Metric(
        "false violent or coercive per 100 sentences",
        "false violent or coercive events {} per 100 sentences {figure}",
        Better.LOWER,
    ),
    Metric(
        "false of any type per 100 sentences", "false events of any type {} per 100 sentences {figure}", Better.LOWER
    ),
    Metric("historical told as news", "historical told as news {figure} of {} texts", Better.LOWER),
)
DISPATCHES = (
    Metric("literal places recognised, F1", "literal places recognised P {} R {} F {figure}"),
    Metric("literal places within 25 km", "literal places within 25 km {figure} of {}"),
    Metric("of the points shown, right", "points shown that are right {figure} of {}"),
    Metric("literal or associative", "literal or associative {figure} of {}"),
    Metric("timexes strict+value F1", "timexes strict+value P {} R {} F {figure}"),
    Metric("events found", "events found {figure} of {}"),
    Metric("event's own place, of all told", "event place {figure} of {} {} of {}"),
    Metric("event's own place, of those found", "event place {} of {} {figure} of {}"),
    Metric("event's time equal, of all told", "event time equal {figure} of {} {} of {}"),
    Metric("event's time equal, of those found", "event time equal {} of {} {figure} of {}"),
    Metric("event's time overlapping, of those found", "event time overlapping {} of {} {figure} of {}"),
)
ACLED = (
    Metric("right", "acled right {figure} {}"),
    Metric("silent", "acled silent {figure} {}", Better.LOWER),
    Metric("outside ACLED, coded all the same", "beside acled and coded {figure} {}", Better.LOWER),
)
LINKING = (
    Metric("pair F", "linking pair F {figure} B3 F {}"),
    Metric("pair precision", "pairs P {figure} R {} F {} {}"),
    Metric("pair recall", "pairs P {} R {figure} F {} {}"),
    Metric("B3 F", "linking pair F {} B3 F {figure}"),
)
DATABASES = (
    Metric("right", "databases right {figure} {} unanswered {}"),
    Metric("unanswered", "databases right {} {} unanswered {figure}", Better.LOWER),
)
POSITIONS = (Metric("macro-F1", "position macro-F1 {figure}"),)
REPRINTS = (
    Metric("recall", "reprints recall {figure} {}"),
    Metric("precision", "reprints precision {figure} {}"),
)
HAPPENINGS = (
    Metric("mean error on happenings, hundredths", "happenings told {figure} {} {} {} {}", Better.LOWER),
    Metric("happenings negated or uncertain, taken as certain", "happenings told {} {} {} {figure} {}", Better.LOWER),
)
"""The words that the reader itself tells happenings on: too few in a small set."""


def layers_task(group: str, data_set: str, data: str, metrics: tuple[Metric, ...]) -> Task:
    """A task that `score.py GROUP` scores from the annotation layers."""
    return Task(f"{group}/{data_set}", Route.LAYERS, ("score.py", group), (data,), metrics)


def factuality_task(data_set: str, data: str, metrics: tuple[Metric, ...]) -> Task:
    """Judged words, scored by the project's own `factuality.py`."""
    return Task(f"factuality/{data_set}", Route.OWN, ("factuality.py",), (data,), metrics)


def gold_task(half: str) -> Task:
    """One half of the project's own gold sentences."""
    return Task(f"gold/{half}", Route.GOLD, ("gold/score_gold.py",), (f"gold/attributions_{half}.jsonl",), GOLD)


def linking_task(data_set: str, data: str) -> Task:
    """Pages grouped by their main incident, scored by pairs."""
    return Task(f"linking/{data_set}", Route.OWN_LAYERS, ("linking.py", "pages"), (data,), LINKING)


def negatives_task(half: str) -> Task:
    """One half of the project's own texts without violent news."""
    data = f"gold/negatives_{half}.jsonl"
    return Task(f"gold/negatives_{half}", Route.GOLD, ("gold/score_negatives.py",), (data,), NEGATIVES)


def dispatches_task(half: str) -> Task:
    """One half of the project's own dispatches, scored for place and time."""
    data = f"gold/dispatches_{half}.jsonl"
    return Task(f"gold/dispatches_{half}", Route.GOLD_LAYERS, ("gold/score_dispatches.py",), (data,), DISPATCHES)


def probe_task(what: str, data: str) -> Task:
    """A set of hard cases, counted one by one."""
    metrics = (Metric("right", what + " {figure}/{of}"),)
    return Task(f"probes/{what}", Route.COMMAND_LAYERS, ("check_probes.py", what), (data,), metrics)


OFFICIAL = (
    "bench/incidents/official_statements_syria_2015q4_dev.jsonl",
    "bench/incidents/statements_gold_dev.jsonl",
)
REPRINTED = (
    "reprint_words.json",
    "gold/attributions_open.jsonl",
    "gold/dispatches_open.jsonl",
    "gold/negatives_open.jsonl",
)
"""What reprints are made from, beside the example pages."""

TASKS = (
    layers_task("attributions", "polnear", "bench/claims/polnear_dev.jsonl", ATTRIBUTIONS),
    layers_task("timexes", "platinum", "bench/time/te3-platinum_dev.jsonl", TIMEXES),
    layers_task("timexes", "wikiwars", "bench/time/wikiwars_dev.jsonl", TIMEXES),
    layers_task("timexes", "timebank", "bench/time/tbaq-timebank_dev.jsonl", TIMEXES),
    layers_task("timexes", "aquaint", "bench/time/tbaq-aquaint_dev.jsonl", TIMEXES),
    layers_task("places", "trnews", "bench/geo/trnews.dev.jsonl", PLACES),
    layers_task("places", "lgl", "bench/geo/lgl.dev.jsonl", PLACES),
    layers_task("places", "gwn", "bench/geo/gwn.dev.jsonl", (*PLACES, READINGS)),
    layers_task("places", "geovirus", "bench/geo/geovirus.dev.jsonl", PLACES),
    layers_task("coding", "plover", "bench/coding/plover_gsr_dev.jsonl", CODING),
    layers_task("actors", "ngec", "bench/coding/actors_ngec.jsonl", ACTORS),
    layers_task("tolls", "casualty", "bench/claims/casualty_gva_dev.jsonl", TOLLS),
    layers_task("airwars", "docs", "bench/incidents/airwars_docs_en_dev.jsonl.gz", AIRWARS),
    Task("statements/official", Route.CLAIMS, ("statements_score.py",), OFFICIAL, STATEMENTS),
    Task("positions/official", Route.OWN_CLAIMS, ("positions.py", "score"), OFFICIAL, POSITIONS),
    factuality_task("uw", "bench/claims/factuality_uw_dev.jsonl", (*FACTUALITY, *HAPPENINGS)),
    factuality_task("meantime", "bench/claims/factuality_meantime_dev.jsonl", FACTUALITY),
    Task("acled/case2021", Route.OWN, ("acled.py",), ("bench/incidents/case2021_types_dev.jsonl.gz",), ACLED),
    linking_task("longtail", "bench/incidents/longtail_gva_dev.jsonl.gz"),
    linking_task("newscluster", "bench/incidents/newscluster_dev.jsonl.gz"),
    Task(
        "linking/databases",
        Route.OWN,
        ("linking.py", "databases"),
        ("bench/incidents/crossdb_ucdp_dev.jsonl.gz", "bench/incidents/crossdb_airwars_pool.jsonl.gz"),
        DATABASES,
    ),
    Task("reprints/own", Route.MADE, ("reprints.py",), REPRINTED, REPRINTS),
    gold_task("open"),
    gold_task("aside"),
    negatives_task("open"),
    negatives_task("aside"),
    dispatches_task("open"),
    dispatches_task("aside"),
    probe_task("attributions", "probes/attributions.jsonl"),
    probe_task("quantities", "probes/quantities.jsonl"),
    probe_task("places", "probes/places.csv"),
    Task("seed/page", Route.COMMAND_CLAIMS, ("check_claims.py",), ("seed/expected.jsonl",), SEED),
)


def choose_tasks(names: tuple[str, ...]) -> tuple[Task, ...]:
    """The tasks of some names, `timexes` or `timexes/platinum`; all where no name is given; KeyError for an unknown."""
    known = {task.name for task in TASKS} | {task.group for task in TASKS}
    for name in names:
        if name not in known:
            raise KeyError(name)
    return tuple(task for task in TASKS if not names or {task.name, task.group} & set(names))

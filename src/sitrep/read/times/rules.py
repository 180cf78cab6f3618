"""The grammar of time expressions, as rules in levels; their words are in the `times` table.

The spans follow TIMEX3: determiners and "early" inside, prepositions outside.
"""

from itertools import pairwise

from sitrep.read.times.patterns import Level, Slots, TimeRule

MONTH = "m={month|month_name}"
WEEKDAY = "(w={weekday} ,?)?"
RANGE = "(-|and|or|to)"
# "Over two years" is a duration after a preposition, "over a year" more than one.
DEGREE = "((?!over {n|vague|pair})(e={degree})|(f={than}) than|at (g={least}))?"
COUNT = "(a k={vague|pair} (of)?|n={n|vague|pair|article}) (-)? (more)?"
UNIT = "u={unit|units}"
HOURS = "u={clock_unit|clock_units}"
# A unit of a date, as in "the last week of August", belongs to the date.
ALONE = "(?!of (the)? ({month|month_name}|{year}))"
ZONE = "({zone})?"
# Where "a day after" ends its phrase and has no object.
STOP = "(?=(,|.|;|and|$))"


def added_numbers(slots: Slots) -> str:
    """The number that tens and ones or hundreds make: a word's value times the larger one, plus the smaller.

    >>> added_numbers({"a": "20", "b": "5"}), added_numbers({"a": "2", "b": "100"})
    ('25', '200')
    """
    numbers = [int(slots[name]) for name in ("a", "b") if slots.get(name)]
    return str(sum(numbers) if all(x > y for x, y in pairwise(numbers)) else numbers[0] * numbers[-1])


def afternoon_clock(slots: Slots) -> str:
    """A time on a twelve-hour clock as TIMEX3 writes it.

    >>> afternoon_clock({"h": "09", "a": "12", "c": ""}), afternoon_clock({"h": "", "a": "0", "c": "T12:20"})
    ('T21:00', 'T00:20')
    """
    clock = slots.get("c") or f"T{slots['h']}:00"
    hour = int(clock[1:3]) % 12 + int(slots.get("a") or 0)
    return f"T{hour:02}{clock[3:]}"


def century(slots: Slots) -> str:
    """The digits that the years of a numbered century begin with: "20th century" is 19."""
    return f"{int(slots['c']) - 1:02}"


def before_christ(slots: Slots) -> str:
    """A year before the common era."""
    return f"BC{int(slots['y']):04}"


def half_of(slots: Slots) -> str:
    """Half an hour in minutes, half a year in months; of other units, half of one."""
    halves = {"TH": "PT30M", "Y": "P6M"}
    unit = "T" + slots["v"] if slots.get("v") else slots["u"]
    return halves.get(unit, f"P0.5{unit}")


def weeks(slots: Slots) -> str:
    """How many weeks some fortnights are; X for a number that is not said."""
    number = slots["n"] + slots["k"]
    return "X" if "X" in number else f"{2 * float(number):g}"


NUMBERS = (
    TimeRule("a={tens} -? b={number}", "n", added_numbers),
    TimeRule("a={number|tens|n} b={hundred}", "n", added_numbers),
    TimeRule("{article} n={hundred}", "n", "{n}"),
    TimeRule("a={number|tens|hundred}", "n", "{a}"),
    TimeRule("m={month_short} .?", "month_name", "{m}"),
)

HALVES = (
    TimeRule("n={n} and (a)? half", "n", "{n}.5"),
    TimeRule("{number:19} y={n}", "year", "19{y}"),
)

DATES = (
    TimeRule("{article} {ordinal} (?!- {unit:Q})", "nothing", ""),
    TimeRule(f"{DEGREE} {COUNT} {UNIT} (-)? (old|olds)", "nothing", ""),
    TimeRule("({degree})? ({article}|{n}) -? ({unit:Q}|{units:Q}) of", "nothing", ""),
    TimeRule(f"{WEEKDAY} (the)? d={{dom}} (of)? {MONTH} (of)? ,? y={{year}}", "date", "{y}-{m}-{d}"),
    TimeRule(f"{WEEKDAY} {MONTH} (the)? d={{dom}} (th)? (of)? ,? y={{year}}", "date", "{y}-{m}-{d}"),
    TimeRule(f"(the)? d={{dom}} (?={RANGE} {{dom}} (of)? {MONTH} ,? y={{year}})", "date", "{y}-{m}-{d}"),
    TimeRule(f"(the)? d={{dom}} (?={RANGE} {{dom}} (of)? {MONTH})", "date", "day:{m}-{d}"),
    TimeRule(f"{WEEKDAY} (the)? d={{dom}} (of)? {MONTH}", "date", "day:{m}-{d}"),
    TimeRule(f"{MONTH} (the)? d={{dom}} (?={RANGE} (the)? {{dom}} ,? y={{year}})", "date", "{y}-{m}-{d}"),
    TimeRule(f"{WEEKDAY} {MONTH} (the)? d={{dom}}", "date", "day:{m}-{d}"),
    TimeRule("the d={domth}", "date_of_month", "dom:{d}"),
    TimeRule(f"{MONTH} (of)? ,? y={{year}}", "date", "{y}-{m}"),
    TimeRule(f"{MONTH} y={{n}} {{era}}", "date", lambda s: f"{before_christ(s)}-{s['m']}"),
    TimeRule("m={month}", "date", "month:{m}"),
    TimeRule("o={deictic} m={month}", "date", "month:{m}:{o}"),
    TimeRule("m={month} (of)? {deictic:-1} {unit:Y}", "date", "nth:{m}:M:shift:-1:Y"),
    TimeRule("m={month} (of)? {deictic:0} {unit:Y}", "date", "nth:{m}:M:shift:0:Y"),
    TimeRule("m={month} of (the)? {relative:0} {unit:Y}", "date", "nth:{m}:M:anaphor:0:Y"),
    TimeRule(f"{MONTH} (the)? d={{dom}} of (the)? {{relative:0}} {{unit:Y}}", "date", "day:{m}-{d}"),
    TimeRule("the d={domth} of (the)? {relative:0} {unit:M}", "date", "dom:{d}"),
    TimeRule("w={weekday}", "date", "weekday:{w}"),
    TimeRule("(this)? o={deictic|coming} w={weekday}", "date", "weekday:{w}:{o}"),
    TimeRule("w={weekdays}", "set", "XXXX-WXX-{w}"),
    TimeRule("h={holiday} (day)?", "date", "day:{h}"),
    TimeRule("(the)? s={season} (of|in)? ,? y={year}", "date", "{y}-{s}"),
    TimeRule("(the)? s={season} (of)? y={n} {era}", "date", lambda s: f"{before_christ(s)}-{s['s']}"),
    TimeRule("o={deictic} s={season}", "date", "season:{s}:{o}"),
    TimeRule("(the|that)? (o={deictic|relative}) s={season}", "date", "anaphor:{o}:{s}"),
    TimeRule("s={season}", "season_alone", "season:{s}"),
    TimeRule("the s={season}", "season_alone", "season:{s}"),
    TimeRule("(the)? y={year} q={ordinal} {unit:Q}", "date", "{y}-Q{q}"),
    TimeRule("(the)? q={ordinal} -? {unit:Q} (of|in)? y={year}", "date", "{y}-Q{q}"),
    TimeRule("(the)? q={ordinal} {unit:Q}", "date", "quarter:{q}"),
    TimeRule("q={ordinal} - {unit:Q}", "date", "quarter:{q}"),
    TimeRule("the {recent} {unit:Q}", "date", "shift:-1:Q"),
    TimeRule("the {unit:Y} - {removed:-} {unit:Q}", "date", "shift:-5:Q"),
    TimeRule("fiscal y={year}", "date", "{y}"),
    TimeRule("(the)? {ordinal:1} half of y={year}", "date", "{y}-H1"),
    TimeRule("(the)? ({ordinal:2}|{deictic:-1}|latter) half of y={year}", "date", "{y}-H2"),
    TimeRule("(the)? c={ordinal|nth} -? {unit:CE}", "date", century),
    TimeRule("y={n} {era}", "date", before_christ),
    TimeRule("(the)? x={decade}", "date", "{x}"),
    TimeRule("(the)? {unit:Y} y={year}", "date", "{y}"),
    TimeRule("x={short}", "date_short", "{x}"),
)

SHIFTS = (
    TimeRule("d={day}", "date", "shift:{d}:D"),
    TimeRule("p={part_today}", "date", "shift:0:D@T{p}"),
    TimeRule(f"o={{deictic}} u={{unit}} {ALONE}", "date", "shift:{o}:{u}"),
    TimeRule("(the)? {current} u={unit}", "date", "shift:0:{u}"),
    TimeRule("(the)? o={deictic} {weekend}", "date", "shift:{o}:WE"),
    TimeRule("the {weekend}", "date", "shift:0:WE"),
    TimeRule("the {deictic:1} {unit:D}", "date", "anaphor:1:D"),
    TimeRule("the {deictic:1} {unit:Y}", "date", "anaphor:1:Y"),
    TimeRule("the {deictic:1} {unit:M}", "date", "anaphor:1:M"),
    TimeRule("the {deictic:1} u={unit}", "duration", "window:1:P1{u}"),
    TimeRule(f"the {{deictic:-1}} u={{unit}} {ALONE}", "duration", "window:-1:P1{u}"),
    TimeRule(f"(the)? {{window}} u={{unit}} {ALONE}", "duration", "window:-1:P1{u}"),
    TimeRule("the {coming} u={unit}", "date", "shift:1:{u}"),
    TimeRule("(the)? (that)? o={relative} u={unit}", "date", "anaphor:{o}:{u}"),
    TimeRule("the {unit:D} before", "date", "anaphor:-1:D"),
    TimeRule("the {unit:D} after", "date", "anaphor:1:D"),
    TimeRule(f"{DEGREE} {COUNT} {UNIT} {{ago}}", "date", "shift:-{n}{k}:{u}"),
    TimeRule(f"{DEGREE} {COUNT} {HOURS} {{ago}}", "date", "shift:-{n}{k}:T{u}"),
    TimeRule(f"{DEGREE} {COUNT} {UNIT} r={{removed}}", "date", "anaphor:{r}{n}{k}:{u}"),
    TimeRule(f"{DEGREE} {COUNT} {HOURS} r={{removed}}", "date", "anaphor:{r}{n}{k}:T{u}"),
    TimeRule(f"{COUNT} {UNIT} before {STOP}", "date", "anaphor:-{n}{k}:{u}"),
    TimeRule(f"{COUNT} {UNIT} after {STOP}", "date", "anaphor:+{n}{k}:{u}"),
    TimeRule("u={unit} - r={removed}", "date", "anaphor:{r}1:{u}"),
    TimeRule("u={unit} - {ago}", "date", "shift:-1:{u}"),
    TimeRule("u={units} r={removed}", "date", "anaphor:{r}X:{u}"),
    TimeRule(f"(the)? ({{deictic:-1}}|{{window}}) {COUNT} {UNIT}", "duration", "window:-1:P{n}{k}{u}"),
    TimeRule(f"(the)? ({{deictic:-1}}|{{window}}) {COUNT} {HOURS}", "duration", "window:-1:PT{n}{k}{u}"),
    TimeRule(f"(the)? ({{deictic:1}}|{{coming}}) {COUNT} {UNIT}", "duration", "window:1:P{n}{k}{u}"),
    TimeRule(f"(the)? ({{deictic:1}}|{{coming}}) {COUNT} {HOURS}", "duration", "window:1:PT{n}{k}{u}"),
    TimeRule("(the)? {relative:1} n={n|vague} u={units}", "duration", "P{n}{u}"),
    TimeRule("(the)? {relative:1} u={units}", "duration", "PX{u}"),
    TimeRule("(the)? ({deictic:1}|{coming}) u={units}", "duration", "window:1:PX{u}"),
    TimeRule("(the)? ({deictic:-1}|{window}|{recent}) u={units}", "duration", "window:-1:PX{u}"),
    TimeRule("the ({recent}|near|distant)? r={time_noun}", "reference_noun", "{r}"),
)

FORTNIGHTS = (
    TimeRule(f"{COUNT} {{fortnight|fortnights}}", "duration", lambda slots: f"P{weeks(slots)}W"),
    TimeRule(f"{COUNT} {{fortnight|fortnights}} {{ago}}", "date", lambda slots: f"shift:-{weeks(slots)}:W"),
    TimeRule(f"{COUNT} {{fortnight|fortnights}} {{removed:-}}", "date", lambda slots: f"anaphor:-{weeks(slots)}:W"),
    TimeRule(f"{COUNT} {{fortnight|fortnights}} {{removed:+}}", "date", lambda slots: f"anaphor:+{weeks(slots)}:W"),
    TimeRule("(the)? ({deictic:-1}|{window}) {fortnight}", "duration", "window:-1:P2W"),
    TimeRule("(the)? ({deictic:1}|{coming}) {fortnight}", "duration", "window:1:P2W"),
)

DURATIONS = (
    TimeRule(f"{DEGREE} {COUNT} {UNIT}", "duration", "P{n}{k}{u}"),
    TimeRule(f"{DEGREE} {COUNT} {HOURS}", "duration", "PT{n}{k}{u}"),
    TimeRule(f"n={{n}} (or|to|-) {{n}} {UNIT}", "duration", "P{n}{u}"),
    TimeRule(f"n={{n}} (or|to|-) {{n}} {HOURS}", "duration", "PT{n}{u}"),
    TimeRule("half (a|an) (u={unit}|v={clock_unit})", "duration", half_of),
    TimeRule("(the)? {ordinal:1} n={n|vague} u={units}", "duration", "P{n}{u}"),
    TimeRule("the n={n} u={units}", "duration", "P{n}{u}"),
    TimeRule("u={units}", "units_alone", "PX{u}"),
    TimeRule("u={clock_units}", "units_alone", "PTX{u}"),
)

SETS = (
    TimeRule("{every} u={unit}", "set", "P1{u}"),
    TimeRule("{every} u={clock_unit}", "set", "PT1{u}"),
    TimeRule("{every} n={n} u={units}", "set", "P{n}{u}"),
    TimeRule("{every} w={weekday}", "set", "XXXX-WXX-{w}"),
    TimeRule("{every} m={month}", "set", "XXXX-{m}"),
    TimeRule("{every} p={part}", "set", "XXXX-XX-XXT{p}"),
    TimeRule("s={set}", "set", "{s}"),
    TimeRule("r={reference}", "date", "{r}"),
)

CLOCKS = (
    TimeRule(f"c={{clock}} {ZONE}", "time", "{c}"),
    TimeRule(f"(c={{clock}}|h={{hour}}) a={{ampm}} {ZONE}", "time", afternoon_clock),
    TimeRule("t={military} (hours|hrs|h|local time|{zone})", "time", "{t}"),
    TimeRule("t={noon}", "time", "{t}"),
)

EDGED = (
    TimeRule("(the)? e={edge} (-)? x={date|year|season_alone|date_short}", "date", "{x}"),
    TimeRule("(the)? e={edge_noun} of x={date|year|season_alone}", "date", "{x}"),
    TimeRule("(the)? e={edge_noun} of the u={unit}", "date", "anaphor:0:{u}"),
    TimeRule("e={edge} in x={date|year|season_alone}", "date", "{x}"),
    TimeRule("e={edge} in the u={unit}", "date", "anaphor:0:{u}"),
    TimeRule("{removed} (on|in)? x={date|year}", "date", "{x}"),
    TimeRule("{removed} in the {unit:Y}", "date", "anaphor:0:Y"),
    TimeRule("the o={ordinal} u={unit} (of|in) x={date|year}", "date", "nth:{o}:{u}:{x}"),
    TimeRule("the {deictic:-1} u={unit} of x={date|year}", "date", "nth:-1:{u}:{x}"),
)

PARTS = (
    TimeRule("(the)? (e={edge})? p={part} of x={date}", "date", "{x}@T{p}"),
    TimeRule("(the)? (e={edge})? p={part} of x={date_of_month}", "date", "{x}@T{p}"),
    TimeRule("x={date} (e={edge})? p={part}", "date", "{x}@T{p}"),
    TimeRule("o={deictic} p={part}", "date", "shift:{o}:D@T{p}"),
    TimeRule("(the)? (that)? o={relative} p={part}", "date", "anaphor:{o}:D@T{p}"),
    TimeRule("the {deictic:1} p={part}", "date", "anaphor:1:D@T{p}"),
    TimeRule("p={part_alone}", "date", "context@{p}"),
    TimeRule("p={part_alone} x={date}", "date", "{x}@{p}"),
    TimeRule("p={part} x={date}", "date", "{x}@T{p}"),
)

TIMED = (
    TimeRule("t={time} ,? x={date}", "date", "{x}@{t}"),
    TimeRule("x={date} ,? t={time}", "date", "{x}@{t}"),
    TimeRule("t={time}", "date", "context@{t}"),
    TimeRule("t={military}", "clock_alone", "context@{t}"),
)

WHOLE = (*DATES, *SHIFTS, *FORTNIGHTS, *DURATIONS, *SETS, *CLOCKS)
LEVELS = tuple(Level.of(rules) for rules in (NUMBERS, HALVES, WHOLE, EDGED, PARTS, TIMED))

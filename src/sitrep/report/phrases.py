"""The sentences that the page and the document of a report share."""

from sitrep.redaction import Audience
from sitrep.report.charts import is_mapped
from sitrep.report.contents import Entry, Figure
from sitrep.report.making import Report
from sitrep.report.words import settings
from sitrep.views.phrases import several

AUDIENCES = {
    Audience.PUBLIC: "For the public: names and places are withheld as the profile says",
    Audience.PARTNER: "For partners, not for publication",
    Audience.INTERNAL: "Internal, not for publication: nothing is withheld",
}


def audience_words(report: Report) -> str:
    """Whom a report is for."""
    return AUDIENCES[report.asked.audience]


def figure_line(figure: Figure) -> str:
    """What stands behind a figure: the rule and its reason, the claims and sources that it is from.

    A best figure within a range is said where the rule has one.
    """
    best = f"best {figure.best:,g} · " if figure.best is not None and figure.low != figure.high else ""
    left = f", {several(figure.left_out, 'claim')} left out" if figure.left_out else ""
    told = f"{several(figure.claims, 'claim')}, {several(figure.sources, 'independent source')}{left}"
    return f"{best}rule: {figure.rule} ({figure.reason}) · {told}"


def state_words(entry: Entry) -> str:
    """Whether people have looked at an incident."""
    return "machine-made, not reviewed" if entry.state == "unreviewed" else entry.state.replace("_", " ")


def undated_words(report: Report) -> str:
    """How many incidents of the case have no day, and so are in no report."""
    verb = "has" if report.undated == 1 else "have"
    return f"{several(report.undated, 'incident')} of the case {verb} no known day and can be in no report of days."


def withheld_words(report: Report) -> str:
    """How much the profile withheld from what the report is made of."""
    profile = report.asked.audience.value
    return f"Withheld from these incidents and their claims, by the profile {profile}: {report.withheld}."


def unmapped_words(report: Report) -> str:
    """How to read the map, and how many incidents are not on it."""
    off = sum(not is_mapped(entry) for entry in report.contents.entries)
    verb = "is" if off == 1 else "are"
    left = f" {several(off, 'incident')} {verb} not on it: no place is known, or only the country." if off else ""
    return f"Numbers on the map are those of the incidents below; a circle is the radius of what is known.{left}"


def kinds_told(report: Report) -> list[str]:
    """The kinds of changes that a report tells of, in their order."""
    return [kind for kind in settings().kinds if any(one.kind == kind for one in report.changes)]

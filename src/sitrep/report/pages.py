"""A report as one page of HTML that needs nothing beside itself: no script, no request."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from sitrep.report.making import Report
from sitrep.report.phrases import (
    audience_words,
    figure_line,
    kinds_told,
    state_words,
    undated_words,
    unmapped_words,
    withheld_words,
)
from sitrep.report.words import settings
from sitrep.views.phrases import several


@cache
def _template() -> Template:
    made = Environment(
        loader=PackageLoader("sitrep.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template("report.html")


def page_of(report: Report) -> str:
    """The page of a report: the same for the same report, byte for byte."""
    style = (files("sitrep.report") / "templates" / "report.css").read_text(encoding="utf-8")
    return _template().render(
        report=report,
        style=Markup(style),  # noqa: S704 - a file of the package
        words=settings(),
        cite_id=cite_ids(),
        several=several,
        figure_line=figure_line,
        state_words=state_words,
        audience_words=audience_words(report),
        undated_words=undated_words(report),
        withheld_words=withheld_words(report),
        unmapped_words=unmapped_words(report),
        kinds_told=kinds_told(report),
    )


def cite_ids() -> Callable[[int], str]:
    """What names each place that cites a footnote: the first is led back to, later ones have names of their own."""
    seen: dict[int, int] = {}

    def name(number: int) -> str:
        seen[number] = seen.get(number, 0) + 1
        return f"cite-{number}" if seen[number] == 1 else f"cite-{number}-{seen[number]}"

    return name

"""The charts of a report, each drawn once and kept as SVG for the page and as PNG for the document."""

import io
import math
import re
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse
from matplotlib.ticker import MaxNLocator

from sitrep.report.contents import Entry, Section
from sitrep.report.outlines import Box, outlines
from sitrep.report.windows import Window
from sitrep.report.words import settings
from sitrep.views.phrases import several

INK, LIGHT, ACCENT, SOFT = "#1f2933", "#9aa5b1", "#9c2f1f", "#2a5d84"
WIDTH, DPI = 7.0, 160
KM_A_DEGREE = 111.32
LEAST_SPAN, MARGIN = 2.0, 0.2
MOST_DAYS, MOST_NAMES, LONGEST_NAME = 14, 12, 40
# The part of the map's width within which two labels would overlap.
LABEL_APART = 0.05


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it is, in words whoever cannot see it has, as SVG without a prologue, and as PNG."""

    name: str
    title: str
    words: str
    svg: str
    png: bytes


def charts_of(sections: Sequence[Section], window: Window) -> tuple[Chart, ...]:
    """The charts of a report's deeds that have anything to show."""
    entries = [entry for section in sections for entry in section.entries]
    if not entries:
        return ()
    with styled(), warnings.catch_warnings():
        # A name in a script that the font has not is drawn as boxes; the text of the report has it.
        warnings.simplefilter("ignore", UserWarning)
        found = [days_chart(entries, window), killed_chart(sections), map_chart(entries)]
    return tuple(chart for chart in found if chart is not None)


def styled() -> AbstractContextManager[None]:
    """The look of all charts, whatever the machine's own settings are."""
    return mpl.rc_context(
        {
            "font.family": "sans-serif",
            "font.size": 9,
            "svg.fonttype": "path",
            "text.parse_math": False,
            "axes.edgecolor": LIGHT,
            "axes.labelcolor": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    )


def days_chart(entries: Sequence[Entry], window: Window) -> Chart:
    """How many incidents have their first day on each day of the window."""
    count = Counter(entry.start for entry in entries)
    days = [window.first + timedelta(days=n) for n in range((window.last - window.first).days + 1)]
    figure, axes = _blank(2.1)
    axes.bar(range(len(days)), [count[day.isoformat()] for day in days], color=SOFT, width=0.7)
    step = max(1, math.ceil(len(days) / MOST_DAYS))
    axes.set_xticks(range(0, len(days), step), [_short(day) for day in days[::step]])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("incidents")
    told = ", ".join(f"{day}: {number}" for day, number in sorted(count.items()))
    return _chart("days", "Incidents by first day", f"Incidents by first day: {told}", figure)


def _short(day: date) -> str:
    return f"{day.day:02d}-{day.month:02d}"


def killed_chart(sections: Sequence[Section]) -> Chart | None:
    """The sums of killed by division as ranges; an arrow where one of the figures is open above."""
    known = [section for section in sections if section.killed.incidents]
    if not known:
        return None
    figure, axes = _blank(0.9 + 0.36 * len(known))
    widest = max(max(section.killed.low, section.killed.high or 0) for section in known) or 1
    for row, section in enumerate(reversed(known)):
        _range(axes, row, section, widest)
    axes.set_yticks(range(len(known)), [section.name[:LONGEST_NAME] for section in reversed(known)])
    axes.set_xlim(0, widest * 1.3)
    axes.set_ylim(-0.6, len(known) - 0.4)
    axes.set_xlabel("killed, lows and highs of the incidents added up")
    told = "; ".join(f"{s.name}: {s.killed.words} ({several(s.killed.incidents, 'incident')})" for s in known)
    return _chart("killed", "Killed by division, as ranges", f"Killed by division: {told}", figure)


def _range(axes: Axes, row: int, section: Section, widest: float) -> None:
    low, high = section.killed.low, section.killed.high
    end = low + widest * 0.12 if high is None else high
    if high is None:
        axes.annotate("", (end, row), (low, row), arrowprops={"arrowstyle": "->", "color": ACCENT, "lw": 2})
    else:
        axes.plot([low, high], [row, row], color=ACCENT, lw=5, solid_capstyle="butt")
    axes.plot([low], [row], "o", color=ACCENT, ms=6)
    axes.annotate(section.killed.words, (end, row), (8, 0), textcoords="offset points", va="center", color=INK)


def map_chart(entries: Sequence[Entry]) -> Chart | None:
    """Where the incidents were: a circle with the radius within which each place is known, its number beside it."""
    spots: dict[tuple[float, float], list[Entry]] = {}
    for entry in entries:
        if entry.lat is not None and entry.lon is not None and is_mapped(entry):
            spots.setdefault((entry.lon, entry.lat), []).append(entry)
    if not spots:
        return None
    box = _box([(lon, lat, max(e.radius_km or 0 for e in held)) for (lon, lat), held in spots.items()])
    stretch = math.cos(math.radians((box.south + box.north) / 2))
    height = min(5.2, max(3.0, (WIDTH - 0.8) * (box.north - box.south) / ((box.east - box.west) * stretch)))
    figure, axes = _blank(height)
    axes.set_aspect(1 / stretch)
    for line in outlines(box):
        axes.plot([x for x, _ in line], [y for _, y in line], color=LIGHT, lw=0.8, zorder=1)
    for (lon, lat), held in sorted(spots.items()):
        _spot(axes, lon, lat, max(entry.radius_km or 0 for entry in held))
    for (lon, lat), numbers in labels(spots, (box.east - box.west) * LABEL_APART):
        axes.annotate(numbers, (lon, lat), (5, 4), textcoords="offset points", color=INK, fontsize=8, zorder=4)
    axes.set_xlim(box.west, box.east)
    axes.set_ylim(box.south, box.north)
    axes.tick_params(labelsize=7, color=LIGHT)
    axes.spines[["top", "right"]].set_visible(True)
    told = "; ".join(f"{entry.number}: {entry.place}" for entry in entries if is_mapped(entry))
    return _chart("map", "Where, and how well the places are known", f"Map of incidents. {told}", figure)


def is_mapped(entry: Entry) -> bool:
    """Whether an incident is on the map: its place is known, and better than to a whole country."""
    return entry.lat is not None and entry.lon is not None and entry.precision not in settings().not_mapped


def labels(spots: Mapping[tuple[float, float], Sequence[Entry]], apart: float) -> list[tuple[tuple[float, float], str]]:
    """The numbers of incidents and where to write them; those of places less than some degrees apart stand together."""
    near: dict[tuple[float, float], list[int]] = {}
    for (lon, lat), held in sorted(spots.items()):
        home = next((at for at in near if math.dist(at, (lon, lat)) < apart), (lon, lat))
        near.setdefault(home, []).extend(entry.number for entry in held)
    return [(at, _numbers(sorted(numbers))) for at, numbers in near.items()]


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:MOST_NAMES])) + (" …" if len(numbers) > MOST_NAMES else "")


def _spot(axes: Axes, lon: float, lat: float, radius: float) -> None:
    """One place with the radius in kilometres within which it is known."""
    if radius:
        tall = 2 * radius / KM_A_DEGREE
        wide = tall / max(0.1, math.cos(math.radians(lat)))
        axes.add_patch(Ellipse((lon, lat), wide, tall, facecolor=ACCENT, edgecolor=ACCENT, alpha=0.16, zorder=2))
    axes.plot([lon], [lat], "o", color=ACCENT, ms=4, zorder=3)


def _box(spots: Sequence[tuple[float, float, float]]) -> Box:
    """The part of the world around some places with their radii in kilometres, never less than some degrees."""
    pads = [radius / KM_A_DEGREE for _, _, radius in spots]
    south = min(lat - pad for (_, lat, _), pad in zip(spots, pads, strict=True))
    north = max(lat + pad for (_, lat, _), pad in zip(spots, pads, strict=True))
    west = min(lon - pad for (lon, _, _), pad in zip(spots, pads, strict=True))
    east = max(lon + pad for (lon, _, _), pad in zip(spots, pads, strict=True))
    tall, wide = max(LEAST_SPAN, north - south) * (1 + MARGIN), max(LEAST_SPAN, east - west) * (1 + MARGIN)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    wide = max(wide, tall)
    return Box(middle_x - wide / 2, max(-90, middle_y - tall / 2), middle_x + wide / 2, min(90, middle_y + tall / 2))


def _blank(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


NO_METADATA: Mapping[str, None] = dict.fromkeys(("Date", "Creator", "Format", "Type"))
ID, USE = re.compile(r'\bid="([^"]+)"'), re.compile(r'(href="#|url\(#)')
NOT_NEEDED = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", re.DOTALL)


def _chart(name: str, title: str, words: str, figure: Figure) -> Chart:
    """A figure as SVG and PNG: no clock, no version, and ids that no other chart of the page has."""
    svg, png = io.StringIO(), io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": f"sitrep {name}"}):
        figure.savefig(svg, format="svg", metadata=dict(NO_METADATA))
    figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
    text = svg.getvalue()
    drawn = NOT_NEEDED.sub("", text[text.index("<svg") :]).strip()
    own = USE.sub(rf"\g<1>{name}-", ID.sub(rf'id="{name}-\g<1>"', drawn))
    return Chart(name, title, words, own, png.getvalue())

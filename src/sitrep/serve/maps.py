"""Map and timeline: what their pages and their JSON are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import parse_qsl, urlencode

from sitrep.desk import phrases
from sitrep.desk.entries import CERTAINTIES, Entry
from sitrep.desk.filters import Filters, known_types, parse_filters, query_of, select_entries, without_time
from sitrep.desk.mapping import counts_of, map_view
from sitrep.desk.periods import UNITS
from sitrep.desk.timelines import by_day, timeline_view
from sitrep.model.errors import UsageError

ROWS = 50
_REVIEWS = {"unreviewed": "not reviewed", "partly": "partly reviewed", "reviewed": "reviewed"}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the pages of a case are."""

    root: str = ""

    @property
    def map(self) -> str:
        return f"{self.root}/map"

    @property
    def timeline(self) -> str:
        return f"{self.root}/timeline"

    @property
    def incidents(self) -> str:
        return f"{self.root}/incidents"

    def incident(self, name: str) -> str:
        return f"{self.incidents}/{name}"

    def static(self, name: str) -> str:
        return f"{self.root}/static/{name}"

    def vendor(self, name: str) -> str:
        return f"{self.root}/vendor/{name}"


@dataclass(frozen=True, slots=True)
class Paging:
    page: int
    pages: int
    before: str | None
    after: str | None


def paging_of(path: str, query: str, total: int) -> Paging:
    pairs = [(k, v) for k, v in parse_qsl(query) if k != "page"]
    asked = next((v for k, v in parse_qsl(query) if k == "page"), "1")
    pages = max(1, ceil(total / ROWS))
    page = min(max(1, int(asked) if asked.isdecimal() else 1), pages)
    link = lambda n: f"{path}?{urlencode([*pairs, ('page', n)])}"
    return Paging(page, pages, link(page - 1) if page > 1 else None, link(page + 1) if page < pages else None)


def page_values(entries, query, path, links=Links()):
    asked = parse_filters(query)
    rows = by_day(select_entries(entries, asked.filters))
    paging = paging_of(path, query, len(rows))
    unit = dict(parse_qsl(query)).get("unit")
    return {
        "asked": asked,
        "counts": counts_of(rows, len(entries)),
        "rows": rows[(paging.page - 1) * ROWS : paging.page * ROWS],
        "paging": paging,
        "words": phrases,
        "links": links,
        "query": query_of(asked.filters) + (f"&unit={unit}" if unit else ""),
        "query_at_any_time": query_of(without_time(asked.filters)),
        "choices": {"types": known_types(), "certainties": CERTAINTIES, "reviews": _REVIEWS, "units": UNITS if path.endswith("timeline") else (), "unit": unit},
    }

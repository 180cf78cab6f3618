"""Reads pages with the incident that each is of, and scores how linking groups them, by the shared scorer's rule.

Lines of LAYERS are what `sitrep read --layers` printed of the pages of GOLD; title, day and outlet of a page without
a claim are the gold file's, since only claims carry them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entries import read_lines

from sitrep.link.accounts import Page

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with its incident; suspect pages are linked and not scored."""

    page: Page
    external_id: str
    incident: str
    is_suspect: bool


def read_pages(gold: Path, layers: Path) -> list[Labelled]:
    """The pages of a gold file that were read."""
    lines = {line["doc_id"]: line for line in read_lines(gold)}
    return [_labelled(lines[read["document"]], read) for read in read_lines(layers)]


def _labelled(line: Line, read: Line) -> Labelled:
    """A page of the gold file as it was read."""
    document = read["claims"][0]["document"] if read["claims"] else _document(line)
    page = Page(document, line["text"], tuple(read["claims"]))
    return Labelled(page, line["doc_id"], _incident(line), bool(line.get("suspect")))


def _incident(line: Line) -> str:
    """The incident of a page; of several that assessors recorded from it the first one by id."""
    return str(line["incident_id"]) if "incident_id" in line else min(line["incident_ids"])


def _document(line: Line) -> Line:
    """The document record of a page without a claim."""
    name = line["doc_id"]
    published = str(line.get("published") or line.get("date") or "")[:10]
    outlet = line.get("outlet") or line.get("source")
    return {"id": name, "external_id": name, "title": line.get("title"), "published": published, "outlet": outlet}


def pair_figures(labelled: Sequence[Labelled], groups: Mapping[str, int]) -> str:
    """Precision, recall and F over pairs of pages of one group, as the shared scorer counts them."""
    scored = [entry for entry in labelled if not entry.is_suspect]
    gold = [entry.incident for entry in scored]
    found = [groups.get(entry.page.id, f"alone:{entry.page.id}") for entry in scored]
    hits, guesses, wanted = _pairs(zip(gold, found, strict=True)), _pairs(found), _pairs(gold)
    precision, recall = hits / max(1, guesses), hits / max(1, wanted)
    f = 2 * precision * recall / max(1e-9, precision + recall)
    return f"pair P {100 * precision:.1f} R {100 * recall:.1f} F {100 * f:.1f}"


def _pairs(keys: Iterable[object]) -> int:
    """How many pairs share a key."""
    return sum(count * (count - 1) // 2 for count in Counter(keys).values())

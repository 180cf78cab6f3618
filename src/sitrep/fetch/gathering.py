"""Addresses and files of addresses to pages, one visit after another; feeds and sitemaps lead to what they list."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sitrep.fetch.kinds import XML, Fetched
from sitrep.fetch.listing import Entry, Listing, listing_in, listing_in_file
from sitrep.fetch.visiting import Visited
from sitrep.ingest.formats import printable
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.visits import Visit

# Sitemaps of sitemaps are followed so deep.
DEEPEST = 3
# What pays a visit, given an address and the visit before.
Pay = Callable[[str, Visit | None], Visited]
Earlier = Callable[[str], Visit | None]
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one address: the visit, where one was paid, and what there is to add or to tell, if anything.

    `is_settled` is false where another visit may bring what this one did not.
    """

    visit: Visit | None = None
    source: Capture | Refusal | None = None
    is_settled: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """An address still to visit; `deep` counts the listings that led to it, and pages of a listing list no others."""

    address: str
    deep: int = 0
    is_page: bool = False


def gather(given: Iterable[str], pay: Pay, earlier: Earlier, most: int) -> Iterator[Found]:
    """Yield what comes of each address given, of each in the files given, and of what those list: each address once.

    After `most` visits a refusal says how many addresses are left.
    """
    steps: deque[Step] = deque()
    for one in given:
        try:
            steps += [Step(one)] if is_address(one) else steps_of(listing_in_file(Path(one)), 0)
        except IngestError as error:
            yield Found(source=Refusal(printable(one), error.reason, error.remedy))
    seen: set[str] = set()
    while steps:
        step = steps.popleft()
        if step.address in seen:
            continue
        if len(seen) >= most:
            left = len({step.address, *(other.address for other in steps)} - seen)
            yield Found(source=too_many(step.address, left, most))
            return
        seen.add(step.address)
        visited = pay(step.address, earlier(step.address))
        listed, found = taken(step, visited)
        yield found
        # What a sitemap lists comes before what was given after it.
        steps.extendleft(reversed(listed))


def is_address(text: str) -> bool:
    """Whether a text is meant as an address and not as a file; one of another scheme is, and will be refused."""
    return text.strip().lower().startswith(WEB) or "://" in text


def steps_of(listing: Listing, deep: int) -> list[Step]:
    """What a listing leads to."""
    pages = [Step(entry.address, deep, is_page=deep > 0) for entry in listing.entries if entry.address is not None]
    return [Step(address, deep) for address in listing.sitemaps] + pages


def too_many(address: str, left: int, most: int) -> Refusal:
    """What is said when there are more addresses than are visited in one run."""
    return Refusal(
        address, f"this and {left - 1:,} more addresses were left out: {most:,} were visited",
        "run the command again with a higher --limit; what is there already is skipped",
    )  # fmt: skip


def taken(step: Step, visited: Visited) -> tuple[list[Step], Found]:
    """What a visit leads to, and what came of it."""
    visit, page = visited.visit, visited.page
    if page is None or page.media_type != XML:
        return [], Found(visit, source_of(visited))
    # What lists others is no page of the case: it is read anew each time.
    visit = replace(visit, etag=None, last_modified=None)
    try:
        return listed_by(step, page), Found(visit)
    except IngestError as error:
        return [], Found(visit, Refusal(visit.address, error.reason, error.remedy))


def listed_by(step: Step, page: Fetched) -> list[Step]:
    """What a feed or sitemap leads to. Raises IngestError where it should have been a page, or is too deep."""
    if step.is_page:
        raise no_page()
    if step.deep >= DEEPEST:
        raise IngestError(f"sitemaps that list sitemaps are followed {DEEPEST} deep", "give its address by itself")
    return steps_of(listing_in(page.content, step.address), step.deep + 1)


def source_of(visited: Visited) -> Capture | Refusal | None:
    """What there is to add of a visit to a page; None for a page that is as it was."""
    visit, page, error = visited.visit, visited.page, visited.error
    if error is not None:
        return Refusal(visit.address, error.reason, error.remedy)
    if page is None:
        return None
    return Capture(
        sha256=visit.sha256 or "",
        media_type=page.media_type,
        name=visit.address,
        content=page.content,
        url=visit.final,
        captured=visit.at,
        charset=page.charset,
    )


def no_page() -> IngestError:
    """What is said of a feed or sitemap among the pages that another one lists."""
    return IngestError("it is a feed or sitemap where a page was expected", "give its address by itself")


def entries_of(page: Fetched, name: str) -> tuple[Entry, ...]:
    """The entries of a feed. Raises IngestError for what is none."""
    if page.media_type != XML:
        raise IngestError("it is no feed", "give the address of an RSS or Atom feed; sitrep fetch takes pages")
    return listing_in(page.content, name).entries

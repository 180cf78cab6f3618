"""One look at a feed: what it lists that is not there yet, each page fetched, or the feed's own words in its place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sitrep.fetch.gathering import Found, Pay, entries_of, no_page, source_of
from sitrep.fetch.kinds import XML
from sitrep.fetch.listing import Entry
from sitrep.fetch.visiting import Visited
from sitrep.model.documents import Refusal
from sitrep.model.errors import IngestError, UnreachableError
from sitrep.model.visits import Visit


def look(feed: str, earlier: Visit | None, pay: Pay, is_there: Callable[[Entry], bool], most: int) -> Iterator[Found]:
    """Yield what comes of a feed's new entries, `most` at a time, and last the visit to the feed itself.

    An entry is new unless `is_there` knows it; of entries with one address the first counts. The feed's visit says that
    it need not be sent again only when all of its entries are settled: those that cannot be had now are asked for next
    time.
    """
    visited = pay(feed, earlier)
    if visited.page is None:
        yield Found(visited.visit, source_of(visited))
        return
    try:
        entries = entries_of(visited.page, visited.visit.address)
    except IngestError as error:
        visit = replace(visited.visit, etag=None, last_modified=None)
        yield Found(visit, Refusal(visit.address, error.reason, error.remedy))
        return
    new = [entry for entry in each_once(entries) if not is_there(entry)]
    settled = len(new) <= most
    for entry in new[:most]:
        found = entry_found(entry, pay)
        settled = settled and found.is_settled
        yield found
    told = visited.visit
    yield Found(told if settled else replace(told, etag=None, last_modified=None))


def each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield entries in order, those without an address all, of those with one address the first."""
    seen: set[str] = set()
    for entry in entries:
        if entry.address is None or entry.address not in seen:
            seen |= {entry.address} if entry.address is not None else set()
            yield entry


def entry_found(entry: Entry, pay: Pay) -> Found:
    """What comes of an entry: its page, the feed's own words where the page may not be had, or why there is neither."""
    if entry.address is None:
        return Found(source=entry.words)
    visited = pay(entry.address, None)
    error = wrong_with(visited)
    if error is None:
        return Found(visited.visit, source_of(visited))
    if isinstance(error, UnreachableError) or entry.words is None:
        refusal = Refusal(visited.visit.address, error.reason, error.remedy)
        return Found(visited.visit, refusal, is_settled=not isinstance(error, UnreachableError))
    return Found(visited.visit, replace(entry.words, captured=visited.visit.at))


def wrong_with(visited: Visited) -> IngestError | None:
    """Why an entry's page cannot be taken, or None."""
    if visited.page is not None and visited.page.media_type == XML:
        return no_page()
    return visited.error

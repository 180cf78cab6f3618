"""What a page says of itself to machines: title, address, outlet, date of publication."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from htmldate import find_date
from lxml import html

from sitrep.ingest.page_blocks import collapsed
from sitrep.ingest.page_names import page_names
from sitrep.model.identity import JSON

# schema.org types that are articles end in one of these.
ARTICLE_TYPES = ("Article", "Posting", "Report", "Reportage")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page's head says. `titles` are spellings of its title, the best first; `dates` as they stand there."""

    titles: tuple[str, ...]
    url: str | None
    outlet: str | None
    dates: tuple[str, ...]
    head: html.HtmlElement | None

    def guessed_date(self) -> str | None:
        """The date that htmldate finds in the head alone: elsewhere on a page it may be any date.

        It takes longer than all else that is read of a head, and is asked for where nothing else says a date.
        """
        if self.head is None:
            return None
        head = html.tostring(self.head, encoding="unicode")
        alone = html.fromstring(f"<html>{head}<body><p>.</p></body></html>")
        found = find_date(alone, extensive_search=False, original_date=True)
        return str(found) if found else None


def read_metadata(tree: html.HtmlElement) -> PageMetadata:
    """The metadata of a page; what it does not say is None or empty."""
    named = dict(_named(tree))
    articles = [thing for thing in _linked_data(tree) if _is_article(thing)]
    titles = [named.get(name) for name in page_names("title")] + [_word(a.get("headline")) for a in articles]
    titles += [collapsed(e.text_content()) for e in tree.iter("title")][:1]
    dates = [_word(a.get("datePublished")) for a in articles] + [
        named[n] for n in named if n in page_names("published")
    ]
    publisher = next((p for a in articles if isinstance(p := a.get("publisher"), dict)), {})
    return PageMetadata(
        titles=tuple(dict.fromkeys(t for t in titles if t)),
        url=_first(tree, '//link[@rel="canonical"]/@href') or named.get("og:url"),
        outlet=named.get("og:site_name") or _word(publisher.get("name")) or named.get("application-name"),
        dates=tuple(dict.fromkeys(d for d in dates if d)),
        head=next(tree.iter("head"), None),
    )


def _named(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of meta elements, the first of a name last, so that it stands."""
    for element in reversed(list(tree.iter("meta"))):
        content = collapsed(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if content and element.get(attribute):
                yield str(element.get(attribute)).lower(), content


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, JSON]]:
    """Yield every object in a page's JSON-LD; a script that is no JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                value: JSON = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from _objects(value)


def _objects(value: JSON) -> Iterator[dict[str, JSON]]:
    """Yield the objects in a JSON value, the outermost first."""
    waiting = [value]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, dict):
            yield thing
        waiting += list(thing.values()) if isinstance(thing, dict) else thing if isinstance(thing, list) else []


def _is_article(thing: dict[str, JSON]) -> bool:
    """Whether a schema.org object is an article."""
    types = thing.get("@type")
    return any(str(t).endswith(ARTICLE_TYPES) for t in (types if isinstance(types, list) else [types]))


def _word(value: JSON) -> str | None:
    """A JSON value where it is text."""
    return collapsed(value) or None if isinstance(value, str) else None


def _first(tree: html.HtmlElement, path: str) -> str | None:
    """The first text at an XPath, or None."""
    return next((str(found).strip() for found in tree.xpath(path) if str(found).strip()), None)

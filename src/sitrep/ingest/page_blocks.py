"""A page's stretches of text in reading order, each tied to its element: the ground that the article is found on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree, html

from sitrep.ingest.page_names import page_names
from sitrep.model.errors import IngestError

INLINE = frozenset(page_names("inline"))
UNSEEN = frozenset(page_names("unseen"))
SPACE = re.compile(r"[ \t\r\n\f\v]+")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What a tag begins with up to its end, each attribute as HTML reads it.
ATTRIBUTE = re.compile(r"""[^\s/=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+""")
# What follows a script's tag is no markup, nor is a comment.
INSIDE = r"(?P<inside>>(?:[^<]++|<(?!/(?:script|style)))*+)"
TAG = re.compile(
    rf"<!--(?:[^-]++|-(?!->))*+|<(?P<name>(?P<raw>(?:script|style)(?=[\s/>]))|[a-zA-Z][^\s/>]*+)"
    rf"(?P<attributes>(?:[\s/=]++|{ATTRIBUTE.pattern})*+)(?(raw){INSIDE}?+)",
    re.IGNORECASE,
)
# No tag has more attributes; shorter pages are parsed in a second whatever they hold.
MOST_ATTRIBUTES, LONG_PAGE = 500, 100_000
# A line that ended here before a <br> was a line of its own and no broken sentence.
SHORT_LINE = 60
# Class names that mark a credit in a caption.
CREDIT = re.compile(r"credit|copyright|photographer|\bsource\b", re.IGNORECASE)
TERMINAL = ".!?:\"'”’»)"
MARKS = ("class", "id", "itemprop", "rel", "property")
# A page may nest its elements no deeper than the parser allows; marks are looked for this far up.
PLAIN_TAG = re.compile(r"[a-z][a-z0-9]*")
MARK_DEPTH = 2
MARK_CHILDREN = 3


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One stretch of a page's text, white space collapsed; a no-break space stays.

    `marks` are the class names and the like of its element and the ones right around it.
    """

    text: str
    element: html.HtmlElement
    marks: str
    in_caption: bool

    @property
    def tag(self) -> str:
        """The name of the element."""
        return str(self.element.tag)

    @property
    def own_class(self) -> str:
        """The class names of the element itself."""
        return str(self.element.get("class") or "")

    @property
    def key(self) -> str:
        """The letters and digits alone, for comparing."""
        return folded(self.text)


def folded(text: str) -> str:
    """A text's letters and digits in lower case.

    >>> folded("Bridge cut, again!")
    'bridgecutagain'
    """
    return "".join(c for c in text.casefold() if c.isalnum())


def collapsed(text: str) -> str:
    """A text with its runs of white space as single spaces; a no-break space stays."""
    return SPACE.sub(" ", text).strip(" ")


def parse_page(markup: str) -> html.HtmlElement:
    """The page as a tree. Raises IngestError for what holds no element."""
    try:
        return html.document_fromstring(XML_DECLARATION.sub("", markup), parser=html.HTMLParser(remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise IngestError("no HTML in the page", "save the page again, or give its text as .txt") from None


def spared(markup: str) -> str:
    """A page's markup, a tag of very many attributes without them: the parser compares each with all before it.

    >>> len(spared("<p" + "".join(f" a{n}=1" for n in range(30_000)) + ">Shells fell.</p>"))
    19
    """
    if len(markup) < LONG_PAGE:
        return markup
    return TAG.sub(
        lambda tag: f"<{tag['name']}{tag['inside'] or ''}" if has_many(tag["attributes"]) else tag[0], markup
    )


def has_many(attributes: str | None) -> bool:
    """Whether a tag has more attributes than any that was written to be read."""
    if attributes is None or len(attributes) < MOST_ATTRIBUTES:
        return False
    return next(islice(ATTRIBUTE.finditer(attributes), MOST_ATTRIBUTES, None), None) is not None


def page_blocks(tree: html.HtmlElement) -> tuple[PageBlock, ...]:
    """All stretches of text that a reader of the page sees, in order."""
    walk = _Walk([], [], [])
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        walk.step(event, element)
    walk.flush()
    return tuple(walk.found)


@dataclass(frozen=True)
class _Walk:
    """Text as it is met: `open_blocks` are the block elements around, `pieces` the text not yet put down."""

    found: list[PageBlock]
    open_blocks: list[html.HtmlElement]
    pieces: list[str]

    def step(self, event: str, element: html.HtmlElement) -> None:
        """Take one start or end of an element, with the text that follows it."""
        if not isinstance(element.tag, str):
            if event == "end":
                self.pieces.append(element.tail or "")
            return
        if _is_block(element):
            self.flush()
        if event == "start":
            self._enter(element)
        else:
            self._leave(element)

    def _enter(self, element: html.HtmlElement) -> None:
        """Take the start of an element and the text right in it."""
        if _is_block(element):
            self.open_blocks.append(element)
        self.pieces.append(element.text or "")

    def _leave(self, element: html.HtmlElement) -> None:
        """Take the end of an element and the text right after it."""
        if _is_block(element):
            self.open_blocks.pop()
        if element.tag == "br":
            self._break()
        self.pieces.append(element.tail or "")

    def _break(self) -> None:
        """End a line at <br>, unless it is in mid-sentence."""
        line = collapsed("".join(self.pieces))
        if len(line) < SHORT_LINE or line[-1] in TERMINAL:
            self.flush()
        else:
            self.pieces.append(" ")

    def flush(self) -> None:
        """Put down the text met so far, if somebody sees it."""
        text = collapsed("".join(self.pieces))
        self.pieces.clear()
        if not text or not self.open_blocks or any(e.tag in UNSEEN for e in self.open_blocks):
            return
        element = self.open_blocks[-1]
        caption = any(e.tag == "figcaption" for e in self.open_blocks)
        self.found.append(PageBlock(text, element, marks_of(element), caption))


def _is_block(element: html.HtmlElement) -> bool:
    """Whether an element stands on lines of its own; a credit within a caption counts as one that does."""
    return (element.tag not in INLINE and element.tag != "br") or _is_credit(element)


def _is_credit(element: html.HtmlElement) -> bool:
    """Whether an element within a caption is marked as its credit."""
    marked = CREDIT.search(element.get("class") or "") is not None
    return marked and next(element.iterancestors("figcaption"), None) is not None


def marks_of(element: html.HtmlElement) -> str:
    """The class names, ids and roles of an element, of those right around it and of those right in it."""
    around = [
        element,
        *islice(element.iterancestors(), MARK_DEPTH),
        *[e for e in element[:MARK_CHILDREN] if isinstance(e.tag, str)],
    ]
    return " ".join(str(e.get(name)) for e in around for name in MARKS if e.get(name)).lower()


class Places:
    """The places of a page's elements. The children of an element are counted once, however many are asked for."""

    def __init__(self) -> None:
        self.steps: dict[html.HtmlElement, str] = {}

    def xpath(self, element: html.HtmlElement) -> str:
        """The place of an element, as `/html/body/p[3]`."""
        line = (element, *element.iterancestors())
        if not all(PLAIN_TAG.fullmatch(str(e.tag)) for e in line):
            return str(element.getroottree().getpath(element))
        return "".join(f"/{self._step(e)}" for e in reversed(line))

    def _step(self, element: html.HtmlElement) -> str:
        """An element's tag, with its number where its parent has several of it."""
        parent = element.getparent()
        if parent is None:
            return str(element.tag)
        if element not in self.steps:
            self._count(list(parent.iterchildren(tag=etree.Element)))
        return self.steps[element]

    def _count(self, children: Sequence[html.HtmlElement]) -> None:
        """Take down the steps of all children of one element."""
        every, met = Counter(child.tag for child in children), Counter[str]()
        for child in children:
            met[child.tag] += 1
            self.steps[child] = f"{child.tag}[{met[child.tag]}]" if every[child.tag] > 1 else str(child.tag)

"""What a headline that stands beside the text adds to the main incident of its page.

The text is newer and fuller than its headline, so a figure that the text states holds. Where the text states none, or
only a vague one, or only tells of persons one by one and of fewer than the headline counts, the headline's figure
holds. Where the text tells of nothing that occurred, or holds hardly a word of the headline, as on a page that
lost its article and kept its menu, the headline tells the incident alone. No span can point into a headline: what
comes from it has null for its spans.
"""

import re
from collections.abc import Mapping

from sitrep.link.pages.deadly import DEADLY
from sitrep.link.pages.tolls import (
    HIT_LESS_KILLED,
    HURT_ONE_BY_ONE,
    INJURED,
    KILLED,
    KILLED_ONE_BY_ONE,
    derived,
)
from sitrep.model.fields import Record, number_at, record_at, text_at
from sitrep.model.identity import JSON

BY_PERSONS = (KILLED_ONE_BY_ONE, HURT_ONE_BY_ONE)
# Content words: those of four letters or more, compared by their first five ("shelled", "shelling").
CONTENT = re.compile(r"[^\W\d_]{4,}")
STEM = 5
# A text that holds less than this of its headline's content words is not the headline's article.
SHARED = 0.15


def is_lost(text: str, headline: str) -> bool:
    """Whether a text holds nothing of what its headline says: the article itself is missing."""
    announced = content_of(headline)
    return len(announced & content_of(text)) < SHARED * len(announced)


def content_of(text: str) -> frozenset[str]:
    """The beginnings of a text's content words, folded.

    >>> sorted(content_of("Shells hit the mill, and 4 were hurt by shelling"))
    ['hurt', 'mill', 'shell', 'were']
    """
    return frozenset(word[:STEM] for word in CONTENT.findall(text.casefold()))


def with_headline(main: dict[str, JSON] | None, headline: dict[str, JSON] | None) -> dict[str, JSON] | None:
    """A page's main incident with the toll that its headline gives where the text states none."""
    if headline is None:
        return main
    told = {key: without_spans(value) for key, value in headline.items()}
    if main is None:
        return {**told, "claims": [], "reason": "told by the headline alone"}
    killed = _held(record_at(main, KILLED), record_at(told, KILLED), "the headline's figure")
    hurt = _less_announced(record_at(main, INJURED), record_at(main, KILLED), killed)
    injured = _held(hurt, _others_hit(told, killed), "the headline's figure")
    return {**main, KILLED: dict(killed) or None, INJURED: dict(injured) or None}


def without_spans(value: JSON) -> JSON:
    """A record whose spans are null, all through."""
    if isinstance(value, dict):
        return {key: None if key in ("span", "trigger") else without_spans(inner) for key, inner in value.items()}
    return [without_spans(item) for item in value] if isinstance(value, list) else value


def _held(stated: Record, announced: Record, reason: str) -> Record:
    """Of a text's figure and a headline's the one that holds."""
    figure = number_at(announced, "best")
    if figure is None or text_at(announced, "reason") in BY_PERSONS:
        return stated
    known = number_at(stated, "best")
    at_least = text_at(stated, "reason") in (*BY_PERSONS, DEADLY)
    return {**announced, "reason": reason} if known is None or (at_least and figure > known) else stated


def _less_announced(injured: Record, stated: Record, killed: Record) -> Record:
    """A text's injured; those of its "five shot" less the dead where the headline alone counts them."""
    left = (number_at(injured, "best") or 0) - (number_at(killed, "best") or 0)
    if stated or not killed or left < 0 or text_at(injured, "reason") != HIT_LESS_KILLED:
        return injured
    return derived(injured, left, HIT_LESS_KILLED)


def _others_hit(headline: Mapping[str, JSON], killed: Record) -> Record:
    """The headline's injured; those of "five shot" less the dead where the text alone tells of them."""
    injured = record_at(headline, INJURED)
    dead = number_at(killed, "best")
    left = (number_at(injured, "best") or 0) - (dead or 0)
    if not dead or left < 0 or record_at(headline, KILLED) or text_at(injured, "reason") != HIT_LESS_KILLED:
        return injured
    return derived(injured, left, HIT_LESS_KILLED)

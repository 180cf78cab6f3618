"""Which happening a time, place, number or weapon belongs to: the nearest trigger above it in the parse.

Places in a row belong to what the first of them belongs to, and a place that opens a sentence or a quotation to the
first happening told after it ("Near Tabqa, two strikes hit a bridge"), whatever the parser made of them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sitrep.model.annotations import PlaceMention
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.places.lists import OPENERS, OPENING

# Word classes of the parts of a name before its head.
NAME_TAGS = frozenset({"PROPN", "DET"})
# What stands between two places of a row.
ROW = re.compile(r",? (?:and )?(?:the )?")


class Spanned(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands."""


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True)
class Owners:
    """Triggers and their support verbs by token index, each with the index of its event or cue."""

    parse: Parse
    by_token: Mapping[int, int]

    def of(self, token: Token) -> int | None:
        """The number of the nearest trigger at or above a token, or None."""
        above = [token, *self.parse.ancestors(token)]
        nearest = next((self.by_token[a.i] for a in above if a.i in self.by_token), None)
        if nearest is not None:
            return nearest
        # "Syria's war that has left thousands displaced": what modifies the noun belongs to what is told of it.
        told = (c.i for a in above for c in self.parse.children(a, "relcl", "acl"))
        return next((self.by_token[i] for i in told if i in self.by_token), None)

    def share(self, found: Iterable[S]) -> dict[int, list[S]]:
        """Annotations by the number of the trigger that owns them, in order."""
        given = list(found)
        of_places = self.of_places([a for a in given if isinstance(a, PlaceMention)])
        shared: dict[int, list[S]] = {}
        for annotation in given:
            head = self.parse.at(annotation.span)
            owner = self.of(head) if head is not None else None
            owner = of_places.get(annotation.span, owner)
            if owner is not None:
                shared.setdefault(owner, []).append(annotation)
        return shared

    def of_places(self, places: Sequence[PlaceMention]) -> dict[Span, int | None]:
        """The owners of places by their spans."""
        owners: dict[Span, int | None] = {}
        before: Span | None = None
        for place in sorted(places, key=lambda p: p.span):
            in_row = before is not None and self.is_row(before, place.span)
            owners[place.span] = owners[before] if before is not None and in_row else self.of_place(place)
            before = place.span
        return owners

    def is_row(self, before: Span, after: Span) -> bool:
        """Whether only a comma or "and" stands between two places."""
        return ROW.fullmatch(self.parse.document.text[before.end : after.start]) is not None

    def of_place(self, place: PlaceMention) -> int | None:
        """The trigger above a place; where it opens a passage and has none, that of the first happening after it."""
        head = self.parse.at(place.span)
        owner = self.of(head) if head is not None else None
        if head is None or (owner is not None and owner >= 0) or not self.opens(head):
            return owner
        rest = range(head.i, self.parse.sentence(head).last)
        return next((self.by_token[i] for i in rest if self.by_token.get(i, -1) >= 0), owner)

    def opens(self, head: Token) -> bool:
        """Whether the place that a token heads begins a sentence or a quotation, with or without its preposition."""
        first, tokens = self.parse.sentence(head).first, self.parse.tokens
        at = head.i
        while at > first and (tokens[at - 1].pos in NAME_TAGS or tokens[at - 1].lower in OPENERS):
            at -= 1
        return at == first or tokens[at - 1].text in OPENING

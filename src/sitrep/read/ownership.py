"""Which happening a time, place, number or weapon belongs to: the nearest trigger above it in the parse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span


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
        shared: dict[int, list[S]] = {}
        for annotation in found:
            head = self.parse.at(annotation.span)
            owner = self.of(head) if head is not None else None
            if owner is not None:
                shared.setdefault(owner, []).append(annotation)
        return shared

"""What is known of a page when one of its texts is redacted: names seen elsewhere on it, its places, the gazetteer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitrep.gazetteer.index import PlaceNames

Words = tuple[str, ...]

# The precisions of places that are shown to all.
COARSE = frozenset({"admin1", "region", "country"})


@dataclass(frozen=True)
class Page:
    """The company of a text; an empty one withholds most.

    `places` knows place names. Of names all words are plain (see `words.plain`): `private` were withheld as names
    somewhere on the page, `persons` are annotated as the names of persons, `holders` are the family names of office
    holders who stand there in full, `located` places that the reader found there. `held` are the offsets at which
    withheld words of its text begin. `finer` are places to be withheld, each with the mark that stands for it; with
    `coarse`, a mark, every place below a first-order division is. `outlets` are those of the case,
    None where the name may be shown, else a mark.
    """

    places: PlaceNames | None = None
    private: frozenset[str] = frozenset()
    persons: frozenset[Words] = frozenset()
    holders: frozenset[str] = frozenset()
    located: frozenset[Words] = frozenset()
    held: frozenset[int] = frozenset()
    finer: Mapping[Words, str] = field(default_factory=dict)
    coarse: str | None = None
    outlets: Mapping[Words, str | None] = field(default_factory=dict)


NOWHERE = Page()

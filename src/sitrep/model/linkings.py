"""Linkings: which claims tell of one incident, and which ids incidents have had."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Linking:
    """Membership only: whatever an incident adds up to is computed from its claims and never stored.

    `incidents` are claim ids by incident id, `redirects` lead from an id that was merged away to the incident that
    its claims are in now, `mains` from a document to the incident that is its main one. `former` are the claims that
    a merged id had when it was merged away: by them it comes back when the merge is undone. `basis` is a digest of the
    claims and judgements that were linked, `profile` names the weights that they were linked by.
    """

    incidents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    mains: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    basis: str = ""
    profile: str = ""

    def incident_of(self, name: str) -> str | None:
        """The living incident that an id means now; None for one that there never was or whose claims are all gone.

        >>> Linking({"i-1": ("c-1", "c-2")}, {"i-2": "i-1"}).incident_of("i-2")
        'i-1'
        """
        return name if name in self.incidents else self.redirects.get(name)

    def without(self, claims: AbstractSet[str], documents: AbstractSet[str]) -> "Linking":
        """The linking less some claims and documents; an incident left without a claim is gone, and what led to it.

        >>> Linking({"i-1": ("c-1",), "i-2": ("c-2", "c-3")}).without({"c-1", "c-2"}, set()).incidents
        {'i-2': ('c-3',)}
        """
        incidents, former = _less(self.incidents, claims), _less(self.former, claims)
        redirects = {old: new for old, new in self.redirects.items() if new in incidents}
        mains = {page: name for page, name in self.mains.items() if page not in documents and name in incidents}
        return replace(self, incidents=incidents, redirects=redirects, mains=mains, former=former)


def _less(groups: Mapping[str, tuple[str, ...]], claims: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    """Groups of claims less some of them, those left empty less altogether."""
    left = {name: tuple(claim for claim in members if claim not in claims) for name, members in groups.items()}
    return {name: members for name, members in left.items() if members}

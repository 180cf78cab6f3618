"""Linkings: which claims tell of one incident, and which ids incidents have had."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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

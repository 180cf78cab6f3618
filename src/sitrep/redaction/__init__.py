"""What may be shown to whom: names, places and accusations under a profile. Pure functions over lines.

`redact_claim`, `redact_incident` and `redact_text` are the door; `around_of` makes what they need of a page, `gathered`
of the pages of an incident.
"""

from sitrep.redaction.claims import Around, Audience, around_of, gathered, redact_claim, redact_incident, same_incident
from sitrep.redaction.masking import Masked, redact_text
from sitrep.redaction.outlets import less_private, outlets_of
from sitrep.redaction.pages import NOWHERE, Page

__all__ = [
    "NOWHERE",
    "Around",
    "Audience",
    "Masked",
    "Page",
    "around_of",
    "gathered",
    "less_private",
    "outlets_of",
    "redact_claim",
    "redact_incident",
    "redact_text",
    "same_incident",
]

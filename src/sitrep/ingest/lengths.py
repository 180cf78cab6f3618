"""How long a text may be to be read in one piece."""

from sitrep.model.documents import Document, Refusal

# 120,000 characters took about 12 seconds, a million more than 5 minutes: reading is not yet linear. The longest of
# the 12,495 development texts has 100,000 characters.
LONGEST = 300_000


def refuse_length(document: Document) -> Refusal | None:
    """The refusal of a document too long to be read at once, or None; it is kept all the same."""
    length = sum(block.span.end - block.span.start for block in document.readable())
    if length <= LONGEST:
        return None
    reason = f"not read: {length:,} characters of text, more than the {LONGEST:,} that are read at once"
    return Refusal(document.external_id, reason, "it is kept unread; split it into its articles")

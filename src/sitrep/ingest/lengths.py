"""How long a text may be to be read in one piece."""

from sitrep.model.documents import Document, Refusal

# Reading takes about a second for ten thousand characters, and more than in proportion for very long texts. The
# longest article among 5,000 development pages has 96,000 characters.
LONGEST = 300_000


def refuse_length(document: Document) -> Refusal | None:
    """The refusal of a document too long to be read at once, or None; it is kept all the same."""
    length = sum(block.span.end - block.span.start for block in document.readable())
    if length <= LONGEST:
        return None
    reason = f"not read: {length:,} characters of text, more than the {LONGEST:,} that are read at once"
    return Refusal(document.external_id, reason, "it is kept unread; split it into its articles")

"""Which language a text is in, as far as it matters: whether there is a reader for it."""

import unicodedata
from itertools import islice

import py3langid

from sitrep.model.documents import Document, Refusal

READ = frozenset({"en"})
# Fewer letters than this are too few to tell a language by (the contract's figure).
FEW_LETTERS = 200
# So many characters are enough to tell English; so many more are asked before a page is said to be in another language.
FIRST_LOOK, SAMPLE = 500, 4000


def detect_language(text: str) -> str:
    """An ISO 639-1 code; a short text counts as English unless its script is another.

    >>> detect_language("Two dead.")
    'en'
    """
    letters = list(islice(filter(str.isalpha, text[: SAMPLE * 2]), FEW_LETTERS))
    if len(letters) < FEW_LETTERS:
        latin = sum(1 for c in letters if unicodedata.name(c, "").startswith("LATIN"))
        if not letters or latin * 2 >= len(letters):
            return "en"
    code, _ = py3langid.classify(text[:FIRST_LOOK])
    if code not in READ and len(text) > FIRST_LOOK:
        code, _ = py3langid.classify(text[:SAMPLE])
    return str(code)


def refuse_language(document: Document) -> Refusal | None:
    """The refusal of a document in a language without a reader, or None."""
    if document.lang.split("-")[0].lower() in READ:
        return None
    remedy = "it is kept unread; give an English translation, or set lang if this is wrong"
    return Refusal(document.external_id, f"not read: language {document.lang}", remedy)

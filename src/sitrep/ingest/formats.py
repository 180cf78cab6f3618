"""What the pages of all formats share: media types, how large a page may be, names as text."""

HTML, TEXT, MARKDOWN, RECORD = "text/html", "text/plain", "text/markdown", "application/json"
# A page larger than this is no article; the figure is trafilatura's own limit.
LARGEST = 20_000_000


def printable(name: str) -> str:
    """A file's name as text: bytes of it that are no UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

"""What a PDF says of itself, where it makes sense: most programs put in whatever they have."""

import re

# Names of files and of programs are no titles.
FILE_NAME = re.compile(
    r"\.(?:docx?|odt|pdf|indd|rtf|txt|pptx?|xlsx?|qxd|pages)$|^Microsoft |^untitled|[_/\\\\]", re.IGNORECASE
)
MOMENT = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
FEWEST_WORDS = 3


def title_of(title: str) -> str | None:
    """A title in a PDF's metadata; None for one that is a file's name or too short for a headline.

    >>> title_of("Floods cut the road to Homs"), title_of("Microsoft Word - sitrep 4.docx")
    ('Floods cut the road to Homs', None)
    """
    words = " ".join(title.split())
    return None if FILE_NAME.search(words) or len(words.split()) < FEWEST_WORDS else words


def day_of(moment: str) -> str | None:
    """The day on which a PDF was made, as an ISO date, or None.

    >>> day_of("D:20151222100000+02'00'")
    '2015-12-22'
    """
    found = MOMENT.match(moment)
    return "-".join(found.groups()) if found else None

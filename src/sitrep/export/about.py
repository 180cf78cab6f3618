"""What a file says about itself: whom it is for, what was withheld from it and whose the places in it are."""

from sitrep.export.contents import Content
from sitrep.export.redacted import counted, told
from sitrep.redaction import Audience
from sitrep.views.credits import licence_text


def about(content: Content, name: str) -> dict[str, str]:
    """Entries for people, each a name with its words, for a file of some name."""
    kept = "" if content.audience is Audience.PUBLIC else " (not for publication)"
    return {
        "file": name,
        "rows": f"{len(content.lines)} {content.what.value}",
        "profile": f"{content.audience.value}{kept}",
        "withheld": told(counted(content.lines)),
        "licence": licence_text(name),
    }

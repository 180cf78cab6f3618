"""sitrep reads conflict reporting and keeps a ledger of claims, not of facts.

What a notebook needs is here and loaded when it is first asked for: `open_case`, `read` and the classes of what they
give. docs/python.md is the tour.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sitrep.door.cases import Case, open_case
    from sitrep.door.lines import Claim, Document, Incident
    from sitrep.door.spans import Quoted
    from sitrep.door.tables import Rows, Table
    from sitrep.door.texts import read
    from sitrep.model.errors import SitrepError

__version__ = "0.1.0"
__all__ = ["Case", "Claim", "Document", "Incident", "Quoted", "Rows", "SitrepError", "Table", "open_case", "read"]

# Where each name is made; `read` is a room of that name too, which is called as the function.
_MADE_IN = {
    "Case": "door.cases",
    "Claim": "door.lines",
    "Document": "door.lines",
    "Incident": "door.lines",
    "Quoted": "door.spans",
    "Rows": "door.tables",
    "SitrepError": "model.errors",
    "Table": "door.tables",
    "open_case": "door.cases",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """A name of the door, imported now. Raises AttributeError where there is none."""
        if name not in _MADE_IN:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_MADE_IN[name]}"), name)
        globals()[name] = found
        return found

    class _Readable(ModuleType):
        """A room that is called too."""

        def __call__(
            self,
            text: str,
            *,
            published: "str | date | None" = None,
            title: str | None = None,
            outlet: str | None = None,
            url: str | None = None,
            lang: str | None = None,
            name: str = "text",
        ) -> "list[Claim]":
            """The claims of one text, as `sitrep read` prints them for a line of JSONL with the same fields.

            `published` is a day or a moment, as an ISO text or of Python's own kind; `lang` a language other than the
            one that is found; `name` is what the page is called in the claims. Raises IngestError, with `reason` and
            `remedy`, for what cannot be read.
            """
            made = import_module(f"{__name__}.door.texts").read
            return made(text, published=published, title=title, outlet=outlet, url=url, lang=lang, name=name)

    import_module(f"{__name__}.read").__class__ = _Readable


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""Records of `sitrep.model` as JSON values, and back again unchanged."""

from typing import TypeVar

from cattrs import Converter
from cattrs.errors import ClassValidationError, IterableValidationError, StructureHandlerNotFoundError

from sitrep.model.errors import LedgerError
from sitrep.model.identity import JSON, canonical
from sitrep.model.spans import Span

R = TypeVar("R")

# Whole numbers above this have no exact float, so that a float there has no one spelling as an integer.
EXACT = 2**53


def whole(value: float) -> float:
    """A number in its one spelling: 12.0 and 12 are both 12, so that they have one content id.

    >>> [whole(12.0), whole(12), whole(0.5)]
    [12, 12, 0.5]
    """
    return int(value) if abs(value) < EXACT and float(value).is_integer() else value


def _anchor(value: object, _type: object) -> str | Span:
    """An interval's anchor: a name, or the span of the text it hangs on."""
    return value if isinstance(value, str) else CONVERTER.structure(value, Span)


def _converter() -> Converter:
    """The one converter: enumerations by value, records as objects, whole numbers in one spelling."""
    converter = Converter()
    converter.register_unstructure_hook(float, whole)
    converter.register_structure_hook(str | Span, _anchor)
    return converter


CONVERTER = _converter()


def to_json(record: object) -> JSON:
    """A record as a JSON value: an object with the record's fields, spans as start and end.

    >>> to_json(Span(2, 5))
    {'start': 2, 'end': 5}
    """
    value: JSON = CONVERTER.unstructure(record)
    return value


def from_json(cls: type[R], value: JSON) -> R:
    """The record that `to_json` made `value` of.

    Fields that the value lacks take their defaults; raises LedgerError when one has none, or has
    a value that is not of its type.
    """
    try:
        return CONVERTER.structure(value, cls)
    except (ClassValidationError, IterableValidationError, StructureHandlerNotFoundError, TypeError, ValueError) as why:
        raise LedgerError(
            f"a stored {cls.__name__} does not have the form this sitrep expects ({why}); "
            "it was written by another version: read the case with that one, or add its sources to a new case"
        ) from why


def storable(text: str) -> str:
    r"""Text that SQLite can hold: lone surrogates, of a broken file name or escape, as escapes.

    >>> storable("caf\udce9")
    'caf\\udce9'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def written(value: JSON) -> str:
    """A JSON value as stored: canonical; the escapes of lone surrogates are JSON's own, so they come back."""
    return storable(canonical(value))

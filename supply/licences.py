"""Licences as SPDX expressions: what a package says of itself, what was read in its files, and what is allowed."""

import csv
from collections.abc import Collection
from importlib.metadata import metadata
from pathlib import Path

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder, its comments left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [*csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")]


def allowed(where: str) -> set[str]:
    """The licences that a `package`, a `part` of one, or `data` may have."""
    return {row["licence"] for row in table("allowed.tsv") if where in row["where"].split("|")}


def taken(expression: str, accepted: Collection[str]) -> str | None:
    """The first alternative of an SPDX expression whose every part is accepted; None where there is none.

    Brackets are not understood, so an expression with them is accepted by no list: it needs a row in licences.tsv.

    >>> taken("MPL-1.1 OR GPL-2.0-only", {"MPL-1.1"})
    'MPL-1.1'
    >>> taken("MIT AND GPL-3.0-only", {"MIT"}) is None
    True
    """
    for alternative in expression.split(" OR "):
        if all(part in accepted for part in alternative.split(" AND ")):
            return alternative
    return None


def licence_of(name: str, read: dict[str, str]) -> str:
    """A package's licence: as read by us where a row says so, else as its own metadata has it.

    Raises KeyError, saying what to do, where the metadata names no SPDX expression that is allowed.
    """
    if name in read:
        return read[name]
    said = metadata(name).json
    expression = str(said.get("license_expression") or said.get("license") or "")
    if taken(expression, allowed("package")) is None:
        short = expression.splitlines()[0][:60] if expression else "no licence"
        raise KeyError(f"{name} says {short!r}: read its licence file and add a row to supply/licences.tsv")
    return expression

"""What can be mapped from, and the command itself, for the tests of this room."""

import pytest
from tests.cli.conftest import sitrep

from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.reading import read_book
from sitrep.codebook.records import Book, Problem
from sitrep.export.coded import vocabularies

__all__ = ["sitrep"]


@pytest.fixture(scope="session")
def known() -> dict[str, Vocabulary]:
    """The paths and codes of claims and incidents."""
    return vocabularies()


def book_of(text: str, known: dict[str, Vocabulary]) -> Book:
    """A book that must be right."""
    book, problems = read_book(text.encode(), known)
    assert book is not None, problems
    return book


def grave(text: str | bytes, known: dict[str, Vocabulary]) -> list[Problem]:
    """What is gravely wrong with a book."""
    _, problems = read_book(text if isinstance(text, bytes) else text.encode(), known)
    return [problem for problem in problems if problem.grave]

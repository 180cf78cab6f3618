"""The tree of refusals."""

import inspect

import pytest

from sitrep.model import errors
from sitrep.model.errors import IngestError, SitrepError

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c is not SitrepError]


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_every_error_is_one_of_the_house_and_stands_in_the_drawing(error: type[Exception]) -> None:
    assert issubclass(error, SitrepError)
    depth = len(error.__mro__) - len(SitrepError.__mro__)
    assert f"\n{'  ' * (2 + depth)}{error.__name__} " in (errors.__doc__ or "")


def test_the_drawing_names_no_error_that_is_gone() -> None:
    drawn = [line.split()[0] for line in (errors.__doc__ or "").splitlines() if line.startswith("      ")]
    assert sorted(drawn) == sorted(c.__name__ for c in CLASSES)


def test_a_source_that_cannot_be_read_says_why_and_what_to_do() -> None:
    error = IngestError("the page is empty", "give the address of the article")
    assert str(error) == "the page is empty; give the address of the article"
    assert (error.reason, error.remedy) == ("the page is empty", "give the address of the article")

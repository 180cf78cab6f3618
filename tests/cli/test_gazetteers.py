import pytest
from tests.cli.conftest import Sitrep


def test_info_gives_counts_licences_and_credit_but_no_path(sitrep: Sitrep) -> None:
    (described,) = sitrep("gazetteer", "info").lines()
    assert isinstance(described["places"], int)
    assert described["places"] > 100_000
    assert "CC BY 4.0" in str(described["attribution"])
    assert set(described) == {"schema", "digest", "places", "names", "packages", "attribution"}


def test_a_current_index_is_not_built_again(sitrep: Sitrep) -> None:
    done = sitrep("gazetteer", "build", "--if-needed")
    assert (done.status, done.out, done.err) == (0, "", "")


@pytest.mark.parametrize("path", ["nowhere.sqlite", "."])
def test_info_on_no_index_says_what_to_run(sitrep: Sitrep, path: str) -> None:
    done = sitrep("gazetteer", "info", "--path", path)
    assert done.failed_with_one_line(1, "run `sitrep gazetteer build`")


def test_a_place_that_cannot_be_written_is_said(sitrep: Sitrep) -> None:
    done = sitrep("gazetteer", "build", "--path", "/dev/null/places.sqlite")
    assert done.failed_with_one_line(1, "cannot be written")

"""A dotted path leads to one value, which can be replaced, and every leaf has one."""

import pytest

from sitrep.model.paths import MissingError, cells, value_at, with_value

LINE = {"id": "c-1", "event": {"quantities": [{"best": 6, "group": None}], "actors": []}}


def test_a_path_leads_through_objects_and_lists() -> None:
    assert value_at(LINE, "event.quantities.0.best") == 6
    assert value_at(LINE, "event.actors") == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("evnt", ("id", "event")),
        ("event.quantities.1", ("0",)),
        ("event.quantities.0.best.low", ()),
        ("", ("id", "event")),
    ],
)
def test_a_path_that_leads_nowhere_says_what_is_there(path: str, fields: tuple[str, ...]) -> None:
    for look in (lambda: value_at(LINE, path), lambda: with_value(LINE, path, 1)):
        with pytest.raises(MissingError) as error:
            look()
        assert error.value.fields == fields


def test_a_replaced_value_leaves_the_record_as_it_was() -> None:
    changed = with_value(LINE, "event.quantities.0.best", 7)
    assert value_at(changed, "event.quantities.0") == {"best": 7, "group": None}
    assert value_at(LINE, "event.quantities.0.best") == 6


def test_every_leaf_has_its_path() -> None:
    assert dict(cells(LINE)) == {
        "id": "c-1", "event.quantities.0.best": 6, "event.quantities.0.group": None, "event.actors": [],
    }  # fmt: skip

from pathlib import Path

import pytest
from figures import BenchError, Figure
from floors import Floor, Lowering, complaints, lower_floor, raise_floors, read_floors, write_floors
from tasks import Better, Metric

RIGHT = Metric("right", "right {figure}")
EXTRA = Metric("extra", "extra {figure}", Better.LOWER)
DATA = {"set": "d1"}


def test_a_figure_at_its_floor_stands() -> None:
    assert complaints([Figure("set", RIGHT, 40.0)], DATA, {"set right": Floor(40, "d1")}) == []


def test_a_figure_below_its_floor_is_told() -> None:
    told = complaints([Figure("set", RIGHT, 39.9)], DATA, {"set right": Floor(40, "d1")})
    assert told == ["set right: 39.9 is worse than its floor, 40"]


def test_more_errors_than_the_floor_allows_are_told() -> None:
    floors = {"set extra": Floor(3, "d1", Better.LOWER)}
    assert complaints([Figure("set", EXTRA, 2)], DATA, floors) == []
    assert complaints([Figure("set", EXTRA, 4)], DATA, floors) == ["set extra: 4 is worse than its floor, 3"]


def test_a_figure_without_a_floor_stands() -> None:
    assert complaints([Figure("set", RIGHT, 0.0)], DATA, {}) == []


def test_changed_data_is_told_even_when_the_figure_holds() -> None:
    (told,) = complaints([Figure("set", RIGHT, 90.0)], {"set": "d2"}, {"set right": Floor(40, "d1")})
    assert "the data is not what the floor was measured on" in told


def test_raising_rounds_to_the_safe_side() -> None:
    raised = raise_floors([Figure("set", RIGHT, 41.9), Figure("set", EXTRA, 2.4)], DATA, {})
    assert raised == {"set right": Floor(41, "d1"), "set extra": Floor(3, "d1", Better.LOWER)}


def test_raising_never_lowers() -> None:
    floors = {"set right": Floor(60, "d1"), "set extra": Floor(1, "d1", Better.LOWER)}
    assert raise_floors([Figure("set", RIGHT, 41.9), Figure("set", EXTRA, 5)], DATA, floors) == floors


def test_raising_does_not_pull_down_a_floor_between_two_whole_numbers() -> None:
    floors = {"set right": Floor(41.5, "d1")}
    assert raise_floors([Figure("set", RIGHT, 41.9)], DATA, floors) == floors


def test_raising_pins_changed_data_and_keeps_the_value() -> None:
    raised = raise_floors([Figure("set", RIGHT, 10.0)], {"set": "d2"}, {"set right": Floor(60, "d1")})
    assert raised == {"set right": Floor(60, "d2")}


def test_raising_leaves_floors_of_other_tasks_alone() -> None:
    floors = {"other right": Floor(5, "d9")}
    assert raise_floors([Figure("set", RIGHT, 41.9)], DATA, floors)["other right"] == Floor(5, "d9")


def test_lowering_keeps_the_reason() -> None:
    lowered = lower_floor({"set right": Floor(40, "d1")}, "set right", 35, " the gold was corrected ", "2026-01-02")
    assert lowered["set right"] == Floor(35, "d1", lowered=(Lowering("2026-01-02", 40, 35, "the gold was corrected"),))


@pytest.mark.parametrize("because", ["", "   "])
def test_lowering_without_a_reason_is_refused(because: str) -> None:
    with pytest.raises(BenchError, match="--because"):
        lower_floor({"set right": Floor(40, "d1")}, "set right", 35, because, "2026-01-02")


@pytest.mark.parametrize("value", [40, 41, float("nan"), float("-inf")])
def test_lowering_to_what_is_no_lower_value_is_refused(value: float) -> None:
    with pytest.raises(BenchError, match="does not lower"):
        lower_floor({"set right": Floor(40, "d1")}, "set right", value, "a reason", "2026-01-02")


def test_lowering_an_error_floor_allows_more_errors() -> None:
    floors = {"set extra": Floor(3, "d1", Better.LOWER)}
    assert lower_floor(floors, "set extra", 5, "more is read", "2026-01-02")["set extra"].value == 5
    with pytest.raises(BenchError, match="does not lower"):
        lower_floor(floors, "set extra", 2, "a reason", "2026-01-02")


def test_lowering_an_unknown_floor_is_refused() -> None:
    with pytest.raises(BenchError, match="no floor is called 'set wrong'"):
        lower_floor({}, "set wrong", 1, "a reason", "2026-01-02")


def test_floors_come_back_from_their_file(tmp_path: Path) -> None:
    floors = {
        "set extra": Floor(3, "d1", Better.LOWER),
        "set right": Floor(35.5, "d1", lowered=(Lowering("2026-01-02", 40, 35.5, "réécrit"),)),
    }
    write_floors(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


def test_no_file_is_no_floors(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "floors.json") == {}


@pytest.mark.parametrize("text", ["{", "[]", '{"set right": 4}', '{"set right": {"value": "4", "data": "d"}}'])
def test_a_file_that_holds_no_floors_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.json").write_text(text)
    with pytest.raises(BenchError, match=r"floors\.json is not a file of floors"):
        read_floors(tmp_path / "floors.json")

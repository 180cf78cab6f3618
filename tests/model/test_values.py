"""Values that are quick to make are frozen dataclasses like any other."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from sitrep.model.values import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Toll:
    killed: int
    hurt: int = 0
    whole: int = field(init=False, compare=False, default=0)

    def __post_init__(self) -> None:
        if self.killed < 0:
            raise ValueError("fewer than none")
        object.__setattr__(self, "whole", self.killed + self.hurt)


def test_it_is_made_by_position_and_name_with_defaults() -> None:
    assert (Toll(1, 2), Toll(hurt=2, killed=1), Toll(3).hurt) == (Toll(killed=1, hurt=2), Toll(1, 2), 0)


def test_what_a_class_does_after_its_fields_are_set_is_done() -> None:
    assert Toll(1, 2).whole == 3
    with pytest.raises(ValueError, match="fewer than none"):
        Toll(-1)


def test_it_stays_frozen_and_compares_hashes_pickles_and_is_replaced() -> None:
    toll = Toll(1, 2)
    with pytest.raises(FrozenInstanceError):
        toll.killed = 4  # type: ignore[misc]
    assert toll < Toll(1, 3)
    assert len({toll, Toll(1, 2)}) == 1
    assert pickle.loads(pickle.dumps(toll)) == toll  # noqa: S301 - our own bytes
    assert replace(toll, hurt=5) == Toll(1, 5)


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError, match="killed"):
        Toll()  # type: ignore[call-arg]


def test_a_class_without_slots_or_with_a_factory_is_refused() -> None:
    @dataclass(frozen=True)
    class Loose:
        killed: int

    @dataclass(frozen=True, slots=True)
    class Listed:
        names: list[str] = field(default_factory=list)

    for cls in (Loose, Listed):
        with pytest.raises(TypeError, match="leave @quick out"):
            quick(cls)

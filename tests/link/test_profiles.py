import pytest

from sitrep.link import comparisons, databases
from sitrep.link.profiles import load_profiles

LEVELS = {"pages": comparisons.LEVELS, "databases": databases.LEVELS}


@pytest.mark.parametrize("name", sorted(LEVELS))
def test_profile_weighs_each_level_and_more_what_is_more_alike(name: str) -> None:
    profile = load_profiles()[name]
    assert set(profile.weights) == set(LEVELS[name])
    assert 0 < profile.threshold < 1
    for comparison, levels in LEVELS[name].items():
        weights = [profile.weights[comparison][level] for level in levels]
        assert weights == sorted(weights)
        assert weights[0] <= 0

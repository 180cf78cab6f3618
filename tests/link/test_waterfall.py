import json

from sitrep.link.comparisons import Compared
from sitrep.link.profiles import Profile
from sitrep.link.waterfall import waterfall

PROFILE = Profile("made", -2.0, 0.4, {"time": {"same day": 3.0}, "words": {"0+": -0.5}})
FOUND = {"time": Compared("same day", "0 days apart"), "words": Compared("0+", "words alike 0.01")}


def test_waterfall_goes_from_the_prior_by_each_weight_to_the_decision() -> None:
    drawn = waterfall(FOUND, PROFILE)
    assert [step.total for step in drawn.steps] == [1.0, 0.5]
    assert drawn.is_match
    assert drawn.decision == "same"


def test_waterfall_is_a_json_record_and_lines() -> None:
    drawn = waterfall(FOUND, PROFILE)
    record = json.loads(json.dumps(drawn.as_json()))
    assert record["steps"][0] == {
        "comparison": "time", "level": "same day", "reason": "0 days apart", "weight": 3.0, "total": 1.0,
    }  # fmt: skip
    lines = list(drawn.lines())
    assert lines[0].startswith("prior")
    assert "same day" in lines[1]
    assert lines[-1] == "probability 0.622, threshold 0.4: same"


def test_level_that_the_profile_does_not_name_weighs_nothing() -> None:
    assert waterfall({"place": Compared("unknown", "a place is not known")}, PROFILE).total == PROFILE.prior

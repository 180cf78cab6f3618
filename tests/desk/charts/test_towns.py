"""The towns that label a map."""

import pytest

from sitrep.desk.charts.towns import parse_box, town_limit, towns_in
from sitrep.gazetteer import Gazetteer
from sitrep.gazetteer.areas import Box, largest_in
from sitrep.model.errors import UsageError


def test_towns_of_an_area_come_largest_first(gazetteer: Gazetteer) -> None:
    found = largest_in(gazetteer, parse_box("35.5,32.5,38.5,37"), 12)
    assert len(found) == 12
    assert [t.population for t in found] == sorted((t.population for t in found), reverse=True)
    assert {"Aleppo", "Damascus", "Homs"} <= {t.name for t in found}
    assert all(35.5 <= t.lon <= 38.5 and 32.5 <= t.lat <= 37 for t in found)


def test_an_area_over_the_date_line_has_both_sides(gazetteer: Gazetteer) -> None:
    box = parse_box("170,-50,190,0")
    assert box == Box(170, -50, -170, 0)
    lons = [t.lon for t in largest_in(gazetteer, box, 60)]
    assert any(lon > 170 for lon in lons)
    assert any(lon < -170 for lon in lons)
    assert all(abs(lon) >= 170 for lon in lons)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "10,0,5,1", "0,10,1,5", "nan,0,1,1", "inf,0,inf,1"])
def test_what_is_no_area_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError, match="bbox is"):
        parse_box(text)


def test_a_view_wider_than_a_province_has_no_names(gazetteer: Gazetteer) -> None:
    assert town_limit(6) == 0
    assert town_limit(7) < town_limit(9) <= town_limit(30)
    assert towns_in(gazetteer, parse_box("-180,-90,180,90"), town_limit(3)) == []
    assert towns_in(gazetteer, parse_box("36,34,38,36"), 1) == [
        {
            "name": "Homs",
            "lat": pytest.approx(34.73, abs=0.1),
            "lon": pytest.approx(36.72, abs=0.1),
            "population": pytest.approx(775404, rel=0.5),
        }
    ]

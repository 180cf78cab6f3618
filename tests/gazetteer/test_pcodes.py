from pathlib import Path

import pytest
from tests.gazetteer.dumping import few_packages, zipped

from sitrep.gazetteer.building import Wanted, build_gazetteer, inputs_digest
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.dumps import Selection
from sitrep.gazetteer.index import Gazetteer, open_gazetteer
from sitrep.gazetteer.pcodes import read_pcodes
from sitrep.model.errors import GazetteerError

HEADER = "pcode,name,country,admin1,geonames_id,version"


def quiet(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def pcodes(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "codes.csv"
    path.write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8-sig")
    return path


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Gazetteer:
    """An index of a few places with the P-codes of some lines."""
    few_packages(monkeypatch)
    path, wanted = folder / "g.sqlite", Wanted(zipped(folder / "allCountries.zip"), Selection())
    build_gazetteer(path, quiet, wanted, pcodes(folder, *lines))
    return open_gazetteer(path)


def test_a_place_has_the_p_code_and_the_edition_of_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = built(tmp_path, monkeypatch, "SY07,Idlib,SY,,,first", "SYZ1,,,,1,second", "BE9,Lowmarch,Belgium,,,third")
    found = {name: index.find(name)[0] for name in ("Idlib province", "Qarnabal", "Lowmarch", "Tell Hamra")}
    assert {name: (c.pcode, c.pcode_version) for name, c in found.items()} == {
        "Idlib province": ("SY07", "first"),
        "Qarnabal": ("SYZ1", "second"),
        "Lowmarch": ("BE9", "third"),
        "Tell Hamra": (None, None),
    }


def test_a_division_of_the_row_is_told_by_name_or_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_name = built(tmp_path, monkeypatch, "SYZ1,Qarnabal,SYR,Idlib Governorate,,v").find("Qarnabal")[0]
    by_code = built(tmp_path, monkeypatch, "SYZ1,Qarnabal,SYR,SY-ID,,v").find("Qarnabal")[0]
    assert (by_name.pcode, by_code.pcode) == ("SYZ1", "SYZ1")


def test_an_index_says_which_p_codes_are_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = built(tmp_path, monkeypatch, "SYZ1,,,,1,v2", "BE9,,,,9,v1").info()
    told = dict(info.pcodes)
    assert (told["file"], told["rows"], told["versions"]) == ("codes.csv", "2", "v1; v2")
    assert info.inputs == inputs_digest(dict(info.dump), told) != inputs_digest(dict(info.dump))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",,,,1,v", r"codes\.csv:3: pcode is empty; write it, or leave out the line"),
        ("SYZ1,,,,1,", r"codes\.csv:3: version is empty"),
        ("SYZ1,Qarnabal,SY", r"codes\.csv:3: not 6 cells as in the header"),
        ("SYZ1,Qarnabal,SY,,,v,more", r"codes\.csv:3: not 6 cells as in the header"),
        ("SYZ1,,,,x7,v", r"codes\.csv:3: geonames_id 'x7' is no number"),
        ("SYZ1,Qarnabal,Atlantis,,,v", r"codes\.csv:3: country 'Atlantis' is not known; write .* such as SYR"),
        ("SYZ1,,SYR,,,v", r"codes\.csv:3: neither geonames_id nor name"),
        ("SYZ1,,,,777,v", r"codes\.csv:3: no place has geonames_id 777"),
        ("SYZ1,Qarnabal,BEL,,,v", r"codes\.csv:3: no place 'Qarnabal' in BEL; write its geonames_id"),
        ("SYZ1,Lowmarch,BEL,,,v", r"codes\.csv:3: Lowmarch has a P-code by line 2; leave out one"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, message: str
) -> None:
    with pytest.raises(GazetteerError, match=message):
        built(tmp_path, monkeypatch, "BE9,,,,9,v", line)
    assert not list(tmp_path.glob("g.sqlite*"))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("pcode,geonames_id", "no column 'version'; the header is"),
        ("version,pcode,name", "no column 'geonames_id'; the header is"),
        (HEADER, "no rows of P-codes"),
    ],
)
def test_a_file_that_is_none_of_p_codes_is_said(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message):
        read_pcodes(pcodes(tmp_path, header=header), load_countries())


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        read_pcodes(tmp_path / "none.csv", load_countries())
    (tmp_path / "old.csv").write_bytes(HEADER.encode() + b"\n\xff\xfe\n")
    with pytest.raises(GazetteerError, match="not UTF-8"):
        read_pcodes(tmp_path / "old.csv", load_countries())

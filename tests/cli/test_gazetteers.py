from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep, record
from tests.gazetteer.dumping import few_packages, zipped


def test_info_gives_counts_licences_and_credit_but_no_path(sitrep: Sitrep) -> None:
    (described,) = sitrep("gazetteer", "info").lines()
    assert isinstance(described["places"], int)
    assert described["places"] > 100_000
    assert "CC BY 4.0" in str(described["attribution"])
    assert set(described) == {"schema", "digest", "places", "names", "packages", "admin1_codes", "attribution"}


def test_info_measures_look_ups_and_memory_where_asked(sitrep: Sitrep) -> None:
    (described,) = sitrep("gazetteer", "info", "--measure").lines()
    measured = described["measured"]
    assert isinstance(measured, dict)
    assert set(measured) == {"names", "first_median_us", "first_late_us", "again_median_us", "memory_mb"}
    assert measured["names"] >= 400
    assert 0 < measured["again_median_us"] < measured["first_median_us"] < 20_000


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


@pytest.mark.parametrize("content", [None, b"", b"no index, but as long as one may be" * 40])
@pytest.mark.parametrize("command", [["read", "-"], ["add", "case", "-"], ["gazetteer", "info"]])
def test_no_command_reads_without_an_index(
    sitrep: Sitrep, tmp_path: Path, command: list[str], content: bytes | None
) -> None:
    sitrep("init", "case")
    index = tmp_path / "places.sqlite"
    if content is not None:
        index.write_bytes(content)
    done = sitrep(*command, given=record(1), env={"SITREP_GAZETTEER": str(index)})
    assert done.failed_with_one_line(1, "run `sitrep gazetteer build`")


def test_doctor_says_that_there_is_no_index(sitrep: Sitrep) -> None:
    done = sitrep("doctor", env={"SITREP_GAZETTEER": "nowhere.sqlite"})
    assert done.status == 1
    assert [line["ok"] for line in done.lines() if line["what"] == "gazetteer"] == [False]


def test_an_index_from_a_dump_says_so(sitrep: Sitrep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_packages(monkeypatch)
    zipped(tmp_path / "allCountries.zip")
    chosen = ("--countries", "SY", "--classes", "P,S", "--path", "places.sqlite")
    done = sitrep("gazetteer", "build", "allCountries.zip", *chosen)
    assert (done.status, done.out) == (0, "")
    (described,) = sitrep("gazetteer", "info", "--path", "places.sqlite").lines()
    dump = described["dump"]
    assert isinstance(dump, dict)
    assert (dump["dated"], dump["packed"], dump["rows"]) == ("2026-03-04", "2026-03-05", "2")
    assert dump["selection"] == "countries: SY; classes: P, S"
    assert "CC BY 4.0" in dump["licence"]


def test_an_index_from_a_dump_is_kept_where_one_is_needed(
    sitrep: Sitrep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_packages(monkeypatch)
    zipped(tmp_path / "allCountries.zip")
    sitrep("gazetteer", "build", "allCountries.zip", "--path", "places.sqlite")
    before = (tmp_path / "places.sqlite").read_bytes()
    done = sitrep("gazetteer", "build", "--if-needed", "--path", "places.sqlite")
    assert (done.status, done.err) == (0, "")
    monkeypatch.setattr("sitrep.cli.gazetteers.inputs_digest", lambda _dump=None, _pcodes=None: "of other names")
    done = sitrep("gazetteer", "build", "--if-needed", "--path", "places.sqlite")
    assert "build it again with allCountries.zip" in " ".join(done.err.split())
    assert (tmp_path / "places.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["nowhere.zip"], 1, "nowhere.zip: no such file; take allCountries.zip from"),
        (["page.txt"], 1, "page.txt:1: columns: 1, a GeoNames dump has 19"),
        (["page.txt", "--countries", "XQ"], 2, "'XQ' is no country's code"),
        (["page.txt", "--classes", "Z"], 2, "'Z' is no feature class"),
        (["--countries", "SY"], 2, "name one, such as allCountries.zip"),
        (["page.txt", "--if-needed"], 2, "always built anew"),
    ],
)
def test_a_dump_that_cannot_be_used_is_said_and_nothing_written(
    sitrep: Sitrep, tmp_path: Path, arguments: list[str], status: int, words: str
) -> None:
    (tmp_path / "page.txt").write_text("Nine lorries crossed the bridge.\n", encoding="utf-8")
    done = sitrep("gazetteer", "build", *arguments, "--path", "places.sqlite")
    assert done.failed_with_one_line(status, words)
    assert not list(tmp_path.glob("places*"))


def test_an_index_with_p_codes_says_so_and_is_kept_where_one_is_needed(
    sitrep: Sitrep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_packages(monkeypatch)
    (tmp_path / "codes.csv").write_text("pcode,geonames_id,version\nBE9,9,made\n", encoding="utf-8")
    done = sitrep("gazetteer", "build", "--pcodes", "codes.csv", "--path", "places.sqlite")
    assert (done.status, done.out) == (0, "")
    (described,) = sitrep("gazetteer", "info", "--path", "places.sqlite").lines()
    pcodes = described["pcodes"]
    assert isinstance(pcodes, dict)
    assert (pcodes["file"], pcodes["versions"]) == ("codes.csv", "made")
    before = (tmp_path / "places.sqlite").read_bytes()
    assert sitrep("gazetteer", "build", "--if-needed", "--path", "places.sqlite").err == ""
    assert (tmp_path / "places.sqlite").read_bytes() == before
    again = sitrep("gazetteer", "build", "--if-needed", "--pcodes", "codes.csv")
    assert again.failed_with_one_line(2, "always built anew")

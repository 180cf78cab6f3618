from pathlib import Path

import pytest

from sitrep.desk.searching import sounds as module
from sitrep.desk.searching.folding import folded_words
from sitrep.desk.searching.sounds import ROOM, are_alike, difference, key_of, read_likenesses, sounds
from sitrep.gazetteer.names import is_arabic
from sitrep.gazetteer.tables import load_table, parse_rows

PAIRS = parse_rows("pairs.tsv", (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8")).rows
LIKENESSES = load_table("alike", ROOM).rows
# The ear alone misses what only lists can know, and these.
MISSED = {("Youssef", "Yusuf")}


def _name(row: dict[str, str]) -> str:
    return f"{row['one']} {row['two']}"


@pytest.mark.parametrize("row", [r for r in PAIRS if (r["is"], r["how"]) == ("same", "sound")], ids=_name)
def test_spellings_of_one_name_sound_alike(row: dict[str, str]) -> None:
    assert are_alike(row["one"], row["two"]) is ((row["one"], row["two"]) not in MISSED)
    assert are_alike(row["two"], row["one"]) is are_alike(row["one"], row["two"])


@pytest.mark.parametrize("row", [r for r in PAIRS if r["is"] == "other"], ids=_name)
def test_names_that_are_near_are_not_taken_for_each_other(row: dict[str, str]) -> None:
    assert not are_alike(row["one"], row["two"])


def test_the_list_is_long_enough_to_say_something() -> None:
    assert sum(row["is"] == "same" for row in PAIRS) >= 60
    assert sum(row["is"] == "other" for row in PAIRS) >= 40


@pytest.mark.parametrize("row", [r for r in LIKENESSES if r["example"]], ids=lambda r: f"{r['one']} {r['other']}")
def test_a_likeness_makes_its_example_cheaper(row: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = row["example"].split("|")
    arabic = is_arabic(folded_words(one)) != is_arabic(folded_words(other))
    said = sounds(one), sounds(other)
    assert are_alike(one, other)
    with_row = difference(*said, of_arabic=arabic)
    without = read_likenesses(tuple(other for other in LIKENESSES if other != row))
    monkeypatch.setattr(module, "_likenesses", lambda: without)
    assert difference(*said, of_arabic=arabic) > with_row


@pytest.mark.parametrize("row", LIKENESSES, ids=lambda r: f"{r['one']} {r['other']}")
def test_a_likeness_gives_its_reason_and_joins_sounds_of_one_class(row: dict[str, str]) -> None:
    assert row["why"]
    assert row["where"] in {"any", "end", "arabic"}
    assert 0 <= int(row["cost"]) <= 100
    kinds = [{kind for c in row[side] if (kind := module._classes().get(c))} for side in ("one", "other")]  # noqa: SLF001
    if row["where"] == "any" and all(kinds):
        assert kinds[0] == kinds[1]


@pytest.mark.parametrize("row", load_table("sounds", ROOM).rows, ids=lambda r: r["letters"])
def test_the_letters_of_a_sound_stand_in_its_example(row: dict[str, str]) -> None:
    letters = row["letters"]
    example = row["example"].lower()
    assert example.endswith(letters[:-1]) if letters.endswith("$") else letters in example


@pytest.mark.parametrize("name", ["", "T4", "Mi-24", "基辅", "---"])
def test_a_name_that_cannot_be_said_has_no_key(name: str) -> None:
    assert key_of(sounds(name)) == ""
    assert not are_alike(name, name)

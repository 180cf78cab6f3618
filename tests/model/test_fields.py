from sitrep.model.fields import flag_at, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON

RECORD: dict[str, JSON] = {
    "name": "x", "inner": {"n": 2.5, "yes": True, "none": None}, "list": ["a", 1, {"b": "c"}],
}  # fmt: skip


def test_values_are_found_under_their_path() -> None:
    assert text_at(RECORD, "name") == "x"
    assert number_at(RECORD, "inner", "n") == 2.5
    assert flag_at(record_at(RECORD, "inner"), "yes")
    assert texts_at(RECORD, "list") == ["a"]
    assert records_at(RECORD, "list") == [{"b": "c"}]


def test_what_is_missing_null_or_of_another_kind_is_empty() -> None:
    assert text_at(RECORD, "inner", "n") is None
    assert number_at(RECORD, "inner", "yes") is None
    assert number_at(RECORD, "nowhere", "n") is None
    assert record_at(RECORD, "name") == {}
    assert records_at(RECORD, "name") == []
    assert texts_at(RECORD, "missing") == []
    assert not flag_at(RECORD, "name")

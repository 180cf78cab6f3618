"""SQL at the door looks and does nothing else."""

import hashlib
from pathlib import Path

import pytest

import sitrep
from sitrep.model.errors import UsageError

DOING = (
    "insert into runs values ('x', 'y')",
    "update claims set body = '{}'",
    "delete from claims",
    "replace into runs values ('x', 'y')",
    "drop table claims",
    "create table mine (a)",
    "create temp table mine (a)",
    "create view mine as select 1",
    "alter table runs add column a",
    "attach 'other.sqlite' as other",
    "attach ':memory:' as other",
    "detach main",
    "vacuum",
    "vacuum into 'copy.sqlite'",
    "reindex",
    "analyze",
    "begin immediate",
    "pragma writable_schema = 1",
    "pragma query_only = off",
    "pragma journal_mode = delete",
    "pragma user_version = 7",
    "pragma temp_store_directory = '/'",
    "select load_extension('evil')",
    "with x as (select 1) insert into runs select 'a', 'b' from x",
)


@pytest.mark.parametrize("query", DOING)
def test_whatever_does_more_than_look_is_refused_and_changes_nothing(
    case: sitrep.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    file = case.path / "case.sqlite"
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"does more than look .* only SELECT is run, on: annotations, .*claims"):
        case.sql(query)
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert list(tmp_path.iterdir()) == []


def test_rows_are_a_table_of_the_same_kind(case: sitrep.Case) -> None:
    found = case.sql("select document, count(*) as claims from claims group by document order by document")
    assert list(found) == found.records() == found.arrow().to_pylist() == found.pl().to_dicts()
    assert found[0] == found.df().to_dict("records")[0]
    assert {row["document"]: row["claims"] for row in found} == {
        document.id: document.record["claims"] for document in case.documents if document.record["claims"]
    }
    assert repr(found) == f"<{len(found)} rows of 2 columns>"


def test_parameters_json_and_the_makes_of_tables_can_be_asked(case: sitrep.Case) -> None:
    claim = case.claims[0]
    query = "select json_extract(body, '$.kind') as kind from claims where id = ?"
    assert list(case.sql(query, claim.id)) == [{"kind": claim.record["kind"]}]
    assert [row["value"] for row in case.sql("select value from json_each('[1, 2]')")] == [1, 2]
    assert "body" in [row["name"] for row in case.sql("select name from pragma_table_info('claims')")]
    assert "body" in [row["name"] for row in case.sql("pragma table_info(claims)")]


def test_a_gap_a_fraction_bytes_and_a_mixture_keep_their_values(case: sitrep.Case) -> None:
    found = case.sql("select 1 as a, 1 as b, x'00ff' as c, 1 as d union all select null, 2.5, null, 'x' order by b")
    assert list(found) == [{"a": 1, "b": 1.0, "c": b"\x00\xff", "d": "1"}, {"a": None, "b": 2.5, "c": None, "d": "x"}]
    assert str(found.df()["a"].dtype) == "Int64"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select * from nowhere", "no such table: nowhere; the tables are annotations"),
        ("select nowhere from claims", "no such column: nowhere"),
        ("selekt", "syntax error"),
        ("select 1; select 2", "one statement at a time"),
        ("select ?", "Incorrect number of bindings"),
        ("select 1 as a, 2 as a", "two columns of the result are called a"),
        ("", "the query gives no rows at all"),
        ("select randomblob(1000000000)", "too big"),
    ],
)
def test_what_cannot_be_run_is_said_with_the_tables_there_are(case: sitrep.Case, query: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        case.sql(query)


def test_a_query_without_end_is_stopped(case: sitrep.Case) -> None:
    endless = "with recursive n(a) as (select 1 union all select a + 1 from n) select count(*) as n from n"
    with pytest.raises(UsageError, match=r"longer than 0\.05 seconds"):
        case.sql(endless, seconds=0.05)

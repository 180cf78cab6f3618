"""How a typed program uses the door: the type checker reads this file, nothing runs it."""

from typing import assert_type

import polars as pl

import sitrep


def use_a_case(path: str) -> None:
    """Every name of the tour, with the type that a program may count on."""
    case = assert_type(sitrep.open_case(path), sitrep.Case)
    claims = assert_type(case.claims.as_seen_by("public"), sitrep.Table[sitrep.Claim])
    assert_type(claims.pl(), pl.DataFrame)
    assert_type(case.incidents[0], sitrep.Incident)
    assert_type(case.documents["d-1"].text, str | None)
    assert_type(case.sql("select 1 as one", seconds=1.0), sitrep.Rows)
    for claim in claims:
        assert_type(claim.quote, str)
        assert_type(claim.spans, dict[str, sitrep.Quoted])


def use_a_text(text: str) -> None:
    """`sitrep.read` is a function for whoever calls it, though a room has its name."""
    assert_type(sitrep.read(text, published="2015-12-21", lang=None), list[sitrep.Claim])
    sitrep.read(text, auther="x")  # type: ignore[call-arg]
    sitrep.nothing  # type: ignore[attr-defined]  # noqa: B018

"""Coded rows of a linked case, each checked against its record by rules written here a second time."""

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep
from tests.codebook.conftest import book_of

from sitrep.codebook.coding import code_all, code_one, rows_of
from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.words import index_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "codebooks" / "air-and-care.yaml"
CARE = ("hospital", "clinic", "ambulance", "medics", "paramedics")


# What records have beside what their schema lists: how a time or place was found.
UNLISTED = re.compile(r"\.(?:reasons|rule)$|^event\.places\.span\.")


def expected_code(claim: dict) -> str:  # type: ignore[type-arg]
    """What the example's definitions say of a claim, by hand."""
    event = claim["event"]
    if claim["stance"] == "denies":
        return "DENIAL"
    if event is None:
        return "TALK"
    medical = any("MED" in actor["roles"] for actor in event["recipients"])
    if event["type"] == "ASSAULT" and (medical or any(word in claim["evidence"]["text"].lower() for word in CARE)):
        return "CARE"
    if event["mode"] in {"aerial", "drone"}:
        dead = any(q["measure"] == "killed" and (q["low"] or 0) >= 1 for q in event["quantities"])
        return "AIR-DEADLY" if dead and event["status"] in {"occurred", "ongoing", "prepared"} else "AIR"
    return "GROUND" if event["type"] == "ASSAULT" else "OTHER"


def expected_row(claim: dict) -> dict[str, str]:  # type: ignore[type-arg]
    """The fields of the example's row, by hand, as cells."""
    event = claim["event"] or {"quantities": [], "equipment": [], "time": None, "place": None}
    place, time = event["place"] or {}, event["time"] or {}
    killed = [q["low"] for q in event["quantities"] if q["measure"] == "killed" and q["low"] is not None]
    names = {"aircraft": "from the air", "helicopter": "from the air", "drone": "from the air"}
    names |= dict.fromkeys(("rocket", "mortar", "artillery"), "artillery")
    weapons = dict.fromkeys(names[e["kind"]] for e in event["equipment"] if e["kind"] in names)
    where = ", ".join([place.get("name") or "", place.get("country") or ""])
    return {
        "day": time.get("start") or "",
        "where": where if place.get("name") or place.get("country") else "not said",
        "killed_at_least": str(int(killed[0])) if killed else "",
        "weapon": "; ".join(weapons) or "not said",
        "certain": "true" if claim["certainty"] in {"certain", "probable"} else "false",
        "who_says": "; ".join(dict.fromkeys(s["name"] for s in claim["sources"])) or "the page itself",
    }


@pytest.fixture
def case(linked_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(linked_template, tmp_path / "mine"))


def test_every_row_is_what_its_record_says(case: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    done = sitrep("code", str(case), "--book", str(EXAMPLE), "-o", "coded.csv", "--profile", "internal")
    claims = {line["id"]: line for line in sitrep("claims", str(case)).lines()}
    with (tmp_path / "coded.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"] for row in rows} == claims.keys()
    for row in rows:
        claim = claims[row["id"]]
        assert row["code"] == expected_code(claim), row
        fields = expected_row(claim)
        assert {key: row[key] for key in fields} == fields
        assert (row["document_id"], row["book"]) == (claim["document"]["id"], "Air and care monitor 1.2")  # type: ignore[index]
    told = done.lines()[0]
    counts = Counter(row["code"] for row in rows)
    assert told["kinds"] == {code: counts[code.removeprefix("otherwise (").strip(")")] for code in told["kinds"]}  # type: ignore[attr-defined]
    assert told["claims"] == told["written"] == len(rows)
    assert {"AIR", "AIR-DEADLY", "DENIAL", "OTHER"} <= counts.keys()


def test_a_public_row_is_made_of_the_redacted_record(case: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    assert sitrep("code", str(case), "--book", str(EXAMPLE), "-o", "coded.jsonl").status == 0
    assert sitrep("export", str(case), "--as", "jsonl", "-o", "public.jsonl").status == 0
    rows = [json.loads(line) for line in (tmp_path / "coded.jsonl").read_text("utf-8").splitlines()]
    claims = [json.loads(line) for line in (tmp_path / "public.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]
    for row, claim in zip(rows, claims, strict=True):
        assert row["code"] == expected_code(claim)
        assert row["who_says"] == expected_row(claim)["who_says"]
        assert row["profile"] == "public"
    sums = [json.loads((tmp_path / f"{name}.jsonl.WITHHELD.json").read_text("utf-8")) for name in ("coded", "public")]
    assert sums[0] == sums[1]
    assert (tmp_path / "coded.jsonl.LICENCE.txt").exists()


def test_incidents_are_coded_and_what_nothing_takes_is_left_out_and_counted(
    case: Path, sitrep: Sitrep, tmp_path: Path
) -> None:
    book = 'name: I\nversion: "1"\nof: incidents\nkinds:\n'
    book += "  - {code: D, from: {quantities.killed.positions.low: {at_least: 1}}}\n"
    (tmp_path / "book.yaml").write_text(book + "fields:\n  - {name: n, type: integer, from: independent_sources}\n")
    done = sitrep("code", str(case), "--book", "book.yaml", "-o", "i.jsonl", "--profile", "internal")
    incidents = {line["id"]: line for line in sitrep("incidents", str(case)).lines()}
    rows = {row["id"]: row for row in map(json.loads, (tmp_path / "i.jsonl").read_text("utf-8").splitlines())}
    deadly = {
        name: line["independent_sources"]
        for name, line in incidents.items()
        if any((p["low"] or 0) >= 1 for p in line["quantities"].get("killed", {}).get("positions", []))  # type: ignore[attr-defined]
    }
    assert deadly
    assert {name: row["n"] for name, row in rows.items()} == deadly
    assert done.lines()[0]["kinds"] == {"D": len(deadly), "none": len(incidents) - len(deadly)}


def test_cells_that_could_be_formulas_are_made_harmless(case: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    book = 'name: "=A"\nversion: "1"\nkinds:\n  - {code: D, from: {not: {id: null}}, label: "=1+1"}\n'
    (tmp_path / "book.yaml").write_text(book + 'fields:\n  - {name: x, from: [{text: "=cmd("}, id]}\n')
    sitrep("code", str(case), "--book", "book.yaml", "-o", "c.csv", "--profile", "internal")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["label"], row["x"], row["book"]) == ("'=1+1", f"'=cmd({row['id']}", "'=A 1")


def test_a_wrong_book_or_ending_ends_with_one_line_and_writes_nothing(
    case: Path, sitrep: Sitrep, tmp_path: Path
) -> None:
    (tmp_path / "book.yaml").write_text('name: A\nversion: "1"\nkinds:\n  - {code: D, from: {event.typ: AID, x: 1}}\n')
    done = sitrep("code", str(case), "--book", "book.yaml", "-o", "c.csv")
    assert done.failed_with_one_line(2, "book.yaml:4:22: there is no path 'event.typ'; write event.type (")
    assert "(1 more: sitrep codebook check book.yaml)" in done.err
    assert sitrep("code", str(case), "--book", str(EXAMPLE), "-o", "c.xls").failed_with_one_line(2, ".csv or a .jsonl")
    assert sitrep("code", str(case), "--book", "none.yaml", "-o", "c.csv").failed_with_one_line(2, "name a file")
    assert not (tmp_path / "c.csv").exists()


def test_checking_prints_refusals_with_lines_and_counts_of_a_right_book(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("name: A\nkinds: []\n")
    done = sitrep("codebook", "check", "book.yaml")
    assert (done.status, [refusal["path"] for refusal in done.refusals()]) == (3, ["book.yaml:1:1"])
    fine = sitrep("codebook", "check", str(EXAMPLE))
    assert fine.lines()[0] | {"kinds": 6, "fields": 6, "notes": 0} == fine.lines()[0]


def test_every_path_of_every_claim_is_shown_with_its_codes(case: Path, sitrep: Sitrep) -> None:
    shown = {line["path"]: line for line in sitrep("codebook", "show").lines()}
    assert shown["event.type"]["codes"][0] == "AGREE"  # type: ignore[index]
    for claim in sitrep("claims", str(case)).lines():
        for path, value in leaves(claim):
            if path not in shown and UNLISTED.search(path):
                continue
            codes = shown[path].get("codes")
            assert not codes or shown[path]["other_codes"] or str(value) in codes, (path, value)  # type: ignore[operator]


def leaves(value: object, path: str = "") -> list[tuple[str, object]]:
    """All values of a record that are no records, with their paths; those with keys of their own left out."""
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, path)]
    if isinstance(value, dict):
        inner = ((f"{path}.{key}".strip("."), item) for key, item in value.items() if key != "options")
        return [leaf for name, item in inner for leaf in leaves(item, name)]
    return [] if value is None else [(path, value)]


WORDS = """name: W
version: "1"
kinds:
  - {code: HIT, label: Hit}
  - {code: MARKET, label: Market hit}
  - {code: ANY, label: Any, from: {event.type: ASSAULT}}
words:
  - {lemma: strike, forms: [struck], code: HIT}
  - {lemma: strike, forms: [struck], before: [jets], after: [[market, bakery]], code: MARKET}
actors:
  - {names: [River Front], code: REB, until: "2013-12-31"}
  - {names: [River Front], code: GOV, since: "2014-01-01"}
  - {names: [River Front Youth], code: YTH}
agents:
  - {names: [pilot, pilots], code: MIL}
  - {names: [mayor], code: ELG, leads: true}
"""


@pytest.mark.parametrize(
    ("text", "trigger", "code", "by"),
    [
        ("Jets struck the old market.", "struck", "MARKET", "word at line 9"),
        ("The market was where jets struck.", "struck", "HIT", "word at line 8"),
        ("Jets bombed the old market.", "bombed", "ANY", "kind at line 6"),
        ("Jets struck (the BAKERY)", "Struck", "MARKET", "word at line 9"),
        ("[name withheld]", "struck", "ANY", "kind at line 6"),
    ],
)
def test_words_go_before_kinds_and_those_that_need_most_first(
    text: str, trigger: str, code: str, by: str, known: dict[str, Vocabulary]
) -> None:
    book = book_of(WORDS, known)
    claim = {"evidence": {"text": text}, "event": {"type": "ASSAULT", "trigger": {"text": trigger}}}
    found = code_one(claim, book, index_of(book.words))
    assert (found.code, found.by) == (code, by)


@pytest.mark.parametrize(
    ("name", "country", "day", "codes"),
    [
        ("River Front", None, "2013-05-01", "REB"),
        ("the River Front's pilots", None, "2014-05-01", "GOVMIL"),
        ("River Front Youth", None, "2013-05-01", "YTH"),
        ("a pilot", "SYR", "2013-05-01", "SYRMIL"),
        ("the mayor", "SYR", None, "ELGSYR"),
        ("River Front", None, None, None),
        ("Riverside Fronts", None, "2013-05-01", None),
    ],
)
def test_actors_have_the_code_of_their_name_on_the_day(
    name: str, country: str | None, day: str | None, codes: str | None, known: dict[str, Vocabulary]
) -> None:
    actor = {"name": name, "country": country}
    claim = {"id": "c", "event": {"actors": [actor, actor], "time": {"start": day} if day else None}}
    book = book_of(WORDS, known)
    row = next(rows_of(code_all([claim], book), book))
    assert (row["actor_codes"], row["recipient_codes"]) == (codes, None)

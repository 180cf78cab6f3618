"""The gold sentences are well formed, and their scorer sees what is right and what is wrong."""

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from gold import score_gold
from tests.bench.commands import GOLD, run_scorer

Line = dict[str, Any]

OPEN, ASIDE = GOLD / "attributions_open.jsonl", GOLD / "attributions_aside.jsonl"
LINES = {path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (OPEN, ASIDE)}
BOTH = [*LINES[OPEN], *LINES[ASIDE]]
PHENOMENA = Counter(name for line in BOTH for name in line["phenomena"])
LEGAL = {
    "stance": {"asserts", "denies", "questions", "declines"},
    "denied_part": {"act", "responsibility", "circumstances", "figure", None},
    "certainty": {"certain", "probable", "possible", "unverified", None},
    "status": {"occurred", "ongoing", "prepared", "planned", "threatened", "hypothetical", None},
    "historical": {True, False},
    "event": {True, False},
}
TYPES = {
    "state",
    "armed_group",
    "monitor",
    "witness",
    "medical",
    "media",
    "footage",
    "document",
    "igo",
    "ngo",
    "company",
}
TYPES |= {"party", "anonymous", "person", "civilians", "unknown", "none", "other"}
CLASSES = {"hearsay", "distancing", "commitment", "possibility", "approximation", "verification", None}
SCOPES = {"claim", "quantity", "actor", "event", None}
KEYS = {
    "line": {"id", "text", "phenomena", "claims", "published", "either"},
    "claim": {"trigger", "nth", "sources", "hedges", "same", "optional", "speech_act", *LEGAL},
    "source": {"text", "nth", "type", "refers_to"},
    "hedge": {"text", "nth", "class", "scope"},
}
LEAST = {"texts": 264, "of a phenomenon": 12, "texts of a half": 132, "of a phenomenon in a half": 6}


run = partial(run_scorer, "score_gold")


def figures(printed: str) -> dict[str, list[str]]:
    """The shares of each printed line, by its name."""
    rows = (re.match(r"(\S.*?)  +(.*)", line) for line in printed.splitlines())
    return {row[1]: re.findall(r"[\d.]+(?= of)|-|^\d+$", row[2]) for row in rows if row}


def perfect(path: Path = OPEN) -> list[Line]:
    items = [score_gold.gold_item(line) for line in LINES[path]]
    return [score_gold.perfect_line(i, claim) for i in items for claim in i.claims if not claim.optional]


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_every_word_of_a_line_stands_in_its_text_and_every_value_is_legal(line: Line) -> None:
    assert score_gold.gold_item(line).id == line["id"]
    assert set(line) <= KEYS["line"]
    assert set(line["phenomena"]) <= set(PHENOMENA)
    assert line["phenomena"]
    for claim in line["claims"]:
        assert set(claim) <= KEYS["claim"]
        assert all(claim[name] in values for name, values in LEGAL.items())
        assert claim["event"] or claim["status"] is None
        assert claim["stance"] == "denies" or claim["denied_part"] is None
        assert (claim["certainty"] is None) == (claim["stance"] in ("questions", "declines"))
        check_spans(claim)


def check_spans(claim: Line) -> None:
    for source in claim["sources"]:
        assert set(source) <= KEYS["source"]
        assert source["type"] in TYPES | {None}
    assert len(claim["sources"]) == 1 or all(source["type"] != "none" for source in claim["sources"])
    for hedge in claim["hedges"]:
        assert set(hedge) <= KEYS["hedge"]
        assert hedge["class"] in CLASSES
        assert hedge["scope"] in SCOPES


def test_a_word_that_is_not_in_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no 'shelled' number 2"):
        score_gold.locate("They shelled it and reshelled it.", "shelled", 2)


def test_the_halves_are_large_and_have_nothing_in_common() -> None:
    assert len(BOTH) >= LEAST["texts"]
    assert min(map(len, LINES.values())) >= LEAST["texts of a half"]
    assert len({line["id"] for line in BOTH}) == len({line["text"] for line in BOTH}) == len(BOTH)


def test_each_phenomenon_is_shown_often_and_in_both_halves() -> None:
    assert min(PHENOMENA.values()) >= LEAST["of a phenomenon"]
    for lines in LINES.values():
        count = Counter(name for line in lines for name in line["phenomena"])
        assert min(count[name] for name in PHENOMENA) >= LEAST["of a phenomenon in a half"]


def test_the_readme_counts_what_is_there() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    assert readme.splitlines()[2].startswith(f"{len(BOTH)} short texts")
    told = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    assert {name: int(both) for name, _, _, both in told} == PHENOMENA
    for column, lines in enumerate(LINES.values(), start=1):
        count = Counter(name for line in lines for name in line["phenomena"])
        assert {row[0]: int(row[column]) for row in told} == count
    needed = [sum(not claim.get("optional") for line in lines for claim in line["claims"]) for lines in LINES.values()]
    assert f"{len(LINES[OPEN])} texts are open and {len(LINES[ASIDE])} aside; {needed[0]} and {needed[1]} " in readme


@pytest.mark.parametrize("path", [OPEN, ASIDE])
def test_perfect_claims_score_100_everywhere(path: Path) -> None:
    done = run("--perfect", path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = figures(done.stdout)
    assert rows.pop("spurious events") == ["0"]
    assert {"recall", "whole", *score_gold.FIELDS, *(f"in {name}" for name in PHENOMENA)} == set(rows)
    assert {figure for row in rows.values() for figure in row} == {"100.0", "-"}


def scored(lines: list[Line]) -> dict[str, list[str]]:
    items = [score_gold.gold_item(line) for line in LINES[OPEN]]
    return figures("\n".join(score_gold.table(score_gold.score(items, lines))))


def broken(lines: list[Line], change: Callable[[Line], object]) -> set[str]:
    """The fields that are no longer all right when every claim is changed."""
    for line in lines:
        change(line)
    rows = scored(lines)
    return {name for name in ("recall", *score_gold.FIELDS, "whole") if float(rows[name][0]) < 100}


def shift_event(line: Line) -> None:
    line["event"] = line["event"] and {**line["event"], "status": "prepared"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (
            lambda line: line["sources"].insert(0, {"span": None, "type": None, "refers_to": None}),
            {"chain", "innermost source"},
        ),
        (lambda line: [s.update(span=None) for s in line["sources"]], {"chain", "innermost source", "refers_to"}),
        (lambda line: line.update(stance="asserts"), {"stance"}),
        (lambda line: line.update(certainty="certain"), {"certainty"}),
        (lambda line: line.update(denied_part=None), {"denied_part"}),
        (lambda line: line.update(hedges=[]), {"hedge scope"}),
        (lambda line: [h.update(scope="actor") for h in line["hedges"]], {"hedge scope"}),
        (lambda line: [s.update(refers_to=None) for s in line["sources"]], {"refers_to"}),
        (lambda line: (line["event"] or {}).update(historical=False), {"historical"}),
        (shift_event, {"status"}),
    ],
)
def test_a_field_that_is_wrong_is_counted_there_and_in_the_whole(
    change: Callable[[Line], object], wrong: set[str]
) -> None:
    assert broken(perfect(), change) == wrong | {"whole"}


def test_nothing_read_is_nothing_right() -> None:
    rows = scored([])
    assert {rows[name][0] for name in ("recall", "whole", *score_gold.FIELDS)} == {"0.0"}


TEXT = "The ministry said rebels shelled Orsul. It denied that the army raided Lomre after the blast."
GOLD_LINE = {
    "id": "x",
    "text": TEXT,
    "phenomena": ["denial"],
    "either": [{"text": "blast"}],
    "claims": [
        {
            "trigger": "shelled",
            "event": True,
            "sources": [{"text": "The ministry", "type": "state"}],
            "stance": "asserts",
            "denied_part": None,
            "certainty": "certain",
            "status": "occurred",
            "historical": False,
            "hedges": [],
        }
    ],
}


def read_event(word: str, kind: str | None = "ASSAULT", about: tuple[str, ...] = ()) -> Line:
    item = score_gold.gold_item(GOLD_LINE)
    line: Line = score_gold.perfect_line(item, item.claims[0])
    start, end = score_gold.locate(TEXT, word)
    line["event"] |= {"type": kind, "trigger": {"start": start, "end": end}}
    return {**line, "about": list(about)}


@pytest.mark.parametrize(
    ("lines", "spurious"),
    [
        ([read_event("shelled")], 0),
        ([read_event("shelled"), read_event("raided")], 1),
        ([read_event("shelled"), read_event("shelled")], 1),
        ([read_event("blast")], 0),
        ([read_event("denied", "REJECT")], 0),
        ([read_event("denied", None, ("c-1",))], 0),
    ],
)
def test_events_without_gold_are_spurious_unless_they_are_allowed(lines: list[Line], spurious: int) -> None:
    _, unasked = score_gold.score_item(score_gold.gold_item(GOLD_LINE), [score_gold.read_claim(line) for line in lines])
    assert len(unasked) == spurious


def test_the_likest_of_two_claims_on_one_trigger_is_matched() -> None:
    unlike = {**read_event("shelled"), "stance": "denies", "sources": []}
    item = score_gold.gold_item(GOLD_LINE)
    (verdict,), _ = score_gold.score_item(item, [score_gold.read_claim(c) for c in (unlike, read_event("shelled"))])
    assert verdict.whole


def test_attribution_is_judged_where_no_event_was_read() -> None:
    item = score_gold.gold_item(GOLD_LINE)
    statement = score_gold.read_claim({**read_event("shelled"), "event": None})
    (verdict,), _ = score_gold.score_item(item, [statement])
    assert verdict.read is None
    assert [bare.whole for bare in score_gold.judge_bare(item, [statement])] == [True]
    assert [bare.whole for bare in score_gold.judge_bare(item, [])] == [False]


def test_wrong_fields_are_listed_for_the_open_half(tmp_path: Path) -> None:
    lines = perfect()
    lines[0]["stance"] = "declines"
    claims = tmp_path / "claims.jsonl"
    claims.write_text("".join(json.dumps(line) + "\n" for line in lines[:-1]), encoding="utf-8")
    shown = run("--list", 5, OPEN, claims).stdout.splitlines()
    assert len(shown) == 2
    assert shown[0].endswith("stance: asserts read as declines")
    assert shown[1].endswith("missing")
    assert len(run("--list", 1, OPEN, claims).stdout.splitlines()) == 1


def test_wrong_fields_of_the_half_set_aside_are_not_shown() -> None:
    done = run("--list", 5, ASIDE, OPEN)
    assert (done.returncode, done.stdout) == (2, "")
    assert "set aside" in done.stderr


def test_a_gold_file_alone_is_not_understood() -> None:
    assert run(OPEN).returncode == 2

"""The texts without violent news are well formed, and their scorer counts what is false and nothing else."""

import json
import re
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from figures import read_figures
from gold import score_negatives
from scoring import OURS
from tasks import NEGATIVES, TASKS
from tests.bench.commands import GOLD, run_scorer, write_lines

Line = dict[str, Any]

OPEN, ASIDE = GOLD / "negatives_open.jsonl", GOLD / "negatives_aside.jsonl"
LINES = {path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (OPEN, ASIDE)}
BOTH = sorted((*LINES[OPEN], *LINES[ASIDE]), key=lambda line: str(line["id"]))
KEYS = {"id", "text", "domain", "expect", "allow", "sentences"}
PLOVER = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"}
PLOVER |= score_negatives.VIOLENT_TYPES
LEAST_SENTENCES = 300
ORDINARY = {
    "sport",
    "film and television",
    "markets",
    "weather",
    "health",
    "games",
    "history",
    "court",
    "comment",
    "obituary",
    "advertisement",
    "reader comment",
}
"""The domains that must be there."""

TEXT = "United bombarded the goal. In 1916 troops shelled Orsul."
NEGATIVE = {
    "id": "a",
    "text": TEXT,
    "domain": "sport",
    "expect": "none",
    "allow": ["ACCUSE", "damage"],
    "sentences": 2,
}
PAST = {**NEGATIVE, "id": "b", "domain": "history", "expect": "historical", "allow": []}


def claim(word: str = "bombarded", **changed: object) -> Line:
    """A read claim of NEGATIVE; `event` fields, `stance` and `document` by name."""
    start = TEXT.index(word)
    event: Line = {"type": "ASSAULT", "kind": None, "status": "occurred", "historical": False}
    event |= {"trigger": {"start": start, "end": start + len(word)}}
    event |= {name: value for name, value in changed.items() if name in event}
    document = {"external_id": changed.get("document", "a")}
    return {"document": document, "event": event, "stance": changed.get("stance", "asserts")}


def judged(*claims: Line) -> tuple[score_negatives.Verdict, ...]:
    return score_negatives.score([score_negatives.gold_item(line) for line in (NEGATIVE, PAST)], claims)


def labels(*claims: Line) -> list[str]:
    return [event.label for verdict in judged(*claims) for event in verdict.false]


run = partial(run_scorer, "score_negatives")


@pytest.mark.parametrize("line", BOTH, ids=lambda line: line["id"])
def test_every_line_is_well_formed(line: Line) -> None:
    assert KEYS <= set(line) <= KEYS | {"published"}
    assert score_negatives.gold_item(line).sentences in (1, 2)
    assert set(line["allow"]) <= PLOVER | score_negatives.VIOLENT_KINDS
    assert len(set(line["allow"])) == len(line["allow"])
    assert line["text"] == line["text"].strip()
    if line["expect"] == "historical":
        date.fromisoformat(line["published"])
        assert not set(line["allow"]) & score_negatives.VIOLENT


def test_the_set_is_large_enough_and_no_text_stands_twice() -> None:
    assert sum(line["sentences"] for line in BOTH) >= LEAST_SENTENCES
    assert len({line["text"].casefold() for line in BOTH}) == len({line["id"] for line in BOTH}) == len(BOTH)


def test_every_third_text_is_set_aside() -> None:
    assert [line["id"] for line in BOTH] == [f"neg-{n:03d}" for n in range(1, len(BOTH) + 1)]
    assert [line["id"] for line in LINES[ASIDE]] == [line["id"] for line in BOTH[2::3]]


def test_each_domain_stands_in_both_halves() -> None:
    domains = [{line["domain"] for line in lines} for lines in LINES.values()]
    assert domains[0] == domains[1] >= ORDINARY


def test_the_readme_counts_what_is_there() -> None:
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([\w ]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    texts = [Counter(line["domain"] for line in lines) for lines in LINES.values()]
    sentences: list[Counter[str]] = [Counter(), Counter()]
    for count, lines in zip(sentences, LINES.values(), strict=True):
        for line in lines:
            count[line["domain"]] += line["sentences"]
    for column, count in enumerate((*texts, *sentences), start=1):
        assert {row[0]: int(row[column]) for row in told} == count
    total = sum(count.total() for count in sentences)
    assert f"\n{len(BOTH)} short texts, {total} sentences, " in readme
    for lines, count in zip(LINES.values(), sentences, strict=True):
        past = sum(line["expect"] == "historical" for line in lines)
        assert re.search(rf"\b{len(lines)} (texts,|with) {count.total()} sentences, {past} ", readme)


@pytest.mark.parametrize(
    "read",
    [
        claim(status="planned"),
        claim(status="hypothetical"),
        claim(historical=True),
        claim(stance="denies"),
        claim(stance="questions"),
        claim(type=None, kind="damage"),
        claim(type="ACCUSE"),
        {**claim(), "event": None},
    ],
)
def test_what_is_allowed_or_not_told_as_news_is_not_false(read: Line) -> None:
    assert labels(read) == []


@pytest.mark.parametrize("label", sorted(score_negatives.VIOLENT))
def test_each_violent_type_and_kind_told_as_news_is_false(label: str) -> None:
    plover = label in score_negatives.VIOLENT_TYPES
    read = claim(type=label if plover else None, kind=None if plover else label, document="b")
    *_, verdict = judged(read)
    assert [event.label for event in verdict.violent] == [label]


def test_what_goes_on_is_news_too() -> None:
    assert labels(claim(status="ongoing")) == ["ASSAULT"]


def test_a_false_event_that_is_not_violent_is_counted_only_among_all() -> None:
    verdict, _ = judged(claim(type="AGREE"))
    assert [event.label for event in verdict.false] == ["AGREE"]
    assert verdict.violent == ()


def test_one_trigger_of_one_type_counts_once_and_as_news_if_any_claim_tells_it_so() -> None:
    assert labels(claim(), claim(historical=True), claim()) == ["ASSAULT"]
    assert labels(claim(), claim("shelled")) == ["ASSAULT", "ASSAULT"]
    assert labels(claim(), claim(type="COERCE")) == ["ASSAULT", "COERCE"]


def test_history_is_told_as_news_or_set_apart() -> None:
    news = list(score_negatives.table(judged(claim("shelled", document="b"))))
    apart = list(score_negatives.table(judged(claim("shelled", document="b", historical=True))))
    assert (news[4].endswith("1  of 1 texts"), news[5].endswith("0  of 1 texts")) == (True, True)
    assert (apart[4].endswith("0  of 1 texts"), apart[5].endswith("1  of 1 texts")) == (True, True)


def test_the_printed_figures_are_per_100_sentences_and_are_what_the_bench_reads() -> None:
    printed = "\n".join(score_negatives.table(judged(claim(), claim("goal", type="AGREE"))))
    task = next(task for task in TASKS if task.name == "gold/negatives_open")
    assert [figure.value for figure in read_figures(task, printed)] == [25.0, 50.0, 0.0]
    rows = {row[0]: row[1:] for row in re.findall(r"^in (\w+) +(\d+) +(\d+) +([\d.]+) +(\d+) ", printed, re.MULTILINE)}
    assert rows == {"sport": ("2", "1", "50.0", "2"), "history": ("2", "0", "0.0", "0")}


def test_nothing_read_is_nothing_false() -> None:
    printed = "\n".join(score_negatives.table(judged()))
    task = next(task for task in TASKS if task.name == "gold/negatives_aside")
    assert [figure.value for figure in read_figures(task, printed)] == [0.0, 0.0, 0.0]


def test_both_halves_are_measured_with_the_projects_own_scorer() -> None:
    tasks = [task for task in TASKS if task.metrics == NEGATIVES]
    assert [GOLD.parent / name for task in tasks for name in task.data] == [OPEN, ASIDE]
    assert all(task.route in OURS and (GOLD.parent / task.scorer[0]).is_file() for task in tasks)


def test_an_unknown_expectation_is_an_error() -> None:
    with pytest.raises(ValueError, match="a: expect 'peace' is not one of"):
        score_negatives.gold_item({**NEGATIVE, "expect": "peace"})


def test_false_events_are_listed_for_the_open_half(tmp_path: Path) -> None:
    gold, claims = (
        write_lines(tmp_path / "g.jsonl", NEGATIVE, PAST),
        write_lines(tmp_path / "c.jsonl", claim(), claim("goal")),
    )
    done = run("--list", gold, claims)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"a\tsport\tASSAULT\t{word}\t{TEXT}" for word in ("bombarded", "goal")]


def test_false_events_of_the_half_set_aside_are_not_shown(tmp_path: Path) -> None:
    claims = write_lines(tmp_path / "c.jsonl", claim(document=LINES[ASIDE][0]["id"]))
    done = run("--list", ASIDE, claims)
    assert (done.returncode, done.stdout) == (2, "")
    assert "set aside" in done.stderr
    assert "false violent or coercive events    1 " in run(ASIDE, claims).stdout


def test_claims_of_other_documents_are_an_error_and_no_zero(tmp_path: Path) -> None:
    done = run(OPEN, write_lines(tmp_path / "c.jsonl", claim(document="elsewhere")))
    assert (done.returncode, done.stdout) == (1, "")
    assert "none is a text of the gold" in done.stderr

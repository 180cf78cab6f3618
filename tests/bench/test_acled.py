"""The scorer of ACLED sub-event types."""

import doctest
import gzip
import json
from pathlib import Path

import acled
import pytest
from acled import SILENT, Case, cases_of, lines_of, load_labels, main, report, sub_type_of
from figures import read_figures
from tasks import TASKS

from sitrep.resolve.ontology import load_ontology

CODED = {"event_type": "Riots", "sub_event_type": "Mob violence"}
OPEN = {"event_type": None, "sub_event_type": None}


def layers(main_code: object, *claim_codes: object) -> dict[str, object]:
    claims = [{"event": None if code is None else {"acled": code}} for code in claim_codes]
    return {"document": "p1", "main": None if main_code is None else {"acled": main_code}, "claims": claims}


def test_every_label_means_a_sub_type_of_acled_or_none() -> None:
    labels = load_labels()
    known = {sub for subs in load_ontology().acled.values() for sub in subs}
    meant = [sub_type for sub_type in labels.values() if sub_type is not None]
    assert set(meant) == known
    assert (len(labels), len(meant)) == (30, 25)


@pytest.mark.parametrize(
    ("printed", "sub_type"),
    [
        (layers(CODED), "Mob violence"),
        (layers(OPEN, None, OPEN, CODED), "Mob violence"),
        (layers(None, CODED), "Mob violence"),
        (layers({"event_type": "Protests", "sub_event_type": "Peaceful protest"}, CODED), "Peaceful protest"),
        (layers(None, None), None),
    ],
)
def test_the_main_incident_goes_before_the_first_claim(printed: dict[str, object], sub_type: str | None) -> None:
    assert sub_type_of(printed) == sub_type


def test_a_text_that_was_not_read_is_silent() -> None:
    gold = [{"id": "p1", "label": "MOB_VIOL"}, {"id": "p2", "label": "DIPLO"}]
    assert cases_of(gold, [layers(CODED)], load_labels()) == [Case("Mob violence", "Mob violence"), Case(None, None)]


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError, match="WEATHER"):
        cases_of([{"id": "p1", "label": "WEATHER"}], [], load_labels())


def test_labels_without_a_sub_type_are_counted_apart() -> None:
    cases = [Case("Attack", "Attack"), Case("Attack", None), Case("Attack", "Arrests"), Case(None, "Attack")]
    assert list(report(cases)) == [
        "acled right 33.3 (1/3)",
        "acled silent 33.3 (1/3)",
        "beside acled and coded 100.0 (1/1)",
        f"  Attack 1/3: {SILENT} 1, Arrests 1",
    ]


def test_the_bench_reads_its_figures_off_the_report() -> None:
    task = next(task for task in TASKS if task.name == "acled/case2021")
    printed = "\n".join(report([Case("Attack", "Attack"), Case("Grenade", None), Case(None, None)]))
    assert [figure.value for figure in read_figures(task, printed)] == [50.0, 50.0, 0.0]


def test_given_layers_are_scored_without_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, printed = tmp_path / "gold.jsonl.gz", tmp_path / "layers.jsonl"
    line = {"id": "p1", "text": "A mob beat a man.\u2028It fled.", "label": "MOB_VIOL"}
    gold.write_bytes(gzip.compress(json.dumps(line, ensure_ascii=False).encode() + b"\n"))
    printed.write_text(json.dumps(layers(CODED)) + "\n", encoding="utf-8")
    assert [found["id"] for found in lines_of(gold)] == ["p1"]
    assert main([str(gold), str(printed)]) == 0
    assert capsys.readouterr().out.startswith("acled right 100.0 (1/1)\n")


def test_without_layers_the_texts_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    line = {"id": "p1", "text": "Police arrested nine teachers in Sousse on Monday.", "label": "ARREST"}
    gold.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert main([str(gold)]) == 0
    assert "acled right 100.0 (1/1)" in capsys.readouterr().out


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(acled)
    assert (tried.failed, tried.attempted) == (0, 1)

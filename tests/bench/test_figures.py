import doctest

import figures
import pytest
from figures import BenchError, Figure, line_pattern, read_figure, read_figures
from tasks import ATTRIBUTIONS, CODING, PLACES, SEED, STATEMENTS, TASKS, Better, Metric, Task, layers_task

ATTRIBUTION_LINES = """\
direct+mixed content         P  11.0  R  12.0  F  11.5   (1/9/8)
direct+mixed content+source  P  21.0  R   2.0  F  20.0   (1/9/8)
direct+mixed letters         P  31.0  R  32.0  F  31.5   (1/9/8)
indirect content             P  41.0  R  42.0  F  41.5   (1/9/8)
indirect content+source      P 100.0  R   7.0  F  51.5   (1/9/8)
indirect letters             P  61.0  R  62.0  F  61.5   (1/9/8)
all content                  P  71.0  R  72.0  F  71.5   (1/9/8)
all content+source           P  81.0  R  82.0  F  81.5   (1/9/8)
all letters                  P  91.0  R  92.0  F  91.5   (1/9/8)
attributions joint F1 81.5
"""
PLACE_LINES = """\
recognition strict           P  50.0  R  25.0  F  33.3   (5/10/20)
of the shown points right 60.0 (6/10)
places accuracy@161km, misses wrong 30.0 (6/20)
"""
STATEMENT_LINES = """\
texts 6  gold claims 9  claims read 7
found strike        50.0  2/4
                            strike, sorties    all claims
recall speaker               75.0  3/4          60.0  3/5
recall dates                100.0  4/4          80.0  4/5
recall provinces              0.0  0/4           0.0  0/4
recall sorties               33.3  1/3          33.3  1/3
recall targets               50.0  1/2          50.0  1/2
recall base                    -   0/0         100.0  1/1
tuple F1 (strike, sorties)   12.5  right 1, claims 7, gold 9
extra strike or sorties claims 3, of them in texts without any 2
position: no file given
"""


def values(metrics: tuple[Metric, ...], printed: str) -> list[float]:
    task = layers_task("made-up", "set", "made-up.jsonl", metrics)
    return [figure.value for figure in read_figures(task, printed)]


def test_attribution_lines_give_the_joint_figure_by_kind() -> None:
    assert values(ATTRIBUTIONS, ATTRIBUTION_LINES) == [81.5, 20.0, 51.5, 11.5, 41.5, 91.5]


def test_place_lines_give_accuracy_and_recognition() -> None:
    assert values(PLACES, PLACE_LINES) == [30.0, 60.0, 33.3]


def test_coding_lines_give_both_figures_of_one_line() -> None:
    printed = "silent sentences 4/9; swapped triples 2\ncoding type F1 44.0 triple F1 11.1\n"
    assert values(CODING, printed) == [44.0, 11.1, 2.0, 4.0]


def test_statement_lines_give_the_first_column() -> None:
    assert values(STATEMENTS, STATEMENT_LINES) == [12.5, 75.0, 100.0, 0.0, 33.3, 50.0, 3.0]


def test_counts_keep_how_many_there_were_to_get() -> None:
    task = Task("seed/made-up", TASKS[0].route, ("check.py",), ("a.jsonl",), SEED)
    found, *_ = read_figures(task, "place: 1/2\nfound 7/9  whole 5/9  spurious 1  extra 4\n")
    assert found == Figure("seed/made-up", SEED[0], 7.0, 9)


def test_a_line_that_is_missing_is_an_error_and_no_zero() -> None:
    task = layers_task("made-up", "set", "made-up.jsonl", (Metric("right", "actors right {figure}"),))
    with pytest.raises(BenchError, match="0 lines"):
        read_figures(task, "Traceback (most recent call last):\n")


def test_a_line_that_stands_twice_is_an_error() -> None:
    task = layers_task("made-up", "set", "made-up.jsonl", ())
    with pytest.raises(BenchError, match="2 lines"):
        read_figure(task, Metric("right", "right {figure}"), "right 1.0\nright 2.0\n")


@pytest.mark.parametrize("line", ["right nan", "right -", "right 4.5 (of 9)", "almost right 4.5"])
def test_a_line_in_another_form_is_not_read(line: str) -> None:
    assert line_pattern("right {figure}").fullmatch(line) is None


def test_every_task_and_metric_has_a_name_of_its_own() -> None:
    names = [f"{task.name} {metric.name}" for task in TASKS for metric in task.metrics]
    assert len(names) == len(set(names))


def test_every_metric_reads_exactly_one_figure() -> None:
    assert all(metric.line.count("{figure}") == 1 for task in TASKS for metric in task.metrics)


def test_errors_are_better_when_fewer() -> None:
    counted = [task for task in TASKS if task.group != "factuality" and "negatives" not in task.name]
    fewer = {metric.name for task in counted for metric in task.metrics if metric.better is Better.LOWER}
    assert fewer == {
        *("who and whom swapped", "sentences without an event", "extra claims", "spurious", "extra"),
        *("silent", "outside ACLED, coded all the same", "unanswered"),
    }


def test_of_factuality_only_errors_are_measured() -> None:
    metrics = [metric for task in TASKS if task.group == "factuality" for metric in task.metrics]
    assert metrics
    assert all(metric.better is Better.LOWER for metric in metrics)


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(figures)
    assert (tried.failed, tried.attempted) == (0, 1)

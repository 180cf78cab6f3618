from dataclasses import replace
from pathlib import Path

import pytest
from figures import BenchError
from scoring import Place, data_digest, missing_files, score_task
from tasks import Metric, Route, Task, layers_task

RIGHT = Metric("right", "right {figure}")
LAYERS = layers_task("made", "up", "up.jsonl", (RIGHT,))
COUNTING = """\
import sys
if sys.argv[1] == "input":
    print(open(sys.argv[2]).read(), end="")
else:
    print("right", len(open(sys.argv[3]).readlines()))
"""
"""A scorer that counts the readings."""
ECHOING = "#!/bin/sh\nshift 2\ncat $1\n"
"""A reader that gives back its input."""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    shared, scratch = tmp_path / "shared", tmp_path / "scratch"
    (shared / "bench").mkdir(parents=True)
    scratch.mkdir()
    (shared / "up.jsonl").write_text('{"id": "a"}\n{"id": "b"}\n')
    return Place(shared, tmp_path / "sitrep", scratch)


def set_up(place: Place, scorer: str, reader: str) -> None:
    (place.shared / "bench" / "score.py").write_text(scorer)
    place.sitrep.write_text(reader)
    place.sitrep.chmod(0o755)


def test_the_scorer_gets_what_the_reader_printed(place: Place) -> None:
    set_up(place, COUNTING, ECHOING)
    score = score_task(LAYERS, place)
    assert [figure.value for figure in score.figures] == [2]
    assert score.refused == 0


def test_refusals_are_counted(place: Place) -> None:
    set_up(place, COUNTING, ECHOING + """echo '{"path": "b"}' >&2\nexit 3\n""")
    assert score_task(LAYERS, place).refused == 1


def test_a_reader_that_fails_is_an_error(place: Place) -> None:
    set_up(place, COUNTING, "#!/bin/sh\necho 'no model' >&2\nexit 1\n")
    with pytest.raises(BenchError, match=r"sitrep read --layers .*exit 1: no model"):
        score_task(LAYERS, place)


def test_a_scorer_that_fails_is_an_error(place: Place) -> None:
    set_up(place, "raise SystemExit('bad gold')", ECHOING)
    with pytest.raises(BenchError, match="bad gold"):
        score_task(LAYERS, place)


def test_a_checker_gets_the_command_that_it_runs(place: Place) -> None:
    task = Task("probes/x", Route.COMMAND_LAYERS, ("score.py", "x"), ("up.jsonl",), (RIGHT,))
    scorer = """import sys; print("right", int(sys.argv[1] == "x" and sys.argv[3:] == [SITREP, "read", "--layers"]))"""
    set_up(place, scorer.replace("SITREP", repr(str(place.sitrep))), ECHOING)
    score = score_task(task, place)
    assert [figure.value for figure in score.figures] == [1]
    assert score.refused is None


def test_a_scorer_of_the_projects_own_gets_the_data_alone(place: Place, tmp_path: Path) -> None:
    task = Task("made/up", Route.OWN, ("own.py",), ("up.jsonl",), (RIGHT,))
    (tmp_path / "own.py").write_text(
        "import sys; print('right', int(sys.argv[1:] == [DATA]))".replace("DATA", repr(str(place.shared / "up.jsonl")))
    )
    assert missing_files([task], place.shared) == []
    score = score_task(task, replace(place, own=tmp_path))
    assert [figure.value for figure in score.figures] == [1]
    assert score.refused is None


@pytest.mark.parametrize(("route", "command"), [(Route.GOLD, ["read"]), (Route.GOLD_LAYERS, ["read", "--layers"])])
def test_gold_of_the_projects_own_is_read_by_claim_or_by_layer(
    place: Place, tmp_path: Path, route: Route, command: list[str]
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "gold.jsonl").write_text("{}\n")
    (own / "gold.py").write_text("import sys; print('right', len(open(sys.argv[2]).read().split()))")
    set_up(place, COUNTING, "#!/bin/sh\necho $@\n")
    task = Task("gold/up", route, ("gold.py",), ("gold.jsonl",), (RIGHT,))
    assert missing_files([task], place.shared) == []
    score = score_task(task, replace(place, own=own))
    assert [figure.value for figure in score.figures] == [len([*command, "gold.jsonl"])]
    assert score.refused == 0


def test_scorer_that_makes_its_data_is_given_none(place: Place, tmp_path: Path) -> None:
    (tmp_path / "made.py").write_text("import sys; print('right', int(sys.argv[1:] == []))")
    (tmp_path / "words.json").write_text("{}")
    task = Task("made/up", Route.MADE, ("made.py",), ("words.json",), (RIGHT,))
    assert missing_files([task], place.shared) == []
    score = score_task(task, replace(place, own=tmp_path))
    assert [figure.value for figure in score.figures] == [1]
    assert score.data == data_digest([tmp_path / "words.json"])


def test_scorer_of_the_projects_own_is_given_what_was_read_last(place: Place, tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("import sys; print('right', len(open(sys.argv[3]).read().split()))")
    set_up(place, COUNTING, "#!/bin/sh\necho $@\n")
    (place.shared / "gold.jsonl").write_text("{}\n")
    task = Task("made/up", Route.OWN_CLAIMS, ("own.py",), ("up.jsonl", "gold.jsonl"), (RIGHT,))
    score = score_task(task, replace(place, own=tmp_path))
    assert [figure.value for figure in score.figures] == [2]
    assert score.refused == 0


def test_what_scorers_leave_behind_stays_in_the_scratch_folder(place: Place) -> None:
    leaving = "import tempfile; print('right', 1); tempfile.NamedTemporaryFile(delete=False, suffix='.left').close()"
    task = Task("probes/x", Route.COMMAND_CLAIMS, ("score.py",), ("up.jsonl",), (RIGHT,))
    set_up(place, leaving, ECHOING)
    score_task(task, place)
    assert len(list(place.scratch.glob("*.left"))) == 1


def test_the_digest_follows_the_data(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("1")
    other.write_text("2")
    assert data_digest([one]) == data_digest([one])
    assert len({data_digest([one]), data_digest([other]), data_digest([one, other]), data_digest([other, one])}) == 4


def test_missing_scorers_and_data_are_named(place: Place) -> None:
    assert missing_files([LAYERS], place.shared) == [place.shared / "bench" / "score.py"]
    set_up(place, COUNTING, ECHOING)
    assert missing_files([LAYERS], place.shared) == []

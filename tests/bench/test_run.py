import subprocess
import sys
from pathlib import Path

import pytest
from figures import Figure
from floors import Floor, read_floors, write_floors
from run import Project, attempt_all, find_data, main, report, settle_floors
from scoring import Place, Score
from tasks import TASKS, Metric, Route, Task, choose_tasks

ROOT = Path(__file__).parents[2]
RIGHT = Metric("right", "right {figure}")


def test_a_missing_folder_is_said_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path / "none")], tmp_path) == 2
    told = capsys.readouterr().err
    assert "the development data is not here" in told
    assert "--shared PATH" in told


def test_the_command_itself_ends_with_2_without_the_folder(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "bench" / "run.py", "--shared", tmp_path / "none"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_folder_without_the_files_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)], tmp_path) == 2
    assert "score.py" in capsys.readouterr().err


def test_the_folder_is_looked_for_beside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITREP_SHARED", raising=False)
    project, shared = tmp_path / "project", tmp_path / "shared"
    project.mkdir()
    shared.mkdir()
    assert find_data(None, project, []) == shared.resolve()


def test_the_option_goes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_SHARED", str(tmp_path / "none"))
    assert find_data(str(tmp_path), tmp_path, []) == tmp_path.resolve()
    assert main([], tmp_path) == 2


def test_an_unknown_task_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "weather"], tmp_path) == 2
    assert "no task is called 'weather'" in capsys.readouterr().err


def test_a_group_or_one_of_its_sets_can_be_chosen() -> None:
    assert [task.name for task in choose_tasks(("timexes/platinum",))] == ["timexes/platinum"]
    assert {task.group for task in choose_tasks(("timexes",))} == {"timexes"}
    assert choose_tasks(()) == TASKS


def test_lowering_a_floor_records_why_and_measures_nothing(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    path = tmp_path / "bench" / "floors.json"
    write_floors(path, {"set right": Floor(40, "d1")})
    assert main(["--lower-floor", "set right", "35", "--because", "the gold was corrected"], tmp_path) == 0
    floor = read_floors(path)["set right"]
    assert (floor.value, floor.lowered[0].because) == (35, "the gold was corrected")


@pytest.mark.parametrize(
    ("arguments", "status"), [(["set right", "35"], 1), (["set right", "low", "--because", "a reason"], 2)]
)
def test_a_floor_is_not_lowered_otherwise(tmp_path: Path, arguments: list[str], status: int) -> None:
    (tmp_path / "bench").mkdir()
    path = tmp_path / "bench" / "floors.json"
    write_floors(path, {"set right": Floor(40, "d1")})
    assert main(["--lower-floor", *arguments], tmp_path) == status
    assert read_floors(path) == {"set right": Floor(40, "d1")}


def test_raised_floors_are_kept_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    floors = settle_floors(Project(tmp_path), [Figure("set", RIGHT, 41.5)], {"set": "d1"})
    assert floors == read_floors(tmp_path / "bench" / "floors.json") == {"set right": Floor(41, "d1")}


def test_a_problem_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([], ["set right: 3 is worse than its floor, 4"], {}) == 1
    assert "worse than its floor" in capsys.readouterr().err


def test_no_problem_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([Figure("set", RIGHT, 41.5)], [], {}) == 0
    assert "1 figures written to docs/quality.md; 1 have no floor yet" in capsys.readouterr().out


def test_a_task_that_cannot_be_measured_leaves_the_others_standing(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "good.py").write_text("print('right 4.5')")
    (tmp_path / "bench" / "bad.py").write_text("print('right, somehow')")
    (tmp_path / "up.jsonl").write_text("")
    bad, good = (
        Task(f"{name}/up", Route.COMMAND_CLAIMS, (f"{name}.py",), ("up.jsonl",), (RIGHT,)) for name in ("bad", "good")
    )
    failure, score = attempt_all([bad, good], Place(tmp_path, tmp_path / "sitrep", tmp_path))
    assert str(failure).startswith("not measured: bad/up: 0 lines")
    assert isinstance(score, Score)
    assert [figure.value for figure in score.figures] == [4.5]

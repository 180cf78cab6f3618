import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from sitrep.crew.crews import AHEAD, Done, Lost, map_in_order
from sitrep.crew.messages import TracebackOfWorker
from sitrep.model.errors import CrewError, IngestError

HERE = Path(__file__).parent
DRIVER = HERE / "crew_driver.py"
PATIENCE = 20.0


def once(folder: Path, name: str) -> bool:
    """True for the first caller of all processes."""
    try:
        os.close(os.open(folder / name, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def plain() -> Callable[[int], int]:
    return lambda task: task * task


def results(outcomes: Iterator[Done[int, int] | Lost[int]]) -> list[int | str]:
    return [o.result if isinstance(o, Done) else f"{o.task} lost: {o.why}" for o in outcomes]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    def start() -> Callable[[int], int]:
        def uneven(task: int) -> int:
            time.sleep(0.005 * (task % 3))
            return task * task

        return uneven

    found = list(map_in_order(start, range(40), workers, PATIENCE))
    assert found == [Done(n, n * n) for n in range(40)]


def test_where_processes_are_not_forked_they_are_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitrep.crew.workers.forks", lambda: False)
    start = partial(partial, pow, 2)
    assert results(map_in_order(start, range(5), 1, PATIENCE)) == [1, 2, 4, 8, 16]


def test_no_task_no_worker() -> None:
    assert list(map_in_order(plain, [], 2, PATIENCE)) == []


def test_tasks_are_read_only_a_few_ahead() -> None:
    read: list[int] = []

    def tasks() -> Iterator[int]:
        for n in range(100):
            read.append(n)
            yield n

    furthest = [max(read) - done.task for done in map_in_order(plain, tasks(), 2, PATIENCE)]
    assert max(furthest) <= 2 * AHEAD


def test_big_tasks_and_big_results_do_not_wait_for_each_other() -> None:
    tasks = [bytes([n]) * 3_000_000 for n in range(12)]
    found = list(map_in_order(lambda: lambda task: task, tasks, 2, PATIENCE))
    assert [o.result for o in found if isinstance(o, Done)] == tasks


def test_a_worker_that_is_killed_is_replaced_and_its_task_done_again(tmp_path: Path) -> None:
    def start() -> Callable[[int], int]:
        def killed_once(task: int) -> int:
            if task % 5 == 3 and once(tmp_path, str(task)):
                die()
            return task

        return killed_once

    assert results(map_in_order(start, range(30), 2, PATIENCE)) == list(range(30))


def test_a_worker_killed_just_after_its_side_effect_does_it_again_and_answers_once(tmp_path: Path) -> None:
    def start() -> Callable[[int], int]:
        def effect_then_death(task: int) -> int:
            with (tmp_path / "effects").open("a") as out:
                out.write(f"{task}\n")
            if task == 7 and once(tmp_path, "died"):
                die()
            return task

        return effect_then_death

    assert results(map_in_order(start, range(20), 2, PATIENCE)) == list(range(20))
    effects = sorted(int(line) for line in (tmp_path / "effects").read_text().split())
    assert effects == sorted([*range(20), 7])


def test_a_worker_killed_in_the_middle_of_its_answer_is_one_that_did_not_answer() -> None:
    def start() -> Callable[[int], tuple[int, bytes]]:
        return lambda task: (os.getpid(), b"x" * (3_000_000 if task == 1 else 1))

    outcomes = map_in_order(start, range(3), 1, PATIENCE)
    first = next(outcomes)
    assert isinstance(first, Done)
    # The second answer does not fit into the pipe, so that the worker is still saying it.
    time.sleep(0.3)
    os.kill(first.result[0], signal.SIGKILL)
    rest = list(outcomes)
    assert [(o.task, len(o.result[1]), o.result[0] != first.result[0]) for o in rest if isinstance(o, Done)] == [
        (1, 3_000_000, True), (2, 1, True),
    ]  # fmt: skip


def test_a_task_that_kills_twice_is_given_up_by_name_and_the_others_are_done() -> None:
    def start() -> Callable[[int], int]:
        return lambda task: die() or task if task == 4 else task

    found = results(map_in_order(start, range(12), 2, PATIENCE))
    assert found == [*range(4), "4 lost: the worker process was ended by SIGKILL", *range(5, 12)]


def test_the_second_try_is_made_with_nothing_else_under_way(tmp_path: Path) -> None:
    def start() -> Callable[[int], tuple[float, float]]:
        def timed(task: int) -> tuple[float, float]:
            begun = time.monotonic()
            if task == 3 and once(tmp_path, "died"):
                die()
            time.sleep(0.03)
            return begun, time.monotonic()

        return timed

    times = [o.result for o in map_in_order(start, range(16), 3, PATIENCE) if isinstance(o, Done)]
    begun, ended = times[3]
    assert [n for n, (b, e) in enumerate(times) if n != 3 and b < ended and begun < e] == []


def test_a_worker_that_hangs_is_ended_and_its_task_given_up() -> None:
    def start() -> Callable[[int], int]:
        def hangs(task: int) -> int:
            while task == 2:
                time.sleep(10)
            return task

        return hangs

    found = results(map_in_order(start, range(8), 2, 0.4))
    assert found == [0, 1, "2 lost: no answer within 0.4 seconds", *range(3, 8)]


def test_a_worker_that_is_stopped_counts_as_hanging() -> None:
    def start() -> Callable[[int], int]:
        def stops(task: int) -> int:
            if task == 1:
                os.kill(os.getpid(), signal.SIGSTOP)
            return task

        return stops

    assert results(map_in_order(start, range(4), 2, 0.4, tries=1)) == [0, "1 lost: no answer within 0.4 seconds", 2, 3]


def test_a_slow_consumer_does_not_make_workers_late() -> None:
    found = []
    for outcome in map_in_order(plain, range(5), 2, 0.2):
        time.sleep(0.25)
        found.append(outcome)
    assert results(iter(found)) == [n * n for n in range(5)]


@pytest.mark.parametrize("seed", range(2))
def test_workers_killed_at_random_moments_lose_nothing_and_double_nothing(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    alive: set[int] = set()

    def start() -> Callable[[int], tuple[int, int]]:
        def tells_its_process(task: int) -> tuple[int, int]:
            time.sleep(0.004)
            return task, os.getpid()

        return tells_its_process

    found = []
    for outcome in map_in_order(start, range(80), 3, PATIENCE, tries=50):
        assert isinstance(outcome, Done)
        number, worker = outcome.result
        alive.add(worker)
        found.append(number)
        if chance.random() < 0.2:
            victim = chance.choice(sorted(alive))
            alive.discard(victim)
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
    assert found == list(range(80))


def test_what_the_function_raises_is_raised_at_its_turn_with_its_traceback() -> None:
    def start() -> Callable[[int], int]:
        def fails(task: int) -> int:
            if task == 3:
                raise ValueError("three is too many")
            return task

        return fails

    found = []
    with pytest.raises(ValueError, match="three is too many") as caught:
        found.extend(map_in_order(start, range(8), 2, PATIENCE))
    assert isinstance(caught.value.__cause__, TracebackOfWorker)
    assert "in fails" in str(caught.value.__cause__)


def test_an_error_that_does_not_survive_a_pickle_comes_as_its_text() -> None:
    def start() -> Callable[[int], int]:
        def refuses(task: int) -> int:
            raise IngestError(f"page {task} is blank", "save it again")

        return refuses

    with pytest.raises(Exception, match="IngestError: page 0 is blank; save it again"):
        list(map_in_order(start, range(2), 1, PATIENCE))


def test_a_result_that_cannot_travel_is_an_error_and_no_hang() -> None:
    with pytest.raises(Exception, match="pickle"):
        list(map_in_order(lambda: lambda task: lambda: task, range(2), 1, PATIENCE))


def test_what_the_tasks_raise_comes_after_all_that_was_before_it() -> None:
    def tasks() -> Iterator[int]:
        yield from range(5)
        raise OSError("the disk is gone")

    outcomes = map_in_order(plain, tasks(), 2, PATIENCE)
    assert [next(outcomes).task for _ in range(5)] == list(range(5))
    with pytest.raises(OSError, match="the disk is gone"):
        next(outcomes)


def test_a_start_that_raises_is_raised_and_one_that_dies_is_no_endless_loop() -> None:
    def raises() -> Callable[[int], int]:
        raise LookupError("no model here")

    def dies() -> Callable[[int], int]:
        die()
        return abs

    with pytest.raises(LookupError, match="no model here"):
        list(map_in_order(raises, range(3), 2, PATIENCE))
    with pytest.raises(CrewError, match="end before they begin"):
        list(map_in_order(dies, range(3), 2, PATIENCE))


def running(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def gone(processes: list[int]) -> bool:
    end = time.monotonic() + 5
    while any(map(running, processes)) and time.monotonic() < end:
        time.sleep(0.02)
    return not any(map(running, processes))


def test_workers_end_with_the_iterator() -> None:
    outcomes = map_in_order(lambda: lambda _: os.getpid(), range(50), 2, PATIENCE)
    first = next(outcomes)
    assert isinstance(first, Done)
    assert running(first.result)
    outcomes.close()
    assert gone([first.result])


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_their_parent_also_in_the_middle_of_a_task(tmp_path: Path, ending: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, DRIVER, tmp_path], stderr=subprocess.DEVNULL) as parent:
        end = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < end:
            time.sleep(0.02)
        workers = [int(path.name) for path in tmp_path.iterdir()]
        assert len(workers) == 2
        parent.send_signal(ending)
    assert gone(workers)


@pytest.mark.skipif(sys.platform != "linux", reason="the cap is Linux's")
def test_a_task_that_needs_more_memory_than_it_may_have_is_given_up() -> None:
    def start() -> Callable[[int], int]:
        return lambda task: len(bytearray(900_000_000 if task == 1 else 1000))

    found = results(map_in_order(start, range(3), 1, PATIENCE, memory_bytes=300_000_000))
    assert found == [1000, "1 lost: it needed more memory than a worker process may have", 1000]

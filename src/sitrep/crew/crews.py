"""Tasks through a few worker processes: every one answered or given up by name, in order, whatever dies meanwhile."""

import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Generic, TypeVar, cast

from sitrep.crew.messages import Raised, Ready, Result, TracebackOfWorker
from sitrep.crew.workers import ENDING_SECONDS, OUT_OF_MEMORY, Start, Worker
from sitrep.model.errors import CrewError

T = TypeVar("T")
R = TypeVar("R")

# How many tasks a worker may be ahead of the oldest that is not answered: enough to have work while that one is
# tried again, few enough for what waits to stay in memory.
AHEAD = 4
TRIES = 2
# Loading a model takes seconds; on a machine under load tens of them.
STARTING_SECONDS = 300.0
# So many workers in a row that end before they begin are no accident.
STILLBORN = 3
LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """A task and what the function gave for it."""

    task: T
    result: R


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """A task that ended its worker at every try, or kept it silent for too long; `why` says which."""

    task: T
    why: str


@dataclass(slots=True)
class _Job:
    """A task under way."""

    task: object
    payload: bytes
    tries: int = 0
    outcome: Done[object, object] | Lost[object] | Raised | None = None


@dataclass(slots=True)
class _Crew:
    """The workers, and the jobs that are not yet handed on. `suspects` ended a worker and are tried again alone."""

    start: Start
    workers: int
    patience_seconds: float
    memory_bytes: int | None
    tries: int
    at_work: list[Worker] = field(default_factory=list)
    jobs: dict[int, _Job] = field(default_factory=dict)
    waiting: deque[int] = field(default_factory=deque)
    suspects: deque[int] = field(default_factory=deque)
    stillborn: int = 0

    def hire(self) -> None:
        """As many workers as there should be and as there is work for."""
        while len(self.at_work) < min(self.workers, len(self.waiting) + len(self.suspects) + len(self.at_work)):
            self.at_work.append(Worker(self.start, self.memory_bytes, self.at_work))

    def take_on(self, key: int, task: object) -> None:
        """Note a task that is to be done."""
        self.jobs[key] = _Job(task, pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        self.waiting.append(key)

    def give_out(self) -> None:
        """Give each worker its next task; while one is suspected, nothing, and then only that one."""
        if self.suspects:
            quiet = not any(worker.tasks for worker in self.at_work)
            idle = next((worker for worker in self.at_work if worker.ready), None)
            if quiet and idle is not None:
                key = self.suspects.popleft()
                idle.give(key, self.jobs[key].payload)
            return
        if any(self.jobs[key].tries for worker in self.at_work for key in worker.tasks):
            return
        for worker in sorted(self.at_work, key=lambda worker: len(worker.tasks)):
            if self.waiting and worker.has_room(self.jobs[self.waiting[0]].payload):
                key = self.waiting.popleft()
                worker.give(key, self.jobs[key].payload)

    def listen(self, seconds: float) -> None:
        """Wait until a worker says something or ends, no longer than so many seconds, and take it down."""
        ends = [end for worker in self.at_work for end in (worker.answers, worker.process.sentinel)]
        wait(ends, seconds)
        for worker in list(self.at_work):
            said = worker.heard()
            if said is None:
                self.replace(worker, None)
                continue
            for message in said:
                self.take_down(worker, message)
            if not said and (why := self.overdue(worker)):
                self.replace(worker, why)

    def take_down(self, worker: Worker, message: Ready | Result | Raised) -> None:
        """Note one answer of a worker."""
        if isinstance(message, Ready):
            worker.ready, self.stillborn = True, 0
            return
        if not worker.ready:
            raise_here(cast("Raised", message))
        job = self.jobs[worker.tasks.popleft()]
        job.outcome = message if isinstance(message, Raised) else Done(job.task, message.value)

    def overdue(self, worker: Worker) -> str | None:
        """Why a worker is given up that has not died, or None."""
        silent = time.monotonic() - worker.since
        if worker.tasks and silent > self.patience_seconds:
            return f"no answer within {self.patience_seconds:g} seconds"
        return "no beginning" if not worker.ready and silent > STARTING_SECONDS else None

    def replace(self, worker: Worker, why: str | None) -> None:
        """Take a worker out; the task that it was at is suspected, the one that waited behind it is not."""
        self.at_work.remove(worker)
        status = worker.end(0 if why else ENDING_SECONDS)
        why = why or cause_of(status)
        if not worker.ready:
            self.stillborn += 1
            if self.stillborn >= STILLBORN:
                raise CrewError(f"worker processes end before they begin ({why}); try again with one process")
        for key in reversed(list(worker.tasks)[1:]):
            self.waiting.appendleft(key)
        for key in list(worker.tasks)[:1]:
            job = self.jobs[key]
            job.tries += 1
            if job.tries < self.tries:
                self.suspects.append(key)
            else:
                job.outcome = Lost(job.task, why)

    def end(self, seconds: float) -> None:
        """End all workers."""
        for worker in self.at_work:
            worker.asking.close()
        for worker in self.at_work:
            worker.end(seconds)


def map_in_order(
    start: Callable[[], Callable[[T], R]],
    tasks: Iterable[T],
    workers: int,
    patience_seconds: float,
    *,
    memory_bytes: int | None = None,
    tries: int = TRIES,
) -> Iterator[Done[T, R] | Lost[T]]:
    """Yield what came of each task, in their order, worked on by so many processes.

    `start` is called once in each process and gives the function; connections and files belong in there. Where
    processes are made by fork (Linux) what the caller has loaded is shared by all; elsewhere `start` and the tasks must
    be picklable. A worker that dies, or is silent for more than `patience_seconds` over one task, is ended and
    replaced; its task is tried `tries` times in all, every time but the first with nothing else under way, and then
    comes out as Lost. `memory_bytes` is what a worker may take beyond what it has when it begins (Linux).

    Never are more than four tasks a worker read ahead. What the function raises is raised here, at its turn; so is
    what `tasks` raises. The workers end with the iterator, however it ends, and with this process. Raises CrewError
    when no worker can be started. One thread must do all of the iterating.
    """
    crew = _Crew(cast("Start", start), workers, patience_seconds, memory_bytes, tries)
    ended_well = False
    try:
        yield from cast("Iterator[Done[T, R] | Lost[T]]", outcomes(crew, iter(tasks)))
        ended_well = True
    finally:
        crew.end(ENDING_SECONDS if ended_well else 0)


def outcomes(crew: _Crew, tasks: Iterator[object]) -> Iterator[Done[object, object] | Lost[object]]:
    """Yield the outcomes in order, reading tasks only so far ahead, and looking after the workers at every step."""
    last: list[Exception] = []
    coming = enumerate(until_raised(tasks, last))
    read, first = True, 0
    while read or crew.jobs:
        while read and len(crew.jobs) < crew.workers * AHEAD:
            key, task = next(coming, (None, None))
            read = key is not None
            if key is not None:
                crew.take_on(key, task)
        if not crew.jobs:
            break
        crew.hire()
        crew.give_out()
        crew.listen(0 if crew.jobs[first].outcome is not None else LOOK_SECONDS)
        crew.give_out()
        outcome = crew.jobs[first].outcome
        if outcome is not None:
            del crew.jobs[first]
            first += 1
            if isinstance(outcome, Raised):
                raise_here(outcome)
            yield cast("Done[object, object] | Lost[object]", outcome)
    if last:
        raise last[0]


def until_raised(tasks: Iterator[object], last: list[Exception]) -> Iterator[object]:
    """Yield tasks; what their iterator raises ends them, and is put into `last` for when all before it is done."""
    try:
        yield from tasks
    except Exception as error:  # noqa: BLE001 - raised again at its turn
        last.append(error)


def raise_here(raised: Raised) -> None:
    """Raise what a worker raised, its own traceback shown as the cause."""
    raise raised.error from TracebackOfWorker(raised.trace)


def cause_of(status: int | None) -> str:
    """Why a worker ended, in words, by its exit status.

    >>> cause_of(-9)
    'the worker process was ended by SIGKILL'
    """
    if status == OUT_OF_MEMORY:
        return "it needed more memory than a worker process may have"
    if status is not None and status < 0:
        try:
            return f"the worker process was ended by {signal.Signals(-status).name}"
        except ValueError:
            return f"the worker process was ended by signal {-status}"
    return f"the worker process ended by itself with status {status}"

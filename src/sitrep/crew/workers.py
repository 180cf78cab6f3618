"""One worker process as its parent sees it, and what goes on inside of it."""

import gc
import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from sitrep.crew.limits import cap_memory, end_with_parent, holding_interrupts, ignore_interrupts, pin_threads
from sitrep.crew.messages import Raised, Ready, Result, packed, raised

# fcntl(2) on Linux: how many bytes a pipe holds. The system gives so much to everyone.
F_SETPIPE_SZ, PIPE_BYTES = 1031, 1 << 20
# A second task waits in a worker's pipe only if it surely fits there beside another: a write that waits for a worker
# that hangs would hang too.
FITS = PIPE_BYTES // 2 - (1 << 16)
# The exit status of a worker that would have needed more memory than it may have.
OUT_OF_MEMORY = 77
ENDING_SECONDS = 1.0

Start = Callable[[], Callable[[object], object]]


class Worker:
    """A process that is given tasks and says what came of them, in the order in which it was given them.

    `tasks` are the keys of those it has and has not answered, the one at work first; `since` is when it was last heard
    of or began to wait (monotonic seconds).
    """

    def __init__(self, start: Start, memory_bytes: int | None, others: Sequence["Worker"]) -> None:
        """Start a process. Under fork it shares what is loaded now; `others` have pipes that it must not keep open."""
        pin_threads()
        context = multiprocessing.get_context("fork") if forks() else multiprocessing.get_context("spawn")
        theirs, self.asking = context.Pipe(duplex=False)
        self.answers, saying = context.Pipe(duplex=False)
        self.room = widened(self.asking)
        foreign = [self.asking, self.answers, *(end for other in others for end in (other.asking, other.answers))]
        closing = foreign if forks() else []
        arguments = (start, memory_bytes, (theirs, saying), closing, os.getpid())
        self.process: BaseProcess = context.Process(target=work, args=arguments, daemon=True)
        frozen = gc.get_freeze_count()
        if forks() and not frozen:
            # The collector writes into the head of whatever it looks at, and would so copy every page that is shared.
            gc.freeze()
        with holding_interrupts():
            self.process.start()
        if not frozen:
            gc.unfreeze()
        theirs.close()
        saying.close()
        self.ready = False
        self.tasks: deque[int] = deque()
        self.since = time.monotonic()

    def has_room(self, payload: bytes) -> bool:
        """Whether a task can be given now without waiting for the worker."""
        return self.ready and (not self.tasks or (len(self.tasks) == 1 and len(payload) <= self.room))

    def give(self, key: int, payload: bytes) -> None:
        """Give a task; to a worker that has died the same, which is found out when it is listened to."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(key)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.asking.send_bytes(payload)

    def heard(self) -> list[Ready | Result | Raised] | None:
        """What the worker has said since, without waiting; None when it has died and said nothing more."""
        said: list[Ready | Result | Raised] = []
        died = self.process.exitcode is not None
        try:
            while self.answers.poll():
                said.append(self.answers.recv())
                self.since = time.monotonic()
        except (EOFError, OSError):
            # It is gone, perhaps in the middle of an answer, and half an answer is none.
            died = True
        return None if died and not said else said

    def end(self, seconds: float = 0.0) -> int | None:
        """End the process, after so many seconds in which it may do so itself; the exit status."""
        self.asking.close()
        self.answers.close()
        if seconds:
            self.process.join(seconds)
        self.process.kill()
        self.process.join()
        status = self.process.exitcode
        self.process.close()
        return status


def forks() -> bool:
    """Whether processes are made by fork, so that a loaded model is shared: where that is sound; elsewhere by spawn."""
    return sys.platform not in {"darwin", "win32"}


def widened(pipe: Connection) -> int:
    """Up to how many bytes a second task may have so that giving it never waits: the pipe is made wider for it."""
    if sys.platform != "linux":
        return 0
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.fcntl(pipe.fileno(), F_SETPIPE_SZ, PIPE_BYTES)
    except OSError:
        return 0
    return FITS


def work(
    start: Start,
    memory_bytes: int | None,
    pipes: tuple[Connection, Connection],
    closing: Sequence[Connection],
    parent: int,
) -> None:
    """Answer tasks until there are no more. Runs in the worker's own process.

    The pipes are that of the tasks and that of the answers; `closing` are the parent's own ends.
    """
    ignore_interrupts()
    end_with_parent(parent)
    for end in closing:
        end.close()
    try:
        answer_all(start, memory_bytes, *pipes)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (BrokenPipeError, ConnectionResetError):
        # Nobody listens any more.
        os._exit(0)


def answer_all(start: Start, memory_bytes: int | None, tasks: Connection, answers: Connection) -> None:
    """Begin, say so, and answer each task that comes."""
    try:
        function = start()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent raises it
        answers.send_bytes(packed(raised(error)))
        return
    answers.send_bytes(packed(Ready()))
    if memory_bytes is not None:
        cap_memory(memory_bytes)
    while True:
        try:
            task = tasks.recv()
        except EOFError:
            return
        try:
            message: Result | Raised = Result(function(task))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - the same
            message = raised(error)
        answers.send_bytes(packed(message))

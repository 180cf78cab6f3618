"""What a worker process may do to the machine: threads, memory, signals, and whom it may outlive."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The variables by which the linear algebra libraries are told how many threads to start.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# prctl(2): the signal that a process gets when the thread that made it ends.
PR_SET_PDEATHSIG = 1
SIZE = Path("/proc/self/statm")


def pin_threads() -> None:
    """One thread for linear algebra, unless the environment says another number: the cores are for the workers.

    Libraries read this when they are loaded, so it holds for processes that load them after.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def end_with_parent(parent: int) -> None:
    """End this process when its parent ends, at once, where the system can be asked to (Linux).

    Elsewhere a worker ends when it next looks for a task and finds the pipe closed.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            # It ended before the question was asked.
            os._exit(1)


def cap_memory(more_bytes: int) -> None:
    """Let this process map so many bytes more than it has mapped now; further ones are a MemoryError.

    What was loaded before, such as a model, does not count. Without effect where the system does not tell how much
    is mapped (anywhere but on Linux).
    """
    if sys.platform != "linux" or not SIZE.exists():
        return
    import resource  # noqa: PLC0415 - not on Windows

    mapped = int(SIZE.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + more_bytes
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


@contextmanager
def holding_interrupts() -> Iterator[None]:
    """Keep Ctrl-C back for the length of a block, so that it is not the new worker that gets it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

"""What a worker process says to its parent through a pipe, and how errors travel."""

import pickle
import traceback
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has what it works with and waits for tasks."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the function gave for the oldest task that the worker has."""

    value: object


@dataclass(frozen=True, slots=True)
class Raised:
    """The function raised: the exception, and its traceback as text, which exceptions lose on their way."""

    error: Exception
    trace: str


class TracebackOfWorker(Exception):  # noqa: N818 - never raised, only named as a cause
    """The traceback of an error in a worker, shown as the cause of the error in the parent."""

    def __str__(self) -> str:
        return f'\n"""\n{self.args[0]}"""'


class UnpicklableError(Exception):
    """An exception, or a result, of a worker that cannot travel as it is; its text."""


def raised(error: Exception) -> Raised:
    """An error as it can travel: itself if it comes out of a pickle as it went in, else its text."""
    trace = "".join(traceback.format_exception(error))
    try:
        same = type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301 - pickled in this line
    except Exception:  # noqa: BLE001 - a class's own code may fail in any way here
        same = False
    return Raised(error if same else UnpicklableError(f"{type(error).__qualname__}: {error}"), trace)


def packed(message: Ready | Result | Raised) -> bytes:
    """A message as bytes; a result that cannot be pickled becomes the error that says so."""
    try:
        return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the same
        return pickle.dumps(raised(error), pickle.HIGHEST_PROTOCOL)

"""Strings that make a regular expression slow, made of the expression itself, and the measure of its growth.

Each part of an expression that may repeat is a place to pump: what leads to it, then its own characters very often,
then something that fits nothing. Time is taken at a length and at four times that length; a linear expression takes
four times as long, a quadratic one sixteen times.
"""

import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType

# A repeat that may go on so long is pumped.
LONG_REPEAT = 30
SHORT, FACTOR = 1500, 4
# Quicker than this at the greater length is not measured further: quadratic takes many times as long.
QUICK_SECONDS = 0.004
# Linear is 4, quadratic 16; between them lies noise.
MOST_GROWTH = 9.0
# Each figure is the least of some runs; what looks slow is measured again, for machines are busy.
TAKEN, TRIES = 3, 6
# An expression that has the processor for longer than this on one string is as bad as one that never ends.
GIVEN_UP = 2.0
UNFIT = ("\0", "")
CATEGORIES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a", op.CATEGORY_NOT_WORD: " ",
}  # fmt: skip
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
PROBES = "a 1.-A,\n\"'/é_\t"


def pumps(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[Callable[[int], str]]:
    """Yield makers of long strings for an expression, each from its length; the same string is made once."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    seen: set[tuple[str, str, str]] = set()
    for lead, body in places(tree, ""):
        for piece in pieces(body):
            for start in {"", lead}:
                for end in UNFIT:
                    if piece and (start, piece, end) not in seen:
                        seen.add((start, piece, end))
                        yield lambda n, s=start, p=piece, e=end: s + p * (n // len(p)) + e


def places(tree: Iterable[tuple[object, object]], lead: str) -> Iterator[tuple[str, object]]:
    """Yield the parts that may repeat for long, each with what leads to it; and the whole."""
    items = list(tree)
    yield lead, items
    for code, value in items:
        if code in REPEATS:
            _, high, body = value  # type: ignore[misc]
            if high is op.MAXREPEAT or high >= LONG_REPEAT:
                yield lead, body
            yield from places(body, lead)
        elif code is op.BRANCH:
            for branch in value[1]:  # type: ignore[index]
                yield from places(branch, lead)
        elif code in (op.SUBPATTERN, op.ATOMIC_GROUP):
            yield from places(value[-1] if code is op.SUBPATTERN else value, lead)  # type: ignore[index, arg-type]
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from places(value[1], lead)  # type: ignore[index]
        lead += sample([(code, value)])


def pieces(body: object) -> set[str]:
    """What to repeat for a part: a sample of it, and characters that it takes, each alone and each with another."""
    one = sample(body)
    items = list(body)  # type: ignore[call-overload]
    found = {one, one[:1], one + " ", *(sample([item]) for item in items)}
    taken = [c for code, value in items if code is op.IN for c in characters(value)]
    some = kinds(taken)
    found |= {first + second for first in some for second in some} | set(some)
    return {piece for piece in found if piece}


def kinds(found: list[str]) -> list[str]:
    """One character of each kind: letter, figure, white space, other."""
    return list({(c.isalpha(), c.isdigit(), c.isspace()): c for c in reversed(found)}.values())


def characters(items: list[tuple[object, object]]) -> list[str]:
    """Characters that a set takes: one of each of its parts; of a set of what is not taken, some that remain."""
    if items[0][0] is op.NEGATE:
        return [_of_set(items)]
    return [_of_set([item]) for item in items]


def sample(tree: object) -> str:
    """A short text that fits a part of an expression, or nearly so."""
    return "".join(_sample(code, value) for code, value in tree)  # type: ignore[attr-defined]


def _sample(code: object, value: object) -> str:  # noqa: PLR0911 (one return a kind of node)
    if code is op.LITERAL:
        return chr(value)  # type: ignore[arg-type]
    if code is op.NOT_LITERAL:
        return next(c for c in PROBES if ord(c) != value)
    if code is op.ANY:
        return "a"
    if code is op.IN:
        return _of_set(value)  # type: ignore[arg-type]
    if code is op.BRANCH:
        return sample(value[1][0])  # type: ignore[index]
    if code is op.SUBPATTERN:
        return sample(value[-1])  # type: ignore[index]
    if code is op.ATOMIC_GROUP:
        return sample(value)
    if code in REPEATS:
        low, high, body = value  # type: ignore[misc]
        return sample(body) * max(low, min(1, high))
    return ""


def _of_set(items: list[tuple[object, object]]) -> str:
    """A character of a set."""
    if items[0][0] is op.NEGATE:
        taken = re.compile("[" + "".join(_shown(item) for item in items[1:]) + "]")
        return next((c for c in PROBES if not taken.match(c)), "\u2603")
    code, value = items[0]
    if code is op.RANGE:
        return chr(value[0])  # type: ignore[index]
    return CATEGORIES.get(value, "a") if code is op.CATEGORY else chr(value)  # type: ignore[call-overload, arg-type]


def _shown(item: tuple[object, object]) -> str:
    """A part of a set as it is written."""
    code, value = item
    if code is op.RANGE:
        return f"\\U{value[0]:08x}-\\U{value[1]:08x}"  # type: ignore[index]
    if code is op.CATEGORY:
        names = {op.CATEGORY_DIGIT: "d", op.CATEGORY_SPACE: "s", op.CATEGORY_WORD: "w"}
        negated = {op.CATEGORY_NOT_DIGIT: "D", op.CATEGORY_NOT_SPACE: "S", op.CATEGORY_NOT_WORD: "W"}
        return "\\" + (names | negated)[value]
    return f"\\U{value:08x}"


class TooSlow(Exception):  # noqa: N818 (no error: what is looked for)
    """One string took longer than is waited for."""


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the block after some seconds; expressions look for signals while they run."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(use: Callable[[str], object], text: str, times: int) -> float:
    """The least processor time of some runs."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        use(text)
        least = min(least, time.process_time() - began)
    return least


def growth(use: Callable[[str], object], make: Callable[[int], str], short: int = SHORT) -> float:
    """How many times as long four times the length takes; 0 where that is no time to speak of, inf for no end."""
    long, brief = make(short * FACTOR), make(short)
    try:
        # The clock of the processor is coarse while the timer runs: this figure only lets the quick ones go.
        with given_up_after(GIVEN_UP):
            use(long)
    except TooSlow:
        return float("inf")
    if seconds(use, long, 1) < QUICK_SECONDS:
        return 0.0
    for _ in range(TRIES):
        grown = seconds(use, long, TAKEN) / max(seconds(use, brief, TAKEN), 1e-6)
        if grown <= MOST_GROWTH:
            break
    return grown


def searching(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Callable[[str], object]:
    """The use of an expression that finds everything there is in a text."""
    if isinstance(pattern.pattern, bytes):
        return lambda text: sum(1 for _ in pattern.finditer(text.encode("utf-8", "replace")))  # type: ignore[arg-type]
    return lambda text: sum(1 for _ in pattern.finditer(text))  # type: ignore[arg-type]


def matching(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Callable[[str], object]:
    """The uses of an expression at the beginning of a text and on the whole of it."""
    if isinstance(pattern.pattern, bytes):
        return lambda text: (
            pattern.match(text.encode("utf-8", "replace")),
            pattern.fullmatch(text.encode("utf-8", "replace")),
        )  # type: ignore[arg-type]
    return lambda text: (pattern.match(text), pattern.fullmatch(text))  # type: ignore[arg-type]


def slow(pattern: re.Pattern[str] | re.Pattern[bytes], use: Callable[[str], object], short: int = SHORT) -> str | None:
    """The first string, as it begins, on which an expression grows faster than its text, with its growth; or None."""
    for make in pumps(pattern):
        grown = growth(use, make, short)
        if grown > MOST_GROWTH:
            return f"{grown:.0f} times on {make(40)[:60]!r}"
    return None

"""Intervals for shares of few things, and agreement beyond chance with its interval.

Shares have Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical inference,
JASA 22, 1927), two-sided, without correction for continuity, for every n. Brown, Cai and DasGupta (Interval estimation
for a binomial proportion, Statistical Science 16, 2001) recommend it for 40 and fewer: on average it covers what it
promises, where the exact interval of Clopper and Pearson covers more and is wider for it, and the textbook's p ± 1.96
s.e. covers far less and has no width at all when everything is right.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import isclose, sqrt
from statistics import NormalDist

# Two are needed for a standard error to mean anything.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a figure, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa; `value` or `interval` is None where it does not exist, and `reason` then says why."""

    value: float | None
    interval: Interval | None
    reason: str | None = None


def _z(confidence: float) -> float:
    """The two-sided normal quantile: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(right: int, n: int, confidence: float = 0.95) -> Interval:
    """Wilson's interval for the share that `right` of `n` comes from; 0 to 1 where n is 0: nothing is known then.

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    if n == 0:
        return Interval(0.0, 1.0)
    z, share = _z(confidence), right / n
    middle = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    # At the ends the bound is the share itself; rounding must not put it beside.
    low = 0.0 if right == 0 else (middle - half) / whole
    high = 1.0 if right == n else (middle + half) / whole
    return Interval(max(0.0, low), min(1.0, high))


def cohen_kappa(one: Sequence[Hashable], other: Sequence[Hashable], confidence: float = 0.95) -> Kappa:
    """Cohen's kappa of two people's words on the same things, in the same order.

    Cohen, A coefficient of agreement for nominal scales, 1960; the interval is kappa ± z s.e., with the standard error
    for large samples of Fleiss, Cohen and Everitt, 1969, cut off at -1 and 1. There is no kappa where chance alone
    would agree always, and no interval where that standard error is 0.
    """
    n = len(one)
    if n == 0:
        return Kappa(None, None, "no claim was judged by both")
    cells, rows, columns = Counter(zip(one, other, strict=True)), Counter(one), Counter(other)
    chance = sum(rows[word] * columns[word] for word in rows) / (n * n)
    if isclose(chance, 1.0):
        return Kappa(None, None, "both gave one and the same word throughout, which chance would do as well")
    agreed = sum(count for (a, b), count in cells.items() if a == b) / n
    kappa = (agreed - chance) / (1 - chance)
    return _with_interval(kappa, _variance(kappa, chance, cells, rows, columns), n, confidence)


def _variance(
    kappa: float,
    chance: float,
    cells: Counter[tuple[Hashable, Hashable]],
    rows: Counter[Hashable],
    columns: Counter[Hashable],
) -> float:
    """The large-sample variance of kappa (Fleiss, Cohen and Everitt, 1969, formula 13)."""
    n = rows.total()
    agreeing = sum(
        count / n * (1 - (rows[a] + columns[a]) / n * (1 - kappa)) ** 2 for (a, b), count in cells.items() if a == b
    )
    apart = sum(count / n * ((columns[a] + rows[b]) / n) ** 2 for (a, b), count in cells.items() if a != b)
    last = kappa - chance * (1 - kappa)
    return (agreeing + (1 - kappa) ** 2 * apart - last * last) / (n * (1 - chance) ** 2)


def _with_interval(kappa: float, variance: float, n: int, confidence: float) -> Kappa:
    if n < FEWEST or variance <= 0 or isclose(variance, 0, abs_tol=1e-12):
        return Kappa(kappa, None, "the words vary too little for a standard error; read the share that agrees")
    half = _z(confidence) * sqrt(variance)
    return Kappa(kappa, Interval(max(-1.0, kappa - half), min(1.0, kappa + half)))

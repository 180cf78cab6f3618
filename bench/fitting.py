"""Logistic regression over levels: weights that never let a level weigh less than one that is less alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

RIDGE = 1.0
ROUNDS = 80
ENOUGH = 1e-6
SMALLEST = 1e-9

Array = np.ndarray[Any, np.dtype[np.float64]]
Levels = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Coding:
    """Levels as columns: a level is coded by itself and all below it, so that no weight below 0 keeps their order."""

    levels: Levels

    @property
    def width(self) -> int:
        """How many columns there are: one for the prior, one for each level."""
        return 1 + sum(map(len, self.levels.values()))

    def row(self, found: Mapping[str, str]) -> Array:
        """The columns of a pair by the levels found."""
        row = np.zeros(self.width)
        row[0] = 1.0
        start = 1
        for name, levels in self.levels.items():
            if found[name] in levels:
                row[start : start + levels.index(found[name]) + 1] = 1.0
            start += len(levels)
        return row

    def bounds(self) -> tuple[Array, Array]:
        """The lowest and highest weight of each column: the first level speaks against, each further one for a link."""
        low, high = [-np.inf], [np.inf]
        for levels in self.levels.values():
            low += [-np.inf, *[0.0] * (len(levels) - 1)]
            high += [0.0, *[np.inf] * (len(levels) - 1)]
        return np.array(low), np.array(high)

    def weights(self, fitted: Array) -> tuple[float, dict[str, dict[str, float]]]:
        """The prior and the weights of all levels."""
        found, start = {}, 1
        for name, levels in self.levels.items():
            sums = np.cumsum(fitted[start : start + len(levels)])
            found[name] = {level: round(float(value), 3) + 0.0 for level, value in zip(levels, sums, strict=True)}
            start += len(levels)
        return round(float(fitted[0]), 3), found


def fit(rows: Array, same: Array, bounds: tuple[Array, Array], worth: Array | None = None) -> Array:
    """The weights of a logistic regression between bounds: projected Newton steps, halved until they gain.

    `worth` is how much each pair counts.
    """
    low, high = bounds
    worth = np.ones(len(rows)) if worth is None else worth
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = ENOUGH

    def loss(weights: Array) -> float:
        scores = rows @ weights
        return float(np.sum(worth * (np.logaddexp(0, scores) - same * scores)) + 0.5 * np.sum(ridge * weights**2))

    weights = np.zeros(rows.shape[1])
    value = loss(weights)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (worth * (chance - same)) + ridge * weights
        free = ~(((weights <= low) & (slope > 0)) | ((weights >= high) & (slope < 0)))
        curve = (rows[:, free] * (worth * chance * (1 - chance) + SMALLEST)[:, None]).T @ rows[:, free] + np.diag(
            ridge[free]
        )
        newton = np.zeros_like(weights)
        newton[free] = np.linalg.solve(curve, slope[free])
        step = _gain(loss, weights, value, newton, bounds) or _gain(loss, weights, value, slope, bounds)
        if step is None:
            break
        gained = value - step[1]
        weights, value = step
        if gained < ENOUGH * max(1.0, value):
            break
    return weights


def _gain(
    loss: Callable[[Array], float], weights: Array, value: float, step: Array, bounds: tuple[Array, Array]
) -> tuple[Array, float] | None:
    """The weights one step on, and their loss; the step is halved until it gains, None where it never does."""
    part = 1.0
    while part > SMALLEST:
        moved = np.clip(weights - part * step, *bounds)
        if (reached := loss(moved)) < value:
            return moved, reached
        part /= 2
    return None

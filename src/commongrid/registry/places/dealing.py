"""Dealing points out: into so many groups that lie together, and so many pieces in proportion. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.float64]
type Labels = NDArray[np.int64]


def k_means(points: Numbers, weights: Numbers, count: int) -> Labels:
    """Lloyd's rounds from seeds that lie far from one another; every label is used."""
    seeds = [int(np.argmin(((points - points.mean(axis=0)) ** 2).sum(axis=1)))]
    near = ((points - points[seeds[0]]) ** 2).sum(axis=1)
    while len(seeds) < count:
        seeds.append(int(np.argmax(near * weights)))
        near = np.minimum(near, ((points - points[seeds[-1]]) ** 2).sum(axis=1))
    centres = points[seeds]
    labels = np.zeros(len(points), np.int64)
    for _ in range(14):
        labels = np.argmin(squares(points, centres), axis=1)
        masses = np.bincount(labels, weights, count)
        for axis in (0, 1):
            centres[:, axis] = np.bincount(labels, weights * points[:, axis], count) / masses
    return np.asarray(labels, np.int64)


def nearest_first(points: Numbers, labels: Labels, start: Numbers) -> Labels:
    """The rank of each label by how far the middle of its points lies from `start`."""
    sizes = np.bincount(labels)
    order = np.argsort(((middles(points, labels, len(sizes)) - start) ** 2).sum(axis=1), kind="stable")
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def shares(people: Numbers, cells: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    """`total` dealt out in proportion (largest remainder), at least one each, at most one for four cells."""
    most = np.maximum(cells // 4, 1)
    exact = np.clip(people / people.sum() * total, 1, most)
    for _ in range(50):
        free = (exact > 1) & (exact < most)
        if free.any():
            exact[free] *= max(total - exact[~free].sum(), 1e-9) / exact[free].sum()
        exact = np.clip(exact, 1, most)
    counts = np.floor(exact).astype(np.int64)
    while (left := total - int(counts.sum())) != 0:
        may = counts < most if left > 0 else counts > 1
        counts[np.argmax(np.where(may, np.sign(left) * (exact - counts), -np.inf))] += np.sign(left)
    return counts


def squares(points: Numbers, middles: Numbers) -> Numbers:
    """Squared distances, a row for each point."""
    apart = points @ middles.T
    squares = (points**2).sum(axis=1)[:, None] - 2 * apart + (middles**2).sum(axis=1)
    return np.asarray(np.maximum(squares, 0.0))


def middles(points: Numbers, labels: Labels, count: int) -> Numbers:
    held = np.maximum(np.bincount(labels, minlength=count), 1)
    return np.column_stack([np.bincount(labels, points[:, axis], count) / held for axis in (0, 1)])

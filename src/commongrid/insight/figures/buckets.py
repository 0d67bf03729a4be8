"""Durations as counts in buckets that can be added up, and quantiles read from them. Pure.

Bucket i holds durations from above GAMMA^(i-1) to GAMMA^i seconds, so every value read from it is right to within
`ERROR`. The scheme and its proof: Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
Relative-Error Guarantees", PVLDB 12(12), 2019.
"""

from __future__ import annotations

from collections.abc import Mapping

ERROR = 0.05
GAMMA = (1 + ERROR) / (1 - ERROR)


def added(*every: Mapping[int, int] | Mapping[str, int] | None) -> dict[int, int]:
    """Several histograms as one; what has come down to nothing is left out."""
    total: dict[int, int] = {}
    for one in every:
        for bucket, count in (one or {}).items():
            total[int(bucket)] = total.get(int(bucket), 0) + count
    return {bucket: count for bucket, count in sorted(total.items()) if count}


def quantile(histogram: Mapping[int, int], share: float) -> float | None:
    """The duration in seconds that `share` of all durations do not exceed, right to within `ERROR`; None when empty."""
    count = sum(histogram.values())
    if not count:
        return None
    rank, seen = share * (count - 1), 0
    for bucket in sorted(histogram):
        seen += histogram[bucket]
        if seen > rank:
            return seconds(bucket)
    return None


def seconds(bucket: int) -> float:
    """The value a bucket stands for: as far (in proportion) from its lower as from its upper end."""
    return 1.0 if bucket <= 0 else 2 * GAMMA**bucket / (GAMMA + 1)

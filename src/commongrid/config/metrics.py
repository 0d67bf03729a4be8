"""What Prometheus reads: requests by route and status, and how long they took, over all processes of this machine."""

import os
from collections.abc import Mapping

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_requests = Counter("commongrid_requests_total", "Requests answered", ["method", "route", "status"])
_seconds = Histogram(
    "commongrid_request_seconds",
    "Seconds to an answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    _requests.labels(method, route, status).inc()
    _seconds.labels(route).observe(seconds)


def readers(lags: Mapping[str, float]) -> bytes:
    """How many seconds each reader of the journal is behind, in the same format; the same from every process."""
    registry = CollectorRegistry()
    gauge = Gauge(
        "commongrid_reader_lag_seconds", "Seconds a reader is behind", ["reader"], registry=registry
    )
    for name, lag in lags.items():
        gauge.labels(name).set(round(lag, 3))
    return generate_latest(registry)


def text() -> bytes:
    """The figures in Prometheus' text format; of all processes where PROMETHEUS_MULTIPROC_DIR is set."""
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)

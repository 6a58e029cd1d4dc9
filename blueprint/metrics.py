"""What a process counts, for Prometheus (its text exposition format): requests, web sockets, builds, and the process itself.

Labels have no personal data and few values, so that the number of series is bounded.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from prometheus_client import Gauge, Histogram, start_http_server

from blueprint.domain.errors import Invalid

REQUESTS = Histogram(
    "blueprint_request_seconds",
    "Seconds until a request was answered, by the first part of its path, its method and the class of its status.",
    ("part", "method", "status"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
SOCKETS = Gauge("blueprint_web_sockets", "Open web sockets, by the first part of their path.", ("part",))
BUILDS = Histogram(
    "blueprint_build_seconds",
    "Seconds that this process built an edition for, whether or not it was published in the end.",
    buckets=(1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800),
)
READY = Gauge("blueprint_ready", "1 when a part is well and 0 when not: database, store, queue, disk.", ("part",))


def serve(address: str, is_well: dict[str, Callable[[], bool]]) -> None:
    """Answer Prometheus at `host:port`, in a thread; "" for nobody. `is_well` is asked each time, by part.

    Raises `Invalid` when the address cannot be listened on.
    """
    if not address:
        return
    for part, ask in is_well.items():
        READY.labels(part).set_function(partial(_as_number, ask))
    host, _, port = address.rpartition(":")
    try:
        start_http_server(int(port), host.strip("[]"))
    except OSError as error:
        raise Invalid(
            f"Metrics cannot be served at {address} ({error.strerror}). Name another address in BLUEPRINT_METRICS."
        ) from error


def _as_number(ask: Callable[[], bool]) -> float:
    return float(ask())


@contextmanager
def timed_build() -> Iterator[None]:
    """Count the block as a build."""
    began = time.monotonic()
    try:
        yield
    finally:
        BUILDS.observe(time.monotonic() - began)

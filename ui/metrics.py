"""What is counted of this process and its database, for a monitor; no label names a person or a project."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from services import readiness

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
STEPS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
REGISTRY: Final = CollectorRegistry()
REQUESTS: Final = Counter(
    "bellwether_requests",
    "Requests by kind of address, method and status.",
    ["route", "method", "status"],
    registry=REGISTRY,
)
REQUEST_SECONDS: Final = Histogram(
    "bellwether_request_seconds", "Seconds to the end of an answer.", ["route"], buckets=STEPS, registry=REGISTRY
)
CONNECTIONS: Final = Gauge("bellwether_connections", "Pages open in a browser, in this process.", registry=REGISTRY)
RUNS: Final = Histogram(
    "bellwether_run_seconds",
    "Seconds from what a reader did to the end of the run it caused; a part is a fragment of a page.",
    ["kind"],
    buckets=STEPS,
    registry=REGISTRY,
)
ERRORS: Final = Counter(
    "bellwether_errors", "Errors nobody had foreseen, by where they were.", ["place"], registry=REGISTRY
)


class Stored(Collector):
    """What is read from the database whenever a monitor asks."""

    def collect(self) -> Iterator[Metric]:
        """Yield the state of the database, the visits, the jobs and the age of the data."""
        found = readiness.readiness()
        yield GaugeMetricFamily("bellwether_ready", "1 where the database can be used.", value=float(found.ready))
        yield GaugeMetricFamily(
            "bellwether_database_seconds", "Seconds the database took to answer a small question.", value=found.seconds
        )
        counted = readiness.figures() if found.ready else None
        if counted is None:
            return
        yield GaugeMetricFamily(
            "bellwether_sessions", "Visits let in that are neither over nor idle.", value=counted.sessions
        )
        jobs = GaugeMetricFamily("bellwether_jobs", "Jobs by kind and state.", labels=["kind", "state"])
        for kind, state, number in counted.jobs:
            jobs.add_metric([kind, state], number)
        yield jobs
        now = datetime.now(UTC)
        as_of = GaugeMetricFamily(
            "bellwether_data_as_of_seconds", "Age of the newest as-of date.", labels=["portfolio"]
        )
        received = GaugeMetricFamily(
            "bellwether_data_received_seconds", "Age of the newest file.", labels=["portfolio"]
        )
        for age in counted.ages:
            if age.as_of is not None:
                begun = datetime.combine(age.as_of, time(), UTC)
                as_of.add_metric([age.portfolio], (now - begun).total_seconds())
            if age.received_at is not None:
                received.add_metric([age.portfolio], (now - age.received_at).total_seconds())
        yield as_of
        yield received

    def describe(self) -> Iterator[Metric]:
        """Yield nothing, so that making the registry asks no database."""
        return iter(())


REGISTRY.register(Stored())


def exposition() -> bytes:
    """Return all figures as OpenMetrics text."""
    return bytes(generate_latest(REGISTRY))  # type: ignore[no-untyped-call]

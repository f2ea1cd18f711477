"""Where the fits of a training run: on the cores of this machine, or on those a Dask scheduler lends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import joblib

from data_access.settings import settings
from services.errors import Explained

CONNECT_SECONDS = 20


@contextmanager
def workers() -> Iterator[int]:
    """Yield how many fits may run at once, -1 for as many as the cluster has; joblib sends them to the right place.

    Raises Explained where the settings name a Dask scheduler that cannot be reached or used.
    """
    address = settings().dask.strip()
    if not address:
        yield settings().cores or os.cpu_count() or 1
        return
    with _client(address), joblib.parallel_config(backend="dask"):
        yield -1


@contextmanager
def _client(address: str) -> Iterator[None]:
    try:
        from distributed import Client
    except ImportError:
        raise Explained(
            "BELLWETHER_DASK names a Dask scheduler, but the package distributed is not installed.",
            repair="Install it (pip install distributed), or leave BELLWETHER_DASK empty.",
        ) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=True)
    except (OSError, TimeoutError, ValueError) as error:
        raise Explained(
            f"The Dask scheduler at {address} cannot be reached.",
            repair="Start it, correct BELLWETHER_DASK, or leave it empty.",
        ) from error
    with client:
        yield

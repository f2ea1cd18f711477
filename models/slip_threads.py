"""One thread at a time for fits and predictions that are too small to gain from more."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import cast

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


def one_thread() -> AbstractContextManager[object]:
    """Return a context in which linear algebra and trees use one thread.

    Where others hold the cores, the threads of a small fit spin for one another: one of a second took eight minutes.
    """
    return cast("AbstractContextManager[object]", _threads().limit(limits=1))


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()

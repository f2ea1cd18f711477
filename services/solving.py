"""Searches that go on beside a visit: a quick answer first, the proven one when it is there.

Each search is known by its content, so that two visits that ask the same wait for the same search.
"""

import hashlib
import json
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import numpy as np

from models.selection import select
from models.selection_problem import Problem, Selection

THREADS = 2
KEPT = 512

_pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="search")
_known: OrderedDict[str, Future[Selection]] = OrderedDict()
_lock = Lock()


def search(problem: Problem, seconds: float) -> Future[Selection]:
    """Return the search for the best selection, under way or done; it ends within the seconds given."""
    name = f"{content(problem)} {seconds}"
    with _lock:
        found = _known.pop(name, None) or _pool.submit(select, problem, seconds)
        _known[name] = found
        while len(_known) > KEPT:
            _, oldest = _known.popitem(last=False)
            oldest.cancel()
    return found


def give_up(problem: Problem, seconds: float) -> None:
    """Forget a search; one that has not begun never does, one under way ends by itself and is not waited for."""
    with _lock:
        found = _known.pop(f"{content(problem)} {seconds}", None)
    if found is not None:
        found.cancel()


def content(problem: Problem) -> str:
    """Return a hash of everything that a problem states."""
    told = hashlib.sha256()
    for array in (problem.value, problem.cost, *(group.amount for group in problem.groups)):
        told.update(np.ascontiguousarray(array).tobytes())
    plain = (
        problem.keys,
        problem.limits,
        problem.total_limit,
        sorted(problem.forced_in),
        sorted(problem.forced_out),
        problem.requires,
        problem.excludes,
        problem.same,
        problem.at_most,
        problem.periods,
        [(group.name, group.at_least, group.at_most) for group in problem.groups],
    )
    told.update(json.dumps(plain).encode())
    return told.hexdigest()

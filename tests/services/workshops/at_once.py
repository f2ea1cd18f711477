"""Calls made at the same time, as by people who press at once."""

import threading
from collections.abc import Callable


def at_once(*doing: Callable[[], object]) -> list[str]:
    """Return what became of calls made at the same time: done, or the name of what refused them."""
    outcomes, start = [], threading.Barrier(len(doing))

    def run(call: Callable[[], object]) -> None:
        start.wait()
        try:
            call()
            outcomes.append("done")
        except Exception as refused:
            outcomes.append(type(refused).__name__)

    threads = [threading.Thread(target=run, args=(call,)) for call in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes

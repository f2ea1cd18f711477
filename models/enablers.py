"""Value that an enabler inherits from the projects that require it: passed on, never counted twice."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def inherit(value: pd.Series, requires: Iterable[tuple[str, str]], share: float) -> pd.Series:
    """Value of each project after every project has passed a share of its own value to what it requires.

    What is passed on is taken from the project itself and split evenly over all it requires directly, so that the
    sum stays the same and no value is counted twice. Only a project's own value is passed, not what it inherits; a
    value of zero or below passes nothing.

    Parameters
    ----------
    value : Series
        By project.
    requires : iterable of pairs
        (a, b): a requires b. Pairs with a project that is not in `value` say nothing.
    share : float
        0 to 1.

    Raises
    ------
    ValueError
        Where the share is not between 0 and 1.

    >>> inherit(pd.Series({"platform": 1.0, "app": 8.0}), [("app", "platform")], 0.25).to_dict()
    {'platform': 3.0, 'app': 6.0}
    """
    if not 0 <= share <= 1:
        raise ValueError("the share that is inherited lies between 0 and 1")
    enablers: dict[str, list[str]] = {}
    for a, b in dict.fromkeys(requires):
        if a != b and a in value.index and b in value.index:
            enablers.setdefault(a, []).append(b)
    found = value.astype(float).copy()
    for project, required in enablers.items():
        passed = share * max(float(value[project]), 0.0)
        found[project] -= passed
        for enabler in required:
            found[enabler] += passed / len(required)
    return found

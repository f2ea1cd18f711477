"""What points and shares are told of a decision on weights: points are shared out, so that any total is possible."""

from ui.wording.formats import number, percent


def share(points: float, total: float) -> str:
    """Return what points give of all importance.

    >>> share(10.0, 106.7), share(10.0, 100.0), share(0.0, 0.0)
    ('10.0 of 106.7 points: 9.4% of all importance', '10.0 of 100.0 points: 10.0% of all importance', 'No points yet')
    """
    if total <= 0:
        return "No points yet"
    return f"{number(points, 1)} of {number(total, 1)} points: {percent(points / total, 1)} of all importance"


def total(points: float) -> str:
    """Return what all points sum to, and that they are shared out.

    >>> total(106.7)
    '106.7 points in all, shared out to 100%.'
    """
    if points <= 0:
        return "No objective has points."
    return f"{number(points, 1)} points in all, shared out to 100%."


def departure(found: float, decided: float, total: float) -> str:
    """Return points that were decided and those found, each with its share: those found sum to 100.

    >>> departure(16.9, 10.0, 106.7)
    '10.0 points (9.4% of all importance) instead of 16.9 points (16.9%)'
    """
    of = percent(decided / total, 1) if total > 0 else "none"
    return (
        f"{number(decided, 1)} points ({of} of all importance) instead of {number(found, 1)} points "
        f"({percent(found / 100, 1)})"
    )


def shares(found: float, decided: float, total: float) -> dict[str, float]:
    """Return the shares that points found and points decided give, as a file tells them."""
    return {"found, share": found / 100} | ({"decided, share": decided / total} if total > 0 else {})

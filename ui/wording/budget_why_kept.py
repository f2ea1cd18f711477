"""Why a project is in or out where what is funded is kept."""

ALL, KEEPING = "the best set of all", "the best set that keeps what is funded now"
THERE = "In that set:"


def standing(inside: bool, best: bool, now: bool) -> str:
    """Return what keeping does to a project, beside the best set it is held against; `now`: it is funded now.

    >>> standing(False, True, False)
    'It waits: what more money buys next comes first.'
    """
    if best and not inside:
        return "It waits: what more money buys next comes first."
    if inside and not best:
        return (
            "It is funded because it is funded now and is kept."
            if now
            else "It is funded because less money funds it too, and what came in first stays."
        )
    return f"The same holds for {_beside(inside, now)}:"


def otherwise(inside: bool, now: bool, reason: str) -> str:
    """Return what a project would be in the best set it is held against, where that is not what it is.

    >>> otherwise(True, True, "because Bridge gives just as much value.")
    'In the best set of all it would be out, because Bridge gives just as much value.'
    """
    joint = "," if reason.startswith("because") else ":"
    return f"In {_beside(inside, now)} it would be {'out' if inside else 'in'}{joint} {reason}"


def _beside(inside: bool, now: bool) -> str:
    """Return which set a project is held against: only one that is kept is held against one that keeps nothing."""
    return ALL if inside and now else KEEPING

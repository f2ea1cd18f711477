"""What came in and went out on the Budget page since an earlier position, in words."""

from collections.abc import Sequence

from ui.wording.budget import names


def moved(since: str, entered: Sequence[str], left: Sequence[str]) -> str:
    """Return which projects came in and went out since an earlier position.

    >>> moved("$1.3 bn", ["Harbour wall"], [])
    'Since $1.3 bn: in comes Harbour wall; nothing goes.'
    """
    if not entered and not left:
        return f"Since {since}: the same projects."
    came = f"in {'comes' if len(entered) == 1 else 'come'} {names(entered, 6)}" if entered else "nothing comes in"
    gone = f"out {'goes' if len(left) == 1 else 'go'} {names(left, 6)}" if left else "nothing goes"
    return f"Since {since}: {came}; {gone}."


def origin(amount: str, anchored: bool) -> str:
    """Return the position that a choice is compared with; no amount where more than the total differs.

    >>> origin("$2.88 bn", False), origin("", True)
    ('you began at $2.88 bn', 'the position you compare from')
    """
    if anchored:
        return f"the {amount} you compare from" if amount else "the position you compare from"
    return f"you began at {amount}" if amount else "you began"


def last_step(amount: str) -> str:
    """Return the position before the last move."""
    return f"the last step, {amount}" if amount else "the last step"

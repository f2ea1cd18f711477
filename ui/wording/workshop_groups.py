"""What is said of groups of voters while a workshop is prepared and led: who is in none, and whether they count."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from services.workshops import groups
from services.workshops.reading import Workshop
from services.workshops.terms import SMALLEST_GROUP
from ui.wording.formats import count, number
from ui.wording.workshop_voices import listed

FIXED: Final = "Once the first question is asked groups are fixed, for answers are stored with them."


def rules(held: Workshop) -> str:
    """Return which groups have a say of their own."""
    say = held.frame["say"]
    if not say:
        return "No group has a say of its own in this workshop: all count the same."
    told = listed([f"{group} ({weight:g})" for group, weight in say.items()], len(say))
    return f"With a say of their own: {told}. Everybody else counts 1."


def in_no_rule(held: Workshop) -> str:
    """Return which groups on the list have no say of their own, though a group was named; "" where all have."""
    say = held.frame["say"]
    many = Counter(seat.group for seat in held.seats if seat.group and seat.group not in say)
    if not many:
        return ""
    told = listed([f"{group} ({count(size, 'person', 'people')})" for group, size in sorted(many.items())])
    return f"In no rule: {told}. They count 1, like everybody without a group."


def invited_again(moved: Sequence[str], stayed: Sequence[str]) -> str:
    """Return what an invitation did to people who were on the list already; "" where it named none of another group."""
    told = [f"Already on the list, and now in the group given: {listed(moved)}."] if moved else []
    told += [f"Already on the list, and still in the group of before: {listed(stayed)}. {FIXED}"] if stayed else []
    return " ".join(told)


def say_at_risk(held: Workshop) -> str:
    """Return that the groups' say will not count with those who are here now, and why; "" where it will, or is none."""
    if held.stage == "draft" or held.over:
        return ""
    voters = [seat for seat in held.seats if seat.votes]
    few = groups.too_few(held.frame["say"], held.anonymous, [seat.group for seat in voters if seat.taken])
    if not few:
        return ""
    told = [_few(held, group, size) for group, size in few.items()]
    return (
        f"As things stand the groups' say will not count, and all voters count the same: {listed(told, len(told))}. "
        f"Without names a group needs {number(SMALLEST_GROUP)} who answer, and so do those in no group: fewer could be "
        "told apart."
    )


def _few(held: Workshop, group: str, size: int) -> str:
    if not group:
        return f"{count(size, 'voter')} here {'is' if size == 1 else 'are'} in no group with a say"
    of = sum(seat.votes and seat.group == group for seat in held.seats)
    return f"of {group} {number(size)} of {number(of)} {'is' if size == 1 else 'are'} here"

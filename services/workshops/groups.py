"""Groups of voters: spelled as the rules spell them, and changed only until the first question is asked."""

from collections.abc import Iterable, Mapping
from typing import Any

from data_access import UnitOfWork
from services.errors import Explained
from services.workshops.terms import SMALLEST_GROUP


def spelled(say: Iterable[str], typed: str) -> str:
    """Return a group as the rules spell it, however it was typed; one that is in no rule as it was typed.

    >>> spelled(["Finance", "Delivery"], "  finance "), spelled(["Finance"], "Works  council")
    ('Finance', 'Works council')
    """
    tidy = " ".join(typed.split())
    return next((group for group in say if _alike(group) == _alike(tidy)), tidy)


def check_apart(say: Iterable[str]) -> None:
    """Refuse rules in which a group stands twice, written otherwise."""
    seen: set[str] = set()
    for group in say:
        if _alike(group) in seen:
            raise Explained(f'The group "{group}" stands twice in the rules.', repair="Write it once.")
        seen.add(_alike(group))


def fixed(work: UnitOfWork, number: int) -> bool:
    """Return whether the groups of a workshop stay as they are: answers are stored with the group of who gave them."""
    return bool(work.workshops.questions(number))


def respell(work: UnitOfWork, number: int, say: Iterable[str]) -> None:
    """Let the groups of those on the roster follow the spelling of rules that were changed."""
    known = list(say)
    for seat in work.workshops.seats(number):
        group = spelled(known, seat["voter_group"])
        if group != seat["voter_group"]:
            work.workshops.change_seat(seat["id"], {"voter_group": group})


def too_few(say: Mapping[str, float], anonymous: bool, here: Iterable[str]) -> dict[str, int]:
    """Return by group how many of too few voters are here for the groups' say to count; "" are those beside them.

    `here` is the group of each voter present. Only without names does a say of its own need so many.
    """
    if not anonymous or not say:
        return {}
    present = [group if group in say else "" for group in here]
    sizes = {group: present.count(group) for group in [*say, ""]}
    return {group: size for group, size in sizes.items() if size < SMALLEST_GROUP and (group or size)}


def values(seat: Mapping[str, Any], group: str | None, say: Iterable[str], is_fixed: bool) -> dict[str, Any]:
    """Return the group of a place as stored, where another one is given; Explained where it cannot be changed."""
    found = seat["voter_group"] if group is None else spelled(say, group)
    if found == seat["voter_group"]:
        return {}
    if is_fixed:
        raise Explained(
            f"The group of {seat['name']} stays as it is.",
            "Once the first question is asked groups are fixed, for answers are stored with them.",
            "Change anything else about this place.",
        )
    return {"voter_group": found}


def _alike(group: str) -> str:
    return " ".join(group.split()).casefold()

"""The rules of a workshop: fixed before it opens, and printed on every phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from services.errors import Explained
from services.workshops import groups
from services.workshops.reading import Workshop
from services.workshops.terms import SMALLEST_GROUP

SCALES: Final = ("verbal", "saaty")
FRAMED: Final = ("anybody", "quorum", "scale", "minutes", "discuss_minutes", "say")
"""Rules that stand in the frame of a workshop; the others are columns of it."""


@dataclass(frozen=True)
class Rules:
    """What is fixed before opening, and shown on every phone.

    Attributes
    ----------
    anonymous
        Whether answers bear no name; else the facilitator sees who answered what once all is revealed.
    anybody
        Whether people who are not invited may join with the code; they vote like the others.
    quorum
        So many people must vote for the result to be more than indicative.
    scale
        "verbal" (seven levels) or "saaty" (1 to 9 on either side).
    minutes, discuss_minutes
        How long the whole, and each discussion, should take.
    say
        By group of voters, how much each of them counts beside a voter without a group (who counts 1).
    practice
        Whether the people are simulated; nothing of it can be accepted.
    """

    anonymous: bool = True
    anybody: bool = True
    quorum: int = 3
    scale: str = "verbal"
    minutes: int = 25
    discuss_minutes: int = 2
    say: Mapping[str, float] = field(default_factory=dict)
    practice: bool = False


def check(title: str, rules: Rules) -> None:
    """Refuse a title or rules that make no sense."""
    if not title.strip():
        raise Explained("The workshop has no title.", repair="Say in a few words what is decided.")
    if rules.scale not in SCALES:
        raise Explained(f'There is no scale "{rules.scale}".')
    if rules.quorum < 1 or rules.minutes < 1 or rules.discuss_minutes < 0:
        raise Explained("Quorum and minutes are positive numbers.")
    groups.check_apart(rules.say)
    for group, weight in rules.say.items():
        if not 0 < weight < float("inf"):
            raise Explained(
                f'How much voters of "{group}" count is no number above zero.',
                "Voters without a group count 1.",
                "Write the group, a semicolon and the number: Finance; 2.",
            )


def check_groups(rules: Mapping[str, Any], anonymous: bool, seats: Sequence[Mapping[str, Any]]) -> None:
    """Refuse groups so small that their say would give their answers away."""
    if not (anonymous and rules["say"]):
        return
    if "ratings" in rules:
        raise Explained(
            "In an anonymous challenge every voter counts the same.",
            "A rating that depends on the group would tell in which group somebody is who stands alone.",
            "Leave the groups away, or let answers bear names.",
        )
    for group in rules["say"]:
        size = sum(seat["voter_group"] == group and seat["votes"] for seat in seats)
        if size < SMALLEST_GROUP:
            raise Explained(
                f'The group "{group}" has {size} {"voter" if size == 1 else "voters"}.',
                f"In an anonymous workshop a group with a say of its own needs at least {SMALLEST_GROUP}: with fewer, "
                "its answers could be told.",
                "Join it with another group, invite more people, or let answers bear names.",
            )
    rest = sum(seat["voter_group"] not in rules["say"] and seat["votes"] for seat in seats)
    if 0 < rest < SMALLEST_GROUP:
        raise Explained(
            f"{rest} of the voters {'is' if rest == 1 else 'are'} in no group with a say.",
            f"Fewer than {SMALLEST_GROUP} beside the groups could be told from them by difference.",
            "Put them into a group, invite more people, or let answers bear names.",
        )


def fixed(workshop: Workshop) -> Rules:
    """Return the rules of a workshop as they stand."""
    frame = workshop.frame
    told = {name: frame[name] for name in FRAMED}
    return Rules(anonymous=workshop.anonymous, practice=workshop.practice, **told)


def columns(rules: Rules) -> dict[str, Any]:
    """Return the rules that are columns of a workshop."""
    return {"anonymous": rules.anonymous, "practice": rules.practice}


def framed(rules: Rules) -> dict[str, Any]:
    """Return the rules that stand in the frame of a workshop."""
    return {name: getattr(rules, name) for name in FRAMED} | {"say": dict(rules.say)}

"""What of the money that is yours to decide is bound all the same: projects that the work above the line needs."""

from dataclasses import dataclass

from services.candidates import Asked, Candidates


@dataclass(frozen=True)
class Needed:
    """Projects that work above the line needs, at any remove, and the least they can cost in whole minor units."""

    projects: tuple[str, ...]
    cost: int


def needed(found: Candidates, asked: Asked) -> Needed:
    """Return the projects still to be decided that rules in force leave no choice about, with their cost."""
    nexts: dict[str, set[str]] = {}
    for rule in asked.in_force:
        if rule.kind in ("requires", "same"):
            first, second = rule.keys
            nexts.setdefault(first, set()).add(second)
            if rule.kind == "same":
                nexts.setdefault(second, set()).add(first)
    seen, open_keys = set(found.decided), list(found.decided)
    while open_keys:
        fresh = nexts.get(open_keys.pop(), set()) - seen
        seen |= fresh
        open_keys += fresh
    cost = dict(zip(found.keys, found.cost.sum(axis=1).tolist(), strict=True))
    least = cost | {key: min(cost[one] for one in ways) for key, ways in found.options_of.items()}
    bound = tuple(sorted(key for key in seen - found.decided if key in least))
    return Needed(bound, sum(least[key] for key in bound))

"""Which options projects have, what is assumed of them, and what a pause does not do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from models.selection_rules import Rule

if TYPE_CHECKING:
    from services.candidates import Asked, Candidates

LiveOption = Literal["stage", "reduce", "pause", "stop"]
LIVE: Final[tuple[LiveOption, ...]] = ("stage", "reduce", "pause", "stop")
IDLE: Final = "pause"


@dataclass(frozen=True)
class Allowed:
    """Which options there are, and what is assumed of them.

    Attributes
    ----------
    live : tuple of str
        For projects at work that are to be decided, beside going on: "stage", "reduce", "pause", "stop".
    only : tuple of str or None
        The projects at work that have them; None is all of them.
    partial : tuple of str
        New projects that may be funded in part, by key, at each of `shares` (percent of cost and of value).
    shifted : tuple of str
        New projects that may start 1 to `most_years` years later.
    reduce_cost, reduce_value : int
        Percent of cost and of value that a reduced project keeps.
    reserve : bool
        Whether "next stage only" sets the rest aside and so counts whole, or counts by the money released.
    yearly_loss : int
        Percent of the value that each year of a later start loses.
    """

    live: tuple[LiveOption, ...] = ()
    only: tuple[str, ...] | None = None
    partial: tuple[str, ...] = ()
    shifted: tuple[str, ...] = ()
    shares: tuple[int, ...] = (75, 50)
    most_years: int = 2
    reduce_cost: int = 70
    reduce_value: int = 80
    reserve: bool = False
    yearly_loss: int = 0

    @property
    def any(self) -> bool:
        """Whether there is any option beside all or nothing."""
        return bool(self.live or self.partial or self.shifted)


def settled(found: Candidates, asked: Asked) -> Asked:
    """Return what is asked with what a pause does not do: it is not the project, nor serves who requires it."""
    idle = {key: f"{key}|{IDLE}" for key, keys in found.options_of.items() if f"{key}|{IDLE}" in keys}
    further = [
        Rule("excludes", (one, idle[needed]), origin=rule.origin)
        for rule in asked.in_force
        for first, needed in _needs(rule)
        if needed in idle
        for one in found.options_of.get(first, (first,))
        if one != idle.get(first)
    ]
    out = [idle[key] for key in asked.forced_in if key in idle]
    if not further and not out:
        return asked
    return replace(asked, rules=(*asked.rules, *further), forced_out=(*asked.forced_out, *out))


def _needs(rule: Rule) -> tuple[tuple[str, str], ...]:
    if rule.kind not in ("requires", "same"):
        return ()
    first, second = rule.keys
    return ((first, second),) if rule.kind == "requires" else ((first, second), (second, first))

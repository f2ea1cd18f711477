"""What a budget chooses from: candidates with a value and exact costs, and which of them are decided already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import carry_over, yearly_limits
from models.selection_problem import Group, Problem
from models.selection_rules import Rule, with_rules
from services import fund_caps
from services.amounts import AmountKind as AmountKind
from services.amounts import Amounts as Amounts
from services.errors import Explained, NotFound
from services.options_allowed import Allowed, settled


@dataclass(frozen=True, eq=False)
class Candidates:
    """Projects that money can be given to.

    Attributes
    ----------
    keys, names : tuple of str, length n
    value : array of float, shape (n,)
        Zero for those decided already: what they are worth is not weighed.
    cost : array of int64, shape (n, p)
        Whole minor units per period.
    periods : tuple of str, length p
    digits : int
        Decimal digits of a cost: one unit of money is 10 ** digits minor units.
    decided : frozenset of str
        Keys above the line: funded whatever is chosen.
    amounts : tuple of Amounts
    contributions : mapping of str to array of int64, shape (n,)
        By objective key: what each candidate brings to it, in thousandths of a point.
    options_of : mapping of str to tuple of str
        For projects with options: the keys of those that give it money.
    none_of : mapping of str to str
        For the same projects: the key that stands for giving it none.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    value: NDArray[np.float64]
    cost: NDArray[np.int64]
    periods: tuple[str, ...]
    digits: int
    decided: frozenset[str] = frozenset()
    amounts: tuple[Amounts, ...] = ()
    contributions: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)
    options_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    none_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def open_value(self) -> float:
        """Value of all projects that are not decided yet; of one with options that of the best."""
        worth = dict(zip(self.keys, np.maximum(self.value, 0).tolist(), strict=True))
        options = {key for project, keys in self.options_of.items() for key in (*keys, self.none_of[project])}
        plain = sum(value for key, value in worth.items() if key not in options)
        return float(plain + sum(max(worth[key] for key in keys) for keys in self.options_of.values()))

    def minor(self, amount: Decimal | int) -> int:
        """Return an amount of money in whole minor units, rounded down: a limit never grows."""
        return int((Decimal(amount) * 10**self.digits).to_integral_value(ROUND_FLOOR))

    def money(self, minor: int) -> int | float:
        """Return whole minor units as money."""
        unit = int(10**self.digits)
        return int(minor) // unit if int(minor) % unit == 0 else int(minor) / unit


@dataclass(frozen=True)
class Asked:
    """What is asked of a selection.

    Attributes
    ----------
    total, periods
        Limits in whole minor units, in total and by period.
    forced_in, forced_out
        Projects decided by hand, by key.
    rules
        From registers and by hand.
    ignored
        Identities of rules that are switched off.
    amounts
        Limits of other amounts, by name.
    carry_over
        Whether money not spent in a year stays for the next.
    shared
        Whether the periods without a limit of their own share what is left of the total.
    keep
        Whether more money never takes anything away that less money funds.
    allowed
        Options of projects beside all or nothing.
    held
        What is held for risk at the portfolio, apart from the total, in whole minor units.
    seconds
        How long a search may take.
    """

    total: int | None = None
    periods: tuple[tuple[str, int], ...] = ()
    forced_in: tuple[str, ...] = ()
    forced_out: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    ignored: tuple[str, ...] = ()
    amounts: tuple[tuple[str, int], ...] = ()
    carry_over: bool = False
    shared: bool = False
    keep: bool = False
    allowed: Allowed = field(default_factory=Allowed)
    held: int = 0
    seconds: float = 3.0

    @property
    def in_force(self) -> tuple[Rule, ...]:
        """The rules that are not switched off."""
        return tuple(rule for rule in self.rules if rule.id not in self.ignored)

    def without_total(self) -> "Asked":
        """Return the same but for the total, which is what a staircase moves."""
        return replace(self, total=None)

    def nothing_by_hand(self) -> "Asked":
        """Return the same but for the projects decided by hand."""
        return replace(self, forced_in=(), forced_out=())


def problem(found: Candidates, asked: Asked) -> Problem:
    """Return the statement of the selection; raises Explained where it cannot be made."""
    if not found.keys:
        raise Explained("There is nothing to choose from.", "No project is proposed, active or on hold with a cost.")
    if not np.any(found.value > 0):
        raise Explained(
            "No candidate has a value above zero.",
            "Choosing nothing would always be best.",
            "Rate the projects, or choose another value.",
        )
    if both := sorted(set(asked.forced_in) & set(asked.forced_out)):
        raise Explained(f"{named(found, both)} cannot be both in and out.", repair="Take it out of one of the lists.")
    if held := sorted(set(asked.forced_out) & found.decided):
        raise Explained(
            f"{named(found, held)} cannot be left out.",
            "Mandatory, committed and run work stands above the line.",
            "Change its investment class if that is wrong.",
        )
    asked = settled(found, asked)
    return _with_further_bounds(found, asked, _plain(found, asked))


def _plain(found: Candidates, asked: Asked) -> Problem:
    """Return the statement with the money of all years, what is decided, and one choice for each project."""
    limits = limits_of(found, asked)
    inside = {key for key in asked.forced_in if key not in found.none_of} | found.decided
    inside |= {found.none_of[key] for key in asked.forced_out if key in found.none_of}
    outside = {key for key in asked.forced_out if key not in found.none_of}
    outside |= {found.none_of[key] for key in asked.forced_in if key in found.none_of}
    return Problem(
        keys=found.keys,
        value=found.value,
        cost=found.cost,
        limits=tuple(limits.get(name) for name in found.periods),
        total_limit=asked.total,
        forced_in=frozenset(inside),
        forced_out=frozenset(outside),
        periods=found.periods,
        groups=tuple(_one_choice(found, key) for key in found.none_of),
    )


def limits_of(found: Candidates, asked: Asked) -> dict[str, int]:
    """Return the limit of each period that has one, in minor units; raises NotFound for an unknown period."""
    limits = dict(asked.periods)
    if unknown := [name for name in limits if name not in found.periods]:
        raise NotFound(f'There is no period "{unknown[0]}".', repair=f"Use one of {', '.join(found.periods)}.")
    if not asked.shared or asked.total is None:
        return limits
    above = np.array([key in found.decided for key in found.keys], dtype=bool)
    by_hand = [limits.get(name) for name in found.periods]
    given = yearly_limits.shared(asked.total, by_hand, found.cost[above].sum(axis=0), found.cost[~above].sum(axis=0))
    return dict(zip(found.periods, given, strict=True))


def _one_choice(found: Candidates, project: str) -> Group:
    options = {*found.options_of[project], found.none_of[project]}
    return Group(f"choice:{project}", np.array([key in options for key in found.keys], dtype=np.int64), 1, 1)


def _with_further_bounds(found: Candidates, asked: Asked, plain: Problem) -> Problem:
    """Return the statement with rules, other amounts, and money carried over where that is allowed."""
    ends = dict(asked.amounts)
    groups = tuple(
        Group(amounts.name, amounts.amount, None, ends[amounts.name])
        for amounts in found.amounts
        if amounts.name in ends and amounts.kind != "fund"
    )
    paid = fund_caps.groups(found.cost, found.periods, found.amounts, ends)
    stated = replace(plain, groups=(*plain.groups, *groups, *paid))
    if asked.carry_over:
        stated = carry_over.allowed(stated)
    return with_rules(stated, asked.in_force, found.contributions, found.none_of, found.options_of)


def resolved(found: Candidates, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of projects named by key or by a name that only one bears; raises NotFound for others."""
    keys = []
    for word in wanted:
        by_name = [key for key, name in zip(found.keys, found.names, strict=True) if name == word]
        if word in found.keys:
            keys.append(word)
        elif len(by_name) == 1:
            keys.append(by_name[0])
        else:
            why = "several candidates bear that name" if by_name else "no candidate has that key or name"
            raise NotFound(f'"{word}" cannot be forced: {why}.', repair="Use its key.")
    return tuple(dict.fromkeys(keys))


def named(found: Candidates, keys: Sequence[str]) -> str:
    """Return the names of projects in a row of words."""
    names: dict[str, Any] = dict(zip(found.keys, found.names, strict=True))
    shown = [str(names.get(key, key)) for key in keys]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

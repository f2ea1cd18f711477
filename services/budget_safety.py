"""How safe a selection is: the records of it, and the same as plain values."""

from dataclasses import dataclass
from typing import Any

from models.selection_robustness import CORE, EXTERIOR, Frequencies
from models.selection_uncertainty import Moved

MOST_TOLD = 10


@dataclass(frozen=True)
class Ranges:
    """How far things may be off.

    Attributes
    ----------
    weights : float
        Of a share of the weights: .05 is five points of a hundred, both ways. 0 holds them.
    ratings : bool
        Whether each rating may be one level lower or higher, and what is not rated anything.
    values, costs : float
        Shares of each project's value and cost, both ways: .2 is 20 %.
    """

    weights: float = 0.0
    ratings: bool = False
    values: float = 0.0
    costs: float = 0.0


@dataclass(frozen=True)
class Robust:
    """How safe a selection is.

    Attributes
    ----------
    frequencies : Frequencies
        By project: those with options once, chosen where any option that funds them is.
    moves : tuple of Moved
        What each single uncertainty moves by itself, the most money first; only those that move any.
    tried : int
        Single uncertainties tried.
    """

    ranges: Ranges
    draws: int
    seed: int
    frequencies: Frequencies
    moves: tuple[Moved, ...]
    tried: int
    seconds: float

    @property
    def funded(self) -> int:
        """How many projects are funded as things are stated, of those that can be decided."""
        return int(self.frequencies.inside.sum())

    @property
    def stay(self) -> int:
        """How many of them stay funded in nine of ten draws or more."""
        return int((self.frequencies.inside & (self.frequencies.share >= CORE)).sum())

    @property
    def never(self) -> int:
        """How many projects left out stay out in nine of ten draws or more."""
        return int((~self.frequencies.inside & (self.frequencies.share <= EXTERIOR)).sum())


def plain(told: Robust) -> dict[str, Any]:
    """Return what was found as values that JSON holds; `moves` in whole minor units, the ten that move most."""
    often = told.frequencies
    projects = zip(often.keys, often.inside.tolist(), often.share.tolist(), often.standing, strict=True)
    return {
        "ranges": {name: getattr(told.ranges, name) for name in ("weights", "ratings", "values", "costs")},
        "draws": told.draws,
        "seed": told.seed,
        "solved": often.solved,
        "proven": often.proven,
        "impossible": often.impossible,
        "unsolved": often.unsolved,
        "funded": told.funded,
        "stay_funded": told.stay,
        "stay_out": told.never,
        "projects": [
            {"project": key, "chosen": chosen, "frequency": share, "standing": standing}
            for key, chosen, share, standing in projects
        ],
        "moves": [
            {
                "of": one.of,
                "key": one.key,
                "money": one.money,
                "end": one.end,
                "enters": list(one.enters),
                "leaves": list(one.leaves),
                "proven": one.proven,
            }
            for one in told.moves[:MOST_TOLD]
        ],
        "tried": told.tried,
        "seconds": told.seconds,
    }

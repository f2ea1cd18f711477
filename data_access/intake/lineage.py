"""Which projects that leave may be the ones that enter under another key."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

ALIKE = 88.0
PART_ALIKE = 90.0


@dataclass(frozen=True)
class Proposal:
    """A key that left and one that entered with a similar name. `likeness` is 0 to 100."""

    from_key: str
    to_key: str
    from_name: str
    to_name: str
    kind: str
    likeness: float

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as plain JSON."""
        return asdict(self)


def proposals(before: pd.DataFrame, after: pd.DataFrame, left: Sequence[str], new: Sequence[str]) -> list[Proposal]:
    """Return possible renames (one to one) and splits (one to several), likeliest first.

    `before` and `after` hold project_key and name; names are compared without regard to case and order of words.
    """
    if not left or not new:
        return []
    old_names = before.set_index("project_key")["name"].reindex(left).fillna("")
    new_names = after.set_index("project_key")["name"].reindex(new).fillna("")
    fold = [name.casefold() for name in new_names]
    out: list[Proposal] = []
    for from_key, from_name in old_names.items():
        found = process.extract(from_name.casefold(), fold, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=1)
        parts = process.extract(from_name.casefold(), fold, scorer=fuzz.partial_ratio, score_cutoff=PART_ALIKE, limit=4)
        matches = parts if len(parts) > 1 else found or parts
        kind = "split" if len(parts) > 1 else "renamed"
        out += [
            Proposal(str(from_key), str(new[where]), from_name, new_names.iloc[where], kind, round(score, 1))
            for _, score, where in matches
            if from_name
        ]
    return sorted(out, key=lambda proposal: -proposal.likeness)

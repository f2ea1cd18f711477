"""Rules of funding that the register of dependencies states between candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from models.selection_rules import Kind, Rule
from services import states
from services.access import Scope
from services.seen import looking

KINDS: Final[dict[str, Kind]] = {"requires": "requires", "excludes": "excludes", "same decision": "same"}
OVER: Final = ("closed", "cancelled")
UNKNOWN: Final = "unknown"


@dataclass(frozen=True)
class RegisterRules:
    """What the register says of a set of candidates.

    Attributes
    ----------
    rules : tuple of Rule
        Those between two candidates, each once.
    met : int
        Requirements of something that is completed.
    elsewhere : int
        Rules with a project that cannot be chosen here: without a cost, outside the filters, or finished.
    broken : tuple of (key, key)
        Candidates that require something cancelled or unknown, with what they require.
    over : int
        Rules that are closed or cancelled.
    schedule : int
        Links of time only, which say nothing about funding.
    """

    rules: tuple[Rule, ...]
    met: int
    elsewhere: int
    broken: tuple[tuple[str, str], ...]
    over: int
    schedule: int


def rules(scope: Scope, as_of: date, keys: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules that the register states between candidates."""
    return read(scope, as_of, keys).rules


def any_needs(scope: Scope, as_of: date) -> bool:
    """Return whether any rule in force says that a project requires another."""
    links = _links(scope, as_of)
    over = links["status"].fillna("").str.strip().str.lower().isin(OVER)
    return bool((links["kind"].eq("requires") & ~over).any())


def read(scope: Scope, as_of: date, keys: Sequence[str]) -> RegisterRules:
    """Return the rules between candidates, and how many others there are and why they do not count.

    The successor requires the predecessor. A link with a project that the reader may not see is passed over.
    """
    links = _links(scope, as_of)
    of_funding = links["kind"].isin(list(KINDS))
    over = links["status"].fillna("").str.strip().str.lower().isin(OVER)
    status = states.projects(scope, as_of, ["project_key"]).set_index("project_key")["status"]
    known: dict[str, str | None] = {str(key): text for key, text in status.items()}
    candidates = set(keys)
    kept: dict[str, Rule] = {}
    met, elsewhere, broken = 0, 0, []
    for row in links[of_funding & ~over].itertuples():
        first, second, kind = str(row.successor), str(row.predecessor), KINDS[str(row.kind)]
        if first == second or not candidates & {first, second}:
            continue
        if {first, second} <= candidates:
            rule = Rule(kind, (first, second), origin="register", reason=row.interface or "")
            kept.setdefault(rule.id, rule)
            continue
        fate = known.get(second, UNKNOWN) if kind == "requires" and first in candidates else None
        met += fate == "completed"
        elsewhere += fate not in ("completed", "cancelled", UNKNOWN)
        if fate in ("cancelled", UNKNOWN):
            broken.append((first, second))
    schedule = int((~of_funding).sum())
    return RegisterRules(tuple(kept.values()), met, elsewhere, tuple(broken), int((over & of_funding).sum()), schedule)


def _links(scope: Scope, as_of: date) -> pd.DataFrame:
    """Return the register of dependencies under the newest keys, without links to what the reader may not see."""
    rows = states.register(scope, "dependencies", as_of, ["predecessor", "successor", "kind", "interface", "status"])
    with looking(scope) as (work, facts):
        newest = states.renamed(work, facts)
    for end in ("predecessor", "successor"):
        rows[end] = rows[end].map(lambda key: newest.get(key, key))
    return rows

"""Which keys mean the same project over time."""

from collections.abc import Iterable

from data_access import UnitOfWork


def same_projects(work: UnitOfWork, portfolio_id: int, keys: Iterable[str]) -> set[str]:
    """Return the keys with every key they came from or became, by renaming, moving, splitting or merging."""
    found = set(keys)
    if not found:
        return found
    links: dict[str, set[str]] = {}
    for row in work.remarks.lineage(portfolio_id):
        links.setdefault(row["from_key"], set()).add(row["to_key"])
        links.setdefault(row["to_key"], set()).add(row["from_key"])
    waiting = list(found)
    while waiting:
        for key in links.get(waiting.pop(), set()) - found:
            found.add(key)
            waiting.append(key)
    return found

"""Limits of the Budget page in words: which drives, and what each stands for."""

from collections.abc import Mapping
from typing import Final

from ui.wording.formats import money, number

UNITS: Final = "Capex, opex and funds are limited in money, people in full-time equivalents (FTE)."


def drives(free: Mapping[str, float], over: float, currency: str) -> str:
    """Return whether the total or the years drive.

    >>> drives({"FY28": 3.1e8, "Later": 9e7}, 0, "USD")
    'The total drives: FY28 gets $310 m and Later $90 m of what the years with a limit leave.'
    >>> drives({}, 2e7, "USD")
    'The years drive: together they allow $20 m more than the total.'
    """
    if not free:
        beyond = f": together they allow {money(over, currency)} more than the total" if over > 0 else ""
        return f"The years drive{beyond}."
    parts = [
        f"{name} {'gets ' if not place else ''}{money(part, currency)}"
        for place, (name, part) in enumerate(free.items())
    ]
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"The total drives: {told} of what the years with a limit leave."


def amount_told(above: float, currency: str) -> str:
    """Return what of a limit is taken already."""
    return f"{money(above, currency)} of it stands above the line."


def people_told(available: int | None) -> str:
    """Return where the opening position of a limit on people comes from.

    >>> people_told(1250)
    'Full-time equivalents, the average of the year. The register of capacity knows 12.5.'
    """
    known = "" if available is None else f" The register of capacity knows {number(available / 100, 1)}."
    return f"Full-time equivalents, the average of the year.{known}"


def people(name: str) -> str:
    """Return what a limit on people is called, with its unit.

    >>> people("Civil engineer FY27")
    'Civil engineer FY27, FTE'
    """
    return f"{name}, FTE"

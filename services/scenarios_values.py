"""What may be stored of a scenario: a name of its own, a note, a statement that holds together."""

from collections.abc import Mapping
from typing import Any, Final

from data_access import UnitOfWork
from data_access.portfolios import PortfolioFacts
from services.errors import Explained, Moved
from services.scenarios_statement import checked, summary

LONGEST_NAME: Final = 80
LONGEST_NOTE: Final = 2000


def values_of(
    work: UnitOfWork, facts: PortfolioFacts, told: Mapping[str, Any], number: int | None
) -> tuple[dict[str, Any], list[int] | None]:
    """Return what is stored of the parts given, and the snapshots to rest on where there is a statement."""
    values: dict[str, Any] = {}
    if "name" in told:
        values["name"] = _checked_name(work, facts, str(told["name"]).strip(), number)
    if "note" in told:
        values["note"] = str(told["note"]).strip()
        if len(values["note"]) > LONGEST_NOTE:
            raise Explained("The note is too long.", f"It may have {LONGEST_NOTE:,} characters.", "Shorten it.")
    if "statement" not in told:
        return values, None
    given = dict(told["statement"])
    values |= {"summary": summary(given, checked(given)), "statement": given}
    return values, [int(pin["snapshot"]) for pin in given["pins"]]


def _checked_name(work: UnitOfWork, facts: PortfolioFacts, name: str, number: int | None) -> str:
    if not name:
        raise Explained("The scenario has no name.", repair="Give it the few words people will use for it.")
    if len(name) > LONGEST_NAME:
        raise Explained("The name is too long.", f"It may have {LONGEST_NAME} characters.", "Shorten it.")
    others = {row["name"].casefold() for row in work.scenarios.listing(facts.id) if row["id"] != number}
    if name.casefold() in others:
        raise Explained(f'There is a scenario "{name}" already.', repair="Take another name, or change that one.")
    return name


def free_name(work: UnitOfWork, facts: PortfolioFacts, wanted: str) -> str:
    """Return a name that no scenario bears: the one wanted, numbered where it is taken."""
    taken = {row["name"].casefold() for row in work.scenarios.listing(facts.id)}
    short = wanted[: LONGEST_NAME - 5]
    numbered = [short, *(f"{short} ({place})" for place in range(2, len(taken) + 3))]
    return next(name for name in numbered if name.casefold() not in taken)


def check_data(facts: PortfolioFacts, statement: Mapping[str, Any]) -> None:
    """Refuse a statement made of data that have changed since."""
    if statement.get("data_version") != facts.data_version:
        raise Moved("The data changed while you were looking; nothing was saved.", repair="Look again, then save.")

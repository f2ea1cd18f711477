"""What is said of what a workshop found: result, what the disagreement is worth, what is challenged, the decision."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from services.portfolios import PortfolioFacts
from services.workshops.reading import Workshop
from services.workshops.worth import Worth
from ui.wording.formats import count, day, money, number, percent


def worth(found: Worth | None, currency: str, digits: int) -> str:
    """Return what a disagreement is worth, in a sentence; empty where it was not worked out."""
    if found is None:
        return ""
    if not found.disputed:
        return "It decides nothing: every answer given funds the same projects."
    cost = money(found.money / 10**digits, currency)
    return f"What it is worth: whose answer counts decides about {count(len(found.disputed), 'project')} of {cost}."


def worth_ground(found: Worth, facts: PortfolioFacts) -> str:
    """Return what a disagreement was measured against."""
    total = money(found.total / 10**facts.minor_digits, facts.currency)
    return (
        f"With a budget of {total}, {count(found.always, 'project')} would be funded under everybody's weights and "
        f"{count(found.never, 'project')} under nobody's."
    )


def disputed_rows(found: Worth, digits: int) -> pd.DataFrame:
    """Return the projects that change hands, the dearest first."""
    return pd.DataFrame(
        {
            "name": [each[1] for each in found.disputed],
            "cost": [each[2] / 10**digits for each in found.disputed],
            "share": [each[3] for each in found.disputed],
        }
    )


def result(workshop: Workshop) -> str:
    """Return the headline of a workshop that is over."""
    found = workshop.result
    if workshop.stage == "abandoned" or found is None:
        return "This workshop ended without a result."
    if workshop.kind == "challenge":
        return _challenged(found)
    if not found.get("weights"):
        return "Too few pairs were answered for weights of all objectives."
    shares = in_force(workshop)
    first = max(shares, key=lambda key: shares[key])
    told = f"{workshop.names[first]} matters most, with {percent(shares[first])} of all importance."
    if found["indicative"]:
        told += f" Only indicative: {found['voters']} voted, {found['quorum']} were needed."
    return told


def in_force(workshop: Workshop) -> dict[str, float]:
    """Return the shares that were decided on, else those that were found."""
    points = (workshop.decision or {}).get("points")
    if not points:
        return dict((workshop.result or {}).get("weights") or {})
    return {key: value / sum(points.values()) for key, value in points.items()}


def _challenged(found: Mapping[str, Any]) -> str:
    changed = [each for each in found["ratings"] if each["before"] != each["found"]]
    told = f"{number(len(changed))} of {count(len(found['ratings']), 'rating')} challenged should change."
    if found["indicative"]:
        told += f" Only indicative: {found['voters']} voted, {found['quorum']} were needed."
    return told


def ratings_rows(workshop: Workshop) -> pd.DataFrame:
    """Return the ratings challenged, with the level before, found and decided, in words."""
    found = (workshop.result or {}).get("ratings", ())
    decided = {(each[0], each[1]): each[2] for each in (workshop.decision or {}).get("ratings", ())}
    names = workshop.names
    return pd.DataFrame(
        {
            "project": [names[each["project"]] for each in found],
            "objective": [names[each["objective"]] for each in found],
            "before": [(each["before"] or "not rated").capitalize() for each in found],
            "found": [each["found"].capitalize() for each in found],
            "decided": [decided.get((each["project"], each["objective"]), "").capitalize() for each in found],
            "answers": [each["answers"] for each in found],
            "stake": [each["stake"] for each in found],
        }
    )


def decided(workshop: Workshop) -> str:
    """Return who decided what, once somebody has; nothing of a workshop that ended without a result."""
    if workshop.stage == "abandoned":
        return ""
    if workshop.decision is None:
        return "The vote advises; nobody has decided yet."
    held = workshop.decision
    departures = len(held["departures"])
    how = "as the workshop found" if not departures else f"with {count(departures, 'departure')}"
    return f"Decided by {held['by']}, {how}; in force from {day(pd.Timestamp(held['as_of']))}."


def weights_rows(workshop: Workshop, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return objectives with the share they had before and the one found, the most important first."""
    held = pd.DataFrame(workshop.frame["objectives"])
    told = held.assign(found=held["key"].map(weights), before=held["share"])
    points = (workshop.decision or {}).get("points", {})
    total = sum(points.values()) or 1.0
    told["decided"] = told["key"].map({key: value / total for key, value in points.items()}).astype(float)
    return told.sort_values(["found", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def challenge_scope(workshop: Workshop) -> str:
    """Return why these ratings are asked about, and what is out of scope."""
    frame = workshop.frame
    out = count(frame["out_of_scope"], "project")
    told = (
        f"{count(len(frame['ratings']), 'rating')} could change what the budget funds. Out of scope: {out} that are "
        "mandatory, committed or running, for they are funded whatever they are rated."
    )
    kept = f" {count(frame['restricted'], 'restricted project')} left out." if frame["restricted"] else ""
    return told + kept


def challenged_rows(workshop: Workshop) -> pd.DataFrame:
    """Return the ratings to be challenged, and what hangs on each, in words."""
    names, ratings = workshop.names, workshop.frame["ratings"]
    return pd.DataFrame(
        {
            "project": [names[each["project"]] for each in ratings],
            "objective": [names[each["objective"]] for each in ratings],
            "now": [(each["rating"] or "not rated").capitalize() for each in ratings],
            "then": [
                f"{'Not funded' if each['inside'] else 'Funded'} if {each['needed']} or "
                f"{'less' if each['inside'] else 'more'}"
                for each in ratings
            ],
        }
    )


def still_open(found: Worth | None, currency: str, digits: int) -> str:
    """Return what further answers could still change of what is funded; empty where it is not known."""
    if found is None:
        return ""
    if not found.disputed:
        return "What is funded is settled too: no plausible answer to the other questions changes it."
    cost = money(found.money / 10**digits, currency)
    return (
        f"The exact weights could still move {count(len(found.disputed), 'project')} of {cost} in or out of the budget."
    )


def groups_rows(workshop: Workshop) -> pd.DataFrame:
    """Return objectives with the weights of each group of voters, and those put together from each person's own."""
    held = pd.DataFrame(workshop.frame["objectives"])[["key", "name"]]
    result = workshop.result or {}
    agreement = result.get("consensus") or {}
    told = held.assign(
        judgments=held["key"].map(result.get("weights") or {}),
        persons=held["key"].map(agreement.get("aip") or {}).astype(float),
    )
    for place, group in enumerate(agreement.get("groups", {})):
        told[f"group{place}"] = held["key"].map(agreement["groups"][group])
    return told.sort_values(["judgments", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)

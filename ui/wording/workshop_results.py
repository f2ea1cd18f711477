"""What is said of what a workshop found: result, what the disagreement is worth, what is challenged, the decision."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from services.portfolios import PortfolioFacts
from services.workshops.reading import Workshop
from services.workshops.worth import Worth
from ui.wording import workshop as wording
from ui.wording import workshop_hands
from ui.wording import workshop_voices as voices
from ui.wording.formats import count, day, money, number, percent


def worth(found: Worth | None, currency: str, digits: int) -> str:
    """Return what a disagreement is worth, in a sentence; empty where it was not worked out."""
    if found is None:
        return ""
    if not found.disputed:
        return "It decides nothing: every answer given funds the same projects."
    cost = money(found.money / 10**digits, currency)
    names = voices.listed([each[1] for each in found.disputed], most=3)
    many = count(len(found.disputed), "project")
    return f"What it is worth: whose answer counts decides about {many} of {cost} ({names})."


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
    if found.get("open_pairs"):
        told += " The order was not settled when the workshop closed."
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
            "agreement": [voices.agreed(each) for each in found],
            "decided": [decided.get((each["project"], each["objective"]), "").capitalize() for each in found],
            "answers": [each["answers"] for each in found],
            "stake": [each["stake"] for each in found],
        }
    )


def hands(workshop: Workshop, currency: str, digits: int) -> str:
    """Return what the ratings change of what is funded, see `workshop_hands.told`; "" where it was not worked out."""
    return workshop_hands.told(workshop, currency, digits)


def unsettled(workshop: Workshop) -> str:
    """Return that further answers could still have changed the order when it was closed, and of what; else ""."""
    found = workshop.result or {}
    if not found.get("open_pairs"):
        return ""
    orders = [voices.listed([workshop.names[key] for key in pair]) for pair in found["open_pairs"]]
    rest = f", and {count(len(orders) - 2, 'more order')}" if len(orders) > 2 else ""
    return (
        f"It was closed before the order was settled: {number(found['pairs'])} of {count(found['pairs_of'], 'pair')} "
        f"{'was' if found['pairs'] == 1 else 'were'} answered, and further answers could still have turned round "
        f"{'; '.join(orders[:2])}{rest}."
    )


def decided(workshop: Workshop) -> str:
    """Return who decided what, once somebody has; nothing of a workshop that ended without a result."""
    if workshop.practice:
        return wording.PRACTICE
    if workshop.stage == "abandoned" or not _has_result(workshop):
        return ""
    if workshop.decision is None:
        return "The vote advises; nobody has decided yet."
    held = workshop.decision
    departures = len(held["departures"])
    how = "as the workshop found" if not departures else f"with {count(departures, 'departure')}"
    return f"Decided by {held['by']}, {how}; in force from {day(pd.Timestamp(held['as_of']))}."


def _has_result(workshop: Workshop) -> bool:
    found = workshop.result or {}
    return bool(found.get("weights") or found.get("ratings"))


def weights_rows(workshop: Workshop, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return objectives with the share they had before and the one found, the most important first."""
    held = pd.DataFrame(workshop.frame["objectives"])
    told = held.assign(found=held["key"].map(weights), before=held["share"])
    points = (workshop.decision or {}).get("points", {})
    total = sum(points.values()) or 1.0
    told["decided"] = told["key"].map({key: value / total for key, value in points.items()}).astype(float)
    return told.sort_values(["found", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def challenge_scope(workshop: Workshop) -> str:
    """Return how many ratings are asked live and why these, how many beforehand only, and what is out of scope."""
    frame = workshop.frame
    live = [each for each in frame["ratings"] if not each.get("beforehand")]
    only_before, out = len(frame["ratings"]) - len(live), count(frame["out_of_scope"], "project")
    told = f"{count(len(live), 'rating is', 'ratings are')} asked live: {_why_live(live)}."
    if only_before:
        told += f" {count(only_before, 'more is', 'more are')} asked beforehand only, to come up live where answers "
        told += "differ widely."
    told += f" Out of scope: {out} that are mandatory, committed or running, for they are funded whatever they are "
    told += "rated."
    kept = f" {count(frame['restricted'], 'restricted project')} left out." if frame["restricted"] else ""
    return told + kept


def _why_live(live: Sequence[Mapping[str, Any]]) -> str:
    """Return how many ratings could decide about money, and on how many people differed before: some are both."""
    deciding = sum(each["needed"] is not None for each in live)
    differed = sum(bool(each.get("disputed")) for each in live)
    both = sum(each["needed"] is not None and bool(each.get("disputed")) for each in live)
    if deciding == len(live) and not differed:
        return f"{'it' if deciding == 1 else 'each'} could change what the budget funds"
    told = [f"{number(deciding)} could change what the budget funds"] if deciding else []
    if both:
        among = "all of them" if both == differed else f"{number(both)} of them"
        told.append(f"on {number(differed)}, {among} among these, people differed widely in an earlier challenge")
    elif differed:
        told.append(f"on {number(differed)} people differed widely in an earlier challenge")
    return ", and ".join(told)


def challenged_rows(workshop: Workshop, digits: int = 2) -> pd.DataFrame:
    """Return the ratings to be challenged, what hangs on each in words, and the money at stake, if any hangs on it."""
    names, ratings = workshop.names, workshop.frame["ratings"]
    return pd.DataFrame(
        {
            "project": [names[each["project"]] for each in ratings],
            "objective": [names[each["objective"]] for each in ratings],
            "now": [(each["rating"] or "not rated").capitalize() for each in ratings],
            "then": [_why(each) for each in ratings],
            "cost": [None if each["needed"] is None else each["stake"] / 10**digits for each in ratings],
        }
    ).astype({"cost": float})


def _why(asked: Mapping[str, Any]) -> str:
    """Return why a rating is asked about."""
    if asked.get("beforehand"):
        return "Asked beforehand only"
    why = "" if asked["needed"] is None else _changes(asked["needed"], asked["inside"])
    if not (before := asked.get("disputed")):
        return why
    return f"{why}; people differed in {before}" if why else f"People differed in {before}"


def _changes(needed: str, inside: bool) -> str:
    """Return at which rating a project changes sides; the last one of the scale has none beyond it."""
    if inside:
        return f"Not funded if {needed}" + ("" if needed == "none" else " or less")
    return f"Funded if {needed}" + ("" if needed == "extreme" else " or more")


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

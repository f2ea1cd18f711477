"""What is said of the voices behind a result: how they were put together, how far they agree, and what one moves."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from services.workshops.minutes import Minutes
from services.workshops.reading import Workshop
from ui.wording import workshop as wording
from ui.wording.formats import count, money, number, percent


def between(found: Mapping[str, Any]) -> str:
    """Return that the middle of ratings falls between two levels, and which is taken; "" where it does not.

    >>> between({"between": [1, 2]})
    'between low and moderate; the lower is taken'
    """
    if not found.get("between"):
        return ""
    lower, upper = (wording.LEVELS[level].lower() for level in found["between"])
    return f"between {lower} and {upper}; the lower is taken"


def split(found: Mapping[str, Any]) -> str:
    """Return the same as a sentence of its own."""
    told = between(found)
    return f"The middle falls {told}" if told else ""


def weighed(workshop: Workshop) -> str:
    """Return how much voters of which group count in the answer of the group; "" where all count the same.

    >>> from types import SimpleNamespace as Held
    >>> weighed(Held(anonymous=False, frame={"say": {"Finance": 2.0, "Delivery": 0.5}}))
    'Each voter of Finance counts 2 times, of Delivery 0.5 times'
    """
    if workshop.anonymous or not workshop.frame["say"]:
        return ""
    told = [f"of {group} {'counts ' if not place else ''}{say:g} times"
            for place, (group, say) in enumerate(workshop.frame["say"].items())]  # fmt: skip
    return f"Each voter {listed(told)}" if len(told) > 2 else f"Each voter {', '.join(told)}"


def agreed(rated: Mapping[str, Any]) -> str:
    """Return how far the answers to one rating agree, and that they split evenly where they do; "" where not told."""
    if rated.get("spread") is None:
        return ""
    told = wording.agreement(rated, "challenge").removeprefix("Agreement: ")
    split = between(rated)
    return f"{told}, {split}" if told and split else told or split


def listed(names: Sequence[str], most: int = 6) -> str:
    """Return names as a list in a sentence, the first few of many."""
    told = list(names[:most]) + ([f"{len(names) - most} more"] if len(names) > most else [])
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def groups_rows(workshop: Workshop) -> pd.DataFrame:
    """Return objectives with the weights by each of the `ways` of putting answers together, and of each group."""
    held = pd.DataFrame(workshop.frame["objectives"])[["key", "name"]]
    result = workshop.result or {}
    agreement = result.get("consensus") or {}
    counts = held["key"].map(result.get("weights") or {}).astype(float)
    told = held.assign(
        judgments=held["key"].map(agreement["aij"]).astype(float) if agreement.get("aij") else counts,
        persons=held["key"].map(agreement.get("aip") or {}).astype(float),
        equal=held["key"].map(agreement.get("equal") or {}).astype(float),
        counts=counts,
    )
    for place, group in enumerate(agreement.get("groups", {})):
        told[f"group{place}"] = held["key"].map(agreement["groups"][group])
    return told.sort_values(["counts", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def ways(workshop: Workshop) -> list[tuple[str, str, str]]:
    """Return how the answers were put together, the way that counts first: field, label, and what it means.

    Where groups have a say it is told of each whether it holds it. A result stored before both were kept has one only.
    """
    found = workshop.result or {}
    agreement = found.get("consensus") or {}
    if not agreement:
        return []
    say = bool(workshop.frame["say"])
    held = {"judgments": say and not workshop.anonymous, "persons": bool(agreement.get("say_counted")), "equal": False}
    kinds = {
        "judgments": ("all answers", "Geometric mean of the answers to each question (AIJ)"),
        "persons": ("each person's weights", "Geometric mean of the weights of each person (AIP)"),
        "equal": ("all answers, all alike", "Geometric mean of the answers to each question (AIJ)"),
    }
    first = way(workshop)
    order = [first, *(field for field in kinds if field != first)]
    if not held["judgments"] or not agreement.get("equal"):
        order.remove("equal")
    if first == "persons" and not agreement.get("aij"):
        order.remove("judgments")
    return [
        (
            field,
            f"{'Result: from' if field == first else 'From'} {kinds[field][0]}",
            f"{kinds[field][1]}{_say(held[field], say)}.",
        )
        for field in order
    ]


def way(workshop: Workshop) -> str:
    """Return which way of putting answers together counts: judgments, or persons where only that holds the say."""
    found = workshop.result or {}
    if "way" in found:
        return "persons" if found["way"] == "aip" else "judgments"
    counted = (found.get("consensus") or {}).get("say_counted")
    return "persons" if workshop.anonymous and counted else "judgments"


def _say(held: bool, say: bool) -> str:
    if not say:
        return ""
    return "; each counts by the say of their group" if held else "; all count the same"


def consensus(held: Minutes) -> list[str]:
    """Return how far people agree and what the result hangs on, a sentence each; empty where it was not measured."""
    found = (held.workshop.result or {}).get("consensus")
    if not found:
        return []
    told = [
        f"Of {count(found['people'], 'voter')} who answered enough to be ranked apart, Goepel's consensus S* is "
        f"{percent(found['s_star'])} ({found['band']}), and Kendall's W is {number(found['w'], 2)}."
    ]
    told += [_together(held.workshop, found)] if found.get("aip") else []
    return [*told, _without(held.workshop, found), *_money_apart(held)]


def _together(workshop: Workshop, found: Mapping[str, Any]) -> str:
    """Return which way the result was put together, who counts how, and how far the other way is from it."""
    say, counted = bool(workshop.frame["say"]), bool(found.get("say_counted"))
    ways = {
        "judgments": ("all answers (AIJ)", say and not workshop.anonymous),
        "persons": ("each person's own weights (AIP)", counted),
    }
    first = way(workshop)
    (mine, held), (other, too) = ways[first], ways["persons" if first == "judgments" else "judgments"]
    points = number(100 * found["aip_apart"], 1)
    apart = (
        f"no objective's share differs by more than {points} points" if points != "0.0" else "all shares are the same"
    )
    if held != too:
        return (
            f"The result is put together from {mine} and holds the groups' say; from {other}, in which all count the "
            f"same, {apart}."
        )
    who = "" if not say else " Both hold the groups' say." if held else " In both all count the same."
    return f"The result is put together from {mine}; from {other} {apart}.{who}"


def _without(workshop: Workshop, found: Mapping[str, Any]) -> str:
    """Return what leaving one person out changes of the weights at most, and whose that is where names are known."""
    stays = "and the first stays first" if found["leader_stays"] else "but who is first can change"
    alike = " (all counting the same)" if workshop.anonymous and workshop.frame["say"] else ""
    if one := found.get("without"):
        shares = f"{percent(one['after'], 1)} instead of {percent(one['before'], 1)}"
        return (
            f"Without {one['name']}, {workshop.names[one['objective']]} would get {shares}. Nobody else left out "
            f"moves a share further, {stays}."
        )
    return (
        f"Without any one person{alike}, no objective's share changes by more than "
        f"{number(100 * found['without_one'], 1)} points, {stays}."
    )


def _money_apart(held: Minutes) -> list[str]:
    """Return what changes hands at most when one person is left out; empty where it was not worked out."""
    apart = (held.workshop.result or {}).get("one_apart")
    if not apart:
        return []
    looked = "" if apart["tried"] == apart["people"] else f" (of {number(apart['tried'])} people looked at)"
    if not apart["projects"]:
        return [f"The same projects are funded whoever is left out{looked}."]
    many = f"{count(apart['projects'], 'project')} of {money(apart['money'] / 10**held.minor_digits, held.currency)}"
    if apart["name"]:
        return [f"Without {apart['name']} most money changes hands{looked}: {many} ({listed(apart['names'])})."]
    return [f"Without any one person at most {many} change hands{looked}."]

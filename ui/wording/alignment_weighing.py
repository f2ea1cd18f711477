"""What the Alignment page says while objectives are weighed: questions, consistency, and what the weights would do."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from models.ahp import ACCEPTED_RATIO
from models.verbal_scale import SAATY, SEVEN, opposite, written
from services.weighing import FIRST, TOP, Effect, Helpful, Weighed
from services.weighing_funded import FundedChange
from services.weighing_kept import Kept
from services.workshops.funded import USUAL_SHARE
from ui.wording.formats import count, day, money, number, percent

METHODS: Final = {
    "pairwise": "In pairs",
    "rank": "By rank",
    "swing": "By swings",
    "best_worst": "Best and worst",
}
HOW: Final = {
    "pairwise": "Two at a time: which matters more, and how much. The questions that tell most come first.",
    "rank": "The most important on top. Drag, or move the handle with the arrow keys; ranks become rank order centroid "
    "weights.",
    "swing": "Which objective would you first bring from its worst state to its best? It gets 100; each other one what "
    "its own improvement is worth beside that.",
    "best_worst": "Name the most and the least important, then compare the others with these two only. Weights come "
    "from a linear programme.",
}
MOST_NAMED: Final = 3
DRAFT: Final = "What you answer stays in the address of this page: it is here again when the page is loaded anew."
NO_ORDER: Final = "Nobody has put them in order yet: move one, or say that it is right."
FIRST_SWING: Final = (
    "To answer first: which objective would you bring from its worst state to its best before all others?"
)
BOTH_ENDS: Final = "To answer first: which objective is the most important, and which the least?"
WAYS: Final = {"eigenvector": "Principal eigenvector", "geometric": "Geometric mean of rows"}
NOW_AND_THEN: Final = ("Weight now", "Weight by these answers")
SCALES: Final = ("Seven levels", "1 to 9")
RATIOS: Final = tuple(float(one) for one in reversed(SAATY))
"""From the first nine times as important to the second nine times."""


def group(key: str, names: Mapping[str, str]) -> str:
    """Return what a group of objectives is called."""
    return "Objectives at the top" if key == TOP else f"Parts of {names.get(key, key)}"


def level(word: str, one: str, other: str) -> str:
    """Return one of the seven levels as a sentence about whichever of the two is more important.

    >>> level("much less important", "Growth", "Safety")
    'Safety is much more important'
    """
    if SEVEN[word] == 1:
        return "Both are equally important"
    return f"{one} is {word}" if SEVEN[word] > 1 else f"{other} is {opposite(word)}"


def ratio(times: float) -> str:
    """Return a step of the scale from 9 for the first to 9 for the second.

    >>> ratio(5.0), ratio(1.0), ratio(1 / 3)
    ('← 5', '1, equal', '3 →')
    """
    if abs(times - 1) < 1e-9:
        return "1, equal"
    return f"← {written(times)}" if times > 1 else f"{written(1 / times)} →"


def answered(one: str, other: str, times: float) -> str:
    """Return an answer in words, the more important first.

    >>> answered("Growth", "Safety", 1 / 3)
    'Safety 3 times Growth'
    """
    if abs(times - 1) < 1e-9:
        return f"{one} as important as {other}"
    return f"{one} {times:g} times {other}" if times > 1 else f"{other} {1 / times:g} times {one}"


def so_far(given: int, members: int, settled: bool) -> str:
    """Return how many answers there are, and whether more would change an order."""
    pairs = members * (members - 1) // 2
    told = f"{number(given)} of {count(pairs, 'answer')}"
    if given == pairs:
        return f"All {count(pairs, 'answer')} given."
    return f"{told}. More answers would hardly change the order; you may stop here." if settled else f"{told} so far."


def compared(one: str, other: str) -> str:
    """Return the name of a comparison that is still open."""
    return f"{one} against {other}"


def unanswered(names: Sequence[str]) -> str:
    """Return what is still to be answered before weights follow.

    >>> unanswered(["Growth", "Safety"])
    'Still to answer before weights follow: Growth and Safety.'
    """
    return f"Still to answer before weights follow: {_listed(names)}."


def consistency(found: Weighed) -> str:
    """Return how far the answers agree, with the name of the random index; "" where the method asks nothing twice."""
    told = found.told
    if "cr" in told:
        if not told["ri"]:
            return "No answer could contradict another yet, so there is no consistency ratio."
        within = "within" if told["acceptable"] else "above"
        return (
            f"Consistency ratio {number(told['cr'], 3)} with the random index of {told['table']} "
            f"({number(told['ri'], 2)}): {within} the usual {ACCEPTED_RATIO:.2f}."
        )
    if "xi" in told:
        return (
            f"Largest deviation {number(told['xi'], 3)} of all weight; inconsistency of the answers themselves "
            f"{number(told['input_ratio'], 2)} on a scale from 0 (none) to 1."
        )
    return ""


def helpful(found: Helpful, names: Mapping[str, str], moved: int) -> str:
    """Return the one answer whose change helps most, with what it would alter; `moved` projects would change places."""
    one, other = (names[key] for key in found.pair)
    order = "would change" if found.reorders else "would not change"
    places = "no project" if not moved else count(moved, "project")
    return (
        f'Changing "{answered(one, other, found.given)}" to "{answered(one, other, found.suggested)}" would help most: '
        f"the ratio would be {number(found.cr_after, 3)}. It {order} the order of the objectives, and {places} would "
        "change places."
    )


def effect(found: Effect, names: Mapping[str, str]) -> str:
    """Return what the weights would do to the order of the projects."""
    if not found.projects:
        return "No project is rated, so no order of projects changes."
    if not found.moved:
        return f"The order of the {count(found.projects, 'rated project')} would stay as it is."
    said = f"{count(found.moved, 'project')} of {number(found.projects)} rated ones would change places"
    if not found.entering:
        return f"{said}, and the first {number(FIRST)} would be the same."
    listed = _listed([names.get(key, key) for key in found.entering])
    return f"{said}; among the first {number(FIRST)} would newly be {listed}."


def funds(found: FundedChange | None, currency: str, digits: int) -> str:
    """Return what a budget would fund otherwise; "" where there is nothing to choose.

    `digits` are those of the currency's minor unit.
    """
    if found is None or not found.open:
        return ""
    whole = f"With {money(found.total / 10**digits, currency)} for all projects"
    if not found.entering and not found.leaving:
        return f"{whole}, the same ones would be funded."
    entering = f"{_listed(found.entering)} ({money(found.money / 10**digits, currency)}) would newly be funded"
    leaving = f"{_listed(found.leaving)} would no longer be funded"
    told = [words for words, names in ((entering, found.entering), (leaving, found.leaving)) if names]
    return f"{whole}, {'; '.join(told)}."


def usual_budget(found: FundedChange | None, currency: str, digits: int) -> str:
    """Return where the total comes from, which nobody has stated; "" where there is nothing to choose."""
    if found is None or not found.open:
        return ""
    total, others = money(found.total / 10**digits, currency), count(found.open, "other project")
    return (
        f"{total} is no budget that somebody set: it is the cost of what is decided already and "
        f"{percent(USUAL_SHARE)} of that of the {others}, chosen by strategic value. Budget tells what another amount "
        "funds."
    )


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    told = [*names[:MOST_NAMED], *([f"{number(rest)} more"] if rest > 0 else [])]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def kept(one: Kept, names: Mapping[str, str]) -> str:
    """Return a saved weighing in the few words of a list."""
    return f"{day(one.as_of)}, {METHODS[one.method].lower()}, {group(one.group, names)}, by {one.made_by}"


def judgments(one: Kept, names: Mapping[str, str]) -> pd.DataFrame:
    """Return what was judged, a row each: judged; objectives gone since are told by their keys."""
    held = one.judgments

    def named(key: str) -> str:
        return names.get(key, key)

    rows: Sequence[str]
    if one.method == "pairwise":
        rows = [answered(named(a), named(b), float(times)) for a, b, times in held["answers"]]
    elif one.method == "rank":
        rows = [f"{place}. {named(key)}" for place, key in enumerate(held["order"], 1)]
    elif one.method == "swing":
        rows = [f"{named(key)}: {number(float(given))}" for key, given in held["points"].items()]
    else:
        rows = [
            f"{named(held['best'])} is {given:g} times {named(key)}" for key, given in held["best_to_others"].items()
        ]
        rows += [
            f"{named(key)} is {given:g} times {named(held['worst'])}" for key, given in held["others_to_worst"].items()
        ]
    return pd.DataFrame({"judged": list(rows)})


def result(one: Kept, names: Mapping[str, str]) -> str:
    """Return the weights that a saved weighing gave, with its consistency and its reason."""
    weights = sorted(one.result["weights"].items(), key=lambda pair: -pair[1])
    said = ", ".join(f"{names.get(key, key)} {percent(weight, 1)}" for key, weight in weights)
    held: dict[str, Any] = {key: value for key, value in one.result.items() if key not in ("weights", "points")}
    parts = [f"{said}.", consistency(Weighed({}, held)), f"Reason: {one.reason}" if one.reason else ""]
    return " ".join(part for part in parts if part)

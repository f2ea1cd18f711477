"""What counts as value, in words: the measures, how each is found, and whether size drives the choice."""

from collections.abc import Mapping
from typing import Any

from ui.wording.formats import count, number, percent

MEASURES: dict[str, str] = {
    "strategic": "Strategic value",
    "quality": "Strategic value per unit of money",
    "npv": "Net present value",
    "benefit": "Benefits in today's money",
    "priority": "Reported priority",
    "expected_value": "Expected value",
    "category": "Ratings by category",
    "equal": "Equal value",
}
VALUE_OF: dict[str, str] = {
    "strategic": "strategic value",
    "quality": "strategic value weighted by cost",
    "npv": "net present value",
    "benefit": "benefits in today's money",
    "priority": "reported priority",
    "expected_value": "expected value",
    "category": "value rated by category",
    "equal": "number",
}
UNKNOWN: dict[str, str] = {
    "strategic": "unrated",
    "priority": "without a priority",
    "expected_value": "without a value",
    "quality": "unrated",
    "npv": "without benefits in money",
    "benefit": "without benefits in money",
}
VALUES: dict[str, str] = {
    "strategic": "Value is strategic value: each project's impact on every objective (none 0, low 1, moderate 3, "
    "strong 6, extreme 9) times the objective's share of the points, added up. What is not rated adds nothing.",
    "priority": "Value is the priority as reported, larger is more important. A project without one counts as "
    "nothing; at the most it could be as important as the highest reported.",
    "expected_value": "Value is the expected value as reported. A project without one counts as nothing; at the most "
    "it could be worth as much as the largest reported.",
    "category": "Value is the rating given here to the project's category (none 0, low 1, moderate 3, strong 6, "
    "extreme 9); a category not rated counts as moderate.",
    "equal": "All candidates are worth the same, so as many as possible are chosen.",
    "quality": "Value is strategic value times cost to go: what each unit of money does for the objectives counts, so "
    "a large project is not passed over because a few small ones score more together.",
    "npv": "Value is the net present value: cashable benefits to come, less disbenefits in money, less the cost to go, "
    "each discounted from the middle of its period. The forecast of a period counts, the plan where there is none; "
    "benefits after the last period on record are not counted, nor those in other units.",
    "benefit": "Value is what cashable benefits to come, less disbenefits in money, are worth today; the cost to go is "
    "held against the limits alone.",
}
DELAYS: dict[str, str] = {
    "none": "As forecast",
    "p50": "Later by the likely delay (P50)",
    "p80": "Later by the delay held eight times in ten (P80)",
}
_RATE = [("Rate the projects", "alignment")]
_UPLOAD = [("Upload a file", "upload"), ("See the columns", "dictionary")]
_BENEFITS = [("Upload benefits", "upload"), ("See the columns", "dictionary")]
# Why nothing is worth anything, what else to do, and where.
WORTHLESS: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "strategic": ("no candidate is rated above none", "rate the projects", _RATE),
    "quality": ("no candidate is rated above none", "rate the projects", _RATE),
    "npv": ("no benefits in money are worth more than the cost to go", "report more benefits", _BENEFITS),
    "benefit": ("no benefit is left to come", "report benefits", _BENEFITS),
    "priority": ("no candidate has a priority above zero", "report priorities", _UPLOAD),
    "expected_value": ("no candidate has an expected value above zero", "report values", _UPLOAD),
    "category": ("every category is rated none", "rate the categories otherwise", []),
}
RATE = "Discount rate, real, a year"
RATE_HELP = "3.5% is the rate of HM Treasury's Green Book."
INHERIT = "Share that enablers inherit"
INHERIT_HELP = (
    "A project passes this share of its value to the projects it requires. What it passes on it no longer counts "
    "itself, so nothing is counted twice."
)
NO_PROBABILITY = "The probability to slip never multiplies a value."
# Below this difference between the smallest and the largest quarter, size is no story.
WORTH_SAYING = 0.2
BANDS: dict[str, str] = {
    "smallest quarter": "Smallest quarter",
    "second quarter": "Second quarter",
    "third quarter": "Third quarter",
    "largest quarter": "Largest quarter",
}


def worthless(measure: str) -> tuple[str, list[tuple[str, str]]]:
    """Return what to do where no candidate is worth anything, and the pages that help, as (words, page).

    >>> worthless("benefit")[0]
    'Choosing nothing would always be best: no benefit is left to come. Choose another value, or report benefits.'
    """
    why, instead, pages = WORTHLESS.get(measure, WORTHLESS["strategic"])
    return f"Choosing nothing would always be best: {why}. Choose another value, or {instead}.", pages


def discounting(rate: float) -> str:
    """Return the rate that is used.

    >>> discounting(0.035)
    'Discounted at 3.5% a year, real.'
    """
    return f"Discounted at {percent(rate, 1)} a year, real."


def delayed(delay: str, predicted: int, candidates: int) -> str:
    """Return how benefits were moved; empty where they were not.

    >>> delayed("p80", 40, 60)
    'Benefits come later by the P80 of the predicted delay, for 40 of 60 projects; the others have no prediction and \
come as forecast. The probability to slip never multiplies a value.'
    """
    if delay == "none":
        return ""
    if not predicted:
        return "No delay is predicted yet, so benefits come as forecast."
    rest = "; the others have no prediction and come as forecast" if predicted < candidates else ""
    level = delay.upper()
    whom = f"for {number(predicted)} of {count(candidates, 'project')}"
    return f"Benefits come later by the {level} of the predicted delay, {whom}{rest}. {NO_PROBABILITY}"


def inherited(share: float) -> str:
    """Return what enablers inherit; empty where nothing.

    >>> inherited(0.2)
    'Each project passes 20% of its value to the projects it requires, and counts that much less itself.'
    """
    if share <= 0:
        return ""
    passed = f"Each project passes {percent(share)} of its value to the projects it requires"
    return f"{passed}, and counts that much less itself."


def size_warning(bias: Any, measure: str) -> str:
    """Return that size explains the choice better than score, with the outermost quarters; empty where it does not.

    `bias` is a `models.size_bias.SizeBias`.
    """
    if bias.bands.empty:
        return ""
    first, last = bias.bands.iloc[0], bias.bands.iloc[-1]
    if not bias.explains_better or abs(first["share_of_number"] - last["share_of_number"]) < WORTH_SAYING:
        return ""
    small, large = percent(first["share_of_number"]), percent(last["share_of_number"])
    instead = "" if measure == "quality" or not bias.small_first else "; try quality per unit of money"
    return (
        f"Size explains the choice better than the score: {small} of the small projects are in "
        f"and {large} of the large{instead}."
    )


def band(row: Mapping[str, Any], currency_words: str = "") -> str:
    """Return one quarter by size in words.

    >>> band({"band": "largest quarter", "chosen": 2, "candidates": 15, "share_of_money": 0.1})
    'Largest quarter: 2 of 15 projects and 10% of their money are in.'
    """
    which = BANDS[str(row["band"])]
    cost = f" ({currency_words})" if currency_words else ""
    inside = f"{number(row['chosen'])} of {count(row['candidates'], 'project')}"
    return f"{which}{cost}: {inside} and {percent(row['share_of_money'])} of their money are in."

"""Sentences about publishing: where a period stands, what comes next, what a restatement changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from services.publications import IN_REVIEW, OPEN, PUBLISHED, RESTATED, SIGNED_OFF, Period, Restated
from ui.wording.formats import DASH, count, day, days, is_missing, moment, money, number

STATUS: Final = {
    OPEN: "Open",
    IN_REVIEW: "In review",
    SIGNED_OFF: "Signed off",
    PUBLISHED: "Published",
    RESTATED: "Restated",
}
STEPS: Final = {"review": "Begin the review of", "sign_off": "Sign off", "publish": "Publish", "reopen": "Reopen"}
NEXT: Final = {OPEN: ("review",), IN_REVIEW: ("sign_off", "reopen"), SIGNED_OFF: ("publish", "reopen")}
"""The steps that lead on from where a period stands, the one forward first."""
DONE: Final = {
    "review": "The review of {} has begun.",
    "sign_off": "{} is signed off. It goes back to review if its data move before it is published.",
    "publish": "{} is published.",
    "reopen": "{} is open again.",
}
FIGURES: Final = {
    "live": "Live projects",
    "forecast": "With a forecast finish",
    "baselined": "With an approved finish",
    "late": "Late",
    "late_money": "Forecast cost of late projects",
    "moved": "Moved since first seen",
    "moved_money": "Forecast cost of those that moved",
    "costed": "With budget and forecast cost",
    "forecast_cost": "Forecast cost",
    "approved_budget": "Approved budget",
    "to_go": "Cost to go",
    "top_money": "Money on the top objectives",
    "none_money": "Money on no objective",
    "unrated_money": "Money not rated",
    "waiting": "Decisions waiting",
    "oldest_days": "Oldest decision waits",
}
MONEY: Final = ("forecast_cost", "approved_budget", "to_go")
WHAT_PUBLISHING_DOES: Final = (
    "Its figures and the files they rest on are kept as they are now, for good. A later correction is a restatement: "
    "it needs a reason and another person named as approver, and both figures stay on record."
)
WHO_SEES: Final = "Viewers see the portfolio up to the newest published date, and nothing before the first publication."
NOT_YET_SEEN: Final = "Viewers see it once it is published, or where drafts are shown to them."
NOT_KEPT: Final = "Not kept when this date was published."
AS_RESTATED, AS_PUBLISHED = "As restated", "As published"


def standing(period: Period) -> str:
    """Return where a period stands, in a sentence or two."""
    named = day(period.as_of)
    signed = f"signed off by {period.signed_off_by} on {moment(period.signed_off_at)}" if period.signed_off_at else ""
    if period.published_at is not None:
        told = f"{named} was published by {period.published_by} on {moment(period.published_at)}"
        told += f", {signed}." if signed else "."
        return f"{told} It was restated {times(period.restated)} since." if period.restated else told
    return {
        OPEN: f"{named} is open: nobody has reviewed it yet.",
        IN_REVIEW: f"{named} is in review.",
        SIGNED_OFF: f"{named} is {signed}; it is not published yet." if signed else f"{named} is signed off.",
    }.get(period.status, f"{named} is {period.status}.")


def listed(periods: Sequence[Period]) -> list[str]:
    """Return where each period stands that is not open, a sentence each, and how many are open."""
    if not periods:
        return ["Nothing has been received yet."]
    told = [standing(one) for one in periods if one.status != OPEN]
    many = len(periods) - len(told)
    them = "it" if many == 1 else "them"
    return [*told, f"{count(many, 'period is', 'periods are')} open: nobody has reviewed {them} yet."] if many else told


def correction(made: Restated, currency: str) -> str:
    """Return a restatement with both figures in a line or two: who made it, why, and whom they named as approver."""
    who = f"{day(made.as_of)} was restated by {made.made_by}, who named {made.approved_by} as approver"
    return f"{who}: {made.reason.rstrip('.')}. {changed(made.before, made.after, currency)}."


def times(many: int) -> str:
    """Return how often.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(many, f"{number(many)} times")


def button(step: str, as_of: date) -> str:
    """Return what a button does."""
    return f"{STEPS[step]} {day(as_of)}"


def done(step: str, as_of: date) -> str:
    """Return what was done."""
    return DONE[step].format(day(as_of))


def published(period: Period) -> str:
    """Return when and by whom a period was published, short enough for a table."""
    return f"{day(period.published_at.date())}, {period.published_by}" if period.published_at else ""


def will_restate(dates: Sequence[date]) -> str:
    """Return what a change does to what is published."""
    if len(dates) == 1:
        return f"{day(dates[0])} is published: a change of it is a restatement."
    told = f"{count(len(dates), 'date')} from {day(min(dates))} on are published"
    return f"{told}: a change that moves them is a restatement."


def difference(before: Mapping[str, Any], after: Mapping[str, Any], currency: str) -> list[str]:
    """Return the figures that a restatement changed, money first, each as name, before and after.

    >>> difference({"late": 3, "to_go": 5e6}, {"late": 4, "to_go": 6e6}, "USD")
    ['Cost to go $5 m → $6 m', 'Late 3 → 4']
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    names.sort(key=lambda name: (name not in MONEY, name not in FIGURES))
    told = [(name, *(_told(name, one.get(name), currency) for one in (before, after))) for name in names]
    return [f"{FIGURES.get(name, name)} {was} → {now}" for name, was, now in told]


def changed(before: Mapping[str, Any], after: Mapping[str, Any], currency: str) -> str:
    """Return all that a restatement changed in one line."""
    return "; ".join(difference(before, after, currency)) or "No figure: only rows behind them"


def cause(told: str, titles: Mapping[str, str]) -> str:
    """Return what was written: the title of the register, and the file or the edit.

    >>> cause("risks: rows edited", {"risks": "Risks"})
    'Risks: rows edited'
    """
    register, _, rest = told.partition(": ")
    return f"{titles.get(register, register)}: {rest}" if rest else told


def standings(dates: Iterable[Any], periods: Iterable[Period]) -> list[str]:
    """Return where each of some dates stands, in a word."""
    known = {one.as_of: one.status for one in periods}
    return [STATUS.get(known.get(as_of.date(), OPEN), "") for as_of in dates]


def restated_on(dates: Sequence[date]) -> str:
    """Return which dates of a course were restated, for who does not see the marks; nothing where none was."""
    if not dates:
        return ""
    named = ", ".join(day(one) for one in dates[:3])
    return f"Restated since published: {named}{f' and {len(dates) - 3} others' if len(dates) > 3 else ''}."


def as_told(told: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure as published beside what is known today; one that was not kept says so."""
    if told["value"] == known["value"]:
        return dict(told)
    if told["value"] == DASH:
        return {**told, "note": NOT_KEPT}
    words = f"{told.get('help', '')} As published; by what is known today it is {known['value']}."
    return {**told, "help": words.strip()}


def _told(name: str, value: Any, currency: str) -> str:
    if is_missing(value):
        return DASH
    if name in MONEY or name.endswith("_money"):
        return money(value, currency)
    return days(value, signed=False) if name == "oldest_days" else number(value)

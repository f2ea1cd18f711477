"""What a plan warns of, in plain words; the rows are loaded as they are."""

from collections.abc import Mapping, Sequence
from typing import Any

MEANING = {
    "no key known": (
        "All of its projects would be added as new. That is right for the first file of a department or programme; "
        "otherwise choose the portfolio at the top of the page first."
    ),
    "unreadable signs": (
        "Names with letters beyond English ones may be wrong: look at the samples, or save the file again as UTF-8."
    ),
    "not reported": (
        "They have not left: what was last reported of them is carried forward. Repair the rows refused and load the "
        "file again."
    ),
    "as-of date in the future": (
        "Loaded, it is the newest date of the portfolio: every page opens at it, and reports that come until then "
        "count as earlier ones. Correct the date in the file, unless it is meant."
    ),
    "two columns of one meaning": "Where the other one is right, say so in the mapping.",
    "not read as money": (
        "Loaded like this, no figure counts them. Write plain amounts, such as 2300000 or 2.3M, or state the unit in "
        "the column's name, such as (USD million)."
    ),
    "another unit than before": (
        "Where the unit is wrong, choose it for the column (in thousands, in millions) or correct the file: loaded "
        "like this, every total and variance follows it."
    ),
    "values of another column": "Two columns may have changed places: look at their samples, and say which is which.",
    "column gone": (
        "Loaded like this, what was reported there before is gone from this date on. Say in the mapping which column "
        "of the file it is, or add the column."
    ),
    "knows the future": "Early dates show what only the last one could know. It is kept, and no prediction uses it.",
    "survivors only": (
        "Projects that ended were taken out of the earlier dates, so what these say of delays is not the whole story."
    ),
    "no forecast finish": (
        "Without it there is no late project, no move of a forecast and no chance to slip. Say in the mapping which "
        "column it is, or load a file that has one."
    ),
    "baseline moved": "Variances are counted from the new baseline; record who approved it in the register of changes.",
    "implausible date": (
        "Before 1950, or more than 50 years after its as-of date. Loaded as written: correct it where it is wrong, for "
        "it counts in every figure."
    ),
    "negative money": "Loaded as written and counted in the totals.",
    "finish before start": "Loaded as written.",
    "similar keys": "They differ only in blanks or commas, and are loaded as different ones.",
    "choice taken from another column": "Check its samples, and choose the other order where it is wrong.",
    "mixed decimal signs": "Values that do not fit the one chosen are emptied.",
    "units differ within the column": "Each value that states its own unit is read in it.",
}
REPAIRS = {
    "--mapping-out": "Say under Columns which column of the file it is.",
    "--as-of": "Choose the date the file speaks of, or the column that holds it.",
    "--day-first": "Say which comes first, day or month.",
}


def warnings(found: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return each warning as (what, what it means); those of one rule together, `titles` names columns."""
    by_rule: dict[str, list[Mapping[str, Any]]] = {}
    for one in found:
        by_rule.setdefault(one["rule"], []).append(one)
    return [(_what(rule, ones, titles), MEANING.get(rule, "")) for rule, ones in by_rule.items()]


def _what(rule: str, ones: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> str:
    columns = [titles.get(one["column"], one["column"]) for one in ones]
    if rule == "knows the future":
        verb = "knows" if len(columns) == 1 else "know"
        return f"{_listed(columns)} {verb} the future: one value per project at all dates."
    if rule == "survivors only":
        return "Survivors only: every project ever seen is in the last date, and earlier dates hold no finished ones."
    if rule == "baseline moved":
        moved = "; ".join(f"{title}, {_once(one['text'])}" for title, one in zip(columns, ones, strict=True))
        return f"Baseline moved: {moved}."
    if rule == "no forecast finish":
        return " ".join(one["text"] for one in ones)
    return f"{rule.capitalize()}. {' '.join(one['text'] for one in ones)}"


def _once(text: str) -> str:
    return f"once {text.removeprefix('1 times ')}" if text.startswith("1 times ") else text


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def repair(text: str) -> str:
    """Return how to repair something, in the words of the screen where the command line has its own."""
    return next((words for option, words in REPAIRS.items() if option in text), text)

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
    "choice taken from another column": "Check the samples below, and choose the other order where it is wrong.",
    "mixed decimal signs": "Values that do not fit the one chosen are emptied.",
    "units differ within the column": "Each value that states its own unit is read in it.",
}
REPAIRS = {
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

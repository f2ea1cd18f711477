"""Rules between projects in words."""

from collections.abc import Mapping
from typing import Any

from ui.wording.formats import count, money, number, percent, symbol

KINDS: dict[str, str] = {
    "requires": "Needs another project",
    "excludes": "Not together with another",
    "same": "Both or neither",
    "group": "Bounds on a group",
}
MEASURES: dict[str, str] = {"count": "Number of projects", "money": "Money", "objective": "What an objective gets"}
ORIGINS: dict[str, str] = {"register": "register of dependencies", "hand": "by hand"}


ENDS: dict[str, str] = {"low": "At least", "high": "At most"}


def bound(end: str, measure: str, currency: str) -> str:
    """Return what a bound of a group is called, with its unit.

    >>> bound("low", "count", "USD"), bound("high", "money", "USD"), bound("low", "objective", "USD")
    ('At least, projects', 'At most, $ m', 'At least, % of what all could bring')
    """
    money_unit = f"{symbol(currency).strip()} m"
    unit = {"count": "projects", "money": money_unit, "objective": "% of what all could bring"}[measure]
    return f"{ENDS[end]}, {unit}"


def rule(one: Any, names: Mapping[str, str], objectives: Mapping[str, str], unit: float, currency: str) -> str:
    """Return a rule as a sentence.

    Parameters
    ----------
    one : rule with kind, keys, name, at_least, at_most, measure, objective.
    unit : minor units in one unit of money.

    >>> from types import SimpleNamespace as S
    >>> rule(S(kind="requires", keys=("A", "B")), {"A": "Harbour", "B": "Quay"}, {}, 100, "USD")
    'Harbour needs Quay'
    """
    if one.kind == "group":
        return f"{_subject(one, objectives)}: {_ends(one, unit, currency)}"
    first, second = (names.get(key, key) for key in one.keys)
    return {
        "requires": f"{first} needs {second}",
        "excludes": f"{first} or {second}, not both",
        "same": f"{first} and {second}: both or neither",
    }[one.kind]


def subject_of(told: str) -> str:
    """Return what a rule on a group bounds, from the sentence that `rule` makes of it, to stand within another.

    >>> subject_of("Roads: east: at least 2"), subject_of("What Safety gets of all it could: at least 90%")
    ('Roads: east', 'what Safety gets of all it could')
    """
    subject = told.rpartition(": ")[0] or told
    return f"w{subject[1:]}" if subject.startswith("What ") else subject


def _subject(one: Any, objectives: Mapping[str, str]) -> str:
    if one.measure == "objective":
        return f"What {objectives.get(one.objective, one.objective)} gets of all it could"
    return str(one.name or f"{number(len(one.keys))} projects")


def _ends(one: Any, unit: float, currency: str) -> str:
    def amount(value: int) -> str:
        if one.measure == "money":
            return money(value / unit, currency)
        return percent(value / 1000, 1 if value % 10 else 0) if one.measure == "objective" else number(value)

    said = [] if one.at_least is None else [f"at least {amount(one.at_least)}"]
    said += [] if one.at_most is None else [f"at most {amount(one.at_most)}"]
    return " and ".join(said)


def price(lost: float | None, whole: float, on: bool) -> str:
    """Return what a rule costs in value, or what it would cost if it were kept.

    >>> price(0.0, 10, True), price(0.1, 10, True), price(0.5, 10, False), price(None, 10, True)
    ('costs nothing', 'costs 1 point of value', 'would cost 5 points of value', 'not worked out in time')
    """
    if lost is None:
        return "not worked out in time"
    share = lost / whole if whole else 0.0
    verb = "costs" if on else "would cost"
    if share < 0.0005:
        return f"{verb} nothing" if share <= 1e-9 else f"{verb} under 0.1 points of value"
    told = f"{share * 100:.1f}".rstrip("0").rstrip(".")
    return f"{verb} {told} {'point' if told == '1' else 'points'} of value"


def without_price(how_many: int, others: bool) -> str:
    """Return what the switch shows that hides rules that change nothing.

    >>> without_price(12, True)
    'Show the 12 other rules, which cost nothing at this total'
    """
    verb = "costs" if how_many == 1 else "cost"
    return f"Show the {count(how_many, 'other rule' if others else 'rule')}, which {verb} nothing at this total"


def ignored(how_many: int) -> str:
    """Return how many rules are switched off, in a sentence; "" where none is.

    >>> ignored(1), ignored(23), ignored(0)
    ('1 rule is ignored and may be broken.', '23 rules are ignored and may be broken.', '')
    """
    if not how_many:
        return ""
    return f"{count(how_many, 'rule')} {'is' if how_many == 1 else 'are'} ignored and may be broken."


def listed(any_rules: bool, impossible: bool, kept: bool) -> str:
    """Return what stands beside the title of the list.

    >>> listed(True, False, True)
    'switch one off to see what it changes; prices are those of the best set of all, without keeping'
    """
    if not any_rules:
        return ""
    if impossible:
        return "switch one off"
    priced = "; prices are those of the best set of all, without keeping" if kept else ""
    return f"switch one off to see {'what it changes' if kept else 'its price'}{priced}"

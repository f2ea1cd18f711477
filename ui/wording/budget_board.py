"""The board of funded projects and those left out, in words: cards, and the price of moving one."""

from collections.abc import Mapping
from typing import Any, Final, Literal

import pandas as pd

from ui.wording.budget_why import Terms
from ui.wording.formats import count, percent

MOST: Final = 40
TITLES: Final = {"in": "Funded", "out": "Left out"}
EMPTY: Final = {"in": "Nothing is funded by choice.", "out": "Nothing is left out."}
ACTIONS: Final = {"in": "Take out", "out": "Put in"}
DONE: Final = {"in": "put in", "out": "taken out"}
LET_GO: Final = "Let go"
BY_HAND: Final = "by hand"
WAITING: Final = "working out"
HOW: Final = (
    "Drag a project to the other column, or press its button; the arrow keys go from card to card. "
    "One decided by hand is let go when it is moved back."
)
SMALLEST: Final = 0.0005
Side = Literal["in", "out"]


def above(how_many: int, cost: str) -> str:
    """Return what stands above the line.

    >>> above(12, "$1.04 bn"), above(0, "$0")
    ('12 projects above the line are paid whatever is chosen: $1.04 bn.', 'No project stands above the line.')
    """
    if not how_many:
        return "No project stands above the line."
    verb = "is" if how_many == 1 else "are"
    return f"{count(how_many, 'project')} above the line {verb} paid whatever is chosen: {cost}."


def column(
    side: Side, rows: pd.DataFrame, names: Mapping[str, str], terms: Terms, prices: Mapping[str, float], rated: bool
) -> dict[str, Any]:
    """Return one column of the board as plain values, ready to be sent to the browser.

    Parameters
    ----------
    side : "in" or "out"
    rows : DataFrame
        All projects of that side in the order wanted: key, cost (whole minor units), value, unknown, by_hand.
    names : mapping of str to str
        What each project that can be decided is called; the others are only counted.
    terms : Terms
    prices : mapping of str to float
        Value lost by moving a project to the other side, where it is known.
    rated : bool
        Whether projects differ in value.

    Returns
    -------
    dict
        side, title, count, cards (see `card`; at most `MOST`), more and empty (each a sentence or empty).
    """
    shown = rows[rows["key"].isin(set(names))].head(MOST)
    cards = [
        card(side, names[key], key, _about(cost, value, unknown, terms, rated), by_hand, prices.get(key), terms)
        for key, cost, value, unknown, by_hand in zip(
            shown["key"], shown["cost"], shown["value"], shown["unknown"], shown["by_hand"], strict=True
        )
    ]
    return {
        "side": side,
        "title": TITLES[side],
        "count": count(len(rows), "project"),
        "cards": cards,
        "more": more(len(rows) - len(cards)),
        "empty": "" if len(rows) else EMPTY[side],
    }


def card(
    side: Side, name: str, key: str, about: str, by_hand: bool, price: float | None, terms: Terms
) -> dict[str, str | bool]:
    """Return one card as plain values: key, name, about, by_hand, action, label (of its button), price.

    >>> card("out", "Pier", "P", "$2 m", False, 1.5, Terms({}, {}, 100, "USD", 100))["price"]
    'costs 1.5 points of value'
    """
    action = LET_GO if by_hand else ACTIONS[side]
    return {
        "key": key,
        "name": name,
        "about": about,
        "by_hand": bool(by_hand),
        "action": action,
        "label": f"{action}: {name}",
        "price": "" if price is None or by_hand else costs(price, True, terms),
    }


def more(how_many: int) -> str:
    """Return how many cards are not shown.

    >>> more(12), more(0)
    ('and 12 more projects, further from the line', '')
    """
    return f"and {count(how_many, 'more project')}, further from the line" if how_many else ""


def costs(loss: float, exact: bool, terms: Terms, let_go: bool = False) -> str:
    """Return what a decision costs in value, or letting go of one brings back.

    >>> terms = Terms({}, {}, 100, "USD", 100)
    >>> costs(1.3, True, terms), costs(0.0, True, terms), costs(-0.4, False, terms, True)
    ('costs 1.3 points of value', 'costs nothing', 'brings back about 0.4 points of value')
    """
    if abs(loss) <= 1e-9:
        return "changes no value" if let_go else "costs nothing"
    verb = "costs" if loss > 0 else "brings back" if let_go else "brings"
    return f"{verb} {'' if exact else 'about '}{terms.points(abs(loss))}"


def price(key: str, to: Side, change: Any, by_hand: bool, terms: Terms) -> str:
    """Return what moving a project costs and whom it moves; `change` is a services.budget_board.Changed.

    Parameters
    ----------
    key : str
        Of the project.
    to : "in" or "out"
        The side it was moved to.
    change : services.budget_board.Changed
    by_hand : bool
        Whether it is decided by hand afterwards; else it was let go.
    """
    name = terms.project(key)
    if by_hand:
        return f"{name} {DONE[to]} by hand {told(to, change, by_hand, terms)}."
    stays = change.loss is not None and change.inside is (to == "out")
    if stays:
        where = "stays funded: the choice takes it" if change.inside else "stays out: the choice leaves it out"
        return f"{name} is no longer decided by hand and {where} anyway."
    return f"{name} let go {told(to, change, by_hand, terms)}."


def refused(name: str, to: Side, why: str) -> str:
    """Return that a project cannot be moved, and why.

    >>> refused("Old pier", "in", "Old pier needs Quay works, which is out by hand.")
    'Old pier cannot be put in as things are. Old pier needs Quay works, which is out by hand.'
    """
    return f"{name} cannot be {DONE[to]} as things are. {why}"


def told(to: Side, change: Any, by_hand: bool, terms: Terms) -> str:
    """Return what a move costs and whom it moves, as it is read on a card held over the other column."""
    if change.loss is None:
        return f"cannot be {DONE[to]} as things are" if change.exact else f"is {to} in no set found in time"
    others = [
        f"{where} {one if len(keys) == 1 else many} {terms.projects(keys)}"
        for where, one, many, keys in (("in", "comes", "come", change.enters), ("out", "goes", "go", change.leaves))
        if keys
    ]
    return "; ".join([costs(change.loss, change.exact, terms, not by_hand), *others])


def _about(cost: int, value: float, unknown: bool, terms: Terms, rated: bool) -> str:
    """Return cost and share of value in a line."""
    worth = [share(None if unknown else value, terms.whole)] if rated else []
    return " · ".join([terms.money(int(cost)), *worth])


def share(value: float | None, whole: float) -> str:
    """Return a value as a share of that of all candidates.

    >>> share(1.34, 100), share(0.01, 100), share(None, 100), share(0.0, 100)
    ('1.3% of value', 'under 0.1% of value', 'no value of its own', '0% of value')
    """
    if value is None:
        return "no value of its own"
    part = value / whole if whole else 0.0
    if 0 < part < SMALLEST:
        return "under 0.1% of value"
    return f"{percent(part, 1 if part else 0)} of value"

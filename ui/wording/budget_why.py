"""Why a project is in or out of the selection, and what would change that, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.wording.budget import names as row
from ui.wording.formats import money, number, percent

CARRIED = "carried:"
QUESTIONS: dict[str, str] = {
    "swap": "what exactly it would displace",
    "limits": "how much more money would bring it in",
    "own_cost": "at which cost of its own it changes sides",
}
SAME_MONEY = 0.0005


@dataclass(frozen=True)
class Terms:
    """What things are called, and the units of numbers.

    Attributes
    ----------
    names : mapping of str to str
        Names of projects by key.
    rules : mapping of str to str
        What rules on groups say, by their identity.
    unit : float
        Minor units in one unit of money.
    whole : float
        Value of all candidates: a hundredth of it is a point.
    """

    names: Mapping[str, str]
    rules: Mapping[str, str]
    unit: float
    currency: str
    whole: float

    def project(self, key: str) -> str:
        """Return the name of a project."""
        return self.names.get(key, key)

    def projects(self, keys: Sequence[str], most: int = 3) -> str:
        """Return names in a row."""
        return row([self.project(key) for key in keys], most)

    def money(self, minor: int) -> str:
        """Return whole minor units as people read money."""
        return money(minor / self.unit, self.currency)

    def points(self, value: float) -> str:
        """Return a value in points of the whole.

        >>> Terms({}, {}, 100, "USD", 50).points(1.15), Terms({}, {}, 100, "USD", 50).points(0.001)
        ('2.3 points of value', 'under 0.1 points of value')
        """
        share = value / self.whole * 100 if self.whole else 0.0
        told = f"{share:.1f}".removesuffix(".0")
        if told == "0" and share > 0:
            return "under 0.1 points of value"
        return f"{told} {'point' if told == '1' else 'points'} of value"


def reason(why: Any, terms: Terms) -> tuple[str, str]:
    """Return why a project is in or out: by what goes and comes where it changes sides. In two short texts.

    The first is the standing ("In" or "Out"), the second the reason.
    """
    name, standing = terms.project(why.key), "In" if why.inside else "Out"
    if why.loss is None:
        return standing, _cannot(why, name)
    others = [key for key in (why.leaves if not why.inside else why.enters) if key != why.key]
    beside = [key for key in (why.enters if not why.inside else why.leaves) if key != why.key]
    if why.loss < -1e-9:
        gained = terms.points(-why.loss)
        return standing, f"{'in' if why.inside else 'out'} by hand: deciding it freely would gain {gained}."
    sure = "" if why.proven else "about "
    if not why.inside:
        if not others:
            return standing, f"because it would bring no value here: {sure}{terms.points(why.loss)} less."
        gives = "gives" if len(others) == 1 else "give"
        against = f" than it does with {terms.projects(beside)}" if beside else ""
        more = f"{sure}{terms.points(why.loss)} more" if why.loss > 1e-9 else "just as much value"
        return standing, f"because {terms.projects(others)} {gives} {more}{against} {_for_money(why, terms)}."
    if not others:
        return standing, f"because nothing that fits instead is worth anything: {sure}{terms.points(why.loss)} less."
    come = "comes" if len(others) == 1 else "come"
    also = f" and {terms.projects(beside)} {'goes' if len(beside) == 1 else 'go'}" if beside else ""
    lost = f"{sure}{terms.points(why.loss)} would be lost" if why.loss > 1e-9 else "nothing would be lost"
    return standing, f"without it {terms.projects(others)} {come} in{also}, and {lost}."


def _for_money(why: Any, terms: Terms) -> str:
    """Return how the money of the selection compares with that of the one with the project."""
    if abs(why.extra_cost) < 1:
        return "for the same money"
    direction = "less" if why.extra_cost > 0 else "more"
    return f"for {terms.money(abs(why.extra_cost))} {direction}"


def _cannot(why: Any, name: str) -> str:
    side = "out" if why.inside else "in"
    if why.barred is None:
        return f"no set with {name} {side} was found in time."
    return f"{name} cannot be {side} as things are."


def takes(why: Any, terms: Terms, own_value: float) -> list[str]:
    """Return what it would take for a project to change sides, one sentence each.

    Parameters
    ----------
    why : services.budget_why.Why
    terms : Terms
    own_value : float
        The project's value.
    """
    # Neither money nor value undoes a decision by hand that goes against the value.
    by_hand = why.loss is not None and why.loss < -1e-9
    said = [] if by_hand else [*_by_value(why, own_value), *_by_cost(why)]
    if not why.inside:
        said = [*_on_top(why, terms), *([] if by_hand else _by_limits(why, terms)), *said]
    if why.unanswered:
        said.append(f"Not worked out in time: {', '.join(QUESTIONS[name] for name in why.unanswered)}.")
    return said


def _on_top(why: Any, terms: Terms) -> list[str]:
    if why.on_top is None:
        return ["Money alone cannot add it to what is funded: a rule or another limit is in the way."]
    if not why.on_top:
        return ["It fits in what is unspent."]
    lacks = [f"{terms.money(one.by)} more {where(one.limit)}" for one in why.on_top]
    return [f"To add it to what is funded takes {_listed(lacks)}."]


def _by_limits(why: Any, terms: Terms) -> list[str]:
    said = [
        f"The best set holds it with {terms.money(one.by)} more {where(one.constraint)}."
        for one in why.limits
        if one.by is not None
    ]
    never = [where(one.constraint) for one in why.limits if one.by is None and one.exact]
    if never and not said:
        said.append(f"No amount of money {_listed(never, 'or')} alone brings it into the best set.")
    return said


def _by_value(why: Any, own_value: float) -> list[str]:
    if why.loss is None or not why.proven or why.loss <= 0 or own_value <= 0:
        return []
    share = why.loss / own_value
    if not why.inside:
        return [f"Its value would have to rise by {percent(share, 1 if share < 0.1 else 0)}."]
    return [f"Its value could fall by {percent(share)} before it goes."] if share < 1 else []


def _by_cost(why: Any) -> list[str]:
    cost = why.own_cost
    if cost is None or not cost.exact:
        return []
    if cost.share is None:
        return ["Even ten times the cost would not drive it out." if why.inside else "Even free it would stay out."]
    far = abs(cost.share - 1)
    change = percent(far, 0 if round(far, 3) == round(far, 2) or far > 1 else 1)
    if cost.share == 1:
        return ["It is as good as what is chosen in its place."]
    return [f"It goes when it costs {change} more." if why.inside else f"It comes in when it costs {change} less."]


def where(limit: Any) -> str:
    """Return of which limit money is.

    >>> from types import SimpleNamespace as S
    >>> where(S(kind="total", name="")), where(S(kind="period", name="FY27")), where(S(kind="at most", name="Grant"))
    ('in total', 'in FY27', 'of Grant')
    """
    if limit.kind == "total" or not limit.name:
        return "in total"
    if limit.kind == "period":
        return f"in {limit.name}"
    if limit.name.startswith(CARRIED):
        return f"up to {limit.name.removeprefix(CARRIED)}"
    return f"of {limit.name}"


def priced(one: Any, terms: Terms) -> str:
    """Return what one decision by hand, rule or limit costs; `one` is a services.budget_alternatives.Priced."""
    price = one.price
    if price.value is None:
        most = "" if price.most is None else f": at most {terms.points(price.most)}"
        return f"not worked out in time{most}"
    if price.value <= 1e-9:
        return "costs nothing: the same set anyway" if price.same_anyway else "costs nothing"
    sure = "costs" if price.proven else "costs about"
    change = []
    if price.enters:
        change.append(f"{terms.projects(price.enters)} would come in")
    if price.leaves:
        change.append(f"{terms.projects(price.leaves)} would go")
    return f"{sure} {terms.points(price.value)}{': ' if change else ''}{', '.join(change)}"


def alternative(one: Any, terms: Terms) -> str:
    """Return one of the next best sets; `one` is a services.budget_alternatives.Alternative."""
    options = [key for key in one.adds if key in one.drops]
    adds, drops = ([key for key in keys if key not in options] for keys in (one.adds, one.drops))
    parts = [f"{verb} {terms.projects(keys, 6)}" for verb, keys in (("adds", adds), ("drops", drops)) if keys]
    parts += [f"takes another option of {terms.projects(options, 6)}"] if options else []
    lost = f"{terms.points(one.loss)} less" if one.loss > 1e-9 else "just as much value"
    spent = "the same money"
    if one.extra_cost:
        spent = f"{terms.money(abs(one.extra_cost))} {'more' if one.extra_cost > 0 else 'less'}"
    proof = "" if one.proven else "; a better one may exist"
    return f"{capital(', '.join(parts))}: {lost}, {spent}{proof}."


def alternatives_found(how_many: int, wanted: int, apart: int, complete: bool) -> str:
    """Return how far the list of other sets goes.

    >>> alternatives_found(3, 3, 2, True), alternatives_found(1, 3, 2, True)
    ('The 3 best sets that differ by at least 2 projects.', 'Only 1 other set differs by at least 2 projects.')
    """
    by = f"by at least {number(apart)} {'project' if apart == 1 else 'projects'}"
    if not complete:
        return f"Found in time: {number(how_many)} of the {number(wanted)} best sets that differ {by}."
    if how_many < wanted:
        if not how_many:
            return f"No other set differs {by}."
        return f"Only {number(how_many)} other {'set differs' if how_many == 1 else 'sets differ'} {by}."
    return f"The {number(how_many)} best sets that differ {by}."


def _listed(parts: Sequence[str], last: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]

"""The controls of the Budget page: value, total, limits by year, projects decided by hand; all in the address."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import streamlit as st

from models.strategic_value import RATING_SCALE
from services.candidate_values import USUAL_RATING
from services.candidates import Asked, Candidates
from services.cost_by_year import LATER
from services.portfolio_candidates import Funding, Measure, Valuing
from ui.wording import budget as wording
from ui.wording.formats import SCALES, money, number, symbol
from ui.wording.markdown import plain

OPENS_AT: Final = 0.6
MOST_OFFERED: Final = 600
VALUE, TOTAL, YEAR, MUST_IN, MUST_OUT = (f"budget_{name}" for name in ("value", "total", "year", "in", "out"))
RATING: Final = "budget_rating"


@dataclass(frozen=True)
class Range:
    """A slider over money: its ends, step and start in a unit such as millions, and how it is written."""

    low: Decimal
    high: Decimal
    step: Decimal
    divisor: int
    unit: str
    digits: int

    def money(self, value: float | Decimal) -> Decimal:
        """Return a position as money, exactly on a step; never a float's tail."""
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-self.digits)) * self.divisor


def money_range(low: float, high: float) -> Range:
    """Return a slider's range in steps of three significant digits: every position holds `low`, the last all of `high`.

    >>> found = money_range(2_141_197_540, 3_386_356_000)
    >>> str(found.low), str(found.high), str(found.step), found.unit
    ('2.15', '3.39', '0.01', 'bn')
    """
    divisor, unit = next(((int(scale), unit) for scale, unit in SCALES if high >= scale), (1, ""))
    largest = high / divisor
    digits = 2 if largest < 10 else 1 if largest < 100 else 0
    step = Decimal(1).scaleb(-digits)
    first, last = (math.ceil(Decimal(str(amount)) / divisor / step) for amount in (low, high))
    return Range(first * step, last * step, step, divisor, unit, digits)


def valuing(measures: tuple[Measure, ...], categories: list[str]) -> Valuing:
    """Draw the choice of value, and of ratings by category where that is chosen."""
    chosen = st.selectbox(
        "What counts as value",
        measures,
        format_func=lambda name: wording.MEASURES[name],
        key=VALUE,
        bind="query-params",
    )
    measure: Measure = chosen
    if measure != "category":
        return Valuing(measure)
    with st.popover("Rate the categories", icon=":material/tune:", width="stretch", key="budget_rate"):
        ratings = [(name, _rating(name)) for name in categories]
    return Valuing(measure, tuple(pair for pair in ratings if pair[1] != USUAL_RATING))


def limits(funding: Funding, currency: str) -> Asked:
    """Draw the slider of the total and one per fiscal year; a year at its right end has no limit."""
    found = funding.candidates
    total = _total(found, currency)
    years = [] if funding.by_year is None else [_year(found, place, currency) for place in range(_years(found))]
    return Asked(total, tuple(year for year in years if year is not None))


def forced(found: Candidates, asked: Asked) -> Asked:
    """Draw the choice of projects that must be in or out."""
    words = _words(found)
    offered = _offered(found)
    options = sorted(offered, key=lambda key: words[key].casefold())
    inside = _choice("Must be in", options, words, MUST_IN)
    outside = _choice("Must be out", [key for key in options if key not in inside], words, MUST_OUT)
    if len(offered) < len(found.keys) - len(found.decided):
        st.caption(f"The {number(MOST_OFFERED)} dearest projects are offered; filter the page to reach the others.")
    return replace(asked, forced_in=tuple(sorted(inside)), forced_out=tuple(sorted(outside)))


def _offered(found: Candidates) -> list[str]:
    """Return the keys that can be decided; the dearest ones where a list of all would be too long to send."""
    open_keys = [key for key in found.keys if key not in found.decided]
    if len(open_keys) <= MOST_OFFERED:
        return open_keys
    cost = dict(zip(found.keys, found.cost.sum(axis=1).tolist(), strict=True))
    return sorted(open_keys, key=lambda key: -cost[key])[:MOST_OFFERED]


def _total(found: Candidates, currency: str) -> int:
    cost = found.cost.sum(axis=1)
    above = sum(int(amount) for key, amount in zip(found.keys, cost, strict=True) if key in found.decided)
    everything = int(cost.sum())
    # A total of nothing buys nothing: the lowest position is one step.
    span = money_range(found.money(max(above, 1)), found.money(everything))
    usual = _on_step(span, found.money(above + int(OPENS_AT * (everything - above))))
    return found.minor(span.money(_slider("Total budget", span, usual, TOTAL, currency, "")))


def _year(found: Candidates, place: int, currency: str) -> tuple[str, int] | None:
    name, cost = found.periods[place], found.cost[:, place]
    above = sum(int(amount) for key, amount in zip(found.keys, cost, strict=True) if key in found.decided)
    everything = int(cost.sum())
    if everything <= above:
        return None
    span = money_range(found.money(above), found.money(everything))
    told = f"{money(found.money(above), currency)} of it stands above the line. At the right end there is no limit."
    chosen = _slider(name, span, float(span.high), f"{YEAR}_{place}", currency, told)
    return None if chosen >= float(span.high) else (name, found.minor(span.money(chosen)))


def _slider(label: str, span: Range, usual: float, key: str, currency: str, told: str) -> float:
    if span.high <= span.low:
        return float(span.high)
    sign = symbol(currency)
    chosen = st.slider(
        plain(label),
        float(span.low),
        float(span.high),
        usual,
        float(span.step),
        # As `money` writes it, without closing zeros: the same amount never stands in two forms.
        format=f"{sign}%.3g {span.unit}".strip(),
        key=key,
        bind="query-params",
        help=plain(told) if told else None,
    )
    return float(chosen)


def _on_step(span: Range, amount: float) -> float:
    return float(int(Decimal(str(amount)) / span.divisor / span.step) * span.step)


def _years(found: Candidates) -> int:
    """Return how many periods have a slider: the years with a name of their own, four at most."""
    return min(sum(name != LATER for name in found.periods), 4)


def _choice(label: str, options: list[str], words: dict[str, str], key: str) -> list[str]:
    chosen = st.multiselect(
        label,
        options,
        format_func=lambda name: words[name],
        key=key,
        bind="query-params",
        placeholder="No project",
        select_all=False,
    )
    return [str(name) for name in chosen]


def _words(found: Candidates) -> dict[str, str]:
    """Return what each project is called; its key beside it where others bear the same name."""
    borne = Counter(found.names)
    names = zip(found.keys, found.names, strict=True)
    return {key: f"{name} ({key})" if borne[name] > 1 else name for key, name in names}


def _rating(category: str) -> str:
    slug = "".join(letter if letter.isalnum() else "_" for letter in category.lower())
    words = list(RATING_SCALE)
    chosen = st.selectbox(
        plain(category),
        words,
        index=words.index(USUAL_RATING),
        format_func=str.capitalize,
        key=f"{RATING}_{slug}",
        bind="query-params",
    )
    return str(chosen)

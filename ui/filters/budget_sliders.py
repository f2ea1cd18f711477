"""Sliders over money and people: their ends, steps and units, and how they are written."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import streamlit as st

from ui.wording import markdown
from ui.wording.formats import SCALES, symbol

Number = TypeVar("Number", int, float)


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


def slider(
    label: str,
    span: Range,
    usual: float,
    key: str,
    currency: str,
    told: str,
    disabled: bool = False,
    on_change: Callable[[], None] | None = None,
) -> float:
    """Draw a slider over money and return its position in the range's unit; one without room to move draws nothing."""
    if span.high <= span.low:
        return float(span.high)
    sign = symbol(currency)
    moved = opens_anew(key, float(span.low), float(span.high), usual)
    chosen = st.slider(
        markdown.label(label),
        float(span.low),
        float(span.high),
        min(max(usual, float(span.low)), float(span.high)),
        float(span.step),
        # As `money` writes it, without closing zeros: the same amount never stands in two forms.
        format=f"{sign}%.3g {span.unit}".strip(),
        key=key,
        bind="query-params",
        help=markdown.plain(told) if told else None,
        disabled=disabled,
        on_change=on_change,
    )
    if moved:
        st.caption("Opened anew: these projects have another range.")
    return float(chosen)


def opens_anew(key: str, low: Number, high: Number, usual: Number) -> bool:
    """Move a slider whose held position lies outside its range to where it opens, and return whether it was moved.

    Other filters or dates have other ranges and units, and a position outside would be refused.
    """
    held: Number | None = st.session_state.get(key)
    if held is None or low <= held <= high:
        return False
    st.session_state[key] = min(max(usual, low), high)
    return True


def on_step(span: Range, amount: float) -> float:
    """Return an amount of money as the position at or below it."""
    return float(int(Decimal(str(amount)) / span.divisor / span.step) * span.step)

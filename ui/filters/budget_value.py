"""What counts as value on the Budget page, and the choices that go with it."""

from typing import Final

import streamlit as st

from models.benefit_value import USUAL_RATE
from models.strategic_value import RATING_SCALE
from services.candidate_benefits import Delay
from services.candidate_values import IN_MONEY, USUAL_RATING
from services.portfolio_candidates import Measure, Valuing
from ui.wording import budget_value as wording
from ui.wording.markdown import label

VALUE, RATE, DELAY, INHERIT = (f"budget_{name}" for name in ("value", "rate", "delay", "inherit"))
RATING: Final = "budget_rating"
DELAYS: Final[tuple[Delay, ...]] = ("none", "p50", "p80")
MOST_INHERITED: Final = 50


def valuing(measures: tuple[Measure, ...], categories: list[str], needs: bool) -> Valuing:
    """Draw the choice of value with what belongs to it; `needs` is whether any candidate requires another."""
    chosen: Measure = st.selectbox(
        "What counts as value",
        measures,
        format_func=lambda name: wording.MEASURES[name],
        key=VALUE,
        bind="query-params",
    )
    rate, delay = _benefits() if chosen in IN_MONEY else (USUAL_RATE, DELAYS[0])
    ratings = _ratings(categories) if chosen == "category" else ()
    return Valuing(chosen, ratings, rate, delay, _inherited() if needs and chosen != "equal" else 0.0)


def _benefits() -> tuple[float, Delay]:
    with st.container(horizontal=True, key="budget_benefits"):
        rate = st.number_input(
            wording.RATE, 0.0, 20.0, USUAL_RATE * 100, 0.5, key=RATE, bind="query-params", help=wording.RATE_HELP
        )
        delay: Delay = st.selectbox(
            "Benefits come",
            DELAYS,
            format_func=lambda name: wording.DELAYS[name],
            key=DELAY,
            bind="query-params",
            help=wording.NO_PROBABILITY,
        )
    return round(float(rate) / 100, 6), delay


def _inherited() -> float:
    with st.popover("More about value", icon=":material/tune:", width="stretch", key="budget_value_more"):
        share = st.slider(
            f"{wording.INHERIT}, %",
            0,
            MOST_INHERITED,
            0,
            5,
            key=INHERIT,
            bind="query-params",
            help=wording.INHERIT_HELP,
        )
    return share / 100


def _ratings(categories: list[str]) -> tuple[tuple[str, str], ...]:
    with st.popover("Rate the categories", icon=":material/tune:", width="stretch", key="budget_rate"):
        ratings = [(name, _rating(name)) for name in categories]
    return tuple(pair for pair in ratings if pair[1] != USUAL_RATING)


def _rating(category: str) -> str:
    slug = "".join(letter if letter.isalnum() else "_" for letter in category.lower())
    words = list(RATING_SCALE)
    chosen = st.selectbox(
        label(category),
        words,
        index=words.index(USUAL_RATING),
        format_func=str.capitalize,
        key=f"{RATING}_{slug}",
        bind="query-params",
    )
    return str(chosen)

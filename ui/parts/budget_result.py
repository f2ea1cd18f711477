"""What a budget buys: figures, what moved, the staircase, and the projects on the edge."""

import streamlit as st

from services import budget as service
from ui import blocks
from ui.blocks import Column
from ui.cached import budget as cached
from ui.charts import staircase as charts
from ui.filters import budget as filters
from ui.parts.budget_seen import Seen
from ui.state import budget as state
from ui.wording import budget as wording
from ui.wording.formats import money_exact, number, percent
from ui.wording.markdown import plain


def draw(seen: Seen) -> None:
    """Draw the result; where nothing can be chosen only the staircase, to show from where on something can."""
    if not seen.impossible:
        blocks.figures(_figures(seen), key="budget_figures")
        _moved(seen)
    picture, edge = st.columns([1.3, 1], gap="medium")
    with picture:
        _staircase(seen)
    if not seen.impossible:
        with edge:
            _edge(seen)


def _figures(seen: Seen) -> list[blocks.Figure]:
    view, currency = seen.view, seen.view.facts.currency
    values = seen.funding.values
    to_decide = ~seen.funding.projects["decided"].to_numpy()
    unknown, partly = (int((known.to_numpy() & to_decide).sum()) for known in (values.unknown, values.partly))
    at_least = service.share_at_least(seen.funding, seen.chosen.chosen)
    note = wording.share_note(seen.candidates, at_least, unknown, partly, seen.valuing.measure)
    scale = float(10**seen.funding.candidates.digits)
    holds, why = wording.held(cached.held_by(*seen.cache_key), seen.candidates - seen.funded, currency, scale)
    spent = seen.chosen.total_cost
    above = len(seen.funding.candidates.decided)
    return [
        blocks.Figure(wording.MEASURES[seen.valuing.measure], percent(seen.share), note),
        blocks.Figure(
            "Spent",
            seen.words(spent),
            f"{seen.words(seen.total - spent)} of the total unspent",
            help=money_exact(seen.money(spent), currency, view.facts.minor_digits),
        ),
        blocks.Figure(
            "Funded by choice",
            f"{number(seen.funded)} of {number(seen.candidates)}",
            f"beside {number(above)} above the line" if above else "no project stands above the line",
        ),
        blocks.Figure("Held back by", holds, why),
    ]


def _moved(seen: Seen) -> None:
    view = seen.view
    place = (view.scope.portfolio, view.as_of, view.filters)
    now = state.Stand(place, seen.valuing, seen.asked, seen.chosen.chosen)
    before = state.before(now)
    if before is None:
        st.caption("Move a slider: what comes in and what goes out is said here.")
        return
    only_total = before.valuing == now.valuing and before.asked.without_total() == now.asked.without_total()
    since = seen.words(before.asked.total or 0) if only_total else "the last change"
    entered = tuple(set(now.chosen) - set(before.chosen))
    left = tuple(set(before.chosen) - set(now.chosen))
    st.markdown(plain(wording.moved(since, seen.names(entered), seen.names(left))))


def _staircase(seen: Seen) -> None:
    scope, as_of, valuing, kept, asked = seen.cache_key
    ladder = cached.ladder(scope, as_of, valuing, kept, asked.without_total())
    exact = ladder.exact
    steps = cached.listed_steps(scope, as_of, valuing, kept, asked.without_total() if exact else asked)
    if steps.empty:
        st.caption("At no amount of money can anything be chosen under these limits.")
        return
    currency = seen.view.facts.currency
    everything = seen.money(int(seen.funding.candidates.cost.sum()))
    span = filters.money_range(float(steps["budget"].iloc[0]), everything)
    point = charts.Point(seen.money(seen.total), None if seen.impossible else seen.share)
    unit = wording.unit(currency, span.unit)
    figure = charts.staircase(steps, point, everything, currency, span.divisor, unit, blocks.palette())
    blocks.figure_with_table(
        figure,
        steps,
        (
            Column("budget", "Total budget", "money"),
            Column("share", "Share of the value", "percent", digits=1),
            Column("count", "Projects", "count"),
            Column("entered", "Comes in", width=260),
            Column("left", "Goes out", width=200),
        ),
        name="budget_staircase",
        title="What the money buys",
        note=wording.staircase_note(len(steps), exact),
        alt=f"Staircase of the share of value over the total budget; the present total buys {percent(seen.share)}.",
        currency=currency,
        noun="step",
    )


def _edge(seen: Seen) -> None:
    near = cached.edge(*seen.cache_key)
    if near.empty:
        st.caption("No project stands on the edge, or there are too many to price each; filter the page to see them.")
        return
    names = dict(zip(seen.funding.candidates.keys, seen.funding.candidates.names, strict=True))
    whole = seen.funding.candidates.open_value
    shown = near.assign(
        name=[names[key] for key in near["key"]],
        now=["in" if inside else "out" for inside in near["inside"]],
        price=[wording.price(price, whole) for price in near["price"]],
    )
    blocks.table(
        shown,
        (
            Column("name", "Project", width=180),
            Column("now", "Now", width=44),
            Column("price", "Price", help="Value lost by deciding it the other way.", width=90),
        ),
        key="budget_edge",
        title="On the edge",
        note="and the price of forcing each the other way",
        currency=seen.view.facts.currency,
        noun="project",
    )

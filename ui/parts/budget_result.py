"""What a budget buys: figures, what moved, the staircase, and the projects on the edge."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from services import budget as service
from services import project_options
from services.budget import passed_over
from ui import blocks
from ui.blocks import Column
from ui.cached import budget as cached
from ui.cached import budget_looks as looks
from ui.charts import staircase as charts
from ui.filters import budget_sliders
from ui.parts.budget_seen import Seen
from ui.state import budget as state
from ui.wording import budget as wording
from ui.wording import budget_conflicts as conflict_words
from ui.wording import budget_moves as moves
from ui.wording import budget_total as total_words
from ui.wording import budget_value
from ui.wording.formats import money_exact, number, percent
from ui.wording.markdown import plain

# Signs of a project's name that fit in one line.
NAME_FITS = 31


def figures(seen: Seen) -> None:
    """Draw the answer in figures; nothing where nothing can be chosen.

    They stand apart from the rest of the result, above the controls, which a phone draws one below the other.
    """
    if not seen.impossible:
        blocks.figures(_figures(seen), key="budget_figures")


def draw(seen: Seen) -> None:
    """Draw the rest of the result; where nothing can be chosen only the ways out."""
    if seen.impossible:
        _ways_out(seen)
        return
    _moved(seen)
    picture, edge = st.columns([1.2, 1], gap="medium")
    with picture:
        _staircase(seen)
    with edge:
        _edge(seen)


def _ways_out(seen: Seen) -> None:
    """Draw what is in conflict, and the cheapest ways to make a choice possible again."""
    told = looks.contradiction(*seen.cache_key)
    if told is None:
        st.caption("No set was found in the time given, and none was ruled out. Give more money or fewer rules.")
        return
    several = looks.together(*seen.cache_key) if told.more else ()
    with st.container(border=True, key="budget_ways_out", gap="small"):
        st.markdown("**What makes a choice possible again**")
        st.markdown("\n".join(f"- {plain(way)}" for way in conflict_words.ways(told, seen.terms, several)))


def _figures(seen: Seen) -> list[blocks.Figure]:
    view, currency = seen.view, seen.view.facts.currency
    values = seen.funding.values
    to_decide = ~seen.funding.projects["decided"].to_numpy()
    unknown, partly = (int((known.to_numpy() & to_decide).sum()) for known in (values.unknown, values.partly))
    at_least = None if seen.asked.allowed.any else service.share_at_least(seen.funding, seen.chosen.chosen)
    note = wording.share_note(seen.candidates, at_least, unknown, partly, seen.valuing.measure)
    holds, why = _held(seen)
    spent = seen.chosen.total_cost
    above = len(seen.found.decided)
    return [
        blocks.Figure(budget_value.MEASURES[seen.valuing.measure], percent(seen.share), note),
        blocks.Figure(
            "Cost of the choice",
            seen.words(spent),
            wording.cost_note(seen.words(seen.total - seen.asked.held - spent), above),
            help=money_exact(seen.money(spent), currency, view.facts.minor_digits),
        ),
        blocks.Figure(
            "Funded by choice",
            f"{number(seen.funded)} of {number(seen.candidates)}",
            f"beside {number(above)} above the line" if above else "no project stands above the line",
        ),
        blocks.Figure("Held back by", holds, why),
    ]


def _held(seen: Seen) -> tuple[str, str]:
    """Return what holds the choice back, and why."""
    currency, left_out = seen.view.facts.currency, seen.candidates - seen.funded
    held = cached.held_by(*seen.cache_key)
    waiting = cached.waiting(*seen.cache_key) if seen.asked.keep else 0
    following = cached.next_better(*seen.cache_key) if seen.asked.keep and (waiting or not held) else None
    if following is not None:
        return wording.held_by_order(seen.money(following.extra_cost), currency, waiting, left_out)
    over = passed_over(seen.found, seen.asked, seen.chosen.chosen)
    return wording.held(held, left_out, currency, float(10**seen.found.digits), over)


def _moved(seen: Seen) -> None:
    view = seen.view
    place = (view.scope.portfolio, view.as_of, view.filters)
    now = state.Stand(place, seen.valuing, seen.asked, seen.chosen.chosen)
    stood = state.stood(now)
    if stood.begun == now and stood.before is None:
        st.caption("Move a slider: what comes in and what goes out is said here.")
        return
    st.markdown(plain(_change(seen, stood.begun, now, moves.origin, stood.anchored)))
    with st.container(horizontal=True, vertical_alignment="center", key="budget_moved"):
        if stood.before is not None and stood.before != stood.begun:
            st.caption(plain(_change(seen, stood.before, now, moves.last_step)), width="content")
        if stood.begun != now:
            st.button(
                "Compare from here",
                key="budget_compare",
                type="tertiary",
                icon=":material/flag:",
                on_click=state.compare_from_here,
                help="What comes in and goes out is then told against the present position.",
            )


def _change(seen: Seen, then: state.Stand, now: state.Stand, since: Callable[..., str], *told: bool) -> str:
    """Return what came in and went out between two positions."""
    only_total = then.valuing == now.valuing and then.asked.without_total() == now.asked.without_total()
    amount = seen.words(then.asked.total or 0) if only_total else ""
    came, went = (project_options.as_planned(stand.chosen) for stand in (now, then))
    entered, left = tuple(came - went), tuple(went - came)
    return moves.moved(since(amount, *told), seen.names(entered), seen.names(left))


def _staircase(seen: Seen) -> None:
    known = cached.steps(*seen.cache_key)
    steps = known.table
    if steps.empty:
        st.caption("At no amount of money can anything be chosen under these limits.")
        return
    currency = seen.view.facts.currency
    steps = steps.assign(budget=steps["budget"] + seen.money(seen.asked.held))
    everything = seen.money(int(seen.funding.candidates.cost.sum()) + seen.asked.held)
    span = budget_sliders.money_range(float(steps["budget"].iloc[0]), everything)
    point = charts.Point(seen.money(seen.total), None if seen.impossible else seen.share)
    unit = wording.unit(currency, span.unit)
    best = _best_of_all(seen) if seen.asked.keep else None
    figure = charts.staircase(steps, point, everything, currency, span.divisor, unit, blocks.palette(), best)
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
        note=wording.staircase_note(len(steps), known.exact, seen.asked.keep),
        alt=f"Staircase of the share of value over the total budget; the present total buys {percent(seen.share)}.",
        currency=currency,
        noun="step",
    )


def _best_of_all(seen: Seen) -> pd.DataFrame:
    """Return what every total would buy if nothing had to be kept."""
    table = cached.steps(*seen.place, replace(seen.asked, keep=False)).table
    return table.assign(budget=table["budget"] + seen.money(seen.asked.held))


def _edge(seen: Seen) -> None:
    near = cached.edge(*seen.cache_key)
    if near.empty:
        st.caption("No project stands on the edge, or there are too many to price each; filter the page to see them.")
        return
    names = dict(zip(seen.found.keys, seen.found.names, strict=True))
    shown = near.assign(
        name=[names[key] for key in near["key"]],
        now=["in" if inside else "out" for inside in near["inside"]],
    )
    if seen.asked.keep:
        words = [wording.changes_at(seen.money(change), seen.view.facts.currency) for change in near["change"]]
        column = Column("when", "Changes at", help="The total at which it comes in or goes.", width=115)
        note = _edge_note(seen, near)
    else:
        words = [wording.price(price, seen.found.open_value) for price in near["price"]]
        column = Column("when", "Price", help="Value lost by deciding it the other way.", width=115)
        note = "and the price of forcing each the other way"
    blocks.table(
        shown.assign(when=words),
        (Column("name", "Project", width=190), Column("now", "Now", width=48), column),
        key="budget_edge",
        title="On the edge",
        note=note,
        lines=2 if shown["name"].str.len().max() > NAME_FITS else 1,
        rows_high=7,
        currency=seen.view.facts.currency,
        noun="project",
    )


def _edge_note(seen: Seen, near: pd.DataFrame) -> str:
    better = cached.next_better(*seen.cache_key)
    coming = near.loc[~near["inside"], "change"]
    return total_words.edge_note(
        None if coming.empty else seen.money(int(coming.min())),
        None if better is None else seen.money(better.extra_cost),
        seen.view.facts.currency,
    )

"""Parts of the portfolio page: its finding, five figures, what changed, and how it was found."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from services import portfolio_told
from services.portfolio_view import Overview
from ui import blocks
from ui.cached import explore as cached
from ui.cached import publications
from ui.filters import View
from ui.filters.as_published import as_published
from ui.parts import portfolio_changes
from ui.parts.portfolio_attention import attention
from ui.parts.portfolio_heatmap import picture
from ui.wording import changes as changes_words
from ui.wording import portfolio as wording
from ui.wording import portfolio_slipping as slipping_words
from ui.wording.formats import count, day, number, percent
from ui.wording.markdown import plain
from ui.wording.publications import as_told
from ui.wording.since import short_day

__all__ = ["attention", "changed", "figures", "head", "how_it_was_found", "picture", "picture_and_attention"]


def head(view: View) -> bool:
    """Draw the finding, the fact, then the prediction; return whether the reader asks for it as published."""
    found, head = cached.portrait(view.scope, view.as_of), st.container(key="portfolio_head")
    published = not view.filters and as_published(view.scope)
    seen = _told(view) if published else _overview(view)
    red = float(found.thresholds["schedule_red_days"])
    with head:
        blocks.header(
            "Portfolio",
            wording.finding(
                seen.now, red, seen.expected, found.chances.until, seen.likely, seen.likely_green, seen.outstanding
            ),
        )
    return published


def figures(view: View, published: bool) -> None:
    """Draw the five figures with their change since the comparison and their course, as published where asked."""
    found = cached.portrait(view.scope, view.as_of)
    rows = _rows(view, _overview(view), cached.trend(view.scope, view.as_of))
    trend = [] if view.filters else cached.trend(view.scope, view.as_of, published)
    if published:
        rows = [as_told(*pair) for pair in zip(_rows(view, _told(view), trend), rows, strict=True)]
    courses = wording.trends(trend, found.has_baselines)
    rings = {"rings": tuple(period["restated"] for period in trend), "ringed": wording.restated(trend)}
    drawn = [{**words, "trend": course, **rings} for words, course in zip(rows, courses, strict=True)]
    blocks.figures([_figure(words) for words in drawn], key="portfolio_figures")


@blocks.part("portfolio_changed_part")
def changed(view: View) -> None:
    """Draw what changed since the comparison: counts that open their lists, and the cost like for like."""
    if view.compared_with is None:
        if len(cached.trend(view.scope, view.as_of)) < 2:
            st.caption(
                "No earlier reporting date to compare with: what changed, and who slipped, shows from the second on."
            )
        return
    since = cached.changed(view.scope, view.as_of, view.compared_with, view.filters)
    amber = float(cached.portrait(view.scope, view.as_of).thresholds["schedule_amber_days"])
    items = changes_words.items(since.table, amber)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="portfolio_changed"):
        st.markdown(f"**Since {plain(day(since.since))}**", width="content")
        for item in items:
            if st.button(f":blue[{plain(item.words)}]", key=f"portfolio_changed_{item.kind}", type="tertiary"):
                portfolio_changes.listing(view, item)
        if not items:
            st.markdown("no project slipped, moved, came or left", width="content")
        cost = changes_words.cost(since.cost, since.table, view.facts.currency)
        if cost:
            st.caption(plain(cost), width="content")


def picture_and_attention(view: View) -> None:
    """Draw the heatmap and beside it the projects that need somebody."""
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        picture(view)
    with right:
        attention(view)


def how_it_was_found(view: View) -> None:
    """Draw the closed drawer: sources, tolerances, methods and their limits."""
    found = cached.portrait(view.scope, view.as_of)
    limits = found.thresholds
    carried = int((found.projects["carried"] & found.projects["live"]).sum())
    registers = "; ".join(f"{name}: {day(held) if held else 'not recorded yet'}" for name, held in found.dates.items())
    pending = cached.pending(view.scope)
    with blocks.how_it_was_found(
        f"Live projects are active or on hold; no status counts as active; rows that sum others are left out. "
        f"{count(carried, 'live project')} carried forward from earlier reports.",
        f"Computed status: schedule amber above {number(limits['schedule_amber_days'])} and red above "
        f"{number(limits['schedule_red_days'])} days late; cost amber above {number(limits['cost_amber_percent'])}% "
        f"and red above {number(limits['cost_red_percent'])}% over the approved budget; work earned below plan (SPI) "
        f"or below what was spent (CPI), under "
        f"{percent(limits['index_amber'])} and {percent(limits['index_red'])}; open risks above "
        f"{number(limits['exposure_amber_percent'])}% and {number(limits['exposure_red_percent'])}% of the forecast "
        f"cost; one and two periods without a report. Scope and benefits have only a reported status.",
        f"Expected to slip: {found.chances.method or 'no method'}, by more than 30 days {found.chances.words}; "
        "chances add up over projects, with an interval that holds eight times in ten. Projects not started, on hold, "
        "undated or without a fresh report have no prediction.",
        "Heatmap: rows stand worst first by all their projects; one of fewer than five is drawn towards the mean. "
        "A project stands under every objective it is rated strong or extreme on, and counts in full under each.",
        f"Needs attention: forecast moved later by more than {number(limits['schedule_amber_days'])} days since the "
        "comparison; approved finish moved with no decision on record; reported green while computed red; a "
        f"chance to slip of 66% or more; forecast cost up by more than {number(limits['cost_amber_percent'])}%; an ask "
        "past its day. Where nothing is predicted the mean chance stands in.",
        "Cost to go is forecast cost less actual cost, never below zero; forecast cost where no actual is reported; "
        "approved budget where no forecast is.",
        f"Registers used, by their newest date: {registers}.",
        *([f"The course of {count(pending, 'period')} is still being worked out."] if pending else []),
    ):
        blocks.link("Change the tolerances", "portfolio_settings", icon="settings")


def _overview(view: View) -> Overview:
    return cached.overview(view.scope, view.as_of, view.compared_with, view.filters)


def _told(view: View) -> Overview:
    """Return the figures with what was published of both dates in their place."""
    kept = publications.figures(view.scope)
    before = kept.get(view.compared_with) if view.compared_with else None
    return portfolio_told.as_told(_overview(view), kept.get(view.as_of), before)


def _rows(view: View, seen: Overview, trend: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the five figures in words; `trend` are the figures of the periods, of which one is compared with."""
    found = cached.portrait(view.scope, view.as_of)
    since, before, currency = short_day(view.compared_with, view.as_of), seen.before, view.facts.currency
    limits, outlook = found.thresholds, found.chances
    stored = None if view.filters else {period["as_of"]: period for period in trend}.get(view.compared_with)
    counted = seen.alike.get("late" if seen.now["baselined"] else "moved")
    slipping = slipping_words.slipping(seen.expected, outlook.words, outlook.note, stored, since, seen.outstanding)
    if seen.expected is None and seen.now.get("expected") is not None:
        slipping = slipping_words.slipping_told(seen.now, outlook.words, stored, since, seen.outstanding)
    if not view.filters and (left_out := slipping_words.partly(trend)):
        slipping["help"] = f"{slipping.get('help', '')} {left_out}".strip()
    return [
        wording.lateness(seen.now, before, since, currency, float(limits["schedule_red_days"]), counted),
        wording.budget(seen.now, before, since, currency, seen.alike.get("costed")),
        slipping,
        wording.alignment(seen.now, before, since, currency, int(limits["top_objectives"]), seen.same_top),
        wording.decisions(seen.now, before, since, found.dates["decisions"]),
    ]


def _figure(words: dict[str, Any]) -> blocks.Figure:
    return blocks.Figure(**words)

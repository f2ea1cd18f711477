"""Value, cost and a third objective of the budget page: the selections that nothing beats in all three."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from services.background_search import BackgroundSearch
from services.budget_three import RISK, SLIPS, Third, Three
from ui import blocks
from ui.blocks import Column
from ui.cached import budget_more as cached
from ui.charts import frontier_three as charts
from ui.charts.waterline import Scale
from ui.filters import budget_sliders
from ui.parts.budget_seen import Seen
from ui.wording import budget as budget_wording
from ui.wording import budget_three as wording
from ui.wording.markdown import plain

THIRD: Final = "budget_third"
EVERY: Final = 0.2


def draw(seen: Seen) -> None:
    """Draw the choice of a third objective and the selections; what takes long is worked out on a click."""
    names = cached.thirds(*seen.place)
    if not names:
        blocks.empty_state(
            wording.NOTHING, wording.NOTHING_WHY, [("Rate the projects", "alignment"), ("Upload a file", "upload")]
        )
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="budget_three_tools"):
        name = _asked(seen, names)
        place = st.empty()
    weighed = cached.third(*seen.place, name)
    found = cached.three_at_once(*seen.cache_key, name)
    if not found.settled:
        found = _worked_out(cached.three_search(*seen.cache_key, name), found, place)
    currency = seen.view.facts.currency
    st.markdown(plain(wording.finding(name, found.here.to_dict(), _better(found, weighed), currency, found.complete)))
    _picture(seen, found, weighed)
    st.caption(plain(_said(seen, found, weighed)))


def _asked(seen: Seen, names: tuple[str, ...]) -> str:
    chosen = st.selectbox(
        wording.ASK,
        names,
        format_func=lambda one: wording.label(one, seen.objectives),
        key=THIRD,
        bind="query-params",
        width=340,
    )
    return str(chosen)


def _worked_out(search: BackgroundSearch[Three], found: Three, place: Any) -> Three:
    """Return the answer where it is there; draw the button that asks for it, or how far it is. Moving on ends it."""
    if search.answer is not None:
        return search.answer
    if not place.button(wording.WORK_IT_OUT, key="budget_three_go", icon=":material/play_arrow:"):
        return found
    try:
        while (answer := search.wait(EVERY)) is None:
            done, of = search.progress
            with place.container():
                blocks.progress(done / of, wording.working(done, of))
    finally:
        search.stop()
    place.empty()
    return answer


def _better(found: Three, weighed: Third) -> dict[str, float] | None:
    """Return the most valuable selection that costs no more than the present one and is better in the third count."""
    here, points = found.here, found.points
    better = points["third"] > here["third"] if weighed.more_is_better else points["third"] < here["third"]
    rows = points[better & (points["cost"] <= here["cost"])]
    return None if rows.empty else dict(rows.loc[rows["share"].idxmax()])


def _picture(seen: Seen, found: Three, weighed: Third) -> None:
    currency, name = seen.view.facts.currency, weighed.name
    label = wording.label(name, seen.objectives)
    span = budget_sliders.money_range(0.0, float(found.points["cost"].max()))
    scale = Scale(currency, span.divisor, budget_wording.unit(currency, span.unit))
    drawn, titled = found.points, label
    if name == RISK:
        third = budget_sliders.money_range(0.0, float(found.points["third"].max()))
        drawn = drawn.assign(third=drawn["third"] / third.divisor)
        titled = f"{label}, {budget_wording.unit(currency, third.unit)}"
    rows = found.points.to_dict("records")
    blocks.figure_with_table(
        charts.frontier_three(drawn, titled, scale, blocks.palette(), 0 if weighed.more_is_better else 1),
        found.points.assign(standing=[wording.standing({str(key): row[key] for key in row}) for row in rows]),
        (
            Column("cost", "Cost", "money"),
            Column("share", "Share of value", "percent", digits=1),
            Column("third", label, "money" if name == RISK else "number", digits=1 if name == SLIPS else 0),
            Column("count", "Funded by choice", "count"),
            Column("standing", "How sure", width=260),
        ),
        name="budget_three",
        title=f"Value, cost and {label[0].lower()}{label[1:]}",
        note=wording.note(int(found.points["found"].sum()), weighed.more_is_better),
        alt=f"Points of share of value over cost, coloured by {label.lower()}; the present selection is ringed.",
        currency=currency,
        noun="selection",
    )


def _said(seen: Seen, found: Three, weighed: Third) -> str:
    """Return how sure the points are, and what they hold."""
    known: pd.DataFrame = found.points[found.points["found"]]
    proof = wording.proof(len(known), int(known["proven"].sum()), found.asked, found.unsettled, found.complete)
    held = wording.base(weighed.name, weighed.unknown, found.above, weighed.words, seen.view.facts.currency)
    said = [proof, held, wording.FREE if seen.asked.keep else "", wording.SHARED if seen.asked.shared else ""]
    return " ".join(part for part in said if part)

"""Parts of the slip risk page: what to be careful about in the data, and projects that left before their outcome."""

from typing import Final

import streamlit as st

from services.slip_view import SlipView
from ui import blocks
from ui.blocks import Column
from ui.cached import slip_traps as cached
from ui.filters import View
from ui.wording import slip_traps as wording
from ui.wording.formats import count
from ui.wording.markdown import plain

LEAVERS: Final = (
    Column("outcome", "How they left", width=170, pinned=True),
    Column("cases", "Cases", "count"),
    Column("projects", "Projects", "count"),
    Column("as_slipped", "Moved, if they count as slipped", "percent", digits=1),
    Column("as_held", "Moved, if they count as held", "percent", digits=1),
)


@blocks.part("slip_traps")
def traps(view: View, shown: SlipView) -> None:
    """Draw the traps found in this portfolio's data as one quiet list; nothing where there are none."""
    with blocks.explained_errors():
        found = wording.traps(cached.traps(view.scope, shown.as_of, shown.horizon, shown.days))
    if not found:
        return
    blocks.section("What to be careful about", "Found in this portfolio's own data.")
    lines = [f"- **{plain(one.name)}.** {plain(f'{one.what} {one.why}')} *{plain(one.do)}*" for one in found]
    with st.container(key="slip_traps_list"):
        st.markdown("\n".join(lines))


@blocks.part("slip_leavers")
def leavers(view: View, shown: SlipView) -> None:
    """Draw how far projects that left before their outcome could change the base rate and the record."""
    if not shown.record.get("training_pairs"):
        return
    with blocks.explained_errors():
        told = cached.leavers(view.scope, shown.as_of, shown.horizon, shown.days)
        survivors = bool(cached.traps(view.scope, shown.as_of, shown.horizon, shown.days).survivors)
    if told is None:
        return
    blocks.section("Projects that left", "Before it was known whether their forecast moved.")
    st.markdown(plain(wording.leavers(told, survivors)))
    if told.found is None or not told.found.count():
        return
    with st.expander(f"{count(told.found.count(), 'case')} without an outcome, by how they left"):
        blocks.table(
            wording.leavers_rows(told.found), LEAVERS, key="slip_leavers_table", noun="kind", download="slip_leavers"
        )
        st.caption(plain(f"{wording.METHOD} {wording.not_counted(told.found)}".strip()))

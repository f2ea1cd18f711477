"""The row of figures under a finding: value, unit, change since the comparison, and a sparkline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ui.blocks.page import palette
from ui.charts.sparkline import sparkline
from ui.wording.markdown import plain

MOST = 5
Direction = Literal["better", "worse", "neither"]
CHANGE_COLOURS: dict[Direction, Literal["green", "red", "gray"]] = {
    "better": "green",
    "worse": "red",
    "neither": "gray",
}


@dataclass(frozen=True)
class Figure:
    """One figure of a page, all texts as they are shown.

    `value` with its unit ("$41.9 bn", "112 projects"); `note` the base it stands on ("of 268 live projects");
    `change` since the comparison ("+12 since 30 Jun"), `direction` whether that is better or worse;
    `trend` the values at the snapshots, oldest first; `rings` which of them bear a ring, and `ringed` why,
    in a sentence; `help` the exact value or definition, shown on hover.
    """

    label: str
    value: str
    note: str = ""
    change: str = ""
    direction: Direction = "neither"
    trend: tuple[float | None, ...] = ()
    help: str = ""
    rings: tuple[bool, ...] = ()
    ringed: str = ""


def figures(row: Sequence[Figure], *, key: str = "figures") -> None:
    """Draw at most five figures of equal height in one row; two columns on a phone.

    Raises ValueError above five: a page that needs more has not decided what it says.
    """
    if len(row) > MOST:
        raise ValueError(f"{len(row)} figures in one row; at most {MOST}.")
    with st.grid(len(row), min_column_width=150, gap="small", key=key):
        for place, shown in enumerate(row):
            with st.container(border=True, height="stretch", gap=None, key=f"figure_{key}_{place}"):
                _figure(shown)


def _figure(shown: Figure) -> None:
    told = " ".join(words for words in (shown.help, shown.ringed if shown.trend else "") if words)
    st.metric(plain(shown.label), plain(shown.value), help=plain(told) if told else None)
    if shown.note:
        st.caption(plain(shown.note))
    if shown.change:
        colour = CHANGE_COLOURS[shown.direction]
        words = plain(shown.change) if shown.direction == "neither" else f"{plain(shown.change)}, {shown.direction}"
        st.markdown(f":{colour}[{words}]")
    line = sparkline(shown.trend, palette(), shown.rings)
    if line is not None:
        st.space("stretch")
        st.image(line, width="stretch", alt=_trend_words(shown))


def _trend_words(shown: Figure) -> str:
    known = [value for value in shown.trend if value is not None and value == value]
    course = "level" if known[0] == known[-1] else ("rising" if known[-1] > known[0] else "falling")
    words = f"{shown.label} over {len(shown.trend)} reporting dates, {course} from first to last."
    return f"{words} {shown.ringed}".strip()

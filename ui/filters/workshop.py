"""Which workshop a page is about, as the address says, and the rules of one that is being prepared."""

import re
from collections.abc import Mapping
from typing import Final

import streamlit as st

from services.workshops.disputed import MOST_BEFOREHAND
from services.workshops.rules import SCALES, Rules
from ui.cached import alignment
from ui.state.view import View
from ui.wording.formats import money_scale, symbol
from ui.wording.workshop import SCALES as SCALE_WORDS

PARAMETER: Final = "workshop"
USUALLY_MORE: Final = 10


def asked() -> int | None:
    """Return the number of the workshop in the address, or None."""
    given = str(st.query_params.get(PARAMETER, ""))
    return int(given) if given.isdigit() and len(given) < 12 else None


def rules(held: Rules, key: str, *, pairs: bool = True) -> Rules:
    """Draw what is fixed before opening, filled with what is held; return what is chosen.

    The scale is asked where objectives are compared in pairs.
    """
    left, right = st.columns(2, gap="medium")
    with left:
        kept = st.segmented_control(
            "Answers",
            ("Anonymous", "With names"),
            default="Anonymous" if held.anonymous else "With names",
            required=True,
            key=f"{key}_anonymous",
            help="Printed on every phone before anybody joins; it cannot be changed afterwards.",
        )
        scale = held.scale
        if pairs:
            words = {name: SCALE_WORDS[name] for name in SCALES}
            scale = st.selectbox(
                "Scale", SCALES, SCALES.index(scale), format_func=lambda one: words[one], key=f"{key}_scale"
            )
        anybody = st.toggle(
            "Whoever has the code may join", held.anybody, key=f"{key}_anybody", help="Else only people on the list."
        )
        groups = st.text_area(
            "Groups whose voters count more or less", _written(held.say), placeholder="Finance; 2\nDelivery; 0.5",
            key=f"{key}_say", height=68, help="One a line, with how much each voter counts; others count 1.",
        )  # fmt: skip
    with right:
        quorum = st.number_input("Quorum, in voters", 1, 500, held.quorum, key=f"{key}_quorum")
        minutes = st.number_input("Minutes in all", 5, 240, held.minutes, 5, key=f"{key}_minutes")
        talk = st.number_input("Minutes for each discussion", 0, 30, held.discuss_minutes, key=f"{key}_talk")
    return Rules(
        anonymous=kept == "Anonymous",
        anybody=anybody,
        quorum=int(quorum),
        scale=scale,
        minutes=int(minutes),
        discuss_minutes=int(talk),
        say=_read(groups),
        practice=held.practice,
    )


def total(view: View) -> int | None:
    """Draw which total (minor units) the answers are measured by, a usual one at first; None with nothing to choose."""
    held = alignment.ground(view.scope, view.as_of)
    if held is None:
        return None
    minor = 10**view.facts.minor_digits
    divisor, unit = money_scale([held.total / minor])
    usual = round(held.total / minor / divisor, 2)
    given = st.number_input(
        f"Total budget that the answers are measured by, in {symbol(view.facts.currency).strip()} {unit}".strip(),
        min_value=0.0, value=usual, step=0.1, format="%.2f", key="workshop_total",
        help="As on Budget, but all projects are chosen anew: nothing is kept because it is funded already.",
    )  # fmt: skip
    chosen: int = held.total if given == usual else round(float(given) * divisor * minor)
    return chosen


def more() -> int:
    """Draw how many ratings, beside those that could decide about money, are asked beforehand; return it."""
    given = st.number_input(
        "Further ratings to ask beforehand", 0, MOST_BEFOREHAND, USUALLY_MORE, key="workshop_more",
        help="Where people may answer beforehand. They come up live only if answers differ widely: a level or more "
        "around their middle.",
    )  # fmt: skip
    return int(given)


def _written(say: Mapping[str, float]) -> str:
    return "\n".join(f"{group}; {weight:g}" for group, weight in say.items())


def _read(lines: str) -> dict[str, float]:
    """Return groups with their weights, after a semicolon, colon or tab; without a number 0, which is refused."""
    found = {}
    for line in lines.splitlines():
        name, _, weight = (part.strip() for part in re.sub("[:\t]", ";", line).rpartition(";"))
        if name or weight:
            found[name or weight] = _number(weight if name else "")
    return found


def _number(given: str) -> float:
    try:
        return float(given.replace(",", "."))
    except ValueError:
        return 0.0

"""How safe the choice is: weights, ratings, values and costs drawn from ranges, and what stays funded."""

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from services.budget_safety import Ranges
from services.errors import Explained
from services.rights import Right
from ui import blocks
from ui.actions import budget as actions
from ui.blocks import Column
from ui.cached import budget_looks as looks
from ui.filters import actor
from ui.parts.budget_seen import Seen
from ui.state.rights import may
from ui.wording import budget_robustness as wording
from ui.wording.markdown import plain

EVERY_SECONDS: Final = 1.0
REFUSED: Final = "budget_safe_refused"
WEIGHTS, RATINGS, VALUES, COSTS = (f"budget_safe_{name}" for name in ("weights", "ratings", "values", "costs"))


def draw(seen: Seen) -> None:
    """Draw the ranges, the test under way or its answer."""
    if refused := st.session_state.pop(REFUSED, None):
        blocks.show_error(refused)
    ranges = _ranges(seen)
    asked = looks.robustness_arguments(*seen.cache_key, ranges)
    job = looks.newest_test(seen.view.scope)
    same = job is not None and actions.tests_the_same(job, asked)
    if job is not None and job.active:
        _following(seen)
    elif not same:
        st.caption(plain(wording.INVITATION))
        st.button(
            wording.BEGIN,
            icon=":material/casino:",
            key="budget_safe_begin",
            on_click=_tried,
            args=(actions.test, seen.view, asked),
        )
    told = actions.answer(job) if same and job is not None else None
    if told is not None:
        _answer(seen, told)
    elif same and job is not None and not job.active:
        st.caption(plain(wording.ended(job.message)))
        st.button(wording.AGAIN, key="budget_safe_again", on_click=_tried, args=(actions.test, seen.view, asked))


def _ranges(seen: Seen) -> Ranges:
    strategic = seen.valuing.measure in ("strategic", "quality")
    with st.container(horizontal=True, vertical_alignment="bottom", key="budget_safe_ranges"):
        weights, ratings = 0, False
        if strategic:
            weights = st.slider("Weights off by up to, points", 0, 20, 5, 1, key=WEIGHTS, bind="query-params")
            ratings = st.toggle("Ratings one level off", value=True, key=RATINGS, bind="query-params")
        usual = 0 if strategic else 10
        values = st.slider("Values off by up to, %", 0, 50, usual, 5, key=VALUES, bind="query-params")
        costs = st.slider("Costs off by up to, %", 0, 50, 10, 5, key=COSTS, bind="query-params")
    return Ranges(weights / 100, bool(ratings), values / 100, costs / 100)


@st.fragment(run_every=EVERY_SECONDS)
def _following(seen: Seen) -> None:
    """Draw how far the test is; once it has ended, the page is drawn anew."""
    job = looks.newest_test(seen.view.scope)
    if job is None or not job.active:
        st.rerun()
    with st.container(border=True, width=780, key="budget_safe_progress"):
        blocks.progress(job.share, job.words or wording.WAITING)
        if may(Right.UPLOAD) or job.asked_by == actor().name:
            given = (actions.call_off, seen.view, job.id)
            st.button("Call it off", key="budget_safe_call_off", on_click=_tried, args=given)


def _tried(act: Callable[..., None], *given: object) -> None:
    """Do it, and hold why it was refused for the run that follows."""
    try:
        act(*given)
    except Explained as refused:
        st.session_state[REFUSED] = refused


def _answer(seen: Seen, told: dict[str, Any]) -> None:
    terms = seen.terms
    called = {**seen.objectives, **terms.names}
    kept = seen.asked.keep
    st.markdown(f"**{plain(wording.finding(told, kept=kept))}**")
    if kept and (lost := wording.impossible(told)):
        st.markdown(plain(lost))
    single = wording.biggest(told, called, terms.unit, terms.currency)
    if single:
        st.markdown(plain(single))
    rows = pd.DataFrame(told["projects"])
    table = rows.assign(
        name=[terms.project(key) for key in rows["project"]],
        now=["in" if inside else "out" for inside in rows["chosen"]],
        standing=[wording.STANDINGS[name] for name in rows["standing"]],
        near=(rows["frequency"] - 0.5).abs(),
    ).sort_values(["near", "name"], kind="stable")
    often, moves = st.columns([1.2, 1], gap="large")
    with often:
        _often(table, kept)
    with moves:
        blocks.section("What moves most money", "by itself")
        said = [wording.move(one, told["ranges"], called, terms.unit, terms.currency) for one in told["moves"][:6]]
        st.markdown("\n".join(f"- {plain(wording.capital(one))}." for one in said) or "Nothing by itself.")
    st.caption(plain(wording.how(told)))


def _often(table: pd.DataFrame, kept: bool) -> None:
    blocks.table(
        table,
        (
            Column("name", "Project", width=300),
            # Beside what is kept, the best of the rest is tested, which need not be what the chain funds next.
            Column("now", "Tested" if kept else "Now", width=70),
            Column("frequency", "Funded in", "percent", width=90),
            Column(
                "standing",
                "Standing",
                width=110,
                help="; ".join(
                    f"{wording.STANDINGS[name]}: {words.lower()}" for name, words in wording.STANDING_HELP.items()
                ),
            ),
        ),
        key="budget_safe_projects",
        title="How often each project is funded",
        note="least certain first",
        download="budget_safe",
        rows_high=12,
        noun="project",
        given="Least certain first",
    )

"""The pictures of a workshop, on the wall and for its facilitator: question, answers, weights so far, the way in."""

import io
from typing import Any
from urllib.parse import urlsplit

import segno
import streamlit as st

from services.workshops.reading import Workshop
from ui import blocks
from ui.asking import LOOPBACK
from ui.blocks import Column
from ui.cached import workshop as cached
from ui.charts import workshop as charts
from ui.filters import View
from ui.sign_in.addresses import join_address
from ui.wording import workshop as wording
from ui.wording import workshop_results as results
from ui.wording.markdown import plain

CHALLENGED = (
    Column("project", "Project", width=175, pinned=True),
    Column("objective", "Objective", width=165),
    Column("now", "Rated", width=75),
    Column("then", "What it hangs on", width=190),
)
QUIET: dict[str, Any] = {"displayModeBar": False}


def way_in(code: str, *, size: int) -> None:
    """Draw the code with its address, as letters and as a QR code."""
    address = join_address(code)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=2, dark="#10141D", light="#FFFFFF")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(drawn.getvalue().decode(), width=size, alt="The code to join with, to be read by a phone.")
        with st.container(gap=None):
            st.caption("Join with the code")
            st.markdown(f"### {code[:3]} {code[3:]}")
            st.caption(plain(address.partition("?")[0]))


def prepared(held: Workshop) -> None:
    """Draw what will be asked, by which rules."""
    frame = held.frame
    kept = "Answers are anonymous." if held.anonymous else "Answers bear names."
    who = "Whoever has the code may join." if frame["anybody"] else "Only people on the list may join."
    blocks.section("What will be asked", f"{kept} {who} Quorum {frame['quorum']}, {frame['minutes']} minutes.")
    if held.kind == "challenge":
        _challenged(held)
        return
    for each in frame["objectives"]:
        st.markdown(f"**{plain(each['name'])}**  \n{plain(each['statement'])}")


def question(shown: dict[str, Any]) -> None:
    """Draw the question with both sides."""
    asked = shown["question"]
    blocks.section(wording.question(shown))
    for side in ("left", "right"):
        with st.container(border=True, key=f"workshop_side_{side}"):
            st.markdown(f"**{plain(asked[side]['name'])}**  \n{plain(asked[side]['statement'])}")


def answers(view: View, held: Workshop, shown: dict[str, Any], *, size: int) -> None:
    """Draw the answers that were shown, with that of the group and how far they agree."""
    asked = shown["question"]
    if asked["counts"] is None:
        st.markdown("Fewer than three answered, so the answers are not shown.")
        return
    left, right = asked["left"]["name"], asked["right"]["name"]
    found = cached.group_answer(held)
    people = wording.named(cached.named(held), held.kind, left, right)
    if held.kind == "challenge":
        figure = charts.ratings(asked["counts"], found["answer"] if found else None, blocks.palette(), size=size)
    else:
        group, verbal = found["answer"] if found else None, held.frame["scale"] == "verbal"
        figure = charts.answers(asked["counts"], left, right, group, blocks.palette(), size=size, verbal=verbal)
    st.plotly_chart(figure, config=QUIET, alt="Each answer as a dot between the two.", key=f"answers_{held.version}")
    if found:
        told = [wording.agreement(found, held.kind), wording.level_found(shown, found)]
        if held.kind == "weights":
            told.append(wording.group_answer(found, left, right))
        told.append(results.worth(cached.worth(view.scope, held), view.facts.currency, view.facts.minor_digits))
        st.markdown(plain(". ".join(words.rstrip(".") for words in told if words) + "."))
    if people:
        st.markdown(plain(people))


def so_far(view: View, held: Workshop, *, size: int = 13) -> None:
    """Draw the weights that the answers accepted so far lead to."""
    if held.kind != "weights" or held.stage == "lobby":
        return
    found = cached.progress(held)
    left = results.still_open(cached.still_open(view.scope, held), view.facts.currency, view.facts.minor_digits)
    blocks.section("So far", f"{wording.so_far(found, held.names)} {left}".strip())
    if found.weights is not None:
        weights(held, found.weights, size=size)


def weights(held: Workshop, found: dict[str, float], *, size: int = 13) -> None:
    """Draw weights as bars with the mark of what they were before."""
    rows = results.weights_rows(held, found)
    figure = charts.weights(
        rows["name"].tolist(), rows["before"].tolist(), rows["found"].tolist(), blocks.palette(), size=size
    )
    st.plotly_chart(figure, config=QUIET, alt="Weight of each objective.", key=f"weights_{held.version}_{size}")
    st.caption("The mark is the weight before." + (" The bars are what was decided." if held.decision else ""))


def _challenged(held: Workshop) -> None:
    """Draw which ratings are challenged, why these, and what is out of scope."""
    st.markdown(plain(results.challenge_scope(held)))
    blocks.table(
        results.challenged_rows(held), CHALLENGED, key="workshop_challenged", noun="rating", rows_high=12,
        given="The dearest project first",
    )  # fmt: skip


def only_here(code: str) -> bool:
    """Return whether the address of the code leads to this machine alone."""
    return urlsplit(join_address(code)).hostname in LOOPBACK

"""The pictures of a workshop, on the wall and for its facilitator: question, answers, weights so far, the way in."""

import io
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
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
from ui.wording import workshop_ratings as rated
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording.markdown import plain

CHALLENGED = (
    Column("project", "Project", width=150, pinned=True),
    Column("objective", "Objective", width=140),
    Column("now", "Rated", width=75),
    Column("then", "Why it is asked", width=150),
    Column("cost", "At stake", "money", width=85, help="Cost of the project."),
)
MOST_RATINGS = 8
SMALL, LARGE = 13, 200
"""Size of letters on a page; from such a width on a code is for a wall, where nothing is small."""
QUIET: dict[str, Any] = {"displayModeBar": False}


def way_in(code: str, *, size: int) -> None:
    """Draw the code with its address, as letters and as a QR code."""
    address = join_address(code)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=2, dark="#10141D", light="#FFFFFF")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(drawn.getvalue().decode(), width=size, alt="The code to join with, to be read by a phone.")
        say = st.markdown if size >= LARGE else st.caption
        with st.container(gap=None):
            say("Join with the code")
            st.markdown(f"### {code[:3]} {code[3:]}")
            say(plain(address.partition("?")[0]))


def prepared(view: View, held: Workshop) -> None:
    """Draw what will be asked, by which rules."""
    frame = held.frame
    kept = "Answers are anonymous." if held.anonymous else "Answers bear names."
    who = "Whoever has the code may join." if frame["anybody"] else "Only people on the list may join."
    blocks.section("What will be asked", f"{kept} {who} Quorum {frame['quorum']}, {frame['minutes']} minutes.")
    if held.kind == "challenge":
        _challenged(view, held)
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
        st.markdown(wording.HIDDEN)
        return
    left, right = asked["left"]["name"], asked["right"]["name"]
    found = cached.group_answer(held)
    people = wording.named(cached.named(held), held.kind, left, right, held.frame["scale"])
    if held.kind == "challenge":
        figure = charts.ratings(asked["counts"], found["answer"] if found else None, blocks.palette(), size=size)
    else:
        group, verbal = found["answer"] if found else None, held.frame["scale"] == "verbal"
        figure = charts.answers(asked["counts"], left, right, group, blocks.palette(), size=size, verbal=verbal)
    st.plotly_chart(figure, config=QUIET, alt="Each answer as a dot between the two.", key=f"answers_{held.version}")
    if found:
        told = [wording.agreement(found, held.kind), wording.level_found(shown, found), voices.split(found)]
        if held.kind == "weights":
            told.append(wording.group_answer(found, left, right))
        told.append(results.worth(cached.worth(view.scope, held), view.facts.currency, view.facts.minor_digits))
        st.markdown(plain(". ".join(words.rstrip(".") for words in told if words) + "."))
    if people:
        st.markdown(plain(people))


def so_far(view: View, held: Workshop, *, size: int = SMALL) -> None:
    """Draw the weights that the answers accepted so far lead to."""
    if held.stage == "lobby":
        return
    if held.kind == "challenge":
        _told_so_far(rated.so_far(held), size)
        ratings(rated.accepted(held))
        return
    found = cached.progress(held)
    left = results.still_open(cached.still_open(view.scope, held), view.facts.currency, view.facts.minor_digits)
    _told_so_far(f"{wording.so_far(found, held.names)} {left}".strip(), size)
    if found.weights is not None:
        weights(held, found.weights, size=size)


def _told_so_far(words: str, size: int) -> None:
    if size <= SMALL:
        blocks.section("So far", words)
        return
    blocks.section("So far")
    st.markdown(plain(words))


def ratings(rows: pd.DataFrame) -> None:
    """Draw ratings as sentences, those that change first; `rows` has project, objective, before and found in words."""
    changed = rows["before"] != rows["found"]
    for row in pd.concat([rows[changed], rows[~changed]]).head(MOST_RATINGS).itertuples():
        st.markdown(rated.rating(row.project, row.objective, row.before, row.found))
    if len(rows) > MOST_RATINGS:
        st.markdown(plain(f"{len(rows) - MOST_RATINGS} more ratings stand in the minutes."))


def weights(held: Workshop, found: dict[str, float], *, size: int = 13) -> None:
    """Draw weights as bars with the mark of what they were before."""
    rows = results.weights_rows(held, found)
    figure = charts.weights(
        rows["name"].tolist(), rows["before"].tolist(), rows["found"].tolist(), blocks.palette(), size=size
    )
    st.plotly_chart(figure, config=QUIET, alt="Weight of each objective.", key=f"weights_{held.version}_{size}")
    st.caption("The mark is the weight before." + (" The bars are what was decided." if held.decision else ""))


def _challenged(view: View, held: Workshop) -> None:
    """Draw which ratings are challenged, why these, and what is out of scope."""
    st.markdown(plain(results.challenge_scope(held)))
    blocks.table(
        results.challenged_rows(held, view.facts.minor_digits), CHALLENGED, key="workshop_challenged", noun="rating",
        rows_high=10, lines=2, currency=view.facts.currency,
        given="The dearest project first",
    )  # fmt: skip


def only_here(code: str) -> bool:
    """Return whether the address of the code leads to this machine alone."""
    return urlsplit(join_address(code)).hostname in LOOPBACK

"""The pictures of a workshop, on the wall and for its facilitator: question, answers, weights so far, the way in."""

import io
from typing import Any, Literal
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go
import segno
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from services.workshops.reading import Workshop
from ui import blocks
from ui.asking import LOOPBACK
from ui.blocks import Column
from ui.cached import workshop as cached
from ui.charts import workshop as charts
from ui.filters import View, address
from ui.parts import workshop_rated
from ui.sign_in.addresses import join_address
from ui.wording import workshop as wording
from ui.wording import workshop_ratings as rated
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording import workshop_wall as wall
from ui.wording.markdown import plain

CHALLENGED = (
    Column("project", "Project", width=150, pinned=True),
    Column("objective", "Objective", width=140),
    Column("now", "Rated", width=75),
    Column("then", "Why it is asked", width=150),
    Column("cost", "At stake", "money", width=85, help="Cost of the project."),
)
MOST_RATINGS, MOST_ON_A_WALL, LONGEST_NAME = 8, 12, 38
RATED = ["project", "objective", "before", "found", "instead_of"]
SMALL, LARGE = 13, 200
"""Size of letters on a page; from such a width on a code is for a wall, where nothing is small."""
QUIET: dict[str, Any] = {"displayModeBar": False}


def way_in(code: str, *, size: int) -> None:
    """Draw the code with its address, as letters and as a QR code."""
    joined_at = join_address(code)
    drawn = io.BytesIO()
    segno.make(joined_at, error="m").save(drawn, kind="svg", scale=4, border=2, dark="#10141D", light="#FFFFFF")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(drawn.getvalue().decode(), width=size, alt="The code to join with, to be read by a phone.")
        say = st.markdown if size >= LARGE else st.caption
        with st.container(gap=None):
            say("Join with the code")
            st.markdown(f"### {code[:3]} {code[3:]}")
            say(plain(joined_at.partition("?")[0]))


def to_wall(held: Workshop) -> None:
    """Draw the way to the wall, in a window of its own: the facilitator's page stays where it is."""
    st.link_button("Open the wall", address("wall", workshop=held.id), icon=":material/cast:", type="tertiary")


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


def question(view: View, held: Workshop, shown: dict[str, Any]) -> None:
    """Draw the question with both sides; of a rating with what it rests on and, while it is asked, the levels."""
    asked = shown["question"]
    blocks.section(wording.question(shown))
    for side in ("left", "right"):
        with st.container(border=True, key=f"workshop_side_{side}"):
            st.markdown(f"**{plain(asked[side]['name'])}**  \n{plain(asked[side]['statement'])}")
            if side == "left":
                workshop_rated.ground(shown, most=600)
            elif asked["evidence"] is not None and held.stage == "asking":
                workshop_rated.levels(held)


def answers(view: View, held: Workshop, shown: dict[str, Any], *, size: int) -> None:
    """Draw the answers that were shown, with that of the group and how far they agree."""
    asked = shown["question"]
    if asked["counts"] is None:
        st.markdown(wording.HIDDEN)
        return
    beside = size > SMALL and held.kind == "challenge"
    picture, words = _beside() if beside else (st.container(), st.container())
    with picture:
        _answers(view, held, shown, size)
    with words:
        for told in _told(view, held, shown):
            st.markdown(plain(told))
        if beside:
            workshop_rated.ground(shown)
    left, right = asked["left"]["name"], asked["right"]["name"]
    if people := wall.named(cached.named(held), held.kind, left, right, held.frame["scale"]):
        st.markdown(plain(people))


def _beside() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return two places of a wall side by side, of the height that is left."""
    with st.container(key="wall_rest", height="stretch"):
        left, right = st.columns([3, 2], gap="large")
    return left, right


def _answers(view: View, held: Workshop, shown: dict[str, Any], size: int) -> None:
    asked, found = shown["question"], cached.group_answer(held)
    group = found["answer"] if found else None
    if held.kind == "challenge":
        means = workshop_rated.means(held) if asked["evidence"] is not None else ()
        figure = charts.ratings(asked["counts"], group, blocks.palette(), size=size, means=means)
    else:
        left, right, verbal = asked["left"]["name"], asked["right"]["name"], held.frame["scale"] == "verbal"
        figure = charts.answers(asked["counts"], left, right, group, blocks.palette(), size=size, verbal=verbal)
    _picture(figure, f"answers_{held.version}", "Each answer that was given.", size)


def _told(view: View, held: Workshop, shown: dict[str, Any]) -> list[str]:
    """Return what the answers say together: how far they agree, what the group says, what that is worth."""
    found = cached.group_answer(held)
    if found is None:
        return []
    told = [
        wording.agreement(found, held.kind),
        wording.level_found(shown, found),
        voices.split(found),
        voices.weighed(held),
    ]
    if held.kind == "weights":
        asked = shown["question"]
        told.append(wording.group_answer(found, asked["left"]["name"], asked["right"]["name"]))
    told.append(results.worth(cached.worth(view.scope, held), view.facts.currency, view.facts.minor_digits))
    return [". ".join(words.rstrip(".") for words in told if words) + "."]


def so_far(view: View, held: Workshop, *, size: int = SMALL) -> None:
    """Draw the weights that the answers accepted so far lead to."""
    if held.stage == "lobby":
        return
    if held.kind == "challenge":
        _told_so_far(rated.so_far(held), size)
        ratings(rated.accepted(held), size=size, most=MOST_RATINGS if size <= SMALL else MOST_ON_A_WALL)
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
    st.markdown(plain(words))


def ratings(rows: pd.DataFrame, *, size: int = SMALL, most: int = MOST_RATINGS) -> None:
    """Draw so many ratings that change as sentences, on a wall side by side, and count the others.

    `rows` has project, objective, before and found in words; `instead_of` where another one was found than stands.
    """
    rows = rows if "instead_of" in rows else rows.assign(instead_of="")
    told = rows[(rows["before"] != rows["found"]) | (rows["instead_of"] != "")]
    drawn, longest = told.head(most), LONGEST_NAME if size > SMALL else 200
    sentences = [wall.rating(*row, longest=longest) for row in drawn[RATED].itertuples(index=False, name=None)]
    half = len(sentences) if size <= SMALL else -(-len(sentences) // 2)
    with st.container(key="wall_ratings" if size > SMALL else "workshop_ratings_told"):
        columns = [st.container()] if size <= SMALL else st.columns(2, gap="large")
    for place, words in enumerate(sentences):
        columns[place // half].markdown(words)
    if rest := wall.left_out(len(told) - len(drawn), len(rows) - len(told)):
        st.markdown(plain(rest))


def weights(held: Workshop, found: dict[str, float], *, size: int = 13) -> None:
    """Draw weights as bars with the mark of what they were before."""
    rows = results.weights_rows(held, found)
    figure = charts.weights(
        rows["name"].tolist(), rows["before"].tolist(), rows["found"].tolist(), blocks.palette(), size=size
    )
    _picture(figure, f"weights_{held.version}_{size}", "Weight of each objective.", size)
    st.caption("The mark is the weight before." + (" The bars are what was decided." if held.decision else ""))


def _picture(figure: go.Figure, key: str, alt: str, size: int) -> None:
    """Draw a picture; on a wall it takes the height that is left."""
    height: Literal["stretch", "content"] = "stretch" if size > SMALL else "content"
    st.plotly_chart(figure, config=QUIET, alt=alt, key=key, height=height)


def _challenged(view: View, held: Workshop) -> None:
    """Draw which ratings are challenged, why these, and what is out of scope."""
    st.markdown(plain(results.challenge_scope(held)))
    blocks.table(
        results.challenged_rows(held, view.facts.minor_digits), CHALLENGED, key="workshop_challenged", noun="rating",
        rows_high=10, lines=2, currency=view.facts.currency,
        given="Those that decide about money first",
    )  # fmt: skip


def only_here(code: str) -> bool:
    """Return whether the address of the code leads to this machine alone."""
    return urlsplit(join_address(code)).hostname in LOOPBACK

"""A workshop that is over: what it found, who decides on it, its minutes, and doing it again."""

from typing import Final

import streamlit as st

from services.rights import Right
from services.workshops import versions
from services.workshops.reading import Workshop
from ui import blocks
from ui.actions import workshop as actions
from ui.blocks import Column
from ui.cached import workshop as cached
from ui.filters import View
from ui.parts import workshop_decision, workshop_minutes, workshop_pictures
from ui.parts.workshop_decision import SAID
from ui.state.rights import may
from ui.wording import workshop_hands as hands
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording import workshop_wall as wall
from ui.wording.markdown import plain

WEIGHTS: Final = (
    Column("name", "Objective", pinned=True, width=195),
    Column("before", "Before", "percent", digits=1, width=65),
    Column("found", "Found", "percent", digits=1, width=65),
    Column("decided", "Decided", "percent", digits=1, width=70),
)
RATINGS: Final = (
    Column("project", "Project", pinned=True, width=215),
    Column("objective", "Objective", width=200),
    Column("before", "Before", width=85),
    Column("found", "Found", width=100),
    Column("decided", "Decided", width=100),
    Column("agreement", "Agreement", width=150),
    Column("answers", "Answers", "count", width=75),
    Column("cost", "Cost of the project", "money", width=130),
)
DISPUTED: Final = (
    Column("name", "Project", pinned=True, width=230),
    Column("cost", "Cost", "money", width=90),
    Column("share", "Funded by", "percent", width=90, help="Share of the voters under whose own weights it is funded."),
)


def page(view: View, held: Workshop) -> None:
    """Draw result, decision and minutes."""
    if said := st.session_state.pop(SAID, ""):
        st.toast(plain(said), icon=":material/check:")
    changed = wall.result(held)
    finding = hands.headline(held, view.facts.currency, view.facts.minor_digits)
    told = [changed if finding else "", results.decided(held)]
    blocks.header(held.title, finding or changed, aside=" ".join(words for words in told if words))
    if held.result and held.result.get("weights"):
        _weights(view, held, held.result["weights"])
    if held.result and held.result.get("ratings"):
        _ratings(view, held)
    if may(Right.DECIDE):
        workshop_decision.decide(view, held)
    workshop_minutes.page(view, held)
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_over"):
        if may(Right.DECIDE) and st.button("Do it again as a new version", key="workshop_again"):
            with blocks.explained_errors():
                made = actions.again(view, held)
            blocks.go("workshop", workshop=made)
        earlier(view, held)
        blocks.link("All workshops", "workshop", icon="list", workshop=None)


def earlier(view: View, held: Workshop) -> None:
    """Draw the way to the first version of a workshop that was held again."""
    known = {one.id: one for one in cached.listing(view.scope)}
    begun = versions.first({one.id: one.replaces for one in known.values()}, held.id)
    if begun != held.id:
        blocks.link(f"The first version: {known[begun].title}", "workshop", icon="history", workshop=begun)


def _ratings(view: View, held: Workshop) -> None:
    rows = results.ratings_rows(held)
    rows["cost"] = rows["stake"] / 10**view.facts.minor_digits
    blocks.table(
        rows, RATINGS, key="workshop_ratings", noun="rating", title="Ratings challenged", lines=2,
        note=results.hands(held, view.facts.currency, view.facts.minor_digits), given="As asked",
        currency=view.facts.currency, download="workshop_ratings",
    )  # fmt: skip


def _weights(view: View, held: Workshop, found: dict[str, float]) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        workshop_pictures.weights(held, results.in_force(held))
    with right:
        rows = results.weights_rows(held, found)
        blocks.table(
            rows, WEIGHTS, key="workshop_weights", noun="objective", title="Weights", download="workshop_weights"
        )
    _side_by_side(held)
    worth = cached.worth(view.scope, held)
    if worth is None:
        return
    words = results.worth(worth, view.facts.currency, view.facts.minor_digits)
    rows = results.disputed_rows(worth, view.facts.minor_digits)
    blocks.table(
        rows, DISPUTED, key="workshop_disputed", noun="project", currency=view.facts.currency, rows_high=6,
        title="What the disagreement is worth", note=f"{words} {results.worth_ground(worth, view.facts)}",
        given="The dearest first",
    )  # fmt: skip


def _side_by_side(held: Workshop) -> None:
    """Draw the ways to put the answers together, and the groups that are large enough to be told."""
    agreement = (held.result or {}).get("consensus")
    if not agreement:
        return
    columns = [Column("name", "Objective", pinned=True, width=260)]
    columns += [Column(field, label, "percent", digits=1, help=means) for field, label, means in voices.ways(held)]
    for place, group in enumerate(agreement["groups"]):
        columns.append(Column(f"group{place}", group.capitalize(), "percent", digits=1))
    with st.expander("Put together another way, and by group", icon=":material/compare_arrows:"):
        blocks.table(voices.groups_rows(held), columns, key="workshop_groups", noun="objective")

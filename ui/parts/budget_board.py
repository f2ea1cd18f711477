"""The board of the budget page: drag a project in or out, and the price appears."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from services import budget_board as service
from services.budget_board import Changed, Side
from services.candidates import Asked
from ui.cached import budget as cached
from ui.cached import budget_looks as looks
from ui.components.fund_board import fund_board
from ui.filters import budget as filters
from ui.parts.budget_seen import Seen
from ui.wording import budget_board as wording
from ui.wording import budget_conflicts as conflict_words
from ui.wording.markdown import plain

MOVED, HELD, TURN = "budget_board_moved", "budget_board_held", "budget_board_turn"
SIDES: Final[tuple[Side, Side]] = ("in", "out")


@dataclass(frozen=True)
class Move:
    """A card moved, or held over the other column, and where the page stood before; why it cannot be, in words."""

    place: tuple[Any, ...]
    key: str
    to: Side
    before: Asked
    refused: str = ""

    @property
    def after(self) -> Asked:
        """What is asked once it is moved."""
        return service.decided(self.before, self.key, self.to)

    @property
    def by_hand(self) -> bool:
        """Whether it is then decided by hand; else it is let go."""
        return self.key in (*self.after.forced_in, *self.after.forced_out)


def draw(seen: Seen) -> None:
    """Draw the two columns, nearest to the line first, and the price of the last move."""
    names, offered = filters.named(seen.funding.candidates)
    movable = {key: names[key] for key in offered}
    above = wording.above(len(seen.found.decided), seen.words(sum(seen.above.values())))
    st.caption(plain(f"{above} {wording.HOW}"))
    fund_board(
        _columns(seen, movable),
        said=_said(seen),
        held=_held(seen),
        waiting=wording.WAITING,
        by_hand=wording.BY_HAND,
        turn=st.session_state.get(TURN, 0),
        on_moved=lambda sent: _decide(seen, _move(sent, seen, movable)),
        on_held=lambda sent: st.session_state.update({HELD: _move(sent, seen, movable)}),
    )


def _columns(seen: Seen, movable: Mapping[str, str]) -> list[dict[str, Any]]:
    base, near = seen.funding.candidates, cached.edge(*seen.cache_key)
    order = service.near_projects(seen.found, near["key"].tolist())
    prices: pd.Series = near.set_index("key")["price"] if "price" in near else pd.Series(dtype=float)
    unknown = seen.funding.projects.set_index("project_key")["unknown"]
    rows = service.sides(base, seen.asked, seen.funded_projects, order)
    rows = rows.assign(unknown=rows["key"].map(unknown).astype(bool))
    rated, known = seen.valuing.measure != "equal", prices.to_dict()
    return [
        wording.column(side, rows[rows["inside"] == (side == "in")], movable, seen.terms, known, rated)
        for side in SIDES
    ]


def _said(seen: Seen) -> str:
    """Return what the last move did, as long as nothing else was changed after it."""
    move = st.session_state.get(MOVED)
    if not isinstance(move, Move) or move.place != seen.place:
        return ""
    if move.refused or move.after != seen.asked:
        return move.refused if move.before == seen.asked else ""
    return wording.price(move.key, move.to, _changed(seen, move), move.by_hand, seen.terms)


def _held(seen: Seen) -> dict[str, str] | None:
    """Return the price of the card that the reader holds over the other column; worked out once."""
    move = st.session_state.pop(HELD, None)
    if not isinstance(move, Move) or (move.place, move.before) != (seen.place, seen.asked):
        return None
    return {"key": move.key, "told": wording.told(move.to, _changed(seen, move), move.by_hand, seen.terms)}


def _changed(seen: Seen, move: Move) -> Changed:
    # Both selections are those that the page shows or will show, so a price never contradicts it.
    before, after = (cached.chosen(*seen.place, asked) for asked in (move.before, move.after))
    return service.changed(seen.found, before, after, move.key)


def _move(sent: object, seen: Seen, movable: Mapping[str, str]) -> Move | None:
    """Return the move that a browser sent; None where it is none of those offered."""
    if not isinstance(sent, Mapping):
        return None
    key, to = sent.get("key"), sent.get("to")
    for side in SIDES:
        if side == to and isinstance(key, str) and key in movable:
            return Move(seen.place, key, side, seen.asked)
    return None


def _decide(seen: Seen, move: Move | None) -> None:
    """Decide a project by hand, or let it go, before the controls are drawn; what is impossible is refused."""
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    if move is None:
        return
    conflict = looks.contradiction(*seen.place, move.after)
    if conflict is not None:
        why = conflict_words.conflict(conflict, seen.terms)
        st.session_state[MOVED] = replace(move, refused=wording.refused(seen.terms.project(move.key), move.to, why))
        return
    st.session_state[MOVED] = move
    filters.decide(move.after.forced_in, move.after.forced_out)

"""What the buttons of the pages of workshops do, as the person before the screen; each says where it is refused."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from services.errors import Explained
from services.workshops import challenging, deciding, making, practice, repeating, scoring, steps
from services.workshops.reading import Workshop
from services.workshops.rules import Rules
from services.workshops.stakes import Pair
from ui.filters import View, actor
from ui.state.restating import given

REFUSED: Final = "workshop_refused"
INVITED: Final = "workshop_invited_again"
"""What became of those of the last invitation who were on the list already, with the number of the workshop."""
PLACE: Final = "workshop"
"""Where reason and approver of a restatement are typed."""
Taken = Callable[..., Any]
STEPS: Final[dict[str, Taken]] = {
    "open": steps.open_session,
    "beforehand": scoring.begin_scoring,
    "begin": scoring.begin_session,
    "look": scoring.look_at_undisputed,
    "undisputed": scoring.accept_undisputed,
    "warm up": steps.warm_up,
    "ask": steps.ask_next,
    "reveal": steps.reveal,
    "discuss": steps.discuss,
    "again": steps.ask_again,
    "accept": steps.accept,
    "leave open": steps.leave_open,
    "close": steps.close,
    "abandon": steps.abandon,
}
ASKING_STEPS: Final = frozenset({"warm up", "ask", "again"})


def prepare(view: View, title: str, rules: Rules, total: int | None) -> int:
    """Prepare a workshop on weights, with the total (minor units) it is measured by; return its number."""
    return making.prepare_weights(actor(), view.scope, view.as_of, title, rules, total)


def prepare_challenge(view: View, title: str, rules: Rules, total: int | None, more: int) -> int:
    """Prepare a challenge of the ratings that a total (minor units) hangs on; return its number.

    So many `more` are asked beforehand only.
    """
    return challenging.prepare_challenge(actor(), view.scope, view.as_of, title, rules, total, more)


def accept_ratings(
    view: View, held: Workshop, as_of: date, by: str, levels: Mapping[Pair, str], reasons: Mapping[Pair, str]
) -> int:
    """Store what was decided; return how many ratings change."""
    told = (held.id, held.version, as_of, by, levels, reasons)
    return challenging.accept_ratings(actor(), view.scope, *told, given(PLACE))


def change_rules(view: View, held: Workshop, title: str, rules: Rules) -> None:
    """Store title and rules of a workshop that is not open yet."""
    _try(lambda: making.change_rules(actor(), view.scope, held.id, held.version, title, rules))


def take(view: View, held: Workshop, *wanted: str) -> None:
    """Take one step, or several after each other; what refuses it is shown at the next drawing."""
    version = held.version

    def steps_taken() -> None:
        for place, name in enumerate(wanted):
            STEPS[name](actor(), view.scope, held.id, version + place)
        if held.practice and wanted[-1] in ASKING_STEPS:
            practice.answer_soon(held.id)

    _try(steps_taken)


def ask_pair_again(view: View, held: Workshop, question: int) -> None:
    """Ask a question again whose answer was accepted."""
    _try(lambda: steps.ask_pair_again(actor(), view.scope, held.id, held.version, question))


def invite(view: View, held: Workshop, lines: str) -> None:
    """Put people on the roster: a line each, the group after a semicolon or tab."""
    people = []
    for line in lines.splitlines():
        name, _, group = line.replace("\t", ";").partition(";")
        if name.strip():
            people.append((name, group))
    st.session_state.pop(INVITED, None)

    def invited() -> None:
        st.session_state[INVITED] = (held.id, making.invite(actor(), view.scope, held.id, people))

    _try(invited)


def invited_again(held: Workshop) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return of the last invitation whose group it changed, and whose could not be changed any more."""
    number, found = st.session_state.get(INVITED, (None, None))
    return (found.moved, found.stayed) if number == held.id and found is not None else ((), ())


def change_seat(
    view: View, held: Workshop, seat: int, votes: bool, delegate: str, conflicts: Sequence[str], group: str
) -> None:
    """Store who votes at a place, and in which group."""
    making.change_seat(
        actor(), view.scope, held.id, seat, votes=votes, delegate=delegate, conflicts=conflicts, group=group
    )


def free_seat(view: View, held: Workshop, seat: int) -> None:
    """Let somebody join again from another device."""
    _try(lambda: making.free_seat(actor(), view.scope, held.id, seat))


def remove_seat(view: View, held: Workshop, seat: int) -> None:
    """Take somebody off the roster."""
    _try(lambda: making.remove_seat(actor(), view.scope, held.id, seat))


def accept_weights(
    view: View, held: Workshop, as_of: date, by: str, points: Mapping[str, float], reasons: Mapping[str, str]
) -> int:
    """Store what was decided; return how many objectives change."""
    told = (held.id, held.version, as_of, by, points, reasons)
    return deciding.accept_weights(actor(), view.scope, *told, given(PLACE))


def again(view: View, held: Workshop) -> int:
    """Prepare a new version of a workshop; return its number."""
    return repeating.again(actor(), view.scope, held.id)


def say_what_was_refused() -> Explained | None:
    """Return what refused the last step, once."""
    found: Explained | None = st.session_state.pop(REFUSED, None)
    return found


def _try(doing: Callable[[], object]) -> None:
    try:
        doing()
    except Explained as refused:
        st.session_state[REFUSED] = refused

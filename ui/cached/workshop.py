"""What the pages of workshops read; a step or an answer does not raise the data version, so nothing of it is kept."""

from typing import Any

import streamlit as st

from services.access import Scope
from services.weighing_funded import FundedChange
from services.workshops import contradictions, order, reading, scoring, showing
from services.workshops import group_answer as group_service
from services.workshops import minutes as minutes_service
from services.workshops import progress as progress_service
from services.workshops import turnout as turnout_service
from services.workshops import worth as worth_service
from services.workshops.contradictions import Contradiction
from services.workshops.minutes import Minutes
from services.workshops.progress import Progress
from services.workshops.reading import Question, Workshop
from services.workshops.scoring import Listed
from services.workshops.turnout import Turnout
from services.workshops.worth import Worth
from ui.cached import alignment

Accepted = tuple[tuple[str, str, float | None], ...]
"""Both sides and the ratio of each answer accepted."""


def listing(scope: Scope) -> list[Workshop]:
    """Return the workshops of a portfolio, the newest first."""
    return reading.listing(scope)


def workshop(scope: Scope, number: int) -> Workshop:
    """Return one workshop as it stands now."""
    return reading.read(scope, number)


def turnout(scope: Scope, number: int) -> Turnout:
    """Return who has joined and answered so far."""
    return turnout_service.turnout(scope, number)


def shown(held: Workshop) -> showing.Shown:
    """Return what everybody is shown at the present step."""
    return showing.at(held.id)


def progress(held: Workshop) -> Progress:
    """Return how far the answers accepted so far lead."""
    return progress_service.progress(held)


def named(held: Workshop) -> dict[int | None, list[str]]:
    """Return who gave each answer shown, where answers bear names."""
    return group_service.named(held)


def asked_all(held: Workshop) -> bool:
    """Return whether no question is left beside the one under way."""
    asked = [order.stored(each) | _asked_now(held, each) for each in held.questions]
    row = {"kind": held.kind, "frame": held.frame}
    return not (waiting(held) and scoring.left(held)) and order.following(row, asked) is None


def _asked_now(held: Workshop, question: Question) -> dict[str, Any]:
    """Return what lets the question under way count as asked, though nothing is accepted of it yet."""
    under_way = held.current is not None and question.id == held.current.id and question.revealed
    return {"settled_at": question.settled_at or held.made_at} if under_way else {}


def waiting(held: Workshop) -> int:
    """Return how many questions were answered beforehand and not asked live yet."""
    return sum(each.settled_at is None and not each.revealed and each.counts for each in held.questions)


def undisputed(held: Workshop) -> int:
    """Return how many answers given beforehand nobody disputes, of those not asked live yet."""
    return scoring.undisputed(held) if waiting(held) else 0


def listed(held: Workshop) -> list[Listed]:
    """Return which answers given beforehand would be accepted unasked, once somebody looked at them."""
    return scoring.listed(held) if waiting(held) else []


def contradiction(held: Workshop) -> Contradiction | None:
    """Return which accepted answers contradict each other most; None where none do, or of a challenge."""
    return contradictions.found(held)


def contradiction_funds(scope: Scope, held: Workshop, found: Contradiction) -> FundedChange | None:
    """Return what a budget would fund otherwise if the most helpful answer fitted the others."""
    return alignment.funded_change(scope, held.as_of, tuple(found.before.items()), tuple(found.after.items()))


def funds_settled(scope: Scope, held: Workshop) -> bool:
    """Return whether further answers could hardly change what is funded; never known of a challenge."""
    found = still_open(scope, held)
    return found is not None and not found.disputed


def settled(held: Workshop) -> bool:
    """Return whether further answers could hardly change the ranking; never known of a challenge."""
    return held.kind == "weights" and progress(held).stable


def group_answer(held: Workshop) -> dict[str, Any] | None:
    """Return what the group answers to the question whose answers are shown."""
    return group_service.of_question(held)


def minutes(scope: Scope, number: int) -> Minutes:
    """Return the minutes of a workshop."""
    return minutes_service.minutes(scope, number)


@st.cache_resource(max_entries=64, show_spinner=False)
def _worth(scope: Scope, number: int, version: int) -> Worth | None:
    held = workshop(scope, number)
    assert held.version >= version
    if held.over:
        return worth_service.kept(held)
    return worth_service.of_question(scope, held, (shown(held)["question"] or {}).get("counts"))


def worth(scope: Scope, held: Workshop) -> Worth | None:
    """Return what the disagreement shown is worth: of one question while it is, of all the voters at the end."""
    return _worth(scope, held.id, held.version)


@st.cache_resource(max_entries=64, show_spinner=False)
def _still_open(scope: Scope, number: int, accepted: Accepted) -> Worth | None:
    return worth_service.still_open(scope, workshop(scope, number))


def still_open(scope: Scope, held: Workshop) -> Worth | None:
    """Return what further answers could plausibly still change of what is funded; kept until an answer is accepted."""
    told = [(each.left, each.right, each.accepted.get("ratio")) for each in held.questions if each.accepted]
    return _still_open(scope, held.id, tuple(told))

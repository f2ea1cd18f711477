"""What the buttons do where a number decides a rating."""

from collections.abc import Mapping

from services import measured
from services.measured import Measure
from ui.actions.alignment import PLACE, do
from ui.filters import View, actor
from ui.state.restating import given
from ui.wording.formats import count


def set_measure(view: View, objective: str, measure: Measure | None) -> None:
    """Save what is counted on an objective, or that nothing is."""
    do(
        view,
        lambda: measured.set_measure(actor(), view.scope, view.as_of, objective, measure, given(PLACE)),
        lambda _: "Saved how it is measured" if measure else "Nothing is counted on it any more",
    )


def rate(view: View, objective: str, numbers: Mapping[str, float]) -> None:
    """Save what was measured, with the ratings that follow."""
    do(
        view,
        lambda: measured.rate(actor(), view.scope, view.as_of, objective, numbers, given(PLACE)),
        lambda many: f"Saved {count(int(many), 'rating')} by the measure",
    )

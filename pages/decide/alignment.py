"""Alignment: Does the money follow the objectives?"""

from ui import filters
from ui.parts import (
    alignment,
    alignment_editing,
    alignment_gaps,
    alignment_measure,
    alignment_points,
    alignment_ratings,
    alignment_sensitivity,
    alignment_versions,
    alignment_weighing,
)

view = filters.portfolio_view()
shown = alignment.head(view)
alignment.value_and_money(view, shown)
alignment_editing.restating(view)
alignment.matrix(view, shown)
alignment_ratings.one_project(view, shown)
alignment_points.points(view, shown)
alignment_weighing.weigh(view, shown)
alignment_editing.objectives(view, shown)
alignment_editing.group_ratings(view, shown)
alignment_measure.by_number(view, shown)
alignment_sensitivity.firmness(view, shown)
alignment_gaps.gaps_and_drift(view, shown)
alignment_versions.versions(view, shown)
alignment.how_it_was_found(view, shown)

"""Alignment: Does the money follow the objectives?"""

from ui import filters
from ui.parts import alignment, alignment_editing

view = filters.portfolio_view()
shown = alignment.head(view)
alignment.value_and_money(view, shown)
alignment.matrix(view, shown)
alignment_editing.points(view, shown)
alignment_editing.objectives(view, shown)
alignment_editing.group_ratings(view, shown)
alignment.how_it_was_found(view, shown)

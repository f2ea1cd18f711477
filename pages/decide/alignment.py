"""Alignment: Does the money follow the objectives?"""

from ui import filters
from ui.parts import alignment

alignment.head(filters.portfolio_view())

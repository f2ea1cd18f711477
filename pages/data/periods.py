"""Periods: Who has reported, and what is in use?"""

from ui import filters
from ui.parts import periods

periods.head(filters.current_portfolio())

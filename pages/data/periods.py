"""Periods: Who has reported, and what is in use?"""

from ui import filters
from ui.parts import periods, periods_files, periods_published

view = filters.current_portfolio()
periods.head(view)
periods_published.standing(view)
periods.late(view)
periods.listing(view)
periods_published.corrections(view)
periods_files.files(view)
periods_files.record(view)

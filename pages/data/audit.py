"""Audit: Who changed what, when, and is the record whole?"""

from ui import filters
from ui.parts import audit

view = filters.current_portfolio()
audit.head(view)
audit.listing(view)
audit.how_it_was_found()

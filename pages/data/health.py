"""Health: Is this installation sound?"""

from ui import filters
from ui.parts import health

health.head(filters.current_portfolio())

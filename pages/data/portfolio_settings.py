"""Portfolio settings: What is fixed here?"""

from ui import filters
from ui.parts import portfolio_settings

portfolio_settings.head(filters.current_portfolio())

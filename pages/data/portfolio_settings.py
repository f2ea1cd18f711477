"""Portfolio settings: What is fixed here?"""

from ui import filters
from ui.parts import portfolio_settings, portfolio_start

view = filters.current_portfolio()
portfolio_settings.head(view)
portfolio_settings.general(view)
portfolio_settings.thresholds(view)
portfolio_settings.views(view)
portfolio_start.another(view)

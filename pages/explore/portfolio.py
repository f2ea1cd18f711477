"""Portfolio: Are we all right, what changed, what needs us?"""

from ui import filters
from ui.parts import portfolio

portfolio.head(filters.portfolio_view())

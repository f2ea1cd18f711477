"""Budget: Which projects does this money buy?"""

from ui import filters
from ui.parts import budget

budget.head(filters.portfolio_view())

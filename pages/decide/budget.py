"""Budget: which projects does this money buy, and what does each override cost?"""

from ui import filters
from ui.parts import budget

budget.what_if(filters.portfolio_view())

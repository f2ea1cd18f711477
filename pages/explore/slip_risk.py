"""Slip risk: Which forecasts will move later, and why?"""

from ui import filters
from ui.parts import slip_risk

slip_risk.head(filters.portfolio_view())

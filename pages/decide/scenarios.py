"""Scenarios: which plan do we decide on?"""

from ui import filters
from ui.parts import scenarios

scenarios.plans(filters.portfolio_view())

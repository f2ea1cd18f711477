"""Slip risk: Which forecasts will move later, and why?"""

from ui import filters
from ui.parts import evidence, slip_risk, slip_risk_record

view = filters.portfolio_view()
shown = slip_risk.head(view)
if shown is not None:
    slip_risk.likeliest(view, shown)
    evidence.evidence(view, shown)
    slip_risk_record.money_view(view, shown)
    slip_risk_record.record(view, shown)
    slip_risk.without_prediction(view, shown)
    slip_risk_record.how_it_was_found(view, shown)

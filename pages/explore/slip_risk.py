"""Slip risk: Which forecasts will move later, and why?"""

from ui import filters
from ui.parts import evidence, slip_ahead, slip_likeliest, slip_model, slip_risk, slip_risk_record, slip_traps

view = filters.portfolio_view()
shown = slip_risk.head(view)
if shown is not None:
    slip_likeliest.likeliest(view, shown)
    evidence.evidence(view, shown)
    slip_ahead.consequences(view, shown)
    slip_risk_record.money_view(view, shown)
    slip_risk_record.record(view, shown)
    slip_traps.leavers(view, shown)
    slip_traps.traps(view, shown)
    slip_risk.without_prediction(view, shown)
    slip_risk_record.how_it_was_found(view, shown)
    slip_model.the_model(view, shown)

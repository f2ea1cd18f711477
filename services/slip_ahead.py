"""What the single slip forecasts add up to: slips, cost and finishes of the portfolio, drawn many times."""

from collections.abc import Collection

import pandas as pd

from models import cost_growth, portfolio_simulation
from models.portfolio_simulation import Simulation
from models.slip_days import DaysForecast
from services import slip_history, states
from services.access import Scope
from services.slip_ground import Ground

DRAWS, DRAWS_OF_MANY = 10_000, 2_000
MANY = 2_000


def ahead(scope: Scope, ground: Ground, days: int, keys: Collection[str] | None = None) -> Simulation:
    """Return the simulation of the projects with a chance, or of those of them in `keys`."""
    chosen = ground.states["project_key"].astype(str)
    kept = (chosen.isin(keys) if keys is not None else chosen.notna()).to_numpy()
    made_on = ground.as_of.date()
    costs = states.projects(scope, made_on, ["forecast_cost"])
    cost = ground.states["project_key"].astype(str).map(costs.set_index("project_key")["forecast_cost"])
    rows = ground.states.assign(forecast_cost=pd.to_numeric(cost)).loc[kept]
    past = slip_history.evidence(scope, made_on, ["forecast_cost"])
    growth = cost_growth.fit(cost_growth.growths(past, ground.cases[30])) if cost.notna().any() else None
    draws = DRAWS_OF_MANY if len(rows) > MANY else DRAWS
    shape = ground.days
    moves = DaysForecast(shape.chances[kept], shape.atoms[kept], shape.index[kept])
    return portfolio_simulation.simulate(moves, rows, ground.as_of, float(days), ground.correlation, growth, draws)

"""What the settings page does: create and change portfolios, load the sample."""

from typing import Any

from services import portfolios, sample
from services.access import Scope
from services.portfolios import PortfolioFacts
from ui.actions.background import Work
from ui.actions.intake import work_out_figures
from ui.state.person import actor

SAMPLE = sample.KEY


def create(key: str, name: str, currency: str, fiscal_start_month: int, fiscal_label: str) -> PortfolioFacts:
    """Store a new portfolio; raises Explained where a value breaks a rule."""
    return portfolios.create(actor(), key, name, currency, fiscal_start_month, fiscal_label=fiscal_label)


def change(scope: Scope, name: str, **fixed: Any) -> None:
    """Rename a portfolio, and set what is not fixed yet; raises Explained where it is refused."""
    portfolios.change(actor(), scope, name=name, **fixed)


def set_thresholds(scope: Scope, thresholds: dict[str, float]) -> Work[None]:
    """Set thresholds and begin to work out anew the figures that rest on them; raises Explained."""
    portfolios.change(actor(), scope, thresholds=thresholds)
    return work_out_figures(scope.portfolio)

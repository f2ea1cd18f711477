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


def change(scope: Scope, seen: PortfolioFacts, name: str, **fixed: Any) -> None:
    """Rename a portfolio, and set what is not fixed yet; raises ChangedMeanwhile where somebody was first."""
    portfolios.change(actor(), scope, name=name, seen=seen, **fixed)


def set_thresholds(scope: Scope, seen: PortfolioFacts, thresholds: dict[str, float]) -> Work[None]:
    """Set thresholds and begin to work out anew the figures that rest on them; raises ChangedMeanwhile."""
    portfolios.change(actor(), scope, thresholds=thresholds, seen=seen)
    return work_out_figures(actor(), scope.portfolio)

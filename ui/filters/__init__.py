"""Widgets in, plain values out: the context of a page, and its address."""

from ui.filters.addresses import address, addresses_of, query
from ui.filters.context_line import context_line
from ui.state.address import DIMENSIONS
from ui.state.person import actor
from ui.state.view import Current, View, portfolio_view
from ui.state.view import current as current_portfolio

__all__ = [
    "DIMENSIONS",
    "Current",
    "View",
    "actor",
    "address",
    "addresses_of",
    "context_line",
    "current_portfolio",
    "portfolio_view",
    "query",
]

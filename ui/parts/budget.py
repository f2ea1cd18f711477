"""Parts of the budget page."""

from ui import blocks
from ui.filters import View


def head(view: View) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Budget", "Which projects does this money buy?")

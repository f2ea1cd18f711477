"""Parts of the slip risk page."""

from ui import blocks
from ui.filters import View


def head(view: View) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Slip risk", "Which forecasts will move later, and why?")

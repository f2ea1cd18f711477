"""Parts of the portfolio page."""

from ui import blocks
from ui.filters import View


def head(view: View) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Portfolio", "Are we all right, what changed, what needs us?")

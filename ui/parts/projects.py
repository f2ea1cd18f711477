"""Parts of the projects page."""

from ui import blocks
from ui.filters import View


def head(view: View) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Projects", "Which projects are these, and where do they stand?")

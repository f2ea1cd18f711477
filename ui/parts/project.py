"""Parts of the project page."""

from ui import blocks
from ui.filters import View


def head(view: View) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Project", "How did this project come to stand here?")

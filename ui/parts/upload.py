"""Parts of the upload page."""

from ui import blocks
from ui.filters import Current


def head(view: Current | None) -> None:
    """Draw the name of the page and the question it answers."""
    blocks.header("Upload", "What would this file change?")

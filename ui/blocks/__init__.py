"""What pages are built of: heads, figures, pictures with their tables, links, empty states, explained errors."""

from ui.blocks.columns import Column
from ui.blocks.figures import Figure, figures
from ui.blocks.links import go, link
from ui.blocks.page import (
    empty_state,
    explained_errors,
    header,
    how_it_was_found,
    palette,
    part,
    progress,
    section,
    show_error,
    title_line,
)
from ui.blocks.pictures import clicked, figure_with_table
from ui.blocks.status import status_chip, status_step, status_words
from ui.blocks.tables import downloads, table

__all__ = [
    "Column",
    "Figure",
    "clicked",
    "downloads",
    "empty_state",
    "explained_errors",
    "figure_with_table",
    "figures",
    "go",
    "header",
    "how_it_was_found",
    "link",
    "palette",
    "part",
    "progress",
    "section",
    "show_error",
    "status_chip",
    "status_step",
    "status_words",
    "table",
    "title_line",
]

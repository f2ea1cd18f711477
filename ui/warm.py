"""What the first visitor should not wait for: imports, and the tables of a new database."""

from importlib import import_module

HEAVY = ("pandas", "plotly.graph_objects", "xlsxwriter", "services", "ui.blocks", "ui.filters", "ui.cached")


def load() -> None:
    """Import the heavy modules, and every part of a page with the services behind it; see that there are tables."""
    from services import databases
    from ui.navigation import ENTRIES

    databases.prepare()

    for name in HEAVY:
        import_module(name)
    for entry in ENTRIES:
        import_module(f"ui.parts.{entry.stem}")

"""Imports that the first visitor should not wait for."""

from importlib import import_module

HEAVY = ("pandas", "plotly.graph_objects", "xlsxwriter", "services", "ui.blocks", "ui.filters", "ui.cached")


def load() -> None:
    """Import the heavy modules, and every part of a page with the services behind it."""
    from ui.navigation import ENTRIES

    for name in HEAVY:
        import_module(name)
    for entry in ENTRIES:
        import_module(f"ui.parts.{entry.stem}")

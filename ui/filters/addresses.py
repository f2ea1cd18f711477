"""Addresses of pages that carry the context on."""

from ui.navigation import entry
from ui.state import address as addresses
from ui.state.view import query_of_context


def query(**params: object) -> dict[str, list[str]]:
    """Return the query parameters of the present context with some replaced; None removes one."""
    return addresses.merged(query_of_context(), params)


def address(page: str, **params: object) -> str:
    """Return the relative address of a page in the present context: "projects?portfolio=nyc&phase=Design".

    Raises KeyError for a page that is not in the menu's list.
    """
    encoded = addresses.encoded(query(**params))
    return f"{entry(page).stem}?{encoded}" if encoded else entry(page).stem

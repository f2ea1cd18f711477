"""Addresses of pages that carry the context on."""

from collections.abc import Iterable
from urllib.parse import quote_plus

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


def addresses_of(page: str, parameter: str, values: Iterable[object]) -> list[str]:
    """Return the address of a page once per value of one parameter: a column of links, for thousands of rows."""
    before = address(page, **{parameter: None})
    start = before + ("&" if "?" in before else "?") + f"{quote_plus(parameter)}="
    return [start + quote_plus(str(value)) for value in values]

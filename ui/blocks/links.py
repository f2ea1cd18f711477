"""Links between pages, which carry portfolio, dates and filters on."""

from typing import NoReturn

import streamlit as st

from ui.filters.addresses import query
from ui.navigation import entry
from ui.state.opened import is_open
from ui.wording.markdown import plain


def link(label: str, page: str, *, icon: str | None = None, help: str | None = None, **params: object) -> None:
    """Draw a link to a page in the present context, with some query parameters replaced.

    `page` is its file stem; a parameter of None is left out. Nothing is drawn where the page is not open to the person.
    Raises KeyError for an unknown page.
    """
    if not is_open(page):
        return
    st.page_link(
        entry(page).path,
        label=plain(label),
        icon=f":material/{icon}:" if icon else None,
        help=plain(help) if help else None,
        query_params=query(**params),
    )


def go(page: str, **params: object) -> NoReturn:
    """Open a page in the present context, as if its link had been clicked."""
    st.switch_page(entry(page).path, query_params=query(**params))

"""Every visit runs through here: settings, menu for this role, context line, then the page."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from services import access
from services.errors import Explained, SignedOut
from ui import blocks, filters
from ui.blocks import database
from ui.cached import context as cached
from ui.components.whole_address import whole_address
from ui.filters import choosing, person, starting
from ui.navigation import ENTRIES, Entry, entries_for, entry
from ui.state import address
from ui.state.opened import OPENED, on_the_wall
from ui.state.person import actor
from ui.state.rights import may
from ui.state.view import CHOSEN, CURRENT, HELD, PAGE, Current
from ui.wording.markdown import plain

STATIC = Path(__file__).resolve().parent / "static"
HOME = "portfolio"
# So many seconds after a click in the menu a browser has taken up the new address.
TAKEN_UP = 0.4


def run() -> None:
    """Serve one visit."""
    st.set_page_config(
        page_title="Bellwether", page_icon=STATIC / "favicon.png", layout="wide", initial_sidebar_state=220
    )
    st.html(STATIC / "bellwether.css")
    st.logo(STATIC / "logo.svg", size="medium")
    database.wait_until_it_answers()
    try:
        opened = entries_for(access.rights_anywhere(actor()))
    except SignedOut as ended:
        blocks.show_error(ended)
        return
    pages = {item.stem: _page(item) for item in opened}
    st.session_state[OPENED] = frozenset(pages)
    menu: dict[str, list[st.Page]] = {"": [st.Page(_home, title="Home", default=True, visibility="hidden")]}
    menu[""] += [_closed(item) for item in ENTRIES if item.stem not in pages]
    for item in opened:
        menu.setdefault(item.section, []).append(pages[item.stem])
    bare = on_the_wall()
    chosen = st.navigation(menu, expanded=True, position="hidden" if bare else "sidebar")
    if not bare:
        person.who()
    database.say_write_problem()
    if chosen.url_path in pages:
        _page_in_context(chosen, entry(chosen.url_path))
    else:
        chosen.run()


def _page(item: Entry) -> st.Page:
    return st.Page(
        item.path,
        title=item.title,
        icon=f":material/{item.icon}:",
        url_path=item.stem,
        visibility="hidden" if item.hidden else "visible",
    )


def _closed(item: Entry) -> st.Page:
    """Return what stands at the address of a page the person may not open: a sentence, and nothing of the page."""

    def closed() -> None:
        starting.closed(item.title)

    return st.Page(closed, title=item.title, url_path=item.stem, visibility="hidden")


def _home() -> None:
    """Lead on to the first page, with the parameters of the address."""
    if HOME not in st.session_state[OPENED]:
        starting.no_portfolio()
        return
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    st.switch_page(entry(HOME).path, query_params=query)


def _page_in_context(chosen: st.Page, item: Entry) -> None:
    try:
        found, notes = _context(item.stem)
        with _address(found, item.stem):
            if notes:
                st.markdown(f":orange[:material/link_off: {plain(' '.join(notes))}]")
            if found is None and item.needs != "nothing":
                starting.no_portfolio()
            elif found is not None and _lacks_data(item, found):
                starting.no_projects(found, item.section)
            elif found is not None and not may(item.right):
                starting.not_for_you(found, item.title)
            else:
                chosen.run()
    except Explained as refused:
        blocks.show_error(refused)


@contextmanager
def _address(found: Current | None, page: str) -> Iterator[None]:
    """Complete the address: before a page that was open already is drawn, after one that has just been opened.

    The browser takes up the address of a page just opened while the page is drawn. What is written sooner it keeps as
    a step back to the page before, without what that page had in its address; what is written later it keeps as
    another step, unless `whole_address` has put the same there already. A page drawn in no time waits for that.
    """
    began, before = time.monotonic(), st.session_state.get(PAGE)
    st.session_state[PAGE] = page
    if found is not None and before == page:
        _write(found.context)
    if found is not None and not on_the_wall():
        whole_address(page, address.encoded(found.context.query()))
    leaving = False
    try:
        yield
    except RerunException:
        leaving = True  # Who is led on to another page brings an address along.
        raise
    finally:
        if found is not None and before != page and not leaving:
            if before is not None:
                time.sleep(max(began + TAKEN_UP - time.monotonic(), 0))
            _write(found.context)


def _lacks_data(item: Entry, found: Current) -> bool:
    """Return whether a page has nothing to tell: no projects, or none that the person is shown."""
    needs_some = item.needs == "data" or (item.needs == "portfolio" and starting.kept_back(found))
    return found.context.as_of is None and needs_some


def _context(page: str) -> tuple[Current | None, list[str]]:
    """Work out what the address asks for, write it back in full, and draw the context line."""
    who = actor()
    listing = cached.portfolio_listing(who)
    query = _query()
    key, notes = address.wanted_portfolio(query, [facts.key for facts in listing], lambda: cached.opened_first(who))
    if key is None:
        st.session_state[CURRENT] = None
        return None, notes
    scope = cached.scope(who, key)
    facts = next(facts for facts in listing if facts.key == key)
    dates = tuple(cached.dates(scope))
    choices: dict[str, dict[str, str]] = {}
    if dates:
        first = address.resolved(query, key, dates, None, scope.until)[0]
        choices = cached.filter_choices(scope, first.as_of or date.max)
    context, more = address.resolved(query, key, dates, choices, scope.until)
    found = Current(scope, facts, dates, context)
    st.session_state[CURRENT] = found
    st.session_state[HELD] = context.query()
    if not on_the_wall():
        filters.context_line(found, listing, choices, page)
    return found, [*notes, *more]


def _query() -> dict[str, list[str]]:
    """Return the parameters in force: what was just chosen, else the address, else what was held before."""
    held: dict[str, list[str]] = st.session_state.get(HELD, {})
    if st.session_state.pop(CHOSEN, False):
        return held
    given = address.own({key: st.query_params.get_all(key) for key in st.query_params})
    if given and given != held:
        choosing.renew_filters()
    return given or held


def _write(context: address.Context) -> None:
    """Write the context to the address in one step, leaving alone what belongs to the page."""
    wanted = context.query()
    given = {key: st.query_params.get_all(key) for key in address.OWN}
    # What is another, and nothing else: a page's own parameters may be bound to widgets, and must not be set at all.
    if changed := {key: values for key in address.OWN if given[key] != (values := wanted.get(key, []))}:
        st.query_params.update(changed)


run()

"""What opens over the page of people: adding somebody, changing a name, the link of an invitation."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import streamlit as st

from data_access.settings import settings
from services.errors import Explained
from services.people import INVITED_FOR, Person
from services.rights import ROLES, TITLES
from ui import blocks
from ui.actions import people as actions
from ui.filters import Current
from ui.filters import people as filters
from ui.sign_in.addresses import base, origin
from ui.wording import people as wording
from ui.wording.markdown import plain

SAID: Final = "people_said"
LINK: Final = "people_link"


def done(words: str) -> None:
    """Draw the page anew and say what was done."""
    st.session_state[SAID] = words
    st.rerun()


def tried(act: Callable[[], Any], words: str) -> None:
    """Do something and say so, or show why it is refused."""
    try:
        act()
    except Explained as refused:
        blocks.show_error(refused)
        return
    done(words)


def by_password() -> bool:
    """Return whether people choose a password here, now or once they sign in."""
    return settings().sign_in in ("none", "accounts")


def role_and_place(names: dict[str, str], view: Current | None, key: str, *, none: bool) -> tuple[str, str]:
    """Draw the choice of a role and where it holds; return (role, portfolio key or "" for all)."""
    places = ["", *names]
    here = places.index(view.facts.key) if view is not None and view.facts.key in places else 0
    first, second = st.columns(2, vertical_alignment="bottom")
    role = first.selectbox(
        "Role",
        [*([""] if none else []), *ROLES],
        format_func=lambda one: TITLES.get(one, "None yet"),
        key=f"people_role_{key}",
    )
    place = second.selectbox(
        "In",
        places,
        index=here,
        format_func=lambda one: names.get(one, "All portfolios"),
        key=f"people_place_{key}",
    )
    return str(role), str(place)


def add(names: dict[str, str], view: Current | None) -> None:
    """Draw what is asked of a new person; where people choose passwords, their link is shown next."""
    with st.form("people_add_form", border=False):
        account = st.text_input(
            "Account", key="people_account", max_chars=254, help="What they sign in with: a word, or an e-mail address."
        )
        name = st.text_input(
            "Name, if it is another than the account", key="people_name", max_chars=120, help="The name people know."
        )
        email = st.text_input("E-mail address, if there is one", key="people_email", max_chars=254)
        role, place = role_and_place(names, view, "new", none=True)
        if not by_password():
            st.caption("They are known by their e-mail address when they first sign in: give it as the account.")
        if not st.form_submit_button("Add the person", type="primary"):
            return
    name = name.strip() or account.strip()
    try:
        number = actions.add(account, name, email, role, place)
        if by_password():
            _invite(number, name)
    except Explained as refused:
        blocks.show_error(refused)
        return
    filters.open_next(account.strip().casefold())
    done(f"{name} is added.")


def edit(person: Person) -> None:
    """Draw name and address to change."""
    name = st.text_input("Name", value=person.name, key=f"people_name_{person.id}", max_chars=120)
    email = st.text_input("E-mail address", value=person.email, key=f"people_email_{person.id}", max_chars=254)
    if st.button("Save", key="people_edit_save", type="primary"):
        tried(lambda: actions.rename(person.id, person.version, name, email), f"{name.strip()} is saved.")


def invite(person: Person) -> None:
    """Make an invitation and let the next run show its link."""
    try:
        _invite(person.id, person.name)
    except Explained as refused:
        blocks.show_error(refused)
        return
    st.rerun()


def offer_link() -> None:
    """Open the link just made, this once; it is held nowhere afterwards."""
    made: tuple[str, str, datetime] | None = st.session_state.pop(LINK, None)
    if made is not None:
        st.dialog(plain(f"Invitation for {made[0]}"), width="medium", on_dismiss="rerun")(_link)(*made)


def _invite(number: int, name: str) -> None:
    link = wording.link(actions.invite(number), f"{origin()}{base()}")
    st.session_state[LINK] = (name, link, datetime.now(UTC) + INVITED_FOR)


def _link(name: str, link: str, until: datetime) -> None:
    st.markdown(plain(wording.invitation(name, until)))
    st.code(link, language=None, wrap_lines=True)

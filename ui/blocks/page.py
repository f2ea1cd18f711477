"""The head of a page, parts that fail alone, and what is said where nothing can be shown."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Literal, TypeVar, cast

import streamlit as st

from services.errors import Explained
from ui.theme import Palette
from ui.theme import palette as palette_of
from ui.wording.markdown import plain

Part = TypeVar("Part", bound=Callable[..., Any])
_inside_part: ContextVar[bool] = ContextVar("inside_part", default=False)


class PartStopped(Exception):
    """A part has said why it cannot go on."""


def palette() -> Palette:
    """Return the colours of the theme the reader has chosen."""
    return palette_of(st.context.theme.type)


def header(title: str, finding: str, *, aside: str = "") -> None:
    """Draw the head of a page: its name small, its finding as the largest text, an optional sentence below."""
    with st.container(key="page_header", gap=None):
        st.caption(plain(title))
        st.title(plain(finding), anchor=False)
    if aside:
        st.markdown(plain(aside))


def section(title: str, note: str = "") -> None:
    """Draw the title of a part, and beside it what it shows in a few quiet words."""
    with st.container(key=_key("section", title), horizontal=True, vertical_alignment="bottom", gap="small"):
        st.header(plain(title), anchor=False, width="content")
        if note:
            st.caption(plain(note), width="content")


@contextmanager
def title_line(key: str, title: str, note: str = "") -> Iterator[None]:
    """Draw a title with a quiet note below it; what is drawn inside stands at the end of the same line."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"title_line_{key}"):
        with st.container(key=f"{key}_title", gap=None, width="stretch"):
            st.header(plain(title), anchor=False)
            if note:
                st.caption(plain(note))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", wrap=False):
            yield


def part(key: str) -> Callable[[Part], Part]:
    """Return a decorator that makes a function a live part: it reruns alone, and stops alone when it cannot go on."""

    def decorate(draw: Part) -> Part:
        @wraps(draw)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            token = _inside_part.set(True)
            try:
                return draw(*args, **kwargs)
            except PartStopped:
                return None
            finally:
                _inside_part.reset(token)

        return cast(Part, st.fragment(guarded, key=key))

    return decorate


@contextmanager
def explained_errors() -> Iterator[None]:
    """Show what an Explained error says and stop the part (outside a part: the page)."""
    try:
        yield
    except Explained as found:
        show_error(found)
        if _inside_part.get():
            raise PartStopped from found
        st.stop()


def show_error(found: Explained) -> None:
    """Draw an explained error: what could not be done, why, and what would repair it."""
    rest = " ".join(sentence for sentence in (found.why, found.repair) if sentence)
    if rest:
        st.error(plain(rest), title=plain(found.what), icon=":material/error:")
    else:
        st.error(plain(found.what), icon=":material/error:")


def empty_state(
    what: str,
    why: str,
    actions: Sequence[tuple[str, str]] = (),
    *,
    steps: Sequence[str] = (),
    whole_page: bool = False,
) -> None:
    """Draw what is missing, why it matters, and the pages that bring it, as (words, page) pairs.

    `steps` are sentences in order. Buttons of a part's own can follow the call. `whole_page` says that there is
    no other title on the page.
    """
    from ui.blocks.links import go
    from ui.state.opened import is_open

    actions = [(words, page) for words, page in actions if is_open(page)]

    with st.container(key=_key("empty", what), border=True, width=780):
        (st.title if whole_page else st.header)(plain(what), anchor=False)
        st.markdown(plain(why))
        if steps:
            st.markdown("\n".join(f"{number}. {plain(step)}" for number, step in enumerate(steps, 1)))
        if actions:
            with st.container(horizontal=True):
                for place, (words, page) in enumerate(actions):
                    kind: Literal["primary", "secondary"] = "secondary" if place else "primary"
                    if st.button(plain(words), type=kind, key=_key("empty_action", f"{page} {what}")):
                        go(page)


@contextmanager
def how_it_was_found(*sentences: str) -> Iterator[None]:
    """Open the closed drawer with method, inputs, source and limits; what is drawn inside follows the sentences."""
    with st.expander("How it was found", icon=":material/science:"):
        for sentence in sentences:
            st.markdown(plain(sentence))
        yield


def progress(share: float, words: str) -> None:
    """Draw how far a long piece of work is, with counts in words ("1,200 of 2,259 rows")."""
    st.progress(min(max(share, 0.0), 1.0), text=plain(words))


def _key(kind: str, words: str) -> str:
    return f"{kind}_" + "".join(letter if letter.isalnum() else "_" for letter in words.lower())[:60]

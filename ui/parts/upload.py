"""Parts of the upload page: its finding, and the choice of register and file."""

from typing import Any

import streamlit as st

from services.portfolios import PortfolioFacts
from services.readings import largest, register_titles
from ui import blocks
from ui.actions import intake as actions
from ui.cached import data as cached
from ui.filters import Current
from ui.parts import upload_findings
from ui.state.uploading import LOADED, LOADING, RECEIVED, Uploading, current
from ui.wording import intake as wording
from ui.wording.markdown import plain

REGISTER, FILE, ROUND = "upload_register", "upload_file", "upload_round"


def head(view: Current | None) -> None:
    """Draw the finding about the file at hand: what loading it would change."""
    assert view is not None
    title, doing = st.container(), st.empty()
    work = _prepared(view, doing)
    with title:
        blocks.header("Upload", _finding(work))


def _finding(work: Uploading | None) -> str:
    if work is None:
        return "What would this file change?" if LOADED not in st.session_state else "The file is loaded."
    if work.plan is not None:
        return wording.finding(work.plan, register_titles())
    if work.refusals:
        return f"{work.source.file_name} cannot be taken over as it is."
    return f"{work.source.file_name} is read. Please say {wording.left_open(work.still_open)}."


def _prepared(view: Current, doing: Any) -> Uploading | None:
    """Read what was received and bring the plan up to date, saying how far that is."""

    def say(done: int, total: int, text: str) -> None:
        doing.progress(min(done / total, 1.0) if total else 0.0, text=plain(text))

    received = st.session_state.pop(RECEIVED, None)
    if received is not None:
        actions.receive(view.scope, received[0], received[1], st.session_state.get(REGISTER, "projects"), say)
    work = current()
    if work is not None and work.portfolio != view.scope.portfolio:
        actions.receive(view.scope, work.source.open().read(), work.source.file_name, work.register, say)
        work = current()
    if work is not None and LOADING not in st.session_state:
        register = st.session_state.get(REGISTER, work.register)
        if register != work.register:
            actions.read_as_register(view.scope, work, register, say)
        actions.plan(view.scope, work, say)
    doing.empty()
    return work


def choose(view: Current | None) -> None:
    """Draw the choice of register with its template, and of the file."""
    assert view is not None
    work = current()
    titles = register_titles()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="upload_choose"):
        if work is not None:
            st.session_state[REGISTER] = work.register
        st.selectbox(
            "Register",
            list(titles),
            format_func=lambda name: titles[name],
            key=REGISTER,
            bind="query-params",
            width=260,
        )
        register = str(st.session_state[REGISTER])
        for form in ("xlsx", "csv"):
            st.download_button(
                f"Template {form.upper()}",
                cached.template(register, form),
                file_name=f"{register}-template.{form}",
                key=f"upload_template_{form}",
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
            )
        if work is not None:
            with st.container(horizontal=True, vertical_alignment="center", width="content", key="upload_at_hand"):
                told = plain(f"{work.source.file_name}, {wording.size(work.source.size)}")
                st.markdown(f":small[{told}]", width="content")
                st.button(
                    "Take another file",
                    key="upload_other",
                    type="tertiary",
                    on_click=actions.let_go,
                    args=(view.scope,),
                )
    if work is None:
        _receive(view.facts, register)
    else:
        _refusals(work)


def _receive(facts: PortfolioFacts, register: str) -> None:
    actions.expect()
    attempt = st.session_state.setdefault(ROUND, 0)
    st.file_uploader(
        f"CSV or XLSX, up to {wording.size(largest())}",
        type=["csv", "xlsx", "txt", "tsv"],
        key=f"{FILE}_{attempt}",
        on_change=_received,
        args=(f"{FILE}_{attempt}",),
    )
    st.caption(plain(wording.NEXT[register == "projects"]))
    with st.expander(f"A file larger than {wording.size(largest())}", type="compact"):
        st.caption("The command line reads CSV files of any size, in the same way and with the same plan:")
        st.code(
            f"python cli.py import FILE --portfolio {facts.key} --register {register} --dry-run",
            language="bash",
            wrap_lines=True,
        )


def _received(key: str) -> None:
    held = st.session_state.get(key)
    if held is not None:
        st.session_state[RECEIVED] = (held.getvalue(), held.name)
        st.session_state[ROUND] += 1
        st.session_state.pop(LOADED, None)


def _refusals(work: Uploading) -> None:
    """Say why nothing of the file can be taken over, and what repairs it."""
    if work.refusals:
        upload_findings.refused_file(work.refusals)

"""What the upload page does: read the file at hand, plan it, load exactly the plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from services import derived, intake, plan_changes, publications, readings, upload_ahead, uploads
from services.access import Actor, Scope
from services.errors import Explained, Moved
from services.intake import Committed
from services.plans import Progress
from services.portfolios import PortfolioFacts
from services.readings import Coverage, Source
from services.refusals import FileRefused, refusals
from services.restatements import IsPublished, Restatement
from ui.actions.background import Work
from ui.state.person import actor
from ui.state.restating import given
from ui.state.uploading import FAILED, LOADED, LOADING, WORK, Uploading, current
from ui.wording import plan_changes as wording

PLACE, MEANT = "upload", "upload_date_meant"
Loaded = tuple[Committed, Work[None]]


def expect() -> None:
    """Make ready for a file, so that the first one need not wait."""
    uploads.expect()


def receive(scope: Scope, content: bytes, file_name: str, register: str, progress: Progress) -> Uploading:
    """Read a file and keep it at hand, in place of any other."""
    let_go(scope)
    work = Uploading(scope.portfolio, Source(content, file_name), register)
    st.session_state[WORK] = work
    _read(scope, work, progress)
    return work


def read_as_register(scope: Scope, work: Uploading, register: str, progress: Progress) -> None:
    """Read the file at hand anew, as another register."""
    work.register = register
    _read(scope, work, progress)


def let_go(scope: Scope) -> None:
    """Put the file at hand away, and the plan made of it."""
    work: Uploading | None = st.session_state.pop(WORK, None)
    if work is not None and work.plan is not None and work.portfolio == scope.portfolio:
        intake.discard(actor(), scope, work.plan["hash"])


def _read(scope: Scope, work: Uploading, progress: Progress) -> None:
    progress(0, 1, f"Reading {work.source.file_name}")
    work.file, work.plan, work.planned_for, work.before = None, None, "", None
    work.refusals, work.lineage = [], {}
    try:
        file = uploads.read(actor(), scope, work.source, work.register, progress=progress)
        work.choices = readings.coverage_choices(scope, file)
    except (FileRefused, Explained) as refused:
        work.refusals = refusals(refused)
        return
    work.file = file
    work.asked = tuple(column.header for column in file.mapping.undecided)
    work.coverage = work.choices.proposed
    work.as_of = readings.dated_by_name(work.source.file_name)
    work.dated_by_name = work.as_of is not None


def plan(scope: Scope, work: Uploading, progress: Progress) -> None:
    """Bring the plan up to what was chosen and to the data as they stand; does nothing where it is."""
    if work.file is None or not work.is_ready:
        work.plan, work.planned_for = None, ""
        return
    wish = work.wish(scope)
    if wish == work.planned_for:
        return
    outdated, work.plan = work.plan, None
    st.session_state.pop(MEANT, None)
    if outdated is not None:
        work.before = outdated if work.planned_version != scope.data_version else None
        intake.discard(actor(), scope, outdated["hash"])
    work.refusals, work.planned_for, work.planned_version = [], wish, scope.data_version
    try:
        work.plan = uploads.plan(
            actor(),
            scope,
            work.file,
            as_of=None if work.file.has_dates else work.as_of,
            coverage=work.coverage,
            lineage=list(work.lineage.values()),
            progress=progress,
        )
        work.touched = tuple(publications.touched(scope, work.plan))
    except (FileRefused, Explained) as refused:
        work.refusals = refusals(refused)


def changes(scope: Scope, work: Uploading, as_of: date, facts: PortfolioFacts) -> pd.DataFrame:
    """Return what exactly the plan changes at one of its dates, in words, worked out once for each plan."""
    assert work.plan is not None
    asked = (str(work.plan["hash"]), as_of)
    if work.changes is None or work.changes[0] != asked:
        found = plan_changes.changes(actor(), scope, work.plan["hash"], as_of)
        work.changes = (asked, wording.rows(found, facts.currency, facts.minor_digits))
    return work.changes[1]


def read_as(header: str, column: str | None) -> None:
    """Read a column of the file as another column."""
    _corrected(lambda file: readings.read_as(file, header, column))
    work = current()
    if work is not None and work.file is not None:
        added = tuple(each.header for each in work.file.mapping.undecided if each.header not in work.asked)
        work.asked = (*work.asked, *added)


def choose(header: str, **choices: Any) -> None:
    """Read one column in another order, unit, notation or scale."""
    _corrected(lambda file: readings.with_choice(file, header, **choices))


def decide_order(order: str) -> None:
    """Read every column that does not decide by itself with one order of day and month."""
    work = current()
    for header in work.asked if work else ():
        choose(header, order=order)


def state_rate(currency: str, rate: str) -> None:
    """Say what one unit of another currency is worth; what is no rate is said on the page."""
    try:
        _corrected(lambda file: readings.with_rate(file, currency, rate))
    except Explained as refused:
        st.session_state[FAILED] = refused


def date_file(as_of: date | None) -> None:
    """Say which date the whole file speaks of."""
    work = current()
    if work is not None:
        work.as_of, work.dated_by_name = as_of, False


def cover(coverage: Coverage) -> None:
    """Say what the file speaks for."""
    work = current()
    if work is not None:
        work.coverage = coverage


def confirm(step: dict[str, str], confirmed: bool) -> None:
    """Keep or drop that one key became another."""
    work = current()
    if work is not None:
        key = (step["from_key"], step["to_key"])
        work.lineage.pop(key, None)
        if confirmed:
            work.lineage[key] = step


def _corrected(change: Callable[[uploads.FileRead], uploads.FileRead]) -> None:
    work = current()
    if work is not None and work.file is not None:
        work.file = change(work.file)


def load(scope: Scope) -> None:
    """Begin to write exactly the plan, and then its figures; `LOADING` holds the work."""
    work = current()
    if work is None or work.plan is None or LOADING in st.session_state:
        return
    try:
        upload_ahead.must_be_meant(work.plan, bool(st.session_state.get(MEANT)))
    except upload_ahead.IsAhead as refused:
        st.session_state[FAILED] = refused
        return
    who, plan_hash = actor(), work.plan["hash"]
    restatement = given(PLACE) if work.touched else None

    def do(say: Progress) -> Loaded:
        done = intake.commit(who, scope, plan_hash, say, restatement)
        # In this thread nobody sits before a screen: whose work it is was asked before.
        return done, work_out_figures(who, scope.portfolio)

    st.session_state[LOADING] = Work(do)


def settle_loading(work: Uploading, loading: Work[Loaded]) -> Explained | None:
    """Take in how loading ended: keep what was said of it, or return why it did not happen.

    Where the data moved, the page draws up the new plan and says what differs; where published dates would change
    after all, it asks for reason and approver.
    """
    st.session_state.pop(LOADING, None)
    if isinstance(loading.error, Moved):
        work.planned_for = ""
        return None
    if isinstance(loading.error, IsPublished):
        work.touched = loading.error.dates
    if isinstance(loading.error, Explained):
        return loading.error
    if loading.error is not None:
        raise loading.error
    assert loading.result is not None
    done, figures = loading.result
    st.session_state[LOADED] = {"plan": work.plan, "done": done, "figures": figures}
    st.session_state.pop(WORK, None)
    return None


def work_out_figures(who: Actor, portfolio: str) -> Work[None]:
    """Begin to work out the figures of each period after the data moved; the slip models are trained after that."""

    def do(say: Progress) -> None:
        derived.refresh_and_train(who, portfolio, say)

    return Work(do)


def withdraw(scope: Scope, upload: int, reason: str, approver: str = "") -> None:
    """Take a file out of use; raises Explained where it is refused. With an approver, also where that restates."""
    intake.withdraw(actor(), scope, upload, reason, Restatement(reason, approver) if approver else None)

"""Parts of the periods page: who has reported, who is late, and how complete each date is."""

from datetime import date

import pandas as pd
import streamlit as st

from services.received import Late
from ui import blocks
from ui.blocks import Column
from ui.cached import data as cached
from ui.cached import publications as published
from ui.filters import Current
from ui.wording import publications as publishing
from ui.wording import received as wording
from ui.wording.formats import count, day

LATE = [
    Column("department", "Department", width="medium"),
    Column("missing", "Not reported", "count", width="small"),
    Column("expected", "Expected", "count", width="small"),
    Column("last_heard", "Last heard from", "date", width="small"),
]
PERIODS = [
    Column("as_of", "As of", "date", width=95, pinned=True),
    Column("status", "Status", width=85),
    Column("share", "Reported", "chance", width=90),
    Column("expected", "Expected", "count", width=75, help="Projects not finished or cancelled, and all received."),
    Column("received", "Received", "count", width=75),
    Column("carried", "Carried forward", "count", width=110, help="Not received: they show their last values."),
    Column("files", "Files in use", "count", width=85),
    Column("replaced", "Replaced", "count", width=75, help="Files corrected by a later one, or withdrawn."),
    Column("covers", "Speaks for", width=270),
    Column("received_at", "Last received", "date", width=100),
    Column("received_by", "By", width=95),
    Column("published", "Published", width=150),
]
RARE = ("published",)

# Signs of what a date speaks for that fit in one line.
COVERS_FIT = 44


def head(view: Current | None) -> None:
    """Draw who has reported at the date shown, as a finding."""
    assert view is not None
    as_of = view.context.as_of
    expected, received = _counts(view, as_of)
    blocks.header("Periods", wording.finding(as_of, expected, received, _late(view)))
    if as_of is None:
        blocks.empty_state(
            "A period begins with its first file",
            "Each file of projects is loaded as of a date. This page then says which departments have reported, "
            "which files count, and which were corrected or withdrawn.",
            [("Upload a file of projects", "upload"), ("Download a template", "dictionary")],
        )


def _counts(view: Current, as_of: date | None) -> tuple[int, int]:
    if as_of is None:
        return 0, 0
    rows = cached.periods(view.scope)
    row = rows[rows["as_of"] == pd.Timestamp(as_of)].iloc[0]
    return int(row["expected"]), int(row["received"])


def _late(view: Current) -> list[Late]:
    return cached.late(view.scope, view.context.as_of) if view.context.as_of else []


def late(view: Current | None) -> None:
    """Draw the departments that have not reported all of their projects."""
    assert view is not None
    found = _late(view)
    if not found or view.context.as_of is None:
        return
    rows = [
        {
            "department": one.department or wording.NOBODY,
            "missing": one.missing,
            "expected": one.expected,
            "last_heard": pd.Timestamp(one.last_heard) if one.last_heard else pd.NaT,
        }
        for one in found
    ]
    blocks.table(
        pd.DataFrame(rows),
        LATE,
        key="periods_late",
        noun="department",
        title=f"Late as of {day(view.context.as_of)}",
        note="Their projects show their last values, and count as not reported",
        download="departments_late",
    )


def listing(view: Current | None) -> None:
    """Draw every as-of date with how completely it was reported."""
    assert view is not None
    rows = cached.periods(view.scope)
    if rows.empty:
        return
    standing = {pd.Timestamp(one.as_of): one for one in published.listing(view.scope)}
    told = rows.assign(
        status=[publishing.STATUS[standing[as_of].status] for as_of in rows["as_of"]],
        published=[publishing.published(standing[as_of]) for as_of in rows["as_of"]],
        share=rows["received"] / rows["expected"].where(rows["expected"] > 0),
        covers=wording.coverages(list(rows["coverages"])),
        received_at=pd.to_datetime(rows["received_at"]).dt.tz_localize(None),
    )
    blocks.table(
        told,
        [column for column in PERIODS if column.field not in RARE or told[column.field].astype(bool).any()],
        key="periods_listing",
        lines=2 if told["covers"].str.len().max() > COVERS_FIT else 1,
        rows_high=10,
        noun="period",
        title="Periods",
        note=f"{count(len(told), 'as-of date')} of projects, newest first",
        download="periods",
    )
    with st.container(horizontal=True):
        blocks.link("Upload a file", "upload", icon="upload_file")

"""Parts of the audit's page: whether it is whole, the search, a page of entries, one entry, and the export."""

from typing import Final

import pandas as pd
import streamlit as st

from services.audit import AuditEntry, Sought
from ui import blocks
from ui.blocks import Column, exports
from ui.cached import audit as cached
from ui.filters import Current, actor
from ui.filters import audit as filters
from ui.wording import audit as wording
from ui.wording.formats import moment, number, text
from ui.wording.markdown import plain

PAGE_ROWS: Final = 25
ROWS_HIGH: Final = 8
FITS: Final = 60
ENTRIES = [
    Column("sequence", "Entry", "count", width=60),
    Column("when", "When", width=150),
    Column("actor", "Who", width=90),
    Column("what", "What", width=120),
    Column("about", "About", width=140),
    Column("before", "Before", width=200),
    Column("after", "After", width=200),
    Column("portfolio", "Portfolio", width=80),
]
PAIRS = [
    Column("name", "Value", width=260),
    Column("before", "Before", width=390),
    Column("after", "After", width=390),
]


def head(view: Current | None) -> None:
    """Draw whether the audit is whole, up to where, and when that was found; the page ends here for who may not."""
    with blocks.explained_errors():
        cached.must_read(actor(), None if view is None else view.facts.key)
    found, at = cached.verified()
    blocks.header("Audit", wording.finding(found))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="audit_verified"):
        if found.whole:
            st.markdown(plain(f"{wording.verified(found)} Verified {moment(at)}."), width="content")
        else:
            st.error(plain(wording.verified(found)), icon=":material/error:")
        st.button("Verify again", icon=":material/refresh:", key="audit_verify", on_click=cached.verify_again)


@blocks.part("audit_listing")
def listing(view: Current | None) -> None:
    """Let the reader search; show a page of entries, newest first, and the one chosen."""
    with blocks.explained_errors():
        here = None if view is None else view.facts.key
        portfolio = filters.where(here, everywhere=cached.everywhere(actor()))
        sought = filters.sought(cached.recorded(actor(), portfolio))
        total = cached.count(actor(), portfolio, sought)
        if not total:
            st.markdown("No entry is as sought. Take a filter away, or search with fewer words.")
            return
        first = _place(total, portfolio, sought)
        entries = cached.entries(actor(), portfolio, sought, first, PAGE_ROWS)
    chosen = blocks.table(
        _rows(entries),
        ENTRIES[:-1] if portfolio else ENTRIES,
        key=f"audit_entries_{entries[0].sequence}_{len(entries)}",
        lines=2,
        rows_high=ROWS_HIGH,
        clickable=True,
        noun="entry",
        alt=f"Entries of the audit, newest first: {wording.entries(len(entries))}.",
    )
    if chosen is None:
        st.caption("Choose an entry to read all of its values side by side.")
        return
    _entry(entries[int(chosen)])


def how_it_was_found() -> None:
    """Draw the closed drawer: how the audit is verified, and what cannot be told."""
    with blocks.how_it_was_found(*wording.limits()):
        st.markdown("The present head, to be kept elsewhere:")
        with blocks.explained_errors():
            st.code(str(cached.head()), language=None)


def _place(total: int, portfolio: str | None, sought: Sought) -> int:
    """Draw the pager, what is shown, and the export; return the place of the first entry shown."""
    pages = -(-total // PAGE_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="audit_tools"):
        first = (filters.page(portfolio, sought, pages) - 1) * PAGE_ROWS
        last = min(first + PAGE_ROWS, total)
        told = f"{number(first + 1)} to {number(last)} of {wording.entries(total)}, newest first"
        st.caption(plain(told), width="content")
        _export(portfolio, sought, total)
    return first


def _export(portfolio: str | None, sought: Sought, total: int) -> None:
    opened = st.popover(
        "Save", icon=":material/download:", type="tertiary", key="save_audit", on_change="rerun", help="CSV"
    )
    if not opened.open:
        return
    with opened:
        # Entries written meanwhile come after the head that is told: it is read first.
        head = cached.head()
        content = wording.exported(cached.every(actor(), portfolio, sought), head).encode("utf-8-sig")
        st.download_button(
            f"CSV, {wording.entries(total)}",
            content,
            file_name=exports.file_name("audit", content, "csv"),
            mime=exports.CSV_TYPE,
            key="save_audit_csv",
            on_click="ignore",
            width="stretch",
        )
        st.caption("Its last line holds the head of the audit: keep the file, and the audit can be compared with it.")


def _rows(entries: list[AuditEntry]) -> pd.DataFrame:
    told = [wording.lines(entry) for entry in entries]
    rows = [
        {
            "sequence": entry.sequence,
            "when": moment(entry.at),
            "actor": entry.actor,
            "what": wording.action(entry.action),
            "about": wording.about(entry),
            "before": was,
            "after": now,
            "portfolio": entry.portfolio,
        }
        for entry, (was, now) in zip(entries, told, strict=True)
    ]
    return pd.DataFrame(rows)


def _entry(entry: AuditEntry) -> None:
    """Draw one entry: who, what, when, on which data, and its values before and after side by side."""
    blocks.section(f"Entry {number(entry.sequence)}", f"{wording.action(entry.action)}: {wording.about(entry)}")
    st.markdown(plain(wording.who_and_when(entry)))
    pairs = pd.DataFrame(wording.pairs(entry), columns=["name", "before", "after"])
    if pairs.empty:
        st.caption("The entry holds no values.")
    else:
        longest = max(pairs[column].str.len().max() for column in ("before", "after"))
        blocks.table(
            pairs, PAIRS, key="audit_pairs", lines=1 if longest <= FITS else 2, noun="value", given="As recorded"
        )
    st.caption(plain(f"Request {text(entry.request)}. Hash {entry.hash}."))

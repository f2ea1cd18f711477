"""Parts of the health page: the database, what keeps the installation going, and figures still to be worked out."""

import pandas as pd
import streamlit as st

from services.databases import Health
from ui import blocks
from ui.blocks import Column, Figure
from ui.cached import audit as cached_audit
from ui.cached import context as cached_context
from ui.cached import data as cached
from ui.filters import actor
from ui.wording import installation as wording
from ui.wording.formats import count, number
from ui.wording.markdown import plain

PORTFOLIOS = [
    Column("name", "Portfolio", width="medium"),
    Column("key", "Key", width="small"),
    Column("currency", "Currency", width="small"),
    Column("version", "Changes so far", "count", width="small", help="Every change that was saved counts one."),
    Column("pending", "Periods to work out", "count", width="small", help="Their course is not drawn yet."),
]


def head() -> None:
    """Draw whether the installation is sound, and on what it stands."""
    found = cached.health()
    rows = _rows()
    pending = int(rows["pending"].sum()) if len(rows) else 0
    audited, _ = cached_audit.verified()
    blocks.header("Health", wording.finding(found, pending, audited))
    if words := wording.tampered(audited):
        st.error(plain(words), icon=":material/error:")
    blocks.figures(_figures(found), key="health_figures")
    if found.journal_note:
        st.warning(plain(found.journal_note), icon=":material/info:")


def operation() -> None:
    """Draw what keeps the installation going: who gets in, the disk, backups, jobs, and what should be seen to."""
    found = cached.standing()
    for sentence in wording.warnings(found):
        st.warning(plain(sentence), icon=":material/warning:")
    blocks.section("Operation")
    way, from_where = wording.SIGN_IN[found.sign_in]
    visits = f"{from_where}; {count(found.sessions, 'open visit')}" if found.sign_in != "none" else from_where
    disk = "its server knows" if found.free_bytes is None else wording.size(found.free_bytes)
    answer = f"answers in {number(found.seconds * 1_000, 1)} ms"
    backup = Figure("Backup", *wording.backup(found), help=wording.backups_looked_for(found))
    row = [Figure("Sign-in", way, visits), Figure("Free disk", disk, answer), backup]
    blocks.figures([*row, Figure("Jobs", *wording.jobs(found))], key="health_operation")


def _figures(found: Health) -> list[Figure]:
    schema = "up to date" if found.schema_is_current else "not up to date: run the upgrade command"
    figures = [
        Figure("Database", found.database.split(",")[0], found.library or "a server"),
        Figure("Schema revision", found.schema_revision, schema),
    ]
    if found.journal:
        figures.append(
            Figure("Journal", wording.journal(found.journal), wording.JOURNALS.get(found.journal.lower(), ""))
        )
    return [*figures, Figure("Portfolios", str(found.portfolios))]


def portfolios() -> None:
    """Draw the portfolios with what is still to be worked out for each."""
    rows = _rows()
    blocks.table(rows, PORTFOLIOS, key="health_portfolios", noun="portfolio", title="Portfolios", download="portfolios")
    if len(rows) and rows["pending"].sum():
        st.caption("Figures are worked out after each load; the command to do it now is: python cli.py db rebuild")


def _rows() -> pd.DataFrame:
    listed = cached_context.portfolio_listing(actor())
    rows = [
        {
            "name": facts.name,
            "key": facts.key,
            "currency": facts.currency,
            "version": facts.data_version,
            "pending": cached.pending(facts.key),
        }
        for facts in listed
    ]
    return pd.DataFrame(rows, columns=[column.field for column in PORTFOLIOS])

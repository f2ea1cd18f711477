"""What a plan found: warnings, rows refused, values emptied, and totals that add up."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from services import upload_ahead
from services.portfolios import PortfolioFacts
from services.readings import NO_KEY_KNOWN, fields
from ui import blocks
from ui.actions import intake as actions
from ui.blocks import Column
from ui.wording import intake as wording
from ui.wording import intake_warnings
from ui.wording.formats import count, day, number
from ui.wording.markdown import plain

REFUSED = [
    Column("file", "File", width=130),
    Column("row", "Row", "count", width=60),
    Column("column", "Column", width=140),
    Column("value", "Value", width=140),
    Column("rule", "Why", width=180),
    Column("repair", "What repairs it", width=390),
]
TOTALS = [
    Column("title", "Column of money", width="medium"),
    Column("shown", "Total of the rows loaded", width="medium"),
    Column("last", "The same projects, as last reported", width="medium", help="Of those the file names."),
]
SKIPPED = [
    Column("row", "Row", "count", width="small"),
    Column("kind", "Why", width="medium"),
    Column("text", "Text", width="large"),
]


def warnings(plan: dict[str, Any]) -> None:
    """Draw the warnings as sentences: what, and what it means."""
    titles = {field.name: field.title for field in fields(plan["register"])}
    others = [one for one in plan["warnings"] if one["rule"] not in (NO_KEY_KNOWN, upload_ahead.AHEAD)]
    found = intake_warnings.warnings(others, titles)
    if not found:
        return
    with st.container(border=True, key="upload_warnings", gap="small"):
        lines = [f"- **{plain(what)}** {plain(meaning)}" for what, meaning in found]
        heading = f":orange[:material/warning:] **{count(len(found), 'warning')}**; the rows are loaded as they are"
        st.markdown("\n".join([heading, "", *lines]))


def wrong_portfolio(plan: dict[str, Any]) -> bool:
    """Warn where the portfolio knows no key of the file, and return whether that is so."""
    text = next((one["text"] for one in plan["warnings"] if one["rule"] == NO_KEY_KNOWN), "")
    if text:
        st.warning(plain(intake_warnings.MEANING[NO_KEY_KNOWN]), title=plain(text), icon=":material/warning:")
    return bool(text)


def date_ahead(plan: dict[str, Any]) -> bool:
    """Warn of an as-of date far ahead and ask whether it is meant; return whether loading has to wait for that."""
    text = upload_ahead.of_plan(plan)
    if not text:
        return False
    with st.container(border=True, key="upload_ahead", gap="small"):
        st.warning(plain(intake_warnings.MEANING[upload_ahead.AHEAD]), title=plain(text), icon=":material/event_busy:")
        newest = date.fromisoformat(plan["parts"][-1]["as_of"])
        return not st.checkbox(f"It is meant: the file is as of {day(newest)}", key=actions.MEANT)


def control(plan: dict[str, Any], facts: PortfolioFacts) -> None:
    """Draw the rows as a sum that adds up, the totals of money, and what was not taken over."""
    blocks.section("Control", f"{wording.rows_sum(plan['rows'])}.")
    if plan["totals"]:
        _totals(plan, facts)
    _listed("refused", plan["refused"], plan["rows"]["refused"], "row refused", "rows refused")
    _listed("emptied", plan["emptied"], plan["emptied_count"], "value emptied", "values emptied")
    extra = [row for row in plan["skipped"] if row["kind"] == "total"]
    if extra:
        with st.expander(f"{count(len(extra), 'row')} of totals skipped"):
            frame = pd.DataFrame(extra).assign(kind=wording.SKIPPED["total"])
            blocks.table(
                frame, SKIPPED, key="upload_skipped_totals", noun="skipped row", given="In the order of the file"
            )


def _totals(plan: dict[str, Any], facts: PortfolioFacts) -> None:
    """Draw the totals of money; for a file of one date beside what was last reported of its projects."""
    titles = {field.name: field.title for field in fields(plan["register"])}
    last = plan["parts"][0]["last_totals"] if len(plan["parts"]) == 1 else {}
    rows = [
        {
            "title": titles[name],
            "shown": wording.amount(total, facts.currency, facts.minor_digits),
            "last": wording.amount(last[name], facts.currency, facts.minor_digits) if name in last else None,
        }
        for name, total in plan["totals"].items()
    ]
    shown = TOTALS if last else TOTALS[:2]
    blocks.table(pd.DataFrame(rows), shown, key="upload_totals", noun="total", rows_high=8)


def _listed(name: str, found: Sequence[dict[str, Any]], total: int, one: str, many: str) -> None:
    if not found:
        return
    shown = "" if len(found) >= total else f", the first {number(len(found))} listed"
    with st.expander(f"{count(total, one, many)}{shown}", expanded=name == "refused" and len(found) <= 10):
        blocks.table(
            frame_of(found),
            REFUSED,
            key=f"upload_{name}",
            noun=one,
            given="In the order of the file",
            download=f"{name}_of_the_upload",
            lines=2,
            rows_high=10,
        )


def frame_of(found: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return refusals as rows of a table; a row of 0 means the whole file."""
    rows = [{**one, "row": one["row"] or None, "repair": intake_warnings.repair(one["repair"])} for one in found]
    return pd.DataFrame(rows, columns=[column.field for column in REFUSED])


def refused_file(found: Sequence[dict[str, Any]]) -> None:
    """Draw why nothing of a file can be taken over, and what repairs it."""
    st.error(
        "\n".join(f"- {plain(_sentence(one))}" for one in found[:5]),
        title="Nothing of this file was taken over",
        icon=":material/error:",
    )
    blocks.table(
        frame_of(found),
        REFUSED,
        key="upload_refused_file",
        noun="reason",
        download="why_the_file_was_refused",
        lines=2,
        rows_high=8,
    )


def _sentence(one: dict[str, Any]) -> str:
    place = ", ".join(
        part
        for part in (
            f"row {one['row']}" if one["row"] else "",
            one["column"],
            f'"{one["value"]}"' if one["value"] else "",
        )
        if part
    )
    rule = f"{one['rule'][0].upper()}{one['rule'][1:]}" if one["rule"] else "It cannot be read"
    return f"{rule}{f' ({place})' if place else ''}. {intake_warnings.repair(one['repair'])}"

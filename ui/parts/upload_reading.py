"""How the file at hand is read: its date, what it speaks for, and its columns, each correctable."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from services import readings
from services.readings import Coverage
from ui import blocks
from ui.actions import intake as actions
from ui.blocks import Column
from ui.filters import Current
from ui.parts import upload_columns
from ui.state.uploading import LOADING, Uploading, current
from ui.wording import intake as wording
from ui.wording import intake_columns as columns
from ui.wording.formats import count, day
from ui.wording.markdown import plain

DATE, KIND, VALUES, ORDER = "upload_as_of", "upload_coverage", "upload_coverage_values", "upload_order_all"
FIRST, LAST = date(1950, 1, 1), date(2100, 12, 31)
SHOWN = [
    Column("row", "Row", "count", width="small"),
    Column("kind", "Why", width="medium"),
    Column("text", "Text", width="large"),
]


def decisions(work: Uploading, currency: str) -> None:
    """Draw what only a person can decide: the date, what the file speaks for, the order of dates, the key."""
    with st.container(key="upload_decisions", gap="small"):
        _orders(work)
        _missing(work)
        _rates(work, currency)
        with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
            _dated(work)
            _coverage(work)


def reading(view: Current | None) -> None:
    """Draw how the file was read: its form, rows skipped and mended, and its columns."""
    work = current()
    if work is None or work.file is None or LOADING in st.session_state:
        return
    upload_columns.columns()
    raw = work.file.raw
    told = wording.read_as_file(raw.encoding, raw.delimiter, raw.sheet, raw.header_row, raw.row_count)
    blocks.section("How the file was read", told)
    skipped = [{"row": one.row, "kind": one.kind, "text": one.text} for one in raw.skipped]
    if skipped:
        with st.expander(f"{count(raw.count('skipped'), 'row')} skipped: {wording.skipped(skipped)}"):
            frame = pd.DataFrame(skipped).assign(kind=lambda rows: rows["kind"].map(wording.SKIPPED))
            blocks.table(frame, SHOWN, key="upload_skipped", noun="skipped row", given="In the order of the file")
    if raw.repaired:
        with st.expander(f"{count(raw.count('repaired'), 'row or name', 'rows or names')} mended"):
            frame = pd.DataFrame([{"row": one.row, "kind": one.text} for one in raw.repaired])
            blocks.table(
                frame, [SHOWN[0], Column("kind", "What was done", width="large")], key="upload_repaired", noun="repair"
            )


def _orders(work: Uploading) -> None:
    assert work.file is not None
    mapping = work.file.mapping
    asked = [mapping.of_header(header) for header in work.asked if mapping.of_header(header).column]
    if not asked:
        return
    orders = {column.order for column in asked}
    chosen = orders.pop() if len(orders) == 1 else None
    st.session_state[ORDER] = chosen if chosen in ("day first", "month first") else None
    sample = columns.ambiguous(tuple(text for column in asked for text in column.samples))
    with st.container(border=True, key="upload_order_box"):
        st.markdown(f"**Day or month first?** {plain(_order_reason(work))}")
        st.segmented_control(
            "Order of day and month",
            ["day first", "month first"],
            format_func=partial(_example, sample),
            key=ORDER,
            on_change=_order_chosen,
            label_visibility="collapsed",
        )
        st.caption(plain(f"Asked for {', '.join(column.header for column in asked)}."))


def _order_reason(work: Uploading) -> str:
    assert work.file is not None
    open_reasons = [column.choice_reason for column in work.file.mapping.undecided]
    reason = open_reasons[0] if open_reasons else "You have chosen; the plan below follows it"
    return f"{reason[0].upper()}{reason[1:]}."


def _example(sample: str, order: str) -> str:
    return columns.order_example(order, sample)


def _order_chosen() -> None:
    order = st.session_state.get(ORDER)
    if order:
        actions.decide_order(order)


def _missing(work: Uploading) -> None:
    assert work.file is not None
    for field in readings.missing(work.file):
        key = f"upload_missing_{field.name}"
        st.selectbox(
            f"Which column is the {field.title.lower()}? {field.meaning}.",
            work.file.mapping.unmapped,
            index=None,
            placeholder="Choose a column of the file",
            key=key,
            on_change=_column_found,
            args=(key, field.name),
        )


def _column_found(key: str, column: str) -> None:
    header = st.session_state.get(key)
    if header:
        actions.read_as(header, column)


def _rates(work: Uploading, currency: str) -> None:
    """Ask what other currencies are worth; those with a rate can be changed."""
    assert work.file is not None
    stated = work.file.mapping.rates
    asked = readings.other_currencies(work.plan["emptied"]) if work.plan else ()
    for other in sorted({*stated, *asked}):
        key = f"upload_rate_{other}"
        st.session_state.setdefault(key, stated.get(other, ""))
        st.text_input(
            f"What is 1 {other} worth in {currency}?",
            key=key,
            on_change=_rate_stated,
            args=(key, other),
            placeholder="1.08",
            help="Amounts in this currency are emptied until you say. The rate is kept with the file.",
            width=330,
        )


def _rate_stated(key: str, other: str) -> None:
    actions.state_rate(other, str(st.session_state.get(key, "")).strip())


def _dated(work: Uploading) -> None:
    assert work.file is not None
    dated = work.file.mapping.of_column(columns.AS_OF)
    with st.container(width=330, gap=None):
        if dated is not None:
            st.caption("As of")
            st.markdown(plain(f"The dates in its column {dated.header}"))
            return
        st.session_state[DATE] = work.as_of
        st.date_input(
            "As of which date?",
            key=DATE,
            format="YYYY-MM-DD",
            min_value=FIRST,
            max_value=LAST,
            on_change=_date_chosen,
            help="The day the file speaks of. Where a column holds it, read that column as the date reported as of.",
        )
        if work.dated_by_name and work.as_of:
            st.caption(plain(f"{day(work.as_of)} stands in the name of the file."))


def _date_chosen() -> None:
    actions.date_file(st.session_state.get(DATE))


def _coverage(work: Uploading) -> None:
    choices = work.choices
    assert choices is not None
    kinds = ["whole", *choices.named, *(["project"] if choices.projects else [])]
    st.session_state[KIND] = work.coverage.kind
    with st.container(width="stretch", gap="xsmall"):
        st.segmented_control(
            "It speaks for",
            kinds,
            format_func=lambda kind: wording.COVERAGE[kind],
            key=KIND,
            required=True,
            on_change=_kind_chosen,
            help="A project inside this that is missing from the file has left. What lies outside stays as it was.",
        )
        if work.coverage.kind in choices.named:
            known = [value for value, _ in choices.named[work.coverage.kind]]
            st.session_state[VALUES] = [value for value in work.coverage.values if value in known]
            st.multiselect(
                wording.COVERAGE[work.coverage.kind],
                known,
                key=VALUES,
                on_change=_values_chosen,
                label_visibility="collapsed",
                placeholder="Choose at least one",
            )
        proposed = "Proposed. " if work.coverage == choices.proposed else ""
        st.caption(plain(f"{proposed}{choices.why}"))


def _kind_chosen() -> None:
    work = current()
    if work is None or work.choices is None:
        return
    kind = str(st.session_state[KIND])
    own = {name: tuple(value for value, held in values if held) for name, values in work.choices.named.items()}
    values = own | {"whole": (), "project": work.choices.projects}
    actions.cover(Coverage(kind, values[kind]))


def _values_chosen() -> None:
    actions.cover(Coverage(str(st.session_state[KIND]), tuple(sorted(st.session_state[VALUES]))))

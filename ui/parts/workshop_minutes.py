"""The minutes of a workshop on its page, with the files they can be taken away as."""

from typing import Final

import pandas as pd
import streamlit as st

from services.workshops.minutes import Minutes
from services.workshops.reading import Workshop
from ui import blocks
from ui.blocks import Column, exports, minutes_pdf
from ui.cached import workshop as cached
from ui.filters import View
from ui.wording import workshop as wording
from ui.wording import workshop_file
from ui.wording import workshop_minutes as minutes
from ui.wording import workshop_results as results
from ui.wording import workshop_voices as voices
from ui.wording.formats import moment, money
from ui.wording.markdown import plain

ROSTER: Final = (
    Column("name", "Name", width=180, pinned=True),
    Column("group", "Group", width=120),
    Column("came", "Came", width=80),
    Column("votes", "Votes", width=80),
    Column("about", "Noted", width=320),
)
RATED: Final = (
    Column("project", "Project"),
    Column("objective", "Objective"),
    Column("before", "Before"),
    Column("found", "Found"),
    Column("decided", "Decided"),
    Column("agreement", "Agreement"),
    Column("answers", "Answers"),
    Column("cost", "Cost"),
)
SIDES: Final = {"weights": ("Between", "And"), "challenge": ("Project", "Objective")}
AGENDA: Final = (
    Column("round", "Round", "count", width=60),
    Column("answered", "Answers", "count", width=70),
    Column("answers", "What was answered", width=235),
    Column("group", "The group", width=215),
    Column("agreement", "Agreement", width=90),
    Column("accepted", "Accepted", width=80),
)
PDF: Final = "application/pdf"
FILED: Final = (
    Column("part", "Part"),
    Column("number", "Number"),
    Column("about", "About"),
    Column("and", "And"),
    Column("round", "Round"),
    Column("what", "What"),
    Column("value", "Value"),
)


def agenda(kind: str) -> tuple[Column, ...]:
    """Return the columns of the agenda for a kind of workshop."""
    left, right = SIDES[kind]
    sides = (Column("left", left, width=130), Column("right", right, width=130))
    return Column("number", "No.", "count", width=45), *sides, *AGENDA


def page(view: View, held: Workshop) -> None:
    """Draw the minutes: who was there, what was answered step by step, dissent and departures."""
    found = cached.minutes(view.scope, held.id)
    with blocks.title_line("workshop_minutes", "Minutes", "By step, never by person."):
        _files(found)
    st.markdown(plain(" ".join([*minutes.facts(found), *voices.consensus(found)])))
    for title, sentences in (("Decided otherwise", minutes.departures(found)), ("Dissent", minutes.dissent(found))):
        if sentences:
            blocks.section(title)
            for sentence in sentences:
                st.markdown(plain(sentence))
    rows = minutes.agenda_rows(found)
    blocks.table(
        rows, agenda(held.kind), key="minutes_agenda", noun="round", lines=2, title="Step by step", given="As asked"
    )
    blocks.table(
        minutes.roster_rows(found.roster), ROSTER, key="minutes_roster", noun="person", title="Who was there",
        given="As invited",
    )  # fmt: skip


def _files(found: Minutes) -> None:
    name = workshop_file.file_name(found.workshop)
    with st.popover("Save", icon=":material/download:", type="tertiary", key="save_minutes"):
        content = document(found)
        st.download_button(
            "PDF, minutes", content, file_name=exports.file_name(name, content, "pdf"), mime=PDF,
            key="save_minutes_pdf", on_click="ignore", width="stretch",
        )  # fmt: skip
        rows = exports.csv_bytes(exports.export_frame(workshop_file.rows(found), FILED, ""))
        st.download_button(
            "CSV, all of it as one table", rows, file_name=exports.file_name(name, rows, "csv"), mime=exports.CSV_TYPE,
            key="save_minutes_csv", on_click="ignore", width="stretch",
        )  # fmt: skip


def document(found: Minutes) -> bytes:
    """Return the minutes as a PDF."""
    workshop = found.workshop
    told = [
        results.result(workshop),
        results.decided(workshop),
        results.hands(workshop, found.currency, found.minor_digits),
    ]
    table, widths = _found(found)
    sections: list[minutes_pdf.Section] = [
        ("Result", [*(words for words in told if words), *voices.consensus(found)], table, widths),
        ("Who was there", minutes.facts(found), _titled(minutes.roster_rows(found.roster), ROSTER),
         (70, 45, 20, 20, 106)),
        ("Agenda, step by step", [], _titled(minutes.agenda_rows(found), agenda(workshop.kind)),
         (10, 38, 38, 16, 19, 62, 36, 22, 20)),
    ]  # fmt: skip
    if departures := minutes.departures(found):
        sections.append(("Decided otherwise", departures, None, ()))
    if dissent := minutes.dissent(found):
        sections.append(("Dissent", dissent, None, ()))
    when = moment(workshop.closed_at) if workshop.closed_at else wording.STAGES[workshop.stage]
    mark = wording.PRACTICE if workshop.practice else ""
    kind = wording.KINDS[workshop.kind]
    return minutes_pdf.pdf(f"Minutes: {workshop.title}", kind, sections, f"Bellwether, {when}", mark)


def _titled(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    return frame[[each.field for each in columns]].rename(columns={each.field: each.label for each in columns})


def _found(held: Minutes) -> tuple[pd.DataFrame | None, tuple[int, ...]]:
    """Return what was found as a table, with the widths of its columns in millimetres."""
    result = held.workshop.result or {}
    if result.get("weights"):
        return _weights(held.workshop), (110, 30, 30, 30)
    if not result.get("ratings"):
        return None, ()
    rows = results.ratings_rows(held.workshop)
    rows["cost"] = [money(stake / 10**held.minor_digits, held.currency) for stake in rows["stake"]]
    return _titled(rows, RATED), (60, 58, 21, 21, 22, 40, 19, 20)


def _weights(workshop: Workshop) -> pd.DataFrame:
    assert workshop.result is not None
    rows = results.weights_rows(workshop, workshop.result["weights"])
    told = {"Objective": rows["name"]}
    for name, title in (("before", "Before"), ("found", "Found"), ("decided", "Decided")):
        told[title] = rows[name].map(lambda share: "" if pd.isna(share) else f"{100 * share:.1f}%")
    return pd.DataFrame(told)

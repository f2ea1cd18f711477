"""The model card: what the slip model is for and what not, and its inputs as a reader knows them."""

from collections.abc import Sequence
from typing import Final

from models.slip_inputs import BY_NAME, GROUPS, of_group
from ui.wording.slip_groups import label

INPUTS: Final = {
    "time_left_days": "Time to the forecast finish",
    "time_left_gaps": "Time left, in reports",
    "time_left_share": "Time left over what is usual in the phase",
    "phase": "Phase",
    "time_in_phase_days": "Time in the phase",
    "last_move_days": "Last move of the forecast",
    "previous_move_days": "The move before",
    "reports_since_move": "Reports since the last move",
    "own_slip_rate": "How often it slipped before",
    "slips_so_far": "Slips so far",
    "moves_later": "Moves later so far",
    "cumulative_move_days": "Moved since first seen",
    "rebaselines": "Approved dates changed",
    "late_days": "Days late against the approved date",
    "reports_so_far": "Reports so far",
    "phase_slip_rate": "How often the phase slips",
    "category": "Category",
    "department": "Department",
    "category_slip_rate": "How often the category slips",
    "department_slip_rate": "How often the department slips",
    "portfolio_slip_rate": "How often the portfolio slips",
    "gap_days": "Time since the report before",
    "usual_gap_days": "Usual time between reports",
    "percent_complete": "Share complete",
    "progress_over_elapsed": "Progress over time elapsed",
    "spi_t": "Schedule index SPI(t)",
    "rag_overall": "Reported status",
    "rag_overall_change": "Change of the reported status",
    "rag_schedule": "Reported schedule status",
    "open_issues": "Open issues",
    "open_threats": "Open threats",
    "late_milestones": "Late milestones",
    "days_to_next_gate": "Days to the next gate",
    "planned_duration_days": "Planned duration",
    "age_days": "Age",
    "elapsed_share": "Share of the time elapsed",
}
CARD: Final = (
    "**What it predicts.** The chance that a project's forecast finish moves later by more than the days asked, by its "
    "next report or within twelve months. Within twelve months the latest forecast on the way counts, even where it "
    "came back afterwards or the project was completed sooner. Not whether the project is late, and not by how much it "
    "will end late.",
    "**From what.** Only from what was reported by the date: time left, phase, moves so far, the record of phase and "
    "department, time between reports, progress, reported status, milestones and issues where registers hold them. "
    "Never a sponsor's or a manager's name, and no column that is not named in the list of inputs.",
    "**On what.** On this portfolio's own past alone. Nothing is carried over from other portfolios.",
    "**What it must not be used for.** Rating people. Multiplying value, or reckoning money: a chance times a "
    "cost may put a list in order of reading, but is no loss that anybody has estimated. Deciding alone: it says which "
    "forecasts deserve a question, not which projects to stop.",
    "**How far to trust it.** As far as its record on this page goes. It speaks only while that record is at least as "
    "good as the table's; else the table or one chance for all speaks.",
    "**What it cannot know.** Why a forecast moved, what was agreed outside the reports, and anything that changes how "
    "forecasts are made.",
)


def inputs_used(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the inputs by group, as (group, its inputs), in the order of their declaration."""
    groups = [(group, [name for name in of_group(group) if name in names]) for group in GROUPS]
    return [(label(group), "; ".join(map(in_sentence, told))) for group, told in groups if told]


def input_name(name: str) -> str:
    """Return an input as a reader knows it; one that no model of today looks at has no name any more."""
    return INPUTS.get(name) or (label(BY_NAME[name].group) if name in BY_NAME else "An input no longer used")


def in_sentence(name: str) -> str:
    """Return an input as it stands inside a sentence.

    >>> in_sentence("spi_t"), in_sentence("age_days")
    ('schedule index SPI(t)', 'age')
    """
    words = input_name(name)
    return words[:1].lower() + words[1:]

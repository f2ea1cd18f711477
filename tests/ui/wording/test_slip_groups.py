"""A state's own values are said in people's units, and what is not known is said to be so."""

import pandas as pd
import pytest

from models.slip_inputs import GROUPS
from ui.wording.slip_groups import label, values

STATE = {
    "time_left_days": 335.0,
    "time_left_share": 0.4,
    "phase": "Design",
    "time_in_phase_days": 430.0,
    "last_move_days": -20.0,
    "reports_since_move": 0.0,
    "reports_so_far": 7.0,
    "moves_later": 3.0,
    "phase_slip_rate": 0.41,
    "department_slip_rate": 0.22,
    "gap_days": 122.0,
    "percent_complete": 60.0,
    "spi_t": 0.823,
    "rag_overall": 3.0,
    "late_milestones": 2.0,
    "open_issues": 1.0,
    "age_days": 1130.0,
    "planned_duration_days": 1440.0,
}
SAID = {
    "time left": "little time left for design (11 months)",
    "phase": "being in design for 14 months",
    "last move": "a forecast that moved 20 days earlier last time",
    "own record": "its own record (moved later 3 times in 8 reports)",
    "phase record": "the record of design (41 in 100 reports slipped)",
    "department record": "the record of its department (22 in 100 reports slipped)",
    "gap": "4 months between reports",
    "progress": "being 60% complete with an SPI(t) of 0.82",
    "reported status": "being reported amber",
    "milestones and issues": "having 2 late milestones and 1 open issue",
    "age and duration": "being 37 months into a plan of 47 months",
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_of_the_model_has_a_label_and_says_its_values(group):
    assert label(group)[0].isupper()
    assert values(group, STATE) == SAID[group]
    assert values(group, pd.Series(STATE)) == SAID[group]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT])
def test_what_is_not_known_reads_as_a_sentence_too(group, missing):
    for state in ({}, dict.fromkeys(STATE, missing)):
        said = values(group, state)
        assert said.startswith("no ")
        assert "nan" not in said.lower().split()


@pytest.mark.parametrize(
    ("group", "changed", "said"),
    [
        ("time left", {"time_left_share": 1.0}, "11 months left"),
        ("time left", {"time_left_share": 2.0}, "much time left for design (11 months)"),
        ("time left", {"time_left_days": -61.0}, "being 2 months past its own forecast"),
        ("time left", {"time_left_days": 0.2}, "a forecast that falls on the day of the report"),
        ("phase", {"time_in_phase_days": None, "phase": "IT"}, "being in IT"),
        ("last move", {"last_move_days": 0.0, "reports_since_move": 4.0}, "a forecast held for 4 reports"),
        ("last move", {"last_move_days": 0.0, "reports_since_move": None}, "a forecast held"),
        ("own record", {"moves_later": 0.0}, "its own record (never moved later in 8 reports)"),
        ("own record", {"moves_later": 1.0}, "its own record (moved later once in 8 reports)"),
        ("own record", {"reports_so_far": 0.0}, "no record of its own yet"),
        ("department record", {"department_slip_rate": None, "category_slip_rate": 0.3},
         "the record of its category (30 in 100 reports slipped)"),
        ("progress", {"percent_complete": None}, "an SPI(t) of 0.82"),
        ("age and duration", {"planned_duration_days": None}, "being 37 months old"),
    ],
)  # fmt: skip
def test_values_choose_their_words(group, changed, said):
    assert values(group, STATE | changed) == said


def test_a_group_without_words_of_its_own_still_has_a_label():
    assert label("something new") == "Something new"
    assert values("something new", STATE) == "something new"

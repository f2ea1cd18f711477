"""How many reports the evidence contradicts is said only as far as anything is known."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from models.disagreement import BETTER, WORSE
from services.evidence import Evidence
from ui.wording import evidence_counts as wording

NAN = float("nan")
GREEN, RED = 1.0, 5.0


def row(said=GREEN, worst=NAN, disagrees="", known=None, probability=NAN, moved=NAN, reports=3):
    known = (0 if np.isnan(worst) else 3) if known is None else known
    told = {"said_overall": said, "worst": worst, "disagrees": disagrees, "known": known, "probability": probability}
    return told | {"moved_since_days": moved, "status_reports": reports}


def found(*rows):
    return Evidence(date(2026, 10, 31), 30, pd.DataFrame(rows), 0, 0, 115, "within 12 months", "")


def test_the_finding_counts_facts_and_tells_predictions_apart():
    rows = [row(worst=5.0, disagrees=BETTER), row(worst=3.0, disagrees=BETTER), row(worst=1.0, disagrees=BETTER)]
    rows += [row(worst=1.0), row(RED, 1.0, WORSE), row(RED, 5.0)]
    assert wording.finding(found(*rows)) == (
        "Of 4 projects that report green, 2 have evidence at amber or worse, 1 of them at red. "
        "1 more stands only against the prediction. Of 2 reports of amber or red, 1 has no evidence for that colour."
    )


@pytest.mark.parametrize(
    ("worst", "said"),
    [
        ([5.0, 5.0], "Of 2 projects that report green, all have evidence at amber or worse, all of them at red."),
        ([3.0, 3.0], "Of 2 projects that report green, all have evidence at amber or worse, none of them at red."),
        ([5.0, 1.0], "Of 2 projects that report green, 1 has evidence at amber or worse, at red."),
        ([3.0, 1.0], "Of 2 projects that report green, 1 has evidence at amber or worse."),
        ([1.0, 1.0], "Of 2 projects that report green, none has evidence at amber or worse."),
        ([5.0], "Of 1 project that reports green, 1 has evidence at amber or worse, at red."),
        ([NAN, NAN], "Of the 2 projects reporting green nothing is known to hold against it."),
    ],
)
def test_what_all_or_none_of_the_green_reports_have_is_said_as_such(worst, said):
    rows = [row(worst=one, disagrees=BETTER if one >= 3 else "") for one in worst]
    assert wording.finding(found(*rows)) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(RED), row(RED)], "Too little is known to tell whether the 2 reports of amber or red have cause."),
        (
            [row(RED, 5.0), row(RED), row(RED, 1.0, known=1)],
            "Of 3 reports of amber or red, 1 has evidence for that colour; of the other 2 too little is known to tell.",
        ),
        (
            [row(RED, 1.0, WORSE), row(RED)],
            "Of 2 reports of amber or red, 1 has no evidence for that colour; of 1 too little is known to tell.",
        ),
        ([row(RED, 5.0, known=1), row(RED, 4.0)], "Every report of amber or red (2) has evidence for it."),
    ],
)
def test_a_report_of_red_of_which_nothing_is_known_has_no_evidence_for_it(rows, said):
    assert wording.finding(found(*rows)) == f"No project reports green. {said}"


def test_an_empty_list_says_what_that_means():
    calm, blank = found(row(worst=1.0)), found(row(), row(RED))
    assert "No fact known of the 1 project reporting green" in wording.none_of(BETTER, calm)
    assert wording.none_of(WORSE, calm) == "No project reports amber or red."
    assert "none can stand against" in wording.none_of(BETTER, found(row(RED)))
    assert wording.none_of(BETTER, blank).startswith("No fact is known of them")
    assert wording.none_of(WORSE, blank).endswith("of 1 project reporting amber or red fewer are known.")
    assert "has evidence" in wording.none_of(WORSE, found(row(RED, 5.0)))


def still(*moved):
    return pd.DataFrame([row(moved=one) for one in moved])


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ((163.0, 0.0), "Meanwhile the forecast of 1 moved later by more than 30 days."),
        ((163.0, 90.0), "Meanwhile the forecasts of 2 moved later by more than 30 days."),
        ((0.0, NAN), "Meanwhile no forecast of theirs moved later by more than 30 days."),
        ((NAN, NAN), "No forecast is known to follow meanwhile."),
    ],
)
def test_still_ratings_are_told_with_what_their_forecasts_did(moved, said):
    told = wording.steady_finding(found(row(), row(), row()), still(*moved), 6, 30.0)
    assert told == f"2 of 3 rated projects have reported the same status 6 times or more in a row. {said}"


def test_where_none_stands_still_for_so_long_the_longest_is_said():
    told = wording.steady_finding(found(row(reports=2), row(reports=1)), still()[:0], 6, 30.0)
    assert told == (
        "None of 2 rated projects has reported the same status 6 times or more in a row. "
        "The longest has stood for 2 reports."
    )


def test_strong_evidence_beside_a_small_chance_is_reconciled_and_nothing_else_is():
    late = row(worst=5.0, disagrees=BETTER, probability=0.18)
    assert wording.reconciled(pd.DataFrame([late])) == wording.APART
    assert "What is late already is not what will move again" in wording.APART
    assert wording.reconciled(pd.DataFrame([late | {"probability": 0.8}])) == ""
    assert wording.reconciled(pd.DataFrame([late | {"probability": NAN}])) == ""
    assert wording.reconciled(pd.DataFrame([late | {"worst": 1.0}])) == ""


def test_reports_with_evidence_are_told_apart_from_those_that_projects_counts():
    rows = [row(worst=5.0, disagrees=BETTER) | {"found_overall": step} for step in (5.0, 3.0, 1.0, NAN)]
    rows += [row(worst=1.0, disagrees=BETTER) | {"found_overall": 1.0}]
    assert wording.bridge(found(*rows)) == (
        "Of the 4 with evidence, 2 are computed amber or worse, as Projects counts; the other 2 by moves of the "
        "forecast, SPI in time or the opinion of the PMO alone. Projects also counts values carried forward; here only "
        "what was reported this time counts."
    )
    assert wording.bridge(found(rows[-1])) == "", "only the prediction stands against it"

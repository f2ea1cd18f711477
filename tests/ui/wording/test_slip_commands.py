"""What the slip commands print says what was asked, by what it was answered, and how that did before."""

import pytest

from ui.wording import slip_commands as wording

ROW = {
    "project_key": "P-1",
    "probability": 0.64,
    "reason": "in design with 3 years to its forecast finish",
    "reason_none": "",
    "p50_days": 47.0,
    "p80_days": 184.0,
}
NONE = dict.fromkeys(ROW) | {"project_key": "P-2", "reason": "", "reason_none": "placeholder date"}
FIELDS = {
    "as_of": "2026-10-31",
    "horizon": "12m",
    "days": 30,
    "words": "within 12 months (by 31 Oct 2027)",
    "expected": {"expected": 49.57, "low": 42, "high": 57, "eligible": 115},
    "method": "model",
    "note": "It was nearer to what happened.",
    "record": {"n": 2318, "base_rate": 0.45, "auc": 0.787, "skill": 0.24, "precision_top": 0.78},
    "days_record": {"n": 2318, "within_50": 0.5, "within_80": 0.74},
    "projects": [ROW, NONE],
}


def test_predictions_stand_under_their_question_expected_number_method_and_record():
    assert wording.predicted(FIELDS) == [
        "As of 31 Oct 2026 42 to 57 of 115 projects are expected to slip more than 30 days within 12 months (by 31 Oct "
        "2027) (sum of the chances 49.6; eight times in ten the number lies in that interval).",
        "By: The model. It was nearer to what happened.",
        "Its record: 2,318 past predictions, of which 45% moved; AUC 0.787, skill 0.240; of the fifth it called most "
        "likely 78% moved.",
        "Days: of 2,318 past predictions 74% stayed at their furthest within the days shown for eight in ten, 50% "
        "within those for half.",
        "Chance, by how many days half to eight in ten of such forecasts move, at their furthest within 12 months, and "
        "why:",
        "P-1  64%  47 to 184 days later  in design with 3 years to its forecast finish",
        "P-2  –  with a placeholder for a forecast finish, absurdly far away",
    ]


def test_one_chance_for_all_claims_no_ranking():
    said = wording.predicted(FIELDS | {"method": "base rate"})
    assert said[1].startswith("By: The same chance for all.")
    assert said[2] == "Its record: 2,318 past predictions, of which 45% moved."


@pytest.mark.parametrize("days", [None, FIELDS["days_record"]])
def test_where_nothing_was_judged_that_is_said(days):
    said = wording.predicted(FIELDS | {"record": None, "days_record": days})
    assert said[2] == "Its record: none yet, for no prediction made before has a known outcome."
    assert len(said) == (6 if days is None else 7)


def test_without_a_chance_the_reason_stands_in_the_head():
    nobody = {"expected": None, "low": 0, "high": 0, "eligible": 0}
    said = wording.predicted(FIELDS | {"expected": nobody, "method": "", "note": "Not enough history.", "projects": []})
    assert said == [
        "As of 31 Oct 2026 no project has a chance to slip more than 30 days within 12 months (by 31 Oct 2027). Not "
        "enough history."
    ]


LACK = {"no_forecast": 0, "no_history": 40, "outcomes": 120, "outcome_dates": 1, "shorter": True}


def test_too_little_history_is_told_in_numbers():
    nobody = {"expected": None, "low": 0, "high": 0, "eligible": 0}
    asked = FIELDS | {"expected": nobody, "method": "", "note": "Not enough history.", "projects": []}
    (said,) = wording.predicted(asked | {"lack": LACK})
    assert said.endswith(
        "That takes 200 known outcomes on 2 dates at least; 120 are known for this horizon, on one date. Missing: 80 "
        "outcomes and a second date of outcomes. With --horizon next there is enough."
    )
    (said,) = wording.predicted(asked | {"lack": LACK | {"no_forecast": 40, "no_history": 0}})
    assert "40 live projects give none" in said


def test_what_to_take_care_of_stands_before_the_method_is_named():
    said = wording.predicted(FIELDS | {"cautions": ["Only survivors are held."]})
    assert said[1] == "Take care: only survivors are held."
    assert said[2].startswith("By: ")
    question = {"horizon": "next", "days": 30, "method": "model", "note": "Why.", "cautions": ["Only survivors."]}
    assert wording.trained(question)[1:] == ["Take care: only survivors."]
    why = {"project_key": "P-1", "name": "One", "probability": 0.5, "days": 30, "words": "soon", "method": "model"}
    told = wording.explained(why | {"base": 0.4, "sum": 0.5, "contributions": [], "cautions": ["Only survivors."]})
    assert told[1] == "Take care: only survivors."

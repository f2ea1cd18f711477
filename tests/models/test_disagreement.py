import numpy as np
import pandas as pd
import pytest

from models import disagreement
from models.disagreement import CHECKS

EVIDENCE = (
    "late_days",
    "duration_days",
    "spi",
    "cpi",
    "over_budget",
    "over_budget_share",
    "exposure_share",
    "periods_behind",
    "moved_since_days",
    "spi_t",
    "rag_assured",
)


def verdict(**known):
    """Return what the checks say of one project of which only this is known."""
    found = pd.DataFrame({name: [float(known.get(name, np.nan))] for name in EVIDENCE})
    told = disagreement.verdicts(found, pd.Series([known.get("investment_class")]), known.get("thresholds", {}))
    return told.iloc[0].dropna().to_dict()


def against(said, predicted=np.nan, **checks):
    """Return what is made of one report beside its checks."""
    table = pd.DataFrame({name: [float(checks.get(name, np.nan))] for name in CHECKS})
    return disagreement.against(pd.Series([float(said)]), table, pd.Series([predicted])).iloc[0]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"late_days": 31}, {"late": 3}),
        ({"late_days": 91}, {"late": 5}),
        ({"moved_since_days": 60}, {"moves": 3}),
        ({"moved_since_days": -60}, {"moves": 1}),
        ({"over_budget_share": 0.25, "over_budget": 5}, {"over": 5}),
        ({"cpi": 0.93}, {"spending": 3}),
        ({"spi": 0.5}, {"progress": 5}),
        ({"exposure_share": 0.06}, {"risk": 3}),
        ({"rag_assured": 4}, {"assured": 4}),
        ({}, {}),
    ],
)
def test_each_check_speaks_for_its_own_evidence_alone(known, said):
    assert verdict(**known) == said


def test_spi_in_time_counts_before_spi():
    assert verdict(spi=1.0, spi_t=0.6)["progress"] == 5


def test_tolerances_are_those_of_the_portfolio_and_the_class():
    limits = {"schedule_amber_days": 60, "schedule_red_days:mandatory": 100}
    assert verdict(late_days=50, thresholds=limits)["late"] == 1
    assert verdict(late_days=95, thresholds=limits, investment_class="mandatory")["late"] == 3


def test_a_green_report_is_better_than_evidence_at_amber_and_points_count_amber_one_and_red_two():
    told = against(1, late=5, over=3, moves=1)
    assert (told["disagrees"], told["points"], told["known"], told["worst"]) == ("better", 3, 3, 5)


def test_a_prediction_alone_disagrees_but_adds_no_points():
    told = against(1, predicted=5.0, late=1)
    assert (told["disagrees"], told["points"]) == ("better", 0)
    assert against(1, predicted=3.0, late=1)["disagrees"] == ""


def test_a_report_of_amber_is_not_called_green():
    assert against(3, late=5)["disagrees"] == ""
    assert against(2, late=5)["disagrees"] == "better"


def test_a_red_report_that_no_evidence_supports_is_worse_by_the_steps_between():
    told = against(5, late=1, over=1)
    assert (told["disagrees"], told["points"]) == ("worse", 2)
    assert against(5, late=3, over=1)["points"] == 1


def test_silence_and_a_single_check_never_count_against_a_red_report():
    assert against(5)["disagrees"] == ""
    assert against(5, late=1)["disagrees"] == ""


def test_a_prediction_can_support_a_red_report():
    assert against(3, predicted=3.0, late=1, over=1)["disagrees"] == ""
    assert against(3, predicted=1.0, late=1, over=1)["disagrees"] == "worse"


def test_without_a_reported_status_nothing_disagrees():
    assert against(np.nan, late=5)["disagrees"] == ""


def test_the_strongest_comes_first_then_the_likelier_then_the_dearer():
    rows = pd.DataFrame(
        {
            "name": ["d", "c", "b", "a"],
            "disagrees": "better",
            "points": [2, 2, 2, 5],
            "known": 3,
            "probability": [0.5, 0.5, np.nan, 0.1],
            "cost_to_go": [1.0, 9.0, 99.0, 0.0],
        }
    )
    assert disagreement.ordered(rows)["name"].tolist() == ["a", "c", "d", "b"]


def test_reports_worse_than_the_evidence_stand_by_the_checks_known():
    rows = pd.DataFrame(
        {
            "name": ["few", "many"],
            "disagrees": "worse",
            "points": 1,
            "known": [2, 5],
            "probability": [0.3, 0.1],
            "cost_to_go": [9.0, 1.0],
        }
    )
    assert disagreement.ordered(rows)["name"].tolist() == ["many", "few"]


def test_equal_chances_rank_nobody():
    assert disagreement.ranks(pd.Series([0.4, 0.4, np.nan])).isna().all()

"""What the draws add up to is said as intervals, with their base and with who is left out."""

from dataclasses import replace

import pandas as pd

from models.portfolio_simulation import FEW_COSTS, NO_COST, Simulation, Spread
from ui.wording import simulation as wording

FINISHES = pd.DataFrame(
    {"by": pd.to_datetime(["2026-12-31", "2027-03-31"]), "forecast": [40, 73], "p20": [20, 39], "p50": [25, 48]}
)
TOLD = Simulation(
    n=160,
    left_out=0,
    draws=10_000,
    correlation=0.1,
    slips=Spread(67.2, 60, 63, 67, 72, 75),
    cost=Spread(28.5e9, 27e9, 27.5e9, 28.2e9, 29.1e9, 30e9),
    cost_note="",
    cost_now=27.9e9,
    costed=160,
    finishes=FINISHES,
    finished_cost=pd.DataFrame(),
)


def test_slips_are_an_interval_with_base_and_day():
    assert wording.slips(TOLD, 30, "within 12 months") == (
        "We expect 60 to 75 of 160 projects to slip more than 30 days within 12 months."
    )
    assert wording.slips(replace(TOLD, n=0), 30, "") == "No project has a slip prediction at this date."


def test_cost_is_a_combined_forecast_and_never_money_at_risk():
    said = wording.cost(TOLD, "USD", "within 12 months (by 31 Oct 2027)")
    assert said == (
        "160 projects with a combined forecast cost of $27.9 bn: by 31 Oct 2027 half the time at most $28.2 bn, eight "
        "times in ten at most $29.1 bn."
    )
    assert "risk" not in said


def test_by_when_a_sum_holds_and_what_it_rests_on_is_said():
    assert "by the next report half the time" in wording.cost(TOLD, "USD", "by the next report")
    assert wording.moved_once("within 12 months (by 31 Oct 2027)") == (
        "Each forecast moved once, to the furthest that forecasts went in the past within 12 months; that some come "
        "back, and later moves, are not among them."
    )
    assert wording.moved_once("by the next committee (about 31 Oct 2027)") == (
        "Each forecast moved once, as forecasts did in the past by the next committee; later moves are not among them."
    )


def test_why_there_is_no_cost_is_said():
    assert wording.cost(replace(TOLD, cost=None, cost_note=NO_COST), "USD", "").startswith(
        "No project reports a forecast cost"
    )
    assert wording.cost(replace(TOLD, cost=None, cost_note=FEW_COSTS), "USD", "").startswith("Too few past reports")


def test_finishes_stand_beside_what_forecasts_say():
    assert wording.finishes(TOLD) == (
        "As forecasts stand, 73 of 160 projects finish by 31 Mar 2027; once they have moved, eight times in ten at "
        "least 39 do, and half the time at least 48."
    )
    assert "20 do" in wording.finishes(TOLD, 0)
    assert wording.finishes(replace(TOLD, finishes=FINISHES.head(0))) == ""


def test_who_takes_no_part_is_named():
    assert wording.left_out(TOLD) == ""
    assert wording.left_out(replace(TOLD, left_out=3, costed=150)) == (
        "Not among them: 3 projects without a prediction, and in the cost also 10 without a forecast cost."
    )


def test_the_method_names_draws_and_correlation():
    assert wording.method(TOLD).startswith(
        "10,000 draws with a fixed seed; projects are tied by one common factor (correl"
    )
    assert "independent of each other" in wording.method(replace(TOLD, correlation=0.0))

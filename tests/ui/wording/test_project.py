from datetime import date
from typing import Any

import pandas as pd

from services.project_view import Chance, Identity, Step
from ui.wording import project, project_figures, project_health, provenance

NAN = float("nan")
NOBODY = Identity("K-1", (), (), ())


def row(**more: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "project_key": "K-1",
        "name": "North main",
        "status": "active",
        "department": "Water",
        "programme": None,
        "phase": "Design",
        "live": True,
        "carried": False,
        "row_as_of": pd.Timestamp("2026-09-30"),
        "periods_behind": 0.0,
        "forecast_finish": pd.Timestamp("2027-03-01"),
        "approved_baseline_finish": pd.Timestamp("2027-02-01"),
        "actual_finish": pd.NaT,
        "late_days": 28.0,
        "approved_budget": 1000.0,
        "forecast_cost": 1200.0,
        "actual_cost": 200.0,
        "over_budget": 200.0,
        "over_budget_share": 0.2,
        "cost_to_go": 1000.0,
        "cost_to_go_rule": "eac-ac",
        "spi": NAN,
        "cpi": NAN,
        "exposure": NAN,
        "exposure_share": NAN,
        "rag_assured": NAN,
        "predicted": NAN,
        "ask": None,
        "ask_of": None,
        "ask_by": pd.NaT,
    }
    for name in ("overall", "schedule", "cost", "scope", "benefits", "risk", "reporting"):
        given |= {f"said_{name}": NAN, f"found_{name}": NAN}
    return given | more


def reports(*finishes: str | None) -> pd.DataFrame:
    days = pd.to_datetime(pd.Series(finishes))
    return pd.DataFrame(
        {
            "project_key": "K-1",
            "reported_as": "K-1",
            "as_of": pd.date_range("2026-01-31", periods=len(finishes), freq="ME"),
            "forecast_finish": days,
            "forecast_cost": 1200.0,
            "approved_budget": 1000.0,
            "file": "a.csv",
            "source_row": 3,
            "sponsor": "Ann",
            "manager": None,
        }
    )


def chance(probability: float | None = 0.72, none: str = "") -> Chance:
    words = "within 12 months (by 30 Sep 2027)"
    return Chance(
        probability, 0.6, 0.8, words, "in design with 11 months to its forecast finish", none, "phase x time left"
    )


def test_the_finding_says_the_fact_then_the_prediction_then_the_disagreement():
    said = project.finding(row(said_overall=1.0, found_overall=5.0), reports("2027-03-01"), chance(), "USD")
    assert said == (
        "North main is forecast 28 days after its approved date, $200 (20%) over budget. "
        "A further slip of more than 30 days within 12 months is likely (72%). "
        "It reports green and is computed red."
    )


def test_without_a_baseline_the_finding_tells_the_move_and_never_lateness():
    bare = row(late_days=NAN, over_budget=NAN, over_budget_share=NAN)
    later = project.finding(bare, reports("2027-01-01", "2027-03-01"), None, "USD")
    assert later == "North main now finishes 59 days later than first reported."
    kept = project.finding(bare, reports("2027-03-01", "2027-03-01"), None, "USD")
    assert kept == "North main has kept its first forecast over 2 reports."
    once = project.finding(bare, reports("2027-03-01"), None, "USD")
    assert once == "North main is forecast to finish on 1 Mar 2027; one report so far."


def test_a_report_names_its_file_and_the_line_only_where_it_is_told():
    told = reports("2027-03-01")
    assert project.report_hovers(told)[0].endswith("a.csv, row 3")
    assert project.report_hovers(told.assign(source_row=NAN))[0].endswith("a.csv")


def test_finished_cancelled_and_undated_projects_are_told_as_such():
    done = row(status="completed", late_days=-3.0, over_budget_share=NAN)
    assert project.finding(done, reports("2027-03-01"), None, "USD") == (
        "North main is finished, 3 days before its approved date."
    )
    assert project.finding(row(status="cancelled"), reports(None), None, "USD") == "North main was cancelled."
    undated = row(forecast_finish=pd.NaT, late_days=NAN, over_budget_share=NAN)
    assert project.finding(undated, reports(None), None, "USD") == "North main reports no forecast finish."


def test_who_a_project_is_names_former_keys_origins_and_old_values():
    who = Identity(
        "K-1",
        (Step("K-0", "K-1", "renamed", date(2025, 6, 30), "Ann"),),
        (Step("BIG", "K-0", "split", date(2024, 3, 31), "Ann"),),
        (),
    )
    said = project.aside(row(carried=True, periods_behind=2.0), who, reports("2027-03-01"))
    assert said == (
        "K-1 · Water · Design · sponsor Ann. Formerly known as K-0, until 30 Jun 2025; split from BIG on 31 Mar 2024. "
        "Values of 30 Sep 2026, 2 periods old."
    )


def test_a_report_says_how_far_it_moved_and_where_it_stands_in_its_file():
    hovers = project.report_hovers(reports("2027-03-01", "2027-03-31"))
    assert "moved" not in hovers[0]
    assert "moved +30 days" in hovers[1]
    assert hovers[1].endswith("a.csv, row 3")


def test_an_overdue_ask_says_by_how_much():
    asked = row(ask="More time", ask_of="the board", ask_by=pd.Timestamp("2026-09-20"))
    assert project.asks(asked, date(2026, 9, 30)) == "Asked of the board by 20 Sep 2026 (10 days overdue): More time"
    assert project.asks(row(), date(2026, 9, 30)) == ""


def test_what_became_of_a_project_reads_as_a_sentence():
    split = (Step("BIG", "A", "split", date(2026, 9, 30), "x"), Step("BIG", "B", "split", date(2026, 9, 30), "x"))
    assert project.became(Identity("BIG", (), (), split)) == "On 30 Sep 2026 it was split into A and B."
    assert project.became(NOBODY) == ""


def test_statuses_carry_their_reasons_and_green_against_worse_evidence_disagrees():
    told = project_health.lines(row(said_schedule=1.0, found_schedule=3.0, said_scope=1.0), "USD")
    assert [(line.label, line.disagrees) for line in told] == [("Schedule", True), ("Scope", False)]
    assert told[0].why == "28 days late against its approved date"
    assert told[1].why == ""


def test_opinion_and_prediction_stand_apart_from_the_evidence():
    newest = {"rag_assured": 5.0, "rag_assured_by": "PMO lead", "rag_assured_reason": "no float left"}
    assert project_health.opinions(newest, chance()) == [
        ("Assured", "By PMO lead: no float left"),
        ("Predicted", "72% to slip within 12 months: in design with 11 months to its forecast finish"),
    ]
    assert project_health.opinions({"rag_assured": NAN}, chance(None)) == []


def test_figures_show_what_is_known_and_its_change():
    before = {"forecast_finish": pd.Timestamp("2027-02-01"), "forecast_cost": 1300.0}
    told = project_figures.figures(row(), reports("2027-02-01", "2027-03-01"), before, "30 Jun", chance(), None, "USD")
    by_label = {words["label"]: words for words in told}
    assert list(by_label) == ["Forecast finish", "Forecast cost", "Cost to go", "Chance to slip within 12 months"]
    assert by_label["Forecast finish"]["change"] == "+28 days since 30 Jun"
    assert by_label["Forecast finish"]["direction"] == "worse"
    assert by_label["Forecast cost"]["direction"] == "better"
    assert by_label["Chance to slip within 12 months"]["value"] == "72%"


def test_a_missing_prediction_says_why_in_its_figure():
    told = project_figures.figures(row(), reports("2027-03-01"), None, "", chance(None, "on hold"), None, "USD")
    assert told[-1]["value"] == "–"
    assert told[-1]["note"] == "No prediction: it is on hold."


def test_computed_figures_name_their_inputs():
    told = {name: how for name, _, how in provenance.computed(row(), [chance()], "USD")}
    assert told["Late"] == "Forecast finish 1 Mar 2027 less approved finish 1 Feb 2027"
    assert told["Cost to go"] == "Forecast cost less actual cost, never below zero"
    assert "SPI" not in told
    assert told["Chance to slip within 12 months"].startswith("in design with 11 months to its forecast finish.")

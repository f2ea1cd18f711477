"""Why a project needs attention, said in full and only where it is true."""

from datetime import date

from ui.wording import attention, health


def row(**more):
    told = {
        "moved_days": float("nan"),
        "absorbed_days": float("nan"),
        "decision": "",
        "decided_by_ref": "",
        "cost_share": float("nan"),
    }
    told |= {"new": False, "late_days": 95.0, "spi": 0.84, "cpi": float("nan"), "over_budget_share": float("nan")}
    told |= {
        "over_budget": float("nan"),
        "exposure": float("nan"),
        "exposure_share": float("nan"),
        "periods_behind": 0.0,
    }
    told |= {"found_schedule": 5.0, "found_cost": float("nan"), "found_risk": 1.0, "found_reporting": 1.0}
    told |= {"slip_reason": "in design with only 10 months to its forecast finish; such projects moved 8 times in 10"}
    return told | more


def test_why_a_project_needs_attention_is_its_evidence_and_then_its_risk():
    said = attention.why(row(because_disagrees=True, said_overall=1.0), "USD")
    assert said == (
        "Reported green, the evidence says red: 95 days late against its approved date; work earned is 84% of plan. "
        "In design with only 10 months to its forecast finish; such projects moved 8 times in 10."
    )


def test_an_overdue_ask_says_of_whom_and_by_when():
    asked = {
        "ask": "Release funding",
        "ask_of": "Capital Board",
        "ask_by": date(2026, 9, 3),
        "because_ask_overdue": True,
    }
    assert "asked of Capital Board by 3 Sep 2026: Release funding" in attention.why(row(**asked), "USD")


def test_what_changed_names_a_rebaseline_without_a_decision_and_never_calls_it_hidden():
    said = attention.what_changed(row(moved_days=90.0, absorbed_days=90.0, decision="no decision on record"))
    assert said == "Forecast finish +90 days; approved finish +90 days (no decision on record)."
    assert attention.what_changed(row()) == ""


def test_without_a_comparison_nothing_is_said_to_have_changed():
    bare = row(decision=float("nan"), decided_by_ref=float("nan"), new=float("nan"))
    assert attention.what_changed(bare) == ""


def test_evidence_tells_only_what_is_amber_or_worse():
    assert health.evidence(row(found_schedule=1.0), "USD") == []
    costly = row(found_schedule=1.0, found_cost=5.0, over_budget_share=0.25, over_budget=2e6)
    assert health.evidence(costly, "USD") == ["forecast 25% over budget (+$2 m)"]
    risky = row(found_schedule=1.0, found_risk=3.0, exposure=1e6, exposure_share=0.07)
    assert health.evidence(risky, "USD") == ["open risks of $1 m, 7% of the forecast cost"]


def test_the_order_names_who_is_listed_and_what_the_cost_to_go_is_where_no_actual_is_reported():
    assert attention.order(["eac-ac", "eac"], {"slipped": 3, "likely": 0, "dearer": 1}) == (
        "Forecast moved later or grown dearer; by cost to go times chance to slip."
    )
    assert "(whole forecast cost, no actual reported)" in attention.order(["eac", "eac"], {"likely": 2})
    assert attention.reasons({"slipped": 3, "likely": 2, "dearer": 0}, 4) == (
        "4 live projects: forecast moved later (3); likely to slip (2)."
    )


def test_a_cost_to_go_that_is_the_whole_forecast_says_so_unless_it_is_said_for_all():
    whole = {"cost_to_go": 2e6, "cost_to_go_rule": "eac"}
    assert attention.to_go(whole, "USD", False) == "$2 m to go (whole forecast cost, no actual reported)."
    assert attention.to_go(whole, "USD", True) == "$2 m to go."
    assert attention.to_go(whole | {"cost_to_go_rule": "eac-ac"}, "USD", False) == "$2 m to go."
    assert attention.to_go({"cost_to_go": float("nan"), "cost_to_go_rule": ""}, "USD", False) == ""


def test_a_project_that_came_back_is_not_called_new():
    assert attention.what_changed(row(new=False, returned=True)) == "Returned after having left."

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
        "Reported green, computed red: 95 days late against its approved date; work earned is 84% of plan. "
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
        "4 live projects: forecast moved later (3); at least 66% likely to slip (2)."
    )


def test_a_cost_to_go_that_is_the_whole_forecast_says_so_unless_it_is_said_for_all():
    whole = {"cost_to_go": 2e6, "cost_to_go_rule": "eac"}
    assert attention.to_go(whole, "USD", False) == "$2 m to go (whole forecast cost, no actual reported)."
    assert attention.to_go(whole, "USD", True) == "$2 m to go."
    assert attention.to_go(whole | {"cost_to_go_rule": "eac-ac"}, "USD", False) == "$2 m to go."
    assert attention.to_go({"cost_to_go": float("nan"), "cost_to_go_rule": ""}, "USD", False) == ""


def test_a_project_that_came_back_is_not_called_new():
    assert attention.what_changed(row(new=False, returned=True)) == "Returned after having left."


def test_with_one_snapshot_nothing_is_said_of_slips_and_changes_but_that_they_need_two():
    asked = {"changes": False, "disagreement": False, "chances": False, "asks": False}
    assert attention.nobody(asked, 1) == (
        "Who slipped or grew dearer cannot be said yet: one snapshot; slips and changes need two. Whether reports "
        "disagree with the evidence cannot be said: no live project has both. Chances to slip cannot be said yet: "
        "nothing is predicted."
    )
    assert attention.nobody(asked | {"disagreement": True, "asks": True}, 1).startswith(
        "No live project is reported green but computed red or has an ask past its day. Who slipped or grew dearer "
    )
    assert "no date to compare with is chosen" in attention.nobody(asked, 3)


def test_where_all_could_be_looked_at_nothing_is_held_back():
    asked = dict.fromkeys(("changes", "disagreement", "chances", "asks"), True)
    assert attention.nobody(asked, 2) == (
        "No live project slipped, was re-baselined with no decision on record, grew dearer, is reported green but "
        "computed red, is at least 66% likely to slip or has an ask past its day."
    )


def test_the_largest_exposure_that_no_reason_lists_is_named():
    larger = {"name": "Westbrook footbridge", "cost_to_go": 227e6, "probability": 0.56}
    assert attention.not_listed(larger, "USD") == (
        "The largest by cost to go times chance, Westbrook footbridge ($227 m to go, 56% to slip), is not listed: none "
        "of these reasons holds for it."
    )


def test_the_list_of_all_says_how_its_computed_red_differs_from_other_pages():
    assert attention.reasons({"disagrees": 38, "likely": 2}, 39) == (
        "39 live projects: reported green but computed red (38); at least 66% likely to slip (2). "
        "Computed red rests on date, cost, earned value and risk, values carried forward included; Projects counts "
        "computed amber as well, and Slip risk also the moves of the forecast and the opinion of the PMO."
    )

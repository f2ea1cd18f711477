from datetime import date
from typing import Any

from services.projects_list import Standing
from ui.wording import projects

NAN = float("nan")


def standing(**more: int) -> Standing:
    given = {
        "live": 128,
        "listed": 219,
        "based": 82,
        "late": 29,
        "reporting": 120,
        "green": 102,
        "carried": 8,
        "disagree": 50,
    }
    return Standing(**(given | more))


def row(**more: Any) -> dict[str, Any]:
    given = {
        "project_key": "K-1",
        "department": "Water",
        "phase": None,
        "live": True,
        "carried": False,
        "status": "active",
        "forecast_finish": date(2027, 3, 1),
        "actual_finish": None,
        "slip_days": 12.0,
        "probability": 0.7,
        "slip_reason": "in design with 11 months to its forecast finish",
        "slip_none": "",
    }
    return given | more


def test_the_finding_states_its_denominators():
    said = projects.finding(standing(), 90, True)
    assert said == (
        "29 of 82 live projects with an approved date are more than 90 days late. "
        "Of the 102 that report green (8 carried forward), 50 are computed amber or worse."
    )


def test_without_baselines_nothing_is_called_late():
    said = projects.finding(standing(based=128, reporting=0, green=0, disagree=0), 90, False)
    assert said.startswith("29 of 128 live projects now finish more than 90 days later than first reported.")
    assert "None reports a status." in said
    assert " late" not in said.replace(" later ", " ")


def test_of_a_first_snapshot_nothing_is_said_to_have_moved_or_not():
    said = projects.finding(standing(live=4, based=4, late=0, reporting=0), 90, False, first=True)
    assert said == (
        "4 live projects. How far forecasts move cannot be said yet: there is one snapshot, and it takes two. "
        "None reports a status."
    )
    assert projects.finding(standing(), 90, True, first=True).startswith("29 of 82 live projects")


def test_one_project_reads_as_one():
    said = projects.finding(standing(live=1, based=1, late=1, reporting=1, green=1, carried=0, disagree=1), 90, True)
    assert said == (
        "1 of 1 live project is more than 90 days late. Of the 1 that report green, 1 is computed amber or worse."
    )


def test_a_list_without_work_says_so():
    assert projects.finding(standing(live=0), 90, True) == "No project at work among the 219 projects listed."


def test_finish_words_follow_the_terms():
    assert projects.finish(row(), True) == "1 Mar 2027, 12 days late"
    assert projects.finish(row(slip_days=-3.0), True) == "1 Mar 2027, 3 days early"
    assert projects.finish(row(), False) == "1 Mar 2027, +12 days since first seen"
    assert projects.finish(row(slip_days=0.0), False, forecasts=1) == "1 Mar 2027", "nothing to have moved from"
    assert projects.finish(row(slip_days=NAN), True) == "1 Mar 2027"
    assert projects.finish(row(forecast_finish=None), True) == "No forecast finish"
    done = row(status="completed", actual_finish=date(2026, 5, 4), slip_days=0.0)
    assert projects.finish(done, True) == "Finished 4 May 2026, on its approved date"


def test_a_missing_chance_says_why():
    assert projects.chance(row()) == ("70% to slip, likely", "in design with 11 months to its forecast finish")
    assert projects.chance(row(probability=NAN, slip_none="on hold")) == ("No prediction", "On hold.")
    assert projects.chance(row(probability=NAN, slip_none=NAN)) == ("No prediction", "")


def test_the_strip_in_words_leaves_out_what_nobody_said():
    said = projects.strip_words({"Reported": ["G", "none"], "Predicted": [None, None]}, ["Cost", "Risk"])
    assert said == "Reported: Cost G; Predicted: nothing."


def test_who_names_only_what_is_known():
    assert projects.who(row()) == "K-1 · Water"
    old = row(carried=True, row_as_of=date(2026, 7, 31), periods_behind=2.0)
    assert projects.who(old) == "K-1 · Water. Values of 31 Jul 2026, 2 periods old."


def test_the_method_names_the_tolerances_in_force():
    limits = {
        "schedule_amber_days": 20,
        "schedule_red_days": 60,
        "cost_amber_percent": 5,
        "cost_red_percent": 15,
        "index_amber": 0.95,
        "index_red": 0.9,
    }
    said = projects.method(limits, "within 12 months", True)
    assert "amber above 20 and red above 60 days late" in said[1]
    assert "nothing is called late" not in " ".join(said)
    assert "nothing is called late" in projects.method(limits, "within 12 months", False)[0]

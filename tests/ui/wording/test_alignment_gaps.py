"""Gaps are told by name and money, and the drift against the first date shown."""

from datetime import date

import pandas as pd

from services.alignment_gaps import Gaps
from ui.wording import alignment_gaps as wording


def gaps(names: list[str], uncovered: list[bool], reasons: list[str]) -> Gaps:
    rows = pd.DataFrame({"reason": reasons, "cost_to_go": [1000.0] * len(reasons)})
    return Gaps(pd.DataFrame({"name": names, "uncovered": uncovered}), rows, 0.4, 20)


def test_objectives_nobody_serves_are_named_up_to_three():
    names = ["A", "B", "C", "D", "E"]
    assert wording.objectives(gaps(names, [False] * 5, [])) == "Each of the 5 objectives is served by a live project."
    assert wording.objectives(gaps(["A", "B"], [True, True], [])) == (
        "No live project serves A and B, 40% of the importance."
    )
    assert "A, B, C and 2 other objectives," in wording.objectives(gaps(names, [True] * 5, []))


def test_projects_without_an_objective_are_counted_by_reason():
    found = gaps(["A"], [False], ["Not rated", "Not rated", "No objective"])
    assert wording.projects(found, "USD") == (
        "1 of 18 rated live projects serves no objective, with $1 k to go. 2 live projects are not rated, with $2 k to "
        "go: what they serve is not known."
    )
    assert (
        wording.projects(gaps(["A"], [False], []), "USD") == "Each of the 20 rated live projects serves an objective."
    )


def test_projects_that_are_not_rated_are_never_said_to_serve_none():
    said = wording.projects(gaps(["A"], [False], ["Not rated"] * 3), "USD")
    assert said.startswith("Each of the 17 rated live projects serves an objective. 3 live projects are not rated, ")
    assert wording.projects(gaps(["A"], [True], ["Not rated"] * 20), "USD").startswith(
        "No live project is rated yet. 20"
    )


def test_the_drift_is_told_against_the_first_date():
    days = [date(2025, 11, 30), date(2026, 10, 31)]
    rows = pd.DataFrame({"as_of": days, "misplaced": [0.12, 0.36]})
    assert wording.drift(rows).endswith("; on 30 Nov 2025 it was 12%.")
    assert wording.drift(rows.assign(misplaced=[0.12, 0.121])).endswith(", as on 30 Nov 2025.")
    assert wording.drift(rows.iloc[:1]).endswith("no earlier date to compare with.")
    assert "no drift to tell" in wording.drift(rows.assign(misplaced=float("nan")))

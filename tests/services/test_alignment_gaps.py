"""Objectives nobody serves, projects that serve nothing, and how the money drifts from the objectives."""

import pytest

from services import access, alignment, alignment_gaps, objectives
from services.access import Scope
from tests.services.rated_works import built, now
from tests.services.slip_works import DATES, LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def test_an_objective_without_live_projects_and_projects_without_objective_are_found(works: Scope) -> None:
    objectives.add(ME, works, LAST, "Quiet", points=25)
    alignment.rate(ME, now(), LAST, [("P-011", "O1", "none"), ("P-002", "O4", "extreme")])
    found = alignment_gaps.gaps(now(), LAST)
    assert found is not None
    rows = found.objectives.set_index("name")
    assert rows.index[rows["uncovered"]].tolist() == ["Quiet"]
    assert rows.loc["Quiet", "other_projects"] == 1
    assert found.uncovered_weight == pytest.approx(25 / 125)
    without = found.projects.set_index("project_key")
    assert without.loc["P-011", "reason"] == "No objective"
    assert without.loc["P-008", "reason"] == "Not rated"
    assert not {"P-006", "P-002"} & set(without.index)
    assert without["cost_to_go"].is_monotonic_decreasing


def test_the_drift_counts_the_money_that_would_have_to_serve_others(works: Scope) -> None:
    money = alignment.read(works, LAST).money["cost"]
    served = money[["O1", "O2", "O3"]]
    share = served / served.sum()
    row = alignment_gaps.drift(works, LAST).iloc[-1]
    importance = {"O1": 0.6, "O2": 0.3, "O3": 0.1}
    assert row["misplaced"] == pytest.approx(sum(abs(share[key] - each) for key, each in importance.items()) / 2)
    assert row["serving_none"] + row["not_rated"] == pytest.approx(1 - served.sum() / money.sum())
    assert row["not_rated"] == pytest.approx(money["Not rated"] / money.sum())
    assert row["as_of"] == LAST


def test_earlier_objectives_count_for_earlier_dates_and_dates_without_any_are_left_out(works: Scope) -> None:
    alignment.set_points(ME, works, LAST, {"O1": 10})
    assert len(alignment_gaps.drift(now(), LAST)) == 1
    objectives.add(ME, now(), DATES[-3], "Earlier", points=5)
    drift = alignment_gaps.drift(now(), LAST)
    assert drift["as_of"].tolist() == DATES[-3:]
    assert drift["misplaced"].isna().tolist() == [True, True, False]


def test_without_weights_there_are_no_gaps_to_tell(works: Scope) -> None:
    assert alignment_gaps.gaps(access.scope(ME, "works"), DATES[3]) is None

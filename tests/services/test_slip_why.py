"""Why a project has its chance, what became of like cases, how far it may move, and what all of it adds up to."""

import numpy as np
import pytest

from models.slip_baselines import MODEL
from services import access, slip, slip_ahead, slip_ground, slip_training, slip_why
from services.access import Scope
from services.errors import Explained
from tests.services import slip_stand_in
from tests.services.slip_works import DATES, LAST, ME, reports, store

NAMES = {"P-007": "Project 7"}


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    slip_stand_in.put_in(monkeypatch)


@pytest.fixture
def works(database_url: str) -> Scope:
    scope = store(reports())
    slip_training.here(scope, ME, {"horizon": "next"}, lambda done, total, words: None)
    return access.scope(ME, scope.portfolio)


def test_the_steps_of_a_project_sum_to_the_chance_on_the_list(works):
    ground = slip_ground.ground(works, LAST, "next")
    asked = slip_why.explainer(works, LAST, "next", 30)
    listed = slip.predictions(works, LAST).set_index("project_key")["probability"]
    assert asked.speaker.method == MODEL
    for key in ("P-006", "P-007", "P-030"):
        found = slip_why.why(ground, asked, key, 30, 0.3, NAMES)
        assert found.base + sum(found.added.values()) == pytest.approx(found.chance, abs=1e-6)
        assert found.chance == pytest.approx(listed[key], abs=1e-6)
    assert sum(asked.weights.values()) == pytest.approx(1)


def test_like_cases_are_of_other_projects_and_known_by_the_date(works):
    asked = slip_why.explainer(works, LAST, "next", 30)
    found = slip_why.why(slip_ground.ground(works, LAST, "next"), asked, "P-006", 30, 0.3, NAMES)
    assert 1 <= len(found.similar) <= 5
    assert "P-006" not in set(found.similar["project_key"].astype(str))
    assert (found.similar["outcome_date"].dt.date <= LAST).all()
    assert found.similar["slipped"].all(), "a project in design is like others in design, all of which moved"
    assert set(found.own["project_key"].astype(str)) == {"P-006"}
    assert 0 < found.p50_days <= found.p80_days


def test_within_twelve_months_like_cases_are_told_with_what_stood_at_the_end(database_url):
    scope = store(reports())
    ground, asked = slip_ground.ground(scope, LAST, "12m"), slip_why.explainer(scope, LAST, "12m", 30)
    found = slip_why.why(ground, asked, "P-006", 30, 0.3, NAMES)
    assert len(found.similar) > 1
    # These forecasts move later at each report and never come back, so the furthest is what stood at the end.
    assert (found.similar["end_days"] == found.similar["moved_days"]).all()
    done = found.similar["project_key"] == "P-000"
    assert found.similar["end_completed"].tolist() == done.tolist(), "the only one completed by then"


def test_a_project_without_a_chance_has_no_reasons(works):
    asked = slip_why.explainer(works, LAST, "next", 30)
    assert slip_why.why(slip_ground.ground(works, LAST, "next"), asked, "P-000", 30, 0.3, NAMES) is None


def test_without_enough_history_there_is_no_ground_and_it_is_said(database_url):
    early = store({DATES[0]: reports()[DATES[0]]})
    assert slip_ground.ground(early, DATES[0], "next") is None
    with pytest.raises(Explained, match="no prediction to explain"):
        slip_why.explainer(early, DATES[0], "next", 30)


def test_what_it_adds_up_to_agrees_with_the_chances(works):
    ground = slip_ground.ground(works, LAST, "next")
    told = slip_ahead.ahead(works, ground, 30)
    chances = slip.predictions(works, LAST)["probability"].dropna()
    assert told.n == len(chances)
    assert told.slips.expected == pytest.approx(chances.sum(), abs=0.5)
    assert told.slips.p10 <= told.slips.expected <= told.slips.p90
    assert (told.cost, told.cost_note) == (None, "no forecast cost")
    assert np.all(np.diff(told.finishes["expected"]) >= 0)


def test_a_part_of_the_projects_adds_up_by_itself(works):
    ground = slip_ground.ground(works, LAST, "next")
    part = slip_ahead.ahead(works, ground, 30, {"P-006", "P-007"})
    assert part.n == 2
    assert part.slips.p90 <= 2

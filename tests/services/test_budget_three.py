"""Value, cost and a third count of a portfolio: against every subset, with the present selection marked."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from services import budget, budget_three, chances, portfolio_candidates
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from tests.services import funding_works
from tests.services.funding_works import AS_OF

ASKED = Asked(total=1_410_00)


@pytest.fixture
def scope(sqlite_url):
    return funding_works.store()


@pytest.fixture
def funding(scope):
    return portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))


def predicted(monkeypatch, **probability):
    rows = pd.DataFrame({"project_key": [key.replace("_", " ") for key in probability]})
    rows = rows.assign(probability=list(probability.values()), slip_reason="", slip_none="")
    made = chances.Chances(rows, "12m", 30, "within 12 months", None, 0.1, "table", "")
    monkeypatch.setattr(chances, "at", lambda scope, as_of: made)


def found(funding, weighed, asked=ASKED):
    chosen = budget.search(funding.candidates, asked)
    return budget_three.points(funding.candidates, asked, chosen, weighed, 20.0)


def subsets(funding, weighed):
    """Value, cost and third count (whole units) of every set of projects that is open, with those above the line."""
    candidates = funding.candidates
    decided = np.array([key in candidates.decided for key in candidates.keys])
    for picks in product([False, True], repeat=int((~decided).sum())):
        inside = decided.copy()
        inside[~decided] = picks
        yield (
            candidates.value[inside].sum() / candidates.open_value,
            int(candidates.cost[inside].sum()),
            int(weighed.amount[inside].sum()),
        )


def test_only_what_is_known_can_be_weighed(scope, funding, monkeypatch):
    assert budget_three.offered(scope, AS_OF, funding) == ("objective:O1", "objective:O2")
    predicted(monkeypatch, D_1=0.25)
    assert budget_three.offered(scope, AS_OF, funding)[0] == "slips"


def test_slips_are_counted_in_thousandths_and_what_has_no_prediction_is_counted_apart(scope, funding, monkeypatch):
    predicted(monkeypatch, D_1=0.2504, D_2=0.5)
    weighed = budget_three.third(scope, AS_OF, funding, "slips")
    by_key = dict(zip(funding.candidates.keys, weighed.amount.tolist(), strict=True))
    assert (by_key["D 1"], by_key["D 2"], by_key["D 4"]) == (250, 500, 0)
    assert (weighed.unknown, weighed.per_unit, weighed.more_is_better) == (4, 1000, False)


def test_exposure_counts_open_threats_in_minor_units(scope, funding, monkeypatch):
    risks = pd.DataFrame(
        {
            "project_key": ["D 1", "D 1", "D 2"],
            "direction": ["threat", "opportunity", None],
            "probability": [0.5, 0.9, 0.1],
            "impact_cost": [30.0, 99.0, 4.0],
            "status": ["open", "open", None],
            "closed": pd.to_datetime([None, None, None]),
        }
    )
    monkeypatch.setattr(budget_three.states, "register_date", lambda scope, name, as_of: as_of)
    monkeypatch.setattr(budget_three.states, "register", lambda scope, name, as_of, columns: risks)
    weighed = budget_three.third(scope, AS_OF, funding, "risk")
    assert dict(zip(funding.candidates.keys, weighed.amount.tolist(), strict=True))["D 1"] == 15_00
    assert weighed.amount.sum() == 15_40


@pytest.mark.parametrize("name", ["slips", "objective:O1"])
def test_no_subset_beats_a_point_and_each_point_is_one(scope, funding, monkeypatch, name):
    predicted(monkeypatch, **{"D_1": 0.6, "D_2": 0.1, "D_4": 0.3, "M-1": 0.9})
    weighed = budget_three.third(scope, AS_OF, funding, name)
    three = found(funding, weighed)
    sign = -1 if weighed.more_is_better else 1
    every = [(-share, cost, sign * amount) for share, cost, amount in subsets(funding, weighed)]
    rows = three.points[three.points["found"]]
    assert len(rows) > 3
    assert rows["proven"].all()
    assert three.settled
    for row in rows.itertuples():
        point = (-row.share, round(row.cost * 100), sign * round(row.third * weighed.per_unit))
        assert any(np.allclose(point, one) for one in every)
        assert not any(
            all(a <= b + 1e-9 for a, b in zip(one, point, strict=True))
            and any(a < b - 1e-9 for a, b in zip(one, point, strict=True))
            for one in every
        )


def test_the_present_selection_is_marked_once_whether_or_not_it_is_beaten(scope, funding):
    weighed = budget_three.third(scope, AS_OF, funding, "objective:O2")
    best = found(funding, weighed)
    assert best.points["here"].sum() == 1
    assert best.here["found"]
    poor = budget.search(funding.candidates, Asked(total=1_410_00, forced_out=("D 2",)))
    beaten = budget_three.points(funding.candidates, ASKED, poor, weighed, 20.0)
    assert beaten.points["here"].sum() == 1
    assert not beaten.here["found"]
    assert beaten.here["cost"] == funding.candidates.money(poor.total_cost)


def test_what_stands_above_the_line_is_in_every_point(scope, funding, monkeypatch):
    predicted(monkeypatch, **{"M-1": 0.9, "D_1": 0.5})
    three = found(funding, budget_three.third(scope, AS_OF, funding, "slips"))
    assert three.above == 0.9
    assert (three.points["third"] >= 0.9).all()


def test_a_search_that_is_told_to_end_says_that_it_is_not_complete(scope, funding):
    weighed = budget_three.third(scope, AS_OF, funding, "objective:O1")
    chosen = budget.search(funding.candidates, ASKED)
    three = budget_three.points(funding.candidates, ASKED, chosen, weighed, 20.0, lambda done, of: done < 2)
    assert not three.complete
    assert not three.settled
    assert three.asked == 2

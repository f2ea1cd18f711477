"""What candidates take of investment, running cost, funds and people, and what they bring to objectives."""

import numpy as np
import pytest

from models.selection import select
from services import fund_caps, portfolio_candidates
from services.candidates import Asked, problem
from services.portfolio_candidates import Valuing
from tests.services import harbour
from tests.services.harbour import AS_OF


@pytest.fixture
def found(database_url):
    return portfolio_candidates.read(harbour.store(), AS_OF, Valuing("strategic")).candidates


def amounts(found, name):
    (one,) = [amounts for amounts in found.amounts if amounts.name == name]
    return {key: int(amount) for key, amount in zip(found.keys, one.amount, strict=True) if amount}


def test_investment_and_running_cost_add_up_to_the_cost_of_each_year(found):
    assert found.periods == ("FY27", "FY28")
    assert {one.name for one in found.amounts if one.kind in ("capex", "opex")} == {
        f"{kind}{year}" for kind in ("Capex", "Opex") for year in (" FY27", " FY28", ", all years")
    }
    for place, period in enumerate(found.periods):
        both = sum(one.amount for one in found.amounts if one.period == period and one.kind in ("capex", "opex"))
        assert np.array_equal(both, found.cost[:, place])
    assert amounts(found, "Opex FY27") == {"D 1": 40_00, "D 2": 30_00}
    assert amounts(found, "Opex FY28") == {"D 2": 90_00}
    assert amounts(found, "Opex, all years") == {"D 1": 40_00, "D 2": 120_00}


def test_a_fund_may_pay_all_of_a_project_whose_lines_name_it(found):
    assert amounts(found, "Grant") == {"D 1": 240_00, "D 2": 120_00, "N 1": 200_00}
    assert amounts(found, "Levy FY27") == {"D 1": 120_00, "M 1": 300_00}


def test_caps_of_funds_count_who_else_may_pay(found):
    ends = {"Levy": 700_00, "Grant": 400_00, "Levy FY27": 350_00}
    bounds = {group.name: group for group in fund_caps.groups(found.cost, found.periods, found.amounts, ends)}
    both = bounds["Grant + Levy"]
    assert (int(both.amount.sum()), both.at_most) == (1160_00, 1100_00)
    # The wall may be paid by the levy too, so the grant alone bounds only what nothing else may pay.
    assert "Grant" not in bounds
    assert fund_caps.groups(found.cost, found.periods, found.amounts, {"Capex FY27": 5}) == ()


def test_people_are_an_average_over_the_year_beside_what_there_is(found):
    (engineers,) = [one for one in found.amounts if one.kind == "role"]
    assert (engineers.name, engineers.period, engineers.available) == ("Engineer FY27", "FY27", 300)
    assert amounts(found, "Engineer FY27") == {"D 1": 200, "M 1": 50}


def test_contributions_are_points_of_impact_in_thousandths(found):
    brought = {
        name: dict(zip(found.keys, points.tolist(), strict=True)) for name, points in found.contributions.items()
    }
    assert {key: point for key, point in brought["O1"].items() if point} == {"D 1": 9000, "D 2": 3000, "N 1": 6000}
    assert {key: point for key, point in brought["O2"].items() if point} == {"D 1": 1000, "N 1": 6000, "N 2": 1000}


def test_without_costs_by_year_only_contributions_are_known(database_url):
    scope = harbour.store(without=("costs", "impacts"))
    found = portfolio_candidates.read(scope, AS_OF, Valuing("equal")).candidates
    assert (found.amounts, found.contributions) == ((), {})


def test_a_capped_fund_keeps_out_what_it_cannot_pay_and_no_more(found):
    def chosen(**ends):
        return set(select(problem(found, Asked(amounts=tuple(ends.items())))).chosen)

    # The grant alone can pay one of library (120) and bridge (200); the wall goes to the levy.
    assert {"D 1", "N 1"} <= chosen(Grant=200_00, Levy=840_00)
    assert "D 2" not in chosen(Grant=200_00, Levy=840_00)
    assert not {"D 1", "D 2"} & chosen(Grant=200_00, Levy=600_00)
    assert "D 1" in chosen(Grant=0)


def test_investment_is_limited_over_all_years_together(found):
    best = select(problem(found, Asked(amounts=(("Opex, all years", 100_00),)))).chosen
    assert "D 2" not in best
    assert "D 1" in best

"""The ranked list of a portfolio's candidates beside the best selection, and the spend of each year."""

import numpy as np
import pytest

from services import budget, budget_waterline, portfolio_candidates
from services.candidates import Asked
from services.portfolio_candidates import Valuing
from tests.services import funding_works


@pytest.fixture
def funding(database_url):
    return portfolio_candidates.read(funding_works.store(), funding_works.AS_OF, Valuing("strategic"))


ASKED = Asked(total=1_200_00)


def ranked(funding, rank="value", asked=ASKED, **more):
    return budget_waterline.ranked(funding, asked, budget.search(funding.candidates, asked), rank, **more)


def test_the_cut_stands_beside_the_best_selection_for_the_same_money(funding):
    found = ranked(funding, "priority")
    assert found.table["name"].tolist()[2:] == ["Library", "Depot", "Bridge", "Pumps"]
    assert found.table["why"].tolist() == ["", "", "", "money", "below", "below"]
    assert (found.line, found.stopped_by, found.broken) == (3, "total", False)
    assert found.table["cumulated"].tolist() == [600, 900, 1200, 1200, 1200, 1200]
    assert found.table["total_down_to"].iloc[-1] == 1750
    assert found.share == pytest.approx(9 / 14.25)
    assert found.best_share >= found.share


def test_decided_projects_stand_first_and_bear_no_share(funding):
    table = ranked(funding).table
    assert table["decided"].tolist() == [True, True, False, False, False, False]
    assert table["share"].sum() == pytest.approx(1)


def test_priority_is_offered_where_it_is_reported(funding):
    assert budget_waterline.offered(funding) == ("value", "value for money", "priority")
    funding.projects["priority"] = np.nan
    assert budget_waterline.offered(funding) == ("value", "value for money")


def test_the_spend_of_each_year_is_split_by_who_is_paid_and_held_against_its_limit(funding):
    asked = Asked(periods=(("FY27", 900_00),))
    best = budget.search(funding.candidates, asked)
    table = budget_waterline.spend_profile(funding, asked, best)
    assert table["period"].tolist() == ["FY27", "FY28"]
    assert table["mandatory"].tolist() == [300, 300]
    parts = table[["mandatory", "committed", "run", "chosen"]].sum(axis=1)
    assert parts.tolist() == pytest.approx(table["spent"].tolist())
    assert [round(100 * amount) for amount in table["spent"]] == list(best.cost)
    assert table["left"].iloc[0] == pytest.approx(900 - table["spent"].iloc[0])
    assert np.isnan(table["limit"].iloc[1])

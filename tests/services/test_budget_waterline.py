"""The ranked list of a portfolio's candidates beside the best selection, and the spend of each year."""

from dataclasses import replace

import numpy as np
import pytest

from models.selection_rules import Rule
from models.waterline import Cause
from services import access, budget, budget_funding, budget_waterline, portfolio_candidates
from services.candidates import Asked
from services.options_allowed import Allowed
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


def test_work_above_the_line_stands_before_what_is_put_in_by_hand_and_one_left_out_takes_no_money(funding):
    asked = Asked(total=1_200_00, forced_in=("D 4",), forced_out=("D 2",))
    found = ranked(funding, "priority", asked)
    assert found.table["name"].tolist() == ["Dam safety", "Tram depot", "Depot", "Bridge", "Pumps", "Library"]
    assert found.table["why"].tolist() == ["", "", "", "money", "below", "forced out"]
    assert found.table["cumulated"].iloc[-1] == 1150
    assert (found.funded, found.candidates, found.by_rule, found.by_hand) == (1, 4, 0, 1)


def test_what_a_rule_takes_out_is_counted_apart_and_bears_its_cause(funding):
    rules = (Rule("excludes", ("D 2", "D 4")), Rule("requires", ("M-1", "D 3")))
    found = ranked(funding, "priority", Asked(total=1_750_00, rules=rules))
    causes = found.table.set_index("key")["cause"]
    assert found.table["key"].tolist()[2:] == ["D 3", "D 2", "D 4", "D 1"]
    assert causes["D 3"] == Cause("requires", ("M-1", "D 3"))
    assert causes["D 4"] == Cause("excludes", ("D 2", "D 4"))
    assert (found.funded, found.by_rule, found.stopped_by) == (3, 1, None)
    assert found.table.loc[found.table["inside"], "cost"].sum() == found.table["cumulated"].iloc[-1] == 1500


def test_of_a_project_with_options_only_the_one_taken_is_listed(funding):
    asked = Asked(total=1_750_00, allowed=Allowed(partial=("D 1",)))
    stated = budget_funding.with_options(
        access.scope(funding_works.ME, "works"), funding_works.AS_OF, funding, asked.allowed
    )
    found = budget_waterline.ranked(stated, asked, budget.search(stated.candidates, asked), "priority")
    assert sum(key.startswith("D 1|") for key in found.table["key"]) == 1
    assert (found.funded, found.candidates, found.broken) == (4, 4, False)
    asked = replace(asked, forced_out=("D 1",))
    out = budget_waterline.ranked(stated, asked, budget.search(stated.candidates, asked), "priority")
    options = out.table[out.table["key"].str.startswith("D 1|")]
    assert set(options["why"]) == {"forced out"}
    assert options["cause"].isna().all()
    assert (out.funded, out.by_rule, out.by_hand, out.broken) == (3, 0, 1, False)


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

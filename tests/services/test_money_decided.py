"""Where the money goes before anybody decides."""

import numpy as np
import pandas as pd
import pytest

from services import money_decided, portfolio_candidates
from services.portfolio_candidates import Valuing
from tests.services import harbour
from tests.services.harbour import AS_OF


def read(scope):
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    return funding, money_decided.read(scope, AS_OF, funding)


@pytest.fixture
def both(database_url):
    return read(harbour.store())


def test_a_total_is_split_to_the_last_cent(both):
    _, money = both
    assert (money.mandatory, money.mandatory_whole, money.running) == (750_00, 800_00, 200_00)
    assert money.committed == 400_00
    assert money.open_cost == 650_00
    assert money.free(2000_00) == 850_00
    assert money.free(1000_00, held=50_00) == -200_00
    assert money.mandatory + money.committed + 50_00 + money.free(2000_00, held=50_00) == 2000_00


def test_mandatory_work_counts_without_its_contingency_unless_a_minimum_is_stated(both, database_url):
    funding, money = both
    least = dict(zip(funding.candidates.keys, money.least.tolist(), strict=True))
    assert (least["M 1"], least["R 1"], least["C 1"]) == (550_00, 200_00, 300_00)
    assert money.least_rules == {"stated": 0, "less contingency": 1, "cost to go": 1}
    extra = pd.Series([None] * 10, dtype=object)
    extra[0] = '{"Min compliant": "$480.50"}'
    _, stated = read(harbour.store("stated", rows=harbour.projects().assign(extra=extra)))
    assert (stated.mandatory, stated.least_rules["stated"]) == (680_50, 1)


def test_stopping_committed_work_frees_its_cost_to_go_less_its_exit_cost(both):
    _, money = both
    assert (money.freed, money.bound) == (300_00 - 80_00 + 100_00 - 40_00, 80_00 + 40_00)
    assert money.exit_rules == {"reported": 1, "contracts": 1, "unknown": 0}


def test_contingency_is_told_where_it_is_reported(both):
    _, money = both
    assert int(money.contingency.sum()) == 50_00
    assert int(money.contingency_known.sum()) == 2


def test_running_cost_begins_after_the_finish(both):
    funding, money = both
    by_key = dict(zip(funding.candidates.keys, money.run_after.tolist(), strict=True))
    assert money.years == ("FY27", "FY28")
    assert by_key["M 1"] == [0, 10_00]
    assert by_key["C 1"] == [0, 0]
    assert money.run_unknown == 2


def test_money_is_promised_by_lines_of_cost_before_contracts(both, database_url):
    _, money = both
    assert (money.promised.tolist(), money.promised_rule) == ([200_00, 30_00], "costs")
    assert money.promised_ahead == 30_00
    _, by_contract = read(harbour.store("contracts", without=("costs",)))
    assert by_contract.promised_rule == "contracts"
    assert by_contract.promised.tolist() == [40_00, 0, 0, 0, 0]
    _, nothing = read(harbour.store("nothing", without=("costs", "contracts")))
    assert (nothing.promised_rule, nothing.promised_ahead, nothing.exit_rules["unknown"]) == ("unknown", 0, 1)


def test_candidates_at_the_least_cost_keep_years_kinds_and_people(both):
    funding, money = both
    least = money_decided.at_least_cost(funding, money)
    assert least.cost.sum(axis=1).tolist() == money.least.tolist()
    place = least.keys.index("M 1")
    assert least.cost[place].tolist() == [275_00, 275_00]
    others = np.arange(len(least.keys)) != place
    assert np.array_equal(least.cost[others], funding.candidates.cost[others])
    for place, period in enumerate(least.periods):
        both_kinds = sum(one.amount for one in least.amounts if one.period == period and one.kind in ("capex", "opex"))
        assert np.array_equal(both_kinds, least.cost[:, place])
    people = [one.amount.tolist() for one in least.amounts if one.kind == "role"]
    assert people == [one.amount.tolist() for one in funding.candidates.amounts if one.kind == "role"]

"""How much of the cost to go was mandatory at each date."""

import pytest

from services import mandatory_over_time, portfolio_candidates
from services.portfolio_candidates import Valuing
from tests.services import harbour, town
from tests.services.harbour import AS_OF


def test_the_mandatory_share_over_time_is_that_of_each_date(database_url):
    scope = town.store()
    table = mandatory_over_time.read(scope, town.JUNE)
    assert table["as_of"].dt.date.tolist() == [town.MAY, town.JUNE]
    assert table["share"].isna().all()
    scope = harbour.store()
    (row,) = mandatory_over_time.read(scope, AS_OF).itertuples()
    assert (row.mandatory, row.whole) == (800_00, 1850_00)
    assert row.share == pytest.approx(800 / 1850)


def test_a_project_that_did_not_report_counts_with_its_last_values(database_url):
    scope = town.store()
    may, june = mandatory_over_time.read(scope, town.JUNE)["whole"]
    states = [portfolio_candidates.read(scope, day, Valuing("equal")).candidates for day in (town.MAY, town.JUNE)]
    assert [may, june] == [int(state.cost.sum()) for state in states]
    kept = mandatory_over_time.read(scope, town.JUNE, (("department", "Water"),))
    assert (kept["whole"] < [may, june]).all()
    assert mandatory_over_time.read(scope, town.MAY.replace(year=2020)).empty
